// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/formats.hpp"

#include "ingest/csv_reader.hpp"
#include "ingest/front_matter.hpp"
#include "ingest/gzip.hpp"
#include "ingest/html_reader.hpp"
#include "ingest/json_records.hpp"
#include "ingest/jsonl_reader.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/subtitle_reader.hpp"
#include "ingest/text_reader.hpp"
#include "ingest/unpacker.hpp"
#include "ingest/xml_reader.hpp"
#include "text/utf8.hpp"

#include <algorithm>

namespace diwan::ingest {
namespace {

struct ReaderRow {
  std::string_view ending;
  Reader reader;
};

constexpr ReaderRow readers[] = {
    {".txt", read_text},      {".text", read_text},        {".html", read_html},         {".htm", read_html},
    {".xhtml", read_xhtml},   {".jsonl", read_json_lines}, {".ndjson", read_json_lines}, {".json", read_json},
    {".csv", read_csv},       {".tsv", read_csv},          {".md", read_markdown},       {".markdown", read_markdown},
    {".srt", read_subtitles}, {".vtt", read_subtitles},    {".xml", read_xml},           {".rss", read_xml},
    {".atom", read_xml},      {".tei", read_xml},          {".sgml", read_xml},          {".trec", read_xml},
};

struct DecoderRow {
  std::string_view ending;
  Decoder decoder;
};

constexpr DecoderRow decoders[] = {
    {".gz", gunzip},     {".tgz", gunzip},     {".bz2", decompress}, {".tbz2", decompress},
    {".xz", decompress}, {".txz", decompress}, {".zst", decompress}, {".lzma", decompress},
};

/// From the last dot on; empty when there is none behind the first character (a dot file has no ending).
std::string_view ending_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot);
}

template <class Row>
const Row* find_row(std::span<const Row> rows, std::string_view ending) {
  const auto row = std::ranges::find(rows, to_ascii_lower(ending), &Row::ending);
  return row == rows.end() ? nullptr : &*row;
}

bool looks_like_ending(std::string_view ending) {
  constexpr std::size_t longest_ending = 16;
  return ending.size() > 1 && ending.size() <= longest_ending && !text::find_invalid_utf8(ending) &&
         std::ranges::all_of(ending, [](char c) { return static_cast<unsigned char>(c) > ' '; });
}

}  // namespace

Format find_format(std::string_view file_name) {
  Format format;
  if (const auto* row = find_row<DecoderRow>(decoders, ending_of(file_name))) {
    format.decoder = row->decoder;
    file_name.remove_suffix(row->ending.size());
  }
  const auto* row = find_row<ReaderRow>(readers, ending_of(file_name));
  if (row != nullptr) format.reader = row->reader;
  return format;
}

std::string type_of(std::string_view file_name) {
  const auto ending = ending_of(file_name);
  if (!looks_like_ending(ending)) return "no ending";
  std::string type = to_ascii_lower(ending);
  if (find_row<DecoderRow>(decoders, ending) == nullptr) return type;
  const auto inner = ending_of(file_name.substr(0, file_name.size() - ending.size()));
  return looks_like_ending(inner) ? to_ascii_lower(inner) + type : type;
}

}  // namespace diwan::ingest
