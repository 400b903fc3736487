// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "render/json_writer.hpp"
#include "unit/render/sample.hpp"

namespace diwan {
namespace {

using nlohmann::json;
using rendering::JsonWriter;

std::string one_line(const Field& field) {
  std::ostringstream out;
  JsonWriter(out, JsonWriter::Layout::one_line).fields({field});
  return out.str();
}

RenderOptions in(Format format) {
  RenderOptions options;
  options.format = format;
  return options;
}

}  // namespace

TEST_CASE("fields keep their kind and numbers their digits") {
  using Kind = Field::Kind;
  struct Row {
    Field field;
    const char* json;
    const char* reason;
  };
  const Row rows[] = {
      {{"n", "1.10", Kind::number}, R"({"n":1.10})", "a trailing zero"},
      {{"n", "12345678901234567890123", Kind::number}, R"({"n":12345678901234567890123})", "more than a double holds"},
      {{"n", "-0", Kind::number}, R"({"n":-0})", "minus zero"},
      {{"n", "1E5", Kind::number}, R"({"n":1E5})", "an exponent"},
      {{"n", "007", Kind::number}, R"({"n":"007"})", "no JSON number"},
      {{"n", "٢٠٢١", Kind::number}, R"({"n":"٢٠٢١"})", "nor are Arabic-Indic digits"},
      {{"n", "NaN", Kind::number}, R"({"n":"NaN"})", "nor this"},
      {{"n", " 1", Kind::number}, R"({"n":" 1"})", "nor white space"},
      {{"n", "1}", Kind::number}, R"({"n":"1}"})", "nor an attempt to break out"},
      {{"n", "", Kind::number}, R"({"n":""})", "nor nothing"},
      {{"b", "true", Kind::boolean}, R"({"b":true})", "a truth value"},
      {{"b", "yes", Kind::boolean}, R"({"b":"yes"})", "or something else"},
      {{"t", "true", Kind::text}, R"({"t":"true"})", "a text stays a text"},
      {{"t", "قال: \"نعم\"\\", Kind::text}, R"({"t":"قال: \"نعم\"\\"})", "quotes and backslashes"},
      {{"البلد \"\n", "العراق", Kind::text}, R"({"البلد \"\n":"العراق"})", "a name is a string like any other"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(one_line(row.field) == row.json);
    CHECK(json::accept(one_line(row.field)));
  }
}

TEST_CASE("a JSON string is safe to look at and reads back as it was") {
  using namespace std::string_literals;
  const auto text = "\x1B[31m\u009B2J\x7F\u202E\u2028\u2066 قُوَّات\r\n\t\0\xED\x9F\xBF"s;
  std::ostringstream out;
  JsonWriter(out, JsonWriter::Layout::one_line).string(text);
  for (const std::string steering : {"\x1B", "\u009B", "\x7F", "\u202E", "\u2028", "\u2066", "\n"}) {
    CHECK(out.str().find(steering) == std::string::npos);
  }
  CHECK(json::parse(out.str()).get<std::string>() == text);

  std::ostringstream broken;
  JsonWriter(broken, JsonWriter::Layout::one_line).string("a\xC7z");
  CHECK(broken.str() == "\"a\uFFFDz\"");
}

TEST_CASE("an answer reads back value by value") {
  const Results results = sample::results();
  const json answer = json::parse(sample::rendered(results, in(Format::json)));
  CHECK(answer["version"] == 1);
  CHECK(answer["query"] == results.query.text);
  CHECK(answer["total"] == 1234);
  CHECK(answer["related"] == 56);
  REQUIRE(answer["replacements"].size() == results.replacements.size());
  for (std::size_t i = 0; i < results.replacements.size(); ++i) {
    CHECK(answer["replacements"][i]["asked"] == results.replacements[i].asked);
    CHECK(answer["replacements"][i]["taken"] == results.replacements[i].taken);
  }
  CHECK(answer["total_is_exact"] == false);
  CHECK(answer["offset"] == 9);
  REQUIRE(answer["hits"].size() == results.hits.size());
  CHECK(answer["diagnostics"].size() == results.query.diagnostics.size());
  for (std::size_t i = 0; i < results.hits.size(); ++i) {
    const Hit& hit = results.hits[i];
    const json& read = answer["hits"][i];
    CHECK(read["id"] == hit.identity.id);
    CHECK(read["source"] == hit.identity.source);
    CHECK(read["path"] == hit.identity.path);
    CHECK(read["title"] == hit.title);
    CHECK(read["score"].get<double>() == hit.score);
    CHECK(read["snippet"]["text"] == hit.snippet.text);
    CHECK(read["date"].is_null() == !hit.date);
  }
  // Ranges count bytes of UTF-8.
  const json& marked = answer["hits"][0]["snippet"];
  const auto range = marked["highlights"][0];
  const std::string text = marked["text"];
  CHECK(text.substr(range[0], range[1].get<std::size_t>() - range[0].get<std::size_t>()) == "لِلقُوَّاتِ");
}

TEST_CASE("JSON Lines: one object a line, each with the version") {
  const std::string output = sample::rendered(sample::results(), in(Format::jsonl));
  std::istringstream in_lines(output);
  std::size_t lines = 0;
  for (std::string line; std::getline(in_lines, line); ++lines) {
    const json hit = json::parse(line);
    CHECK(hit["version"] == 1);
    CHECK(hit["id"] == sample::results().hits[lines].identity.id);
  }
  CHECK(lines == 3);
  CHECK(sample::rendered(Results{}, in(Format::jsonl)).empty());
}

TEST_CASE("an empty answer and a score that is no number are valid JSON") {
  Results results;
  const json empty = json::parse(sample::rendered(results, in(Format::json)));
  CHECK(empty["hits"] == json::array());
  results.hits.resize(1);
  results.hits[0].score = std::numeric_limits<double>::quiet_NaN();
  CHECK(json::parse(sample::rendered(results, in(Format::json)))["hits"][0]["score"].is_null());
}

}  // namespace diwan
