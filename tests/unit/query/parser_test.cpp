// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <diwan/query.hpp>
#include <string>
#include <vector>

namespace diwan {
namespace {

/// A tree on one line: + or - for the occur, = for exact, then the text, phrases in brackets.
std::string shown(const Query& query) {
  std::string out;
  for (const auto& node : query.root.children) {
    if (!out.empty()) out += " | ";
    if (node.occur == QueryNode::Occur::must) out += '+';
    if (node.occur == QueryNode::Occur::must_not) out += '-';
    if (node.exact) out += '=';
    out += node.kind == QueryNode::Kind::phrase ? "[" + node.text + "]" : node.text;
  }
  return out;
}

struct Row {
  std::string text;
  std::string tree;
  std::size_t diagnostics;
  const char* reason;
};

void check(Query (*parse)(std::string_view), const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    INFO(row.text << ": " << row.reason);
    const Query query = parse(row.text);
    CHECK(shown(query) == row.tree);
    CHECK(query.diagnostics.size() == row.diagnostics);
    CHECK(query.text == row.text);
    CHECK(query.root.kind == QueryNode::Kind::group);
    CHECK(query.root.begin == 0);
    CHECK(query.root.end == row.text.size());
  }
}

}  // namespace

TEST_CASE("words, phrases, exact forms and signs") {
  check(parse_query, {
                         {"قوات قتالية", "قوات | قتالية", 0, "two words"},
                         {"قُوّاتٌ والقوات", "قُوّاتٌ | والقوات", 0, "marks and proclitics are left to the analyzer"},
                         {"\"جلسة الحوار\" بغداد", "[جلسة الحوار] | بغداد", 0, "a phrase by stems"},
                         {"=قتالي", "=قتالي", 0, "an exact word"},
                         {"=\"القوات القتالية\"", "=[القوات القتالية]", 0, "an exact phrase"},
                         {"+العراق -السودان", "+العراق | -السودان", 0, "must and must not"},
                         {"+=وزير -=\"وزير الدفاع\"", "+=وزير | -=[وزير الدفاع]", 0, "signs before ="},
                         {"-\"جلسة الحوار\"", "-[جلسة الحوار]", 0, "an excluded phrase"},
                         {"=-وزير =+\"أ ب\"", "-=وزير | +=[أ ب]", 0, "the order of = and sign does not count"},
                         {"\"قوات\"", "[قوات]", 0, "a phrase of one word stays a phrase"},
                         {"-Biden", "-Biden", 0, "Latin"},
                         {"-5 +١٩٦٧", "-5 | +١٩٦٧", 0, "numbers"},
                         {"", "", 0, "empty"},
                         {" \t\n ", "", 0, "white space alone"},
                     });
}

TEST_CASE("an operator counts at the beginning of a chunk only") {
  check(parse_query,
        {
            {"F-16 كوفيد-19 A+B x=y", "F-16 | كوفيد-19 | A+B | x=y", 0, "inside a word"},
            {"C++ a- b=", "C++ | a- | b=", 0, "behind a word"},
            {"(-b", "(-b", 0, "behind punctuation"},
            {"العراق - السودان", "العراق | السودان", 1, "a dash between words excludes nothing"},
            {"+ = - --", "", 4, "signs alone"},
            {"العراق – السودان — ﻻ", "العراق | السودان | ﻻ", 0, "typographic dashes are punctuation"},
            {"–السودان −السودان ＋a", "–السودان | −السودان | ＋a", 0, "only the ASCII signs are operators"},
            {"--السودان", "-السودان", 1, "twice the same"},
            {"+-السودان -+السودان", "-السودان | +السودان", 2, "the last sign counts"},
            {"==كلمة", "=كلمة", 1, "one = is enough"},
            {"، ؟ ! …", "", 0, "punctuation gives no node and no remark"},
            {"-، قوات", "قوات", 1, "a sign before punctuation"},
            {"-(قوات)", "-(قوات)", 0, "brackets are punctuation of the word"},
            {"-(\"قوات قتالية\")", "-[قوات قتالية]", 0, "the sign passes over punctuation to its phrase"},
        });
}

TEST_CASE("characters that show nothing do not hide an operator") {
  const std::string rlm = "\u200F";
  check(parse_query, {
                         {rlm + "-السودان", "-السودان", 0, "RLM"},
                         {"\uFEFF=قوات", "=قوات", 0, "byte order mark"},
                         {"\u200B\u202B\"قوات قتالية\"\u202C", "[قوات قتالية]", 0, "zero-width space and embedding"},
                         {"\u2067-\u2069" + rlm + "=" + rlm + "قوات", "-=قوات", 0, "between operators too"},
                         {rlm + "قوات", "قوات", 0, "and before a word"},
                         {"قو\u200Cات", "قو\u200Cات", 0, "inside a word they stay"},
                         {rlm + " - " + rlm, "", 1, "alone they are nothing"},
                     });
}

TEST_CASE("quotes") {
  check(parse_query,
        {
            {"“جلسة الحوار” „a b‟ ″c d″ ＂e f＂", "[جلسة الحوار] | [a b] | [c d] | [e f]", 0, "typographic"},
            {"\"a b”", "[a b]", 0, "any of them ends a phrase"},
            {"«جلسة الحوار»", "«جلسة | الحوار»", 0, "guillemets never restrict"},
            {"-«جلسة الحوار»", "-«جلسة | الحوار»", 1, "but a sign before them is remarked on"},
            {"-«جلسة»", "-«جلسة»", 0, "not where they hold one word"},
            {"'a b' `c`", "'a | b' | `c`", 0, "single quotes are punctuation"},
            {"\"جلسة الحوار", "[جلسة الحوار]", 1, "not closed"},
            {"a \"", "a", 1, "a quote at the end"},
            {"\"\" \" \" \"،\" a", "a", 3, "empty phrases"},
            {"\"\"\"\"\"\"", "", 1, "neighbours that say the same are one remark"},
            {"-\"\" a", "a", 1, "an empty phrase takes its sign along"},
            {"ab\"c d\"ef", "ab | [c d] | ef", 0, "a quote ends a word"},
            {"-ab\"c d\"", "-ab | [c d]", 0, "the sign belongs to what stands behind it"},
            {"\"a b\"-c", "[a b] | c", 1, "no sign behind a quote"},
            {"\"a b\"\"c d\"", "[a b] | [c d]", 0, "phrases side by side"},
            {"\"  a \u3000 b\u00A0\"", "[a \u3000 b]", 0, "white space at the edges goes"},
            {"\"a -b =c\"", "[a -b =c]", 0, "no operators inside a phrase"},
            {"\"a\nb\"", "[a\nb]", 0, "over a line break"},
        });
}

TEST_CASE("white space is that of Unicode, and broken bytes are white space") {
  check(parse_query, {
                         {"a\u00A0-b\u3000=c\u2028d\u0085e", "a | -b | =c | d | e", 0, "Unicode"},
                         {std::string("a\0b \0", 5), std::string("a\0b", 3), 0, "NUL is a character"},
                         {"ab\xC7\xE1-cd", "ab | -cd", 1, "Windows-1256"},
                         {"\"a\xFFz\"", "[a z]", 1, "in a phrase"},
                         {"قو\xD8", "قو", 1, "cut in the middle"},
                         {"\uFFFD a", "a", 0, "a replacement character as written is punctuation"},
                     });
}

TEST_CASE("plain words know no operators") {
  check(parse_words, {
                         {"قوات قتالية", "قوات | قتالية", 0, "words"},
                         {"-السودان +العراق =قوات", "السودان | العراق | قوات", 0, "signs are punctuation"},
                         {"\"جلسة الحوار\" -- -", "جلسة | الحوار", 0, "quotes too, without remarks"},
                         {"F-16 ab\"cd", "F-16 | ab | cd", 0, "inside a word"},
                         {"، ؟", "", 0, "punctuation"},
                         {"a\u00A0b\u3000c", "a | b | c", 0, "Unicode white space"},
                         {"ab\xFF", "ab", 1, "broken bytes are told all the same"},
                     });
}

TEST_CASE("nodes and diagnostics say where they stand") {
  const std::string text = "قوات -=\"وزير الدفاع\" - F-16";
  const Query query = parse_query(text);
  REQUIRE(query.root.children.size() == 3);
  const auto source = [&](const auto& range) { return text.substr(range.begin, range.end - range.begin); };
  CHECK(source(query.root.children[0]) == "قوات");
  CHECK(source(query.root.children[1]) == "-=\"وزير الدفاع\"");
  CHECK(source(query.root.children[2]) == "F-16");
  REQUIRE(query.diagnostics.size() == 1);
  CHECK(source(query.diagnostics[0]) == "-");

  const std::string unclosed = "a -\"b c";
  const Query open = parse_query(unclosed);
  REQUIRE(open.diagnostics.size() == 1);
  CHECK(unclosed.substr(open.diagnostics[0].begin) == "\"b c");
}

// In quadratic time this would take hours.
TEST_CASE("a megabyte of anything is read to its end") {
  for (const std::string unit : {"\"", "-", "=", "\u200F", "، ", "\xFF", "\"a", "- "}) {
    std::string text;
    while (text.size() < 1'000'000) text += unit;
    const Query query = parse_query(text);
    parse_words(text);
    INFO("unit " << unit);
    CHECK(query.root.end == text.size());
  }
}

}  // namespace diwan
