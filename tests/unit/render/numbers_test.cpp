// SPDX-License-Identifier: GPL-2.0-or-later
#include "render/numbers.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <locale>
#include <random>
#include <sstream>

#include "unit/render/sample.hpp"

namespace diwan::rendering {
namespace {

/// A locale as a German or an Arabic environment could bring it.
struct ForeignNumbers : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

}  // namespace

TEST_CASE("numbers are written in ASCII") {
  CHECK(decimal(0) == "0");
  CHECK(decimal(18446744073709551615U) == "18446744073709551615");
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(29956) == "29,956");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(fixed(14.20312345, 4) == "14.2031");
  CHECK(fixed(std::numeric_limits<double>::infinity(), 2) == "0.00");
  CHECK(fixed(std::numeric_limits<double>::max(), 0).size() == 309);
}

TEST_CASE("at least six digits are significant") {
  CHECK(significant(14.20312345) == "14.203123");
  CHECK(significant(1) == "1.000000");
  CHECK(significant(0.5) == "0.500000");
  CHECK(significant(0.0123456789) == "0.0123457");
  CHECK(significant(0.00001234567) == "0.0000123457");
  CHECK(significant(0) == "0.000000");
  CHECK(significant(-2.5) == "-2.500000");
}

TEST_CASE("ordered scores stay ordered in print") {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> exponent(-12, 3);
  for (int round = 0; round < 20'000; ++round) {
    const double larger = std::pow(10.0, exponent(random));
    const double smaller = larger * (1 - std::pow(10.0, -1 - std::abs(exponent(random))));
    INFO(larger << " and " << smaller);
    REQUIRE(std::stod(significant(larger)) >= std::stod(significant(smaller)));
  }
}

TEST_CASE("no locale changes the output, neither the program's nor the stream's") {
  const std::locale before;
  for (const Format format : {Format::text, Format::json, Format::jsonl, Format::tsv, Format::trec}) {
    RenderOptions options;
    options.format = format;
    Results results = sample::results();
    results.hits[0].rank = 12345;
    results.hits[0].snippet.offset = 1234567;
    const std::string expected = sample::rendered(results, options);
    std::locale::global(std::locale(before, new ForeignNumbers));
    std::ostringstream out;
    out.imbue(std::locale());
    render(results, options, out);
    std::locale::global(before);
    CHECK(out.str() == expected);
  }
}

}  // namespace diwan::rendering
