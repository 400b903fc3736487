// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/more_failures.hpp"

#include <xxhash.h>

#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

namespace diwan::index {
namespace {

constexpr std::string_view of_the_rest = " more were refused, which are not remembered one by one";
constexpr std::size_t sum_digits = 16;

/// The number that all of a text is.
std::optional<std::uint64_t> number_in(std::string_view text, int base) {
  std::uint64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number, base);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

}  // namespace

void MoreFailures::add(const Failure& failure) {
  ++count;
  const auto text = failure.place + '\0' + failure.reason;
  // A sum, for it does not depend on the order; unlike an exclusive or it tells two equal ones from none.
  sum = *sum + XXH3_64bits(text.data(), text.size());
}

std::uint64_t MoreFailures::news_since(const MoreFailures& before) const {
  if (count > before.count) return count - before.count;
  return count == before.count && sum && before.sum && *sum != *before.sum ? 1 : 0;
}

Failure to_entry(const MoreFailures& more) {
  char digits[sum_digits + 1] = {};
  if (more.sum) std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(*more.sum));
  return {digits, std::to_string(more.count) + std::string(of_the_rest)};
}

std::optional<MoreFailures> more_failures(const std::vector<Failure>& failures) {
  // By its place in the list, so that no reason that a reader gives is taken for it.
  if (failures.size() != most_failures + 1) return std::nullopt;
  const auto& [digits, reason] = failures.back();
  if (!reason.ends_with(of_the_rest)) return std::nullopt;
  const auto count = number_in(std::string_view(reason).substr(0, reason.size() - of_the_rest.size()), 10);
  if (!count) return std::nullopt;
  return MoreFailures{*count, digits.size() == sum_digits ? number_in(digits, 16) : std::nullopt};
}

std::uint64_t count_all(const std::vector<Failure>& failures) {
  const auto more = more_failures(failures);
  return more ? failures.size() - 1 + more->count : failures.size();
}

}  // namespace diwan::index
