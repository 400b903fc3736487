// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "index/ledger.hpp"

namespace diwan::index::dump {

// The lines of a dump that are no articles: docs/dump.md describes them.

inline constexpr std::uint64_t version = 1;

/// The first line.
struct Begin {
  std::uint64_t version = 0;
};
struct ForgottenId {
  std::string id;
};
struct ForgottenSource {
  std::string name;
};
/// In this source, an id is one article.
struct ById {
  std::string source;
};
/// What is remembered of a file, but for its articles.
struct File {
  std::string source;
  std::string path;
  FileRecord record;
};
/// The last line.
struct End {
  std::uint64_t articles = 0;
};

using Line = std::variant<Begin, ForgottenId, ForgottenSource, ById, File, End>;

/// One line of JSON, without the line break.
std::string to_json(const Line& line);
/// Nothing where it is none of these lines.
std::optional<Line> parse_line(std::string_view text);

}  // namespace diwan::index::dump
