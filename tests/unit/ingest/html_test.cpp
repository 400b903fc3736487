// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "ingest/html_reader.hpp"
#include "ingest/xhtml.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::read_with;

constexpr const char* path = "web/خبر.html";

Article read_page(const std::string& html) {
  const auto got = read_with(read_html, html, path);
  for (const auto& refusal : got.refusals) FAIL_CHECK(refusal.reason);
  REQUIRE(got.articles.size() == 1);
  CHECK(got.articles[0].identity == Identity{"s", path, path});
  return got.articles[0];
}

TEST_CASE("the text of a page is what its reader sees") {
  struct Row {
    std::string body;
    std::string text;
    const char* reason;
  };
  const Row rows[] = {
      {"قوات قتالية", "قوات قتالية", "text alone"},
      {"<p>قوات</p><p>قتالية</p>", "قوات\n\nقتالية", "paragraphs: a blank line"},
      {"<div>قوات</div><div>قتالية</div>", "قوات\nقتالية", "divisions: a line break"},
      {"<div><div><p>أ</p></div></div><div>ب</div>", "أ\n\nب", "nested blocks do not add up"},
      {"أ<br>ب<br><br>ج", "أ\nب\n\nج", "line breaks"},
      {"<div>أ<br></div><div>ب</div>", "أ\nب", "a line break at the end of a block is none"},
      {"<b>قوا</b><i>ت</i> <u> قتالية</u>", "قوات قتالية", "inline elements do not split words"},
      {" \n قوات \t\r\n  قتالية\n ", "قوات قتالية", "white space collapsed"},
      {"قوات&nbsp;&nbsp;قتالية", "قوات\u00A0\u00A0قتالية", "no-break spaces kept"},
      {"&#1602;&#x648;ات &amp; &lt;b&gt; &raquo;", "قوات & <b> »", "character references"},
      {"<ul><li>أ</li><li>ب</li></ul>ج", "أ\nب\n\nج", "a list"},
      {"<table><tr><th>أ</th><td>ب</td></tr><tr><td>ج<td>د</table>", "أ\tب\nج\tد", "cells by tabs, rows by lines"},
      {"<table><tr><td>أ</td><td></td><td>ب</td></tr></table>", "أ\tب", "an empty cell"},
      {"<pre>  أ\n   ب </pre>ج", "أ\n   ب \n\nج", "preformatted"},
      {"س<pre>\n أ\n\n\n ب\n</pre>", "س\n\n أ\n\n\n ب", "empty lines inside preformatted text"},
      {"أ<script>var x='<p>ب</p>'</script><style>p{}</style>ج", "أج", "script and style"},
      {"أ<noscript>ب</noscript><template>ت</template><iframe>ث</iframe>ج", "أج", "fallbacks"},
      {"<nav>قائمة</nav>نص<div role=Navigation>قائمة</div>", "نص", "navigation"},
      {"<form>اسم <input value=ب><select><option>ب</select><textarea>ب</textarea><button>ب</button></form>", "اسم",
       "form controls, not the form"},
      {"<p hidden>أ</p><p hidden=until-found>ب</p><p aria-hidden=true>ج</p><p style='display:none'>د</p>",
       "ب\n\nج\n\nد", "hidden is not shown; what styles and readers hide may be content"},
      {"<!-- أ --><p>ب</p><![CDATA[ج]]>", "ب", "comments"},
      {"<header>أ</header><p>ب</p><footer>ج</footer>", "أ\n\nب\n\nج", "no main part: header and footer stay"},
      {"<header>أ</header><main>ب</main><footer>ج</footer>", "أ\n\nب", "the page's footer beside a main part"},
      {"<article>ب<footer>توقيع</footer></article><div role=contentinfo>ج</div>", "ب\nتوقيع",
       "an article's own footer stays"},
      {"<aside>أ</aside><svg><text>ب</text><style>x</style></svg>", "أ\n\nب", "asides and drawings with words"},
      {"لِلقُوَّاتِ ـــ ﻻ ٢٠٢١\u200F", "لِلقُوَّاتِ ـــ ﻻ ٢٠٢١\u200F", "marks, tatweel, ligatures, direction marks stay"},
      {"<p>أ<p>ب<div>ج", "أ\n\nب\n\nج", "ends left out"},
      {"<p>أ</b></i></table>ب", "أب", "ends too many"},
      {"أ &#0; &#xD800; &#x110000;", "أ \uFFFD \uFFFD \uFFFD", "references to no character"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(read_page("<!DOCTYPE html><title>ع</title><body>" + row.body).text == row.text);
  }
}

TEST_CASE("the title is that of the page, else its heading, else the file name") {
  struct Row {
    std::string html;
    std::string title;
  };
  const Row rows[] = {
      {"<title>\n بيان   مشترك\n</title><h1>أ</h1>", "بيان مشترك"},
      {"<title>قوات &amp; أمن <b></title>", "قوات & أمن <b>"},
      {"<title> </title><h1></h1><h1>أ <i>ب</i><br>ج</h1><h1>د</h1>", "أ ب ج"},
      {"<svg><title>رسم</title></svg><p>نص", "خبر.html"},
      {"<p>نص", "خبر.html"},
      {"\xEF\xBB\xBF<title>ع</title>", "ع"},
  };
  for (const auto& row : rows) CHECK(read_page(row.html).title == row.title);
}

TEST_CASE("date, author, language and the like come from what pages state") {
  struct Row {
    std::string html;
    std::vector<std::pair<std::string, std::string>> fields;
    std::optional<Date> date;
    const char* reason;
  };
  const Date day{2021, 4, 7};
  const Row rows[] = {
      {"<p>نص", {}, {}, "nothing"},
      {"<meta name=Date content=2021-04-07>", {{"date", "2021-04-07"}}, day, "HTML"},
      {"<meta name=DC.date content=2021-04-07><meta name=DC.creator content=س>",
       {{"date", "2021-04-07"}, {"author", "س"}},
       day,
       "Dublin Core"},
      {"<meta name=DCTERMS.issued content=20210407>", {{"date", "20210407"}}, day, "Dublin Core terms"},
      {"<meta property=article:published_time content=2021-04-07T21:00:00+03:00>",
       {{"date", "2021-04-07T21:00:00+03:00"}},
       day,
       "Open Graph"},
      {"<div itemscope><span itemprop=datePublished content=2021-04-07>أمس</span>"
       "<span itemprop=author><b itemprop=name>س  ع</b></span>",
       {{"date", "2021-04-07"}, {"author", "س ع"}},
       day,
       "schema.org"},
      {R"(<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
         "datePublished":"2021-04-07T10:00:00+03:00","author":[{"@type":"Person","name":"أ ب"},{"name":"ج د"}],
         "publisher":{"name":"وكالة","logo":{"name":"شعار"}},"articleSection":["سياسة"],
         "comment":[{"author":{"name":"معلق"},"datePublished":"2021-05-01"}]}</script>)",
       {{"date", "2021-04-07T10:00:00+03:00"}, {"author", "أ ب, ج د"}, {"source", "وكالة"}, {"category", "سياسة"}},
       day,
       "JSON-LD, without what it says of comments"},
      {R"(<script type="application/ld+json">//<![CDATA[
         {"@graph":[{"@type":"WebSite","name":"موقع"},{"@type":"Article","dateCreated":"7 نيسان 2021"}]}
         //]]></script>)",
       {{"date", "7 نيسان 2021"}},
       day,
       "JSON-LD as a graph"},
      {R"(<script type="application/ld+json">{"datePublished":"2021-04-07","author":{</script>)",
       {{"date", "2021-04-07"}},
       day,
       "JSON-LD that is cut off"},
      {R"(<script>{"datePublished":"2020-01-01"}</script><meta name=date content=2021-04-07>)",
       {{"date", "2021-04-07"}},
       day,
       "another script"},
      {"<time>أمس</time><time datetime=2021-04-07>ن</time><time datetime=2020-01-01>ن</time>",
       {{"date", "2021-04-07"}},
       day,
       "the first <time>"},
      {"<meta name=date content='٧ نيسان'><time datetime=2021-04-07>",
       {{"date", "2021-04-07"}},
       day,
       "a date that can be read goes before a better place"},
      {"<meta name=date content='٧ نيسان ٢٠٢١'>", {{"date", "٧ نيسان ٢٠٢١"}}, day, "the name of a month"},
      {"<meta name=date content='٧ نيسان'>", {{"date", "٧ نيسان"}}, {}, "a date kept though not read"},
      {"<meta name=date content='٢٠٢١-٠٤-٠٧'>", {{"date", "٢٠٢١-٠٤-٠٧"}}, day, "Arabic digits"},
      {"<html lang=ar-SA><meta http-equiv=Content-Language content=en>", {{"language", "ar-SA"}}, {}, "html lang"},
      {"<html xml:lang=ar>", {{"language", "ar"}}, {}, "xml:lang"},
      {"<meta http-equiv=content-language content='ar, en'>", {{"language", "ar"}}, {}, "the first of a list"},
      {"<meta property=og:locale content=ar_SA>", {{"language", "ar-SA"}}, {}, "Open Graph's locale"},
      {"<meta name=author content=أ><meta name=author content=ب><meta name=author content=أ>",
       {{"author", "أ, ب"}},
       {},
       "several authors, each once"},
      {"<meta property=article:author content=https://example.org/a><a rel=author>ج</a>",
       {{"author", "ج"}},
       {},
       "an address is no name"},
      {"<link rel=canonical href=/a><meta property=og:url content=https://example.org/a>",
       {{"url", "https://example.org/a"}},
       {},
       "an address must be whole"},
      {"<meta property=og:site_name content=وكالة><meta property=article:section content=سياسة>"
       "<meta name=description content='وصف  قصير'>",
       {{"source", "وكالة"}, {"category", "سياسة"}, {"description", "وصف قصير"}},
       {},
       "source, category, description"},
      {"<meta name=date><meta content=x><meta name=author content=' '>", {}, {}, "empty statements"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto article = read_page("<!DOCTYPE html>" + row.html + "<p>نص");
    CHECK(article.date == row.date);
    std::vector<Field> expected;
    for (const auto& [name, value] : row.fields) expected.push_back({name, value, Field::Kind::text});
    CHECK(article.fields == expected);
    CHECK(article.text.ends_with("نص"));
    CHECK(article.text.find("وصف") == std::string::npos);
  }
}

TEST_CASE("a page that cannot be read is refused") {
  struct Row {
    std::string html;
    std::string reason;
  };
  const Row rows[] = {
      {"", "empty"},
      {"<html><body><script>x</script></body></html>", "empty"},
      {std::string("<p>\x01\x02\x03\0b", 8), "a NUL byte (byte 6, line 1): binary data, or text in UTF-16"},
  };
  for (const auto& row : rows) {
    const auto got = read_with(read_html, row.html, path);
    CHECK(got.articles.empty());
    REQUIRE(got.refusals.size() == 1);
    CHECK(got.refusals[0] == Refusal{"s", path, "", row.reason});
  }
  // Bytes that are UTF-8 are UTF-8, whatever the page says.
  CHECK(read_page("<meta charset=windows-1256><p>قوات").text == "قوات");
}

TEST_CASE("the encoding that a page declares counts where its bytes fit") {
  struct Row {
    std::string html;
    std::string text;
    std::string warning;
  };
  const Row rows[] = {
      {"<meta charset=windows-1256><p>\xDE\xE6\xC7\xCA", "قوات", ""},
      {"<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-6'><p>\xE2\xE8\xC7\xCA", "قوات", ""},
      {"<?xml version='1.0' encoding='koi8-r'?><p>\xCD\xC9\xD2", "мир", ""},
      {"<meta charset=utf-8><p>\xDD\xED \xC7\xE1\xDE\xE6\xC7\xCA \xE3\xE4 \xC7\xE1\xE4\xC7\xD3", "في القوات من الناس",
       "read as windows-1256, though it declares utf-8; --encoding NAME forces another"},
  };
  for (const auto& row : rows) {
    const auto got = read_with(read_html, row.html, path);
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].text == row.text);
    CHECK((got.warnings.empty() ? std::string() : got.warnings[0].reason) == row.warning);
  }
}

std::string repeat(std::string_view part, std::size_t times) {
  std::string all;
  for (; times > 0; --times) all += part;
  return all;
}

TEST_CASE("pages made to hurt are read or refused, in bounded time, memory and stack") {
  const std::string too_deep = "HTML elements are nested too deeply, or a tag has too many attributes";
  struct Row {
    std::string html;
    std::string reason;  ///< empty: it is read
  };
  std::string attributes = "<p";
  for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i);
  const Row rows[] = {
      {repeat("<div>", 15'000) + "x", ""},
      {repeat("<div>", 100'000) + "x", too_deep},
      {repeat("<div>", 15'000) + "<frameset>", "empty"},
      {repeat("<div itemprop=author>", 10'000) + "x", ""},
      {repeat("<h1><div>", 5'000) + "x", ""},
      {repeat("<b><i><div></b>", 50'000) + "x", too_deep},
      {repeat("<x>", 20'000) + repeat("</y>", 300'000), too_deep},
      {attributes, too_deep},
      {repeat("<a>", 50'000) + "x", ""},
      {repeat("<table><tr><td>", 5'000) + "x", ""},
      {"<table><math><mi><![CDATA[x]]></table>y", ""},  // ended gumbo by an assertion
      {repeat("&", 100'000) + repeat("<", 100'000) + repeat("<!--", 100'000), ""},
      // A text of as many bytes as a node of the tree has must not be taken for one.
      {repeat("<p>" + std::string(200, 'x') + "</p><p title=" + std::string(119, 'y') + ">", 100), ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.html.substr(0, 60));
    const auto got = read_with(read_html, row.html, path);
    REQUIRE(got.articles.size() + got.refusals.size() == 1);
    CHECK((got.refusals.empty() ? std::string() : got.refusals[0].reason) == row.reason);
  }
}

TEST_CASE("texts of any length pass the bounds' watch over nodes") {
  for (std::size_t size = 60; size < 300; ++size) {
    const std::string word(size, 'x');
    CHECK(read_page("<p title=" + word + ">" + word + "<!--" + word + "-->").text == word);
  }
}

TEST_CASE("XHTML keeps what HTML would swallow") {
  struct Row {
    std::string xhtml;
    std::string html;
    const char* reason;
  };
  const Row rows[] = {
      {"<script src='x'/><p>نص</p>", "<script src='x'></script><p>نص</p>", "an empty script"},
      {"<title/><a id=\"x\"/>", "<title></title><a id=\"x\"></a>", "other empty elements"},
      {"<br/><img src='a'/><BR />", "<br><img src='a'><BR >", "void elements have no end"},
      {"<p title='a/>'>b</p>", "<p title='a/>'>b</p>", "a quoted sign"},
      {"<![CDATA[a<b & c]]>]]>", "a&lt;b &amp; c]]>", "CDATA is text"},
      {"<!-- <x/> --><?pi <x/> ?><!DOCTYPE html><x/>", "<!-- <x/> --><?pi <x/> ?><!DOCTYPE html><x></x>",
       "comments, instructions and declarations stay"},
      {"a < b <", "a < b <", "stray signs"},
      {"<p title='", "<p title='", "no end of a tag"},
      {"<!-- x", "<!-- x", "no end of a comment"},
      {"<!-->", "<!-->", "too short for a comment"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(xhtml_as_html(row.xhtml) == row.html);
  }
  const std::string page =
      "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>ع</title><script src=\"x\"/></head>"
      "<body><p>نص</p></body></html>";
  CHECK(read_with(read_xhtml, page, "a.xhtml").articles.at(0).text == "نص");
  CHECK(read_page("<?xml version=\"1.0\"?>" + page).text == "نص");
}

}  // namespace
}  // namespace diwan::ingest
