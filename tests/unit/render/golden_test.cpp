// SPDX-License-Identifier: GPL-2.0-or-later
// The output of each format, byte for byte, against tests/golden. With DIWAN_WRITE_GOLDEN set in the environment the
// files are written instead: look at the difference before committing it.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "unit/render/sample.hpp"

namespace diwan {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void check_golden(const std::string& name, const std::string& output) {
  const std::string path = std::string(DIWAN_GOLDEN) + "/" + name + ".txt";
  if (std::getenv("DIWAN_WRITE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << output;
    WARN("wrote " << path);
    return;
  }
  INFO(path);
  CHECK(output == read_file(path));
}

RenderOptions in(Format format) {
  RenderOptions options;
  options.format = format;
  options.query_id = "q7";
  return options;
}

}  // namespace

TEST_CASE("an answer in each format") {
  const std::vector<std::string_view> names{"text", "json", "jsonl", "tsv", "trec", "ids"};
  CHECK(format_names() == names);
  for (const auto name : names) {
    const auto format = parse_format(name);
    REQUIRE(format);
    check_golden("results-" + std::string(name), sample::rendered(sample::results(), in(*format)));
  }
  CHECK_FALSE(parse_format("xml"));
  CHECK_FALSE(parse_format("JSON"));
  CHECK_FALSE(parse_format(""));
}

TEST_CASE("an answer in colour, and on a narrow terminal") {
  auto options = in(Format::text);
  options.color = true;
  check_golden("results-text-color", sample::rendered(sample::results(), options));
  options.color = false;
  options.width = 34;
  check_golden("results-text-narrow", sample::rendered(sample::results(), options));
}

TEST_CASE("an article, candidates and explanations") {
  for (const std::string name : {"text", "json", "jsonl"}) {
    const auto options = in(*parse_format(name));
    check_golden("article-" + name, sample::rendered(sample::article(), options));
    check_golden("candidates-" + name, sample::rendered(sample::candidates(), options));
    check_golden("words-" + name, sample::rendered(sample::words(), options));
  }
}

}  // namespace diwan
