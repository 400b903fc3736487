// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/declared_encoding.hpp"

#include "ingest/plain_text.hpp"

namespace diwan::ingest {
namespace {

constexpr std::size_t head_size = 16384;  // browsers look at 1024 bytes; scripts in front of the <meta> are common

/// The value behind `name`, `=` and perhaps a quotation mark.
std::string value_of(std::string_view tag, std::string_view name) {
  const auto at = tag.find(name);
  if (at == std::string_view::npos) return {};
  tag.remove_prefix(at + name.size());
  const auto begin = tag.find_first_not_of(" \t\r\n=\"'");
  if (begin == std::string_view::npos || tag.substr(0, begin).find('=') == std::string_view::npos) return {};
  tag.remove_prefix(begin);
  return std::string(tag.substr(0, tag.find_first_of(" \t\r\n\"';/>?")));
}

}  // namespace

std::string encoding_declared_by_xml(std::string_view bytes) {
  drop_byte_order_mark(bytes);
  if (!bytes.starts_with("<?xml")) return {};
  return value_of(to_ascii_lower(bytes.substr(0, bytes.substr(0, head_size).find("?>"))), "encoding");
}

std::string encoding_declared_by_html(std::string_view bytes) {
  const std::string head = to_ascii_lower(bytes.substr(0, head_size));
  for (std::size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 1)) {
    const auto tag = std::string_view(head).substr(at, head.find('>', at) - at);
    if (auto value = value_of(tag, "charset"); !value.empty()) return value;
  }
  return encoding_declared_by_xml(bytes);
}

}  // namespace diwan::ingest
