// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace diwan::store {

/// Changes with any change of what stands in this file, in the text store's files or in document data.
inline constexpr std::string_view schema_version = "3";

/// How often a word of the title counts, in terms and in ranking; one of the text counts once.
inline constexpr std::uint32_t title_weight = 2;

/// What an index holds, in one table: docs/schema.md is held against it by a test.
struct SchemaRow {
  enum class Kind { term_prefix, value_slot, metadata };

  Kind kind;
  std::string_view key;  ///< prefix, slot number or metadata key as it stands in the database
  std::string_view name;
  std::string_view description;
};

namespace prefix {
inline constexpr std::string_view exact = "";
inline constexpr std::string_view stem = "Z";
inline constexpr std::string_view identity = "Q";
inline constexpr std::string_view id = "XID";
inline constexpr std::string_view source = "XSRC";
inline constexpr std::string_view publisher = "XPUB";
inline constexpr std::string_view day = "XDAY";
}  // namespace prefix

namespace slot {
inline constexpr std::uint32_t order = 0;
inline constexpr std::uint32_t content_hash = 1;
}  // namespace slot

namespace metadata {
inline constexpr std::string_view schema = "diwan.schema";
inline constexpr std::string_view analyzer = "diwan.analyzer";
inline constexpr std::string_view text_store = "diwan.text_store";
inline constexpr std::string_view text_extent = "diwan.text_extent";
}  // namespace metadata

inline constexpr std::array schema_table{
    SchemaRow{SchemaRow::Kind::term_prefix, prefix::exact, "exact",
              "exact form of a word of title or text; wdf 0, no positions"},
    SchemaRow{SchemaRow::Kind::term_prefix, prefix::stem, "stem",
              "stem of a word of title or text; each reading of an ambiguous word; wdf counts, no positions"},
    SchemaRow{SchemaRow::Kind::term_prefix, prefix::identity, "identity",
              "hash of source, path (empty where --by-id keeps the source) and id in hexadecimal; one article has it"},
    SchemaRow{SchemaRow::Kind::term_prefix, prefix::id, "id", "the article's id as it stands"},
    SchemaRow{SchemaRow::Kind::term_prefix, prefix::source, "source", "name of the source"},
    SchemaRow{SchemaRow::Kind::term_prefix, prefix::publisher, "publisher", "value of the article's field source"},
    SchemaRow{SchemaRow::Kind::term_prefix, prefix::day, "day",
              "a calendar day that title or text names in any spelling, as YYYYMMDD; wdf 0"},
    SchemaRow{SchemaRow::Kind::value_slot, "0", "order",
              "year (2 bytes), month, day, big-endian, zeros where undated; then 8 bytes of the identity's hash: "
              "the order among equal scores, the order by date, and what date ranges compare"},
    SchemaRow{SchemaRow::Kind::value_slot, "1", "content hash",
              "16 bytes over all that is stored of the article: equal means unchanged"},
    SchemaRow{SchemaRow::Kind::metadata, metadata::schema, "schema version", "the version of this table"},
    SchemaRow{SchemaRow::Kind::metadata, metadata::analyzer, "analyzer fingerprint",
              "the analyzer that made the terms"},
    SchemaRow{SchemaRow::Kind::metadata, metadata::text_store, "text store",
              "folder beside the state that holds the word streams"},
    SchemaRow{SchemaRow::Kind::metadata, metadata::text_extent, "text extent",
              "how much of each of the text store's files belongs to this state"},
};

/// Prefix and value as one term. A value too long for a term keeps its beginning and gets a hash.
std::string make_term(std::string_view prefix, std::string_view value);

/// The term of a calendar day that articles name.
std::string day_term(const Date& date);

/// The term of an identity.
std::string identity_term(const Identity& identity);

/// The value of slot::order.
std::string order_value(const std::optional<Date>& date, const Identity& identity);
/// The bounds of slot::order for articles dated in [since, until]; an absent bound is the first or last day there is.
std::string order_range_begin(const std::optional<Date>& since);
std::string order_range_end(const std::optional<Date>& until);
/// The date in a value of slot::order.
std::optional<Date> order_date(std::string_view value);

/// The value of slot::content_hash.
std::string content_hash(const Article& article);

}  // namespace diwan::store
