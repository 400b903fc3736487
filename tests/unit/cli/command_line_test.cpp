// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/command_line.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace po = boost::program_options;
using diwan::cli::parse_command_line;
using diwan::cli::SingleDash;
using Words = std::vector<std::string>;

namespace {

po::options_description some_options() {
  po::options_description options;
  options.add_options()("help,h", "")("count", "")("color", po::value<std::string>(), "")(
      "limit", po::value<std::string>(), "")("source", po::value<Words>(), "");
  return options;
}

}  // namespace

TEST_CASE("What is an option and what belongs to the query") {
  struct Row {
    Words arguments;
    Words operands;
    std::string limit;
    bool count;
    const char* reason;
  };
  const std::vector<Row> rows{
      {{}, {}, "", false, "nothing"},
      {{"قوات", "قتالية"}, {"قوات", "قتالية"}, "", false, "words keep their order"},
      {{"-السودان"}, {"-السودان"}, "", false, "an excluded Arabic word is no option"},
      {{"العراق", "-السودان", "--count"}, {"العراق", "-السودان"}, "", true, "also in the middle"},
      {{"-Biden"}, {"-Biden"}, "", false, "nor is a Latin one"},
      {{"-c", "-count", "-5"}, {"-c", "-count", "-5"}, "", false, "nor one that looks like an abbreviated option"},
      {{"-help", "-ha"}, {"-help", "-ha"}, "", false, "letters are not gathered behind one dash"},
      {{"+x", "-y", "=z"}, {"+x", "-y", "=z"}, "", false, "operators in front"},
      {{"-\"جلسة الحوار\"", "-=قتالي"}, {"-\"جلسة الحوار\"", "-=قتالي"}, "", false, "excluded phrase, exact word"},
      {{"-"}, {"-"}, "", false, "a dash alone"},
      {{""}, {""}, "", false, "an empty argument"},
      {{"--", "--count", "-h", "--"}, {"--count", "-h", "--"}, "", false, "-- ends the options, once"},
      {{"--limit", "5"}, {}, "5", false, "value apart"},
      {{"--limit=5"}, {}, "5", false, "value attached"},
      {{"--limit", "-1"}, {}, "-1", false, "a value may begin with a dash"},
      {{"--limit", "--count"}, {}, "--count", false, "with two as well"},
      {{"--limit", "--", "x"}, {"x"}, "--", false, "the value is taken before -- can end anything"},
      {{"--limit=a=b"}, {}, "a=b", false, "the first = counts"},
      {{"--limit="}, {}, "", false, "an empty value"},
      {{"x", "--count", "y"}, {"x", "y"}, "", true, "options anywhere"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto line = parse_command_line(row.arguments, some_options(), SingleDash::operand, "searcher");
    REQUIRE(line);
    CHECK(line->operands == row.operands);
    CHECK((line->options.count("limit") != 0 ? line->options["limit"].as<std::string>() : "") == row.limit);
    CHECK((line->options.count("count") != 0) == row.count);
  }
}

TEST_CASE("What is no command line, and what is said about it") {
  struct Row {
    Words arguments;
    SingleDash dash;
    std::string message;
    std::string hint;
    const char* reason;
  };
  const std::string help = "searcher --help lists the options.";
  const std::vector<Row> rows{
      {{"--colour", "x"}, SingleDash::operand, "unknown option --colour", "Did you mean --color?", "one letter more"},
      {{"--coutn"}, SingleDash::operand, "unknown option --coutn", "Did you mean --count?", "two letters changed"},
      {{"--lim=5"},
       SingleDash::operand,
       "unknown option --lim",
       "Did you mean --limit?",
       "options are not abbreviated"},
      {{"--zebra"}, SingleDash::operand, "unknown option --zebra", help, "nothing near"},
      {{"--السودان"}, SingleDash::operand, "unknown option --السودان", help, "two dashes are never a query"},
      {{"--=x"}, SingleDash::operand, "unknown option --", help, "no name"},
      {{"---"}, SingleDash::operand, "unknown option ---", help, "three dashes"},
      {{"--Count"}, SingleDash::operand, "unknown option --Count", "Did you mean --count?", "case counts"},
      {{"--count=3"}, SingleDash::operand, "--count takes no value", "Write --count alone.", "a switch"},
      {{"--limit"}, SingleDash::operand, "--limit needs a value", help, "nothing follows"},
      {{"--limit", "1", "--limit=2"},
       SingleDash::operand,
       "--limit is given twice",
       "Give it once.",
       "which one is meant?"},
      {{"-x"},
       SingleDash::unknown,
       "unknown option -x",
       "A path that begins with a dash is written ./-x or put behind a bare --.",
       "where no query is expected"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto line = parse_command_line(row.arguments, some_options(), row.dash, "searcher");
    REQUIRE_FALSE(line);
    CHECK(line.error().code == diwan::Code::invalid_argument);
    CHECK(line.error().message == row.message);
    CHECK(line.error().hint == row.hint);
  }
}

TEST_CASE("One-letter options, repeated options, and paths that begin with a dash") {
  const auto help = parse_command_line({"-h"}, some_options(), SingleDash::operand, "searcher");
  REQUIRE(help);
  CHECK(help->options.count("help") == 1);

  const auto sources =
      parse_command_line({"--source", "وكالة", "--source=-"}, some_options(), SingleDash::operand, "searcher");
  REQUIRE(sources);
  CHECK(sources->options["source"].as<Words>() == Words{"وكالة", "-"});

  const auto paths = parse_command_line({"-", "--", "-x"}, some_options(), SingleDash::unknown, "indexer");
  REQUIRE(paths);
  CHECK(paths->operands == Words{"-", "-x"});
}
