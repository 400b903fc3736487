// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/content_type.hpp"

#include "ingest/formats.hpp"
#include "ingest/plain_text.hpp"

#include <algorithm>
#include <array>

namespace diwan::ingest {
namespace {

struct TypeRow {
  std::string_view type;
  std::string_view ending;
};

constexpr std::array type_rows = std::to_array<TypeRow>({
    {"text/html", ".html"},
    {"application/xhtml+xml", ".xhtml"},
    {"text/plain", ".txt"},
    {"text/markdown", ".md"},
    {"text/csv", ".csv"},
    {"text/tab-separated-values", ".tsv"},
    {"application/json", ".json"},
    {"application/ld+json", ".json"},
    {"application/x-ndjson", ".jsonl"},
    {"application/jsonl", ".jsonl"},
    {"application/xml", ".xml"},
    {"text/xml", ".xml"},
    {"application/rss+xml", ".rss"},
    {"application/atom+xml", ".atom"},
    {"application/tei+xml", ".tei"},
    {"application/x-subrip", ".srt"},
    {"text/vtt", ".vtt"},
    {"message/rfc822", ".eml"},
    {"multipart/related", ".mht"},
    {"application/mbox", ".mbox"},
    {"application/pdf", ".pdf"},
    {"application/msword", ".doc"},
    {"application/rtf", ".rtf"},
    {"text/rtf", ".rtf"},
    {"application/gzip", ".gz"},
    {"application/x-gzip", ".gz"},
});

}  // namespace

std::string media_type(std::string_view content_type) {
  return to_ascii_lower(trim(content_type.substr(0, content_type.find(';'))));
}

std::string name_for(std::string name, std::string_view type) {
  const auto row = std::ranges::find(type_rows, type, &TypeRow::type);
  if (row == type_rows.end() || name.ends_with(row->ending) || find_format(name, {}).reader != nullptr) return name;
  return name + std::string(row->ending);
}

std::string name_by_content(std::string name, std::string_view head) {
  if (find_format(name, head).reader != nullptr || find_compression(name, head).decoder != nullptr) return name;
  auto begin = head;
  drop_byte_order_mark(begin);
  const auto lower = to_ascii_lower(trim(begin));
  const auto has = [&](std::string_view sign) { return lower.find(sign) != std::string::npos; };
  const bool is_markup = lower.starts_with('<');
  if (is_markup && (has("<!doctype html") || has("<html") || has("<head") || has("<body"))) return name + ".html";
  if (is_markup && lower.starts_with("<?xml")) return name + ".xml";
  if (lower.starts_with('{') || lower.starts_with("[{") || lower.starts_with("[\n{")) return name + ".json";
  const bool has_controls = std::ranges::any_of(lower, [](char c) { return c >= 0 && c < '\t'; });
  return has_controls || lower.empty() || type_of(name) != "no ending" ? name : name + ".txt";
}

}  // namespace diwan::ingest
