// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/date.hpp>

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace diwan {

/// What makes an article the same article in two runs. A plain value, UTF-8.
/// Source: the name of the PATH that was indexed; path: of the file, relative to the source; id: the article's own id,
/// or its path, or `path#number`.
struct Identity {
  std::string source;
  std::string path;
  std::string id;

  auto operator<=>(const Identity&) const = default;
};

/// One stored scalar of an article beside title and text. `value` is UTF-8; numbers keep the digits of their source.
struct Field {
  enum class Kind { text, number, boolean };

  std::string name;
  std::string value;
  Kind kind = Kind::text;

  bool operator==(const Field&) const = default;
};

/// One article as a reader gives it: valid UTF-8 throughout, bytes of the source otherwise unchanged.
/// A plain value that owns its bytes.
struct Article {
  Identity identity;
  std::string title;
  std::string text;           ///< the body, exactly as read (of HTML: as extracted)
  std::optional<Date> date;   ///< the day, where the field `date` could be read
  std::vector<Field> fields;  ///< in the order read; names are unique; `title`, `text` and `id` are never among them

  /// The value of a field, or an empty view.
  std::string_view field(std::string_view name) const;
  /// The declared language (field `language`), or an empty view.
  std::string_view language() const { return field("language"); }

  bool operator==(const Article&) const = default;
};

}  // namespace diwan
