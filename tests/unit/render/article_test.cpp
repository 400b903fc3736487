// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "unit/render/sample.hpp"

namespace diwan {

TEST_CASE("an article's text comes back byte for byte in JSON") {
  Article article = sample::article();
  using namespace std::string_literals;
  for (const auto& text : {"قُوّات\r\n\r\n\tF-16\u202E\x1B \0 end\n"s, ""s, "\uFEFF"s}) {
    article.text = text;
    for (const Format format : {Format::json, Format::jsonl}) {
      RenderOptions options;
      options.format = format;
      const auto read = nlohmann::json::parse(sample::rendered(article, options));
      CHECK(read["text"].get<std::string>() == text);
      CHECK(read["id"] == article.identity.id);
      CHECK(read["fields"].size() == article.fields.size());
    }
  }
}

TEST_CASE("an article for eyes keeps its paragraphs") {
  Article article;
  article.title = "t";
  article.text = "one\n\ntwo\r\nthree\rfour";
  const std::string output = sample::rendered(article, {});
  CHECK(output.ends_with("\n\n| one\n\n| two\n| three\n| four\n"));
  article.text.clear();
  CHECK_FALSE(sample::rendered(article, {}).ends_with("\n\n"));
}

TEST_CASE("a format that does not exist for a value says so") {
  for (const Format format : {Format::text, Format::json, Format::jsonl, Format::tsv, Format::trec, Format::ids}) {
    RenderOptions options;
    options.format = format;
    std::ostringstream article;
    render(sample::article(), options, article);
    CHECK(bool(article) == can_render_article(format));
    std::ostringstream candidates;
    render_candidates(sample::candidates(), options, candidates);
    CHECK(bool(candidates) == can_render_article(format));
    std::ostringstream words;
    render(sample::words(), options, words);
    CHECK(bool(words) == can_render_words(format));
  }
  CHECK_FALSE(can_render_article(Format::trec));
  CHECK_FALSE(can_render_words(Format::ids));
}

}  // namespace diwan
