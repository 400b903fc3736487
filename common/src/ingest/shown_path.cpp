// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/shown_path.hpp"

#include "ingest/plain_text.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <system_error>

namespace diwan::ingest {
namespace {

/// Takes the first part from the front of a path, without its slash.
std::string_view take_part(std::string_view& path) {
  const auto part = path.substr(0, path.find('/'));
  path.remove_prefix(std::min(part.size() + 1, path.size()));
  return part;
}

std::string shown_part(std::string_view part) {
  if (!text::find_invalid_utf8(part)) return std::string(part);
  std::string shown;
  while (!part.empty()) {
    const auto piece = part.substr(0, part.find('\\'));
    shown += escape_invalid(piece);
    part.remove_prefix(piece.size());
    if (part.empty()) break;
    shown += "\\x5C";
    part.remove_prefix(1);
  }
  return shown;
}

}  // namespace

std::string shown_path(std::string_view path) {
  std::string shown;
  while (!path.empty()) {
    const auto size = path.size();
    const auto part = take_part(path);
    shown += shown_part(part);
    if (part.size() < size) shown += '/';
  }
  return shown;
}

bool is_shown_as_another(const std::filesystem::path& folder, std::string_view path) {
  auto above = folder;
  while (!path.empty()) {
    const auto part = take_part(path);
    std::error_code error;
    const bool is_changed = text::find_invalid_utf8(part).has_value();
    if (is_changed && std::filesystem::symlink_status(above / shown_part(part), error).type() !=
                          std::filesystem::file_type::not_found)
      return true;
    above /= part;
  }
  return false;
}

}  // namespace diwan::ingest
