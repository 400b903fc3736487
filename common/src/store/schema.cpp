// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/schema.hpp"

#include <xxhash.h>

#include <algorithm>

namespace diwan::store {
namespace {

// Xapian takes terms of up to 245 bytes, counting a zero byte twice.
constexpr std::size_t longest_term = 200;
constexpr std::size_t date_bytes = 4;
constexpr std::size_t tie_bytes = 8;

std::string to_hex(const XXH128_canonical_t& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : hash.digest) {
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

XXH128_canonical_t canonical(XXH128_hash_t hash) {
  XXH128_canonical_t bytes;
  XXH128_canonicalFromHash(&bytes, hash);
  return bytes;
}

/// Hashes a list of strings so that no two different lists read alike.
class ListHash {
 public:
  void add(std::string_view text) {
    const std::uint64_t size = text.size();
    for (unsigned shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(size >> shift & 0xFF);
    bytes_ += text;
  }

  XXH128_canonical_t digest() const { return canonical(XXH3_128bits(bytes_.data(), bytes_.size())); }

 private:
  std::string bytes_;
};

XXH128_canonical_t identity_hash(const Identity& identity) {
  ListHash hash;
  hash.add(identity.source);
  hash.add(identity.path);
  hash.add(identity.id);
  return hash.digest();
}

std::string date_key(const Date& date) {
  return {static_cast<char>(date.year >> 8), static_cast<char>(date.year & 0xFF), static_cast<char>(date.month),
          static_cast<char>(date.day)};
}

}  // namespace

std::string make_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  const auto zeros = static_cast<std::size_t>(std::count(value.begin(), value.end(), '\0'));
  if (prefix.size() + value.size() + zeros <= longest_term) return term.append(value);
  std::size_t kept = longest_term / 2;
  while (kept > 0 && (static_cast<unsigned char>(value[kept]) & 0xC0) == 0x80) --kept;
  std::string head(value.substr(0, kept));
  std::erase(head, '\0');
  return term + head + to_hex(canonical(XXH3_128bits(value.data(), value.size())));
}

std::string day_term(const Date& date) {
  auto digits = to_string(date);
  std::erase(digits, '-');
  return make_term(prefix::day, digits);
}

std::string identity_term(const Identity& identity) {
  return std::string(prefix::identity) + to_hex(identity_hash(identity));
}

std::string order_value(const std::optional<Date>& date, const Identity& identity) {
  const auto hash = identity_hash(identity);
  std::string value = date_key(date.value_or(Date{}));
  value.append(reinterpret_cast<const char*>(hash.digest), tie_bytes);
  return value;
}

std::string order_range_begin(const std::optional<Date>& since) { return date_key(since.value_or(Date{1, 1, 1})); }

std::string order_range_end(const std::optional<Date>& until) {
  return date_key(until.value_or(Date{9999, 12, 31})) + std::string(tie_bytes, '\xFF');
}

std::optional<Date> order_date(std::string_view value) {
  if (value.size() != date_bytes + tie_bytes) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(value[i])); };
  const Date date{byte(0) << 8 | byte(1), byte(2), byte(3)};
  return date == Date{} ? std::nullopt : std::optional(date);
}

std::string content_hash(const Article& article) {
  ListHash hash;
  hash.add(article.title);
  hash.add(article.text);
  hash.add(article.date ? to_string(*article.date) : "");
  for (const auto& field : article.fields) {
    hash.add(field.name);
    hash.add(field.value);
    hash.add(std::string_view(&"tnb"[static_cast<std::size_t>(field.kind)], 1));
  }
  const auto digest = hash.digest();
  return {reinterpret_cast<const char*>(digest.digest), sizeof digest.digest};
}

}  // namespace diwan::store
