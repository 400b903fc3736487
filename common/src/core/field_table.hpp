// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace diwan {

/// The fields of an article that diwan itself knows, by the names that JSON Lines, output and documents use. Any other
/// scalar of an article is kept under its own name.
namespace fields {
inline constexpr std::string_view id = "id";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view text = "text";
inline constexpr std::string_view body = "body";
inline constexpr std::string_view date = "date";
inline constexpr std::string_view url = "url";
inline constexpr std::string_view source = "source";
inline constexpr std::string_view category = "category";
inline constexpr std::string_view author = "author";
inline constexpr std::string_view language = "language";
}  // namespace fields

/// One row of docs/schema.md, "Fields", which a test holds against this table.
struct FieldRow {
  std::string_view name;
  std::string_view where;        ///< where the index keeps it
  std::string_view description;  ///< what it is and what it is for
};

inline constexpr std::array field_table{
    FieldRow{fields::id, "document data, term XID",
             "the article's own id; its path, or path#number, where it has none"},
    FieldRow{fields::title, "word stream, terms", "searched, a word counts twice; shown"},
    FieldRow{fields::text, "word stream, terms", "searched; shown as passages"},
    FieldRow{fields::body, "word stream, terms", "another name of text, where there is no text"},
    FieldRow{fields::date, "document data, slot 0",
             "as written; the day it names is what --since, --until and --sort date use"},
    FieldRow{fields::url, "document data", "kept and shown"},
    FieldRow{fields::source, "document data, term XPUB",
             "who published it; --source finds it, beside the name of the PATH"},
    FieldRow{fields::category, "document data", "kept and shown"},
    FieldRow{fields::author, "document data", "kept and shown"},
    FieldRow{fields::language, "document data", "BCP 47; chooses the stemmer of words in Latin script"},
};

}  // namespace diwan
