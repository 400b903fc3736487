// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/formats.hpp"

#include "ingest/archive_reader.hpp"
#include "ingest/csv_reader.hpp"
#include "ingest/doc_reader.hpp"
#include "ingest/gzip.hpp"
#include "ingest/html_reader.hpp"
#include "ingest/json_records.hpp"
#include "ingest/jsonl_reader.hpp"
#include "ingest/mail_reader.hpp"
#include "ingest/markdown_reader.hpp"
#include "ingest/office_reader.hpp"
#include "ingest/ole_file.hpp"
#include "ingest/pdf_reader.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/rtf_reader.hpp"
#include "ingest/subtitle_reader.hpp"
#include "ingest/text_reader.hpp"
#include "ingest/unpacker.hpp"
#include "ingest/warc_reader.hpp"
#include "ingest/xml_reader.hpp"
#include "text/utf8.hpp"

#include <algorithm>

namespace diwan::ingest {
namespace {

using namespace std::string_view_literals;

struct ReaderRow {
  std::string_view ending;
  Reader reader;
  Runs runs;
};

constexpr ReaderRow readers[] = {
    {".txt", read_text, Runs::here},          {".text", read_text, Runs::here},
    {".html", read_html, Runs::apart},        {".htm", read_html, Runs::apart},
    {".xhtml", read_xhtml, Runs::apart},      {".jsonl", read_json_lines, Runs::here},
    {".ndjson", read_json_lines, Runs::here}, {".json", read_json, Runs::here},
    {".csv", read_csv, Runs::here},           {".tsv", read_csv, Runs::here},
    {".md", read_markdown, Runs::here},       {".markdown", read_markdown, Runs::here},
    {".srt", read_subtitles, Runs::here},     {".vtt", read_subtitles, Runs::here},
    {".xml", read_xml, Runs::apart},          {".rss", read_xml, Runs::apart},
    {".atom", read_xml, Runs::apart},         {".tei", read_xml, Runs::apart},
    {".sgml", read_xml, Runs::apart},         {".trec", read_xml, Runs::apart},
    {".fodt", read_xml, Runs::apart},         {".fods", read_xml, Runs::apart},
    {".fodp", read_xml, Runs::apart},         {".fodg", read_xml, Runs::apart},
    {".eml", read_mail, Runs::apart},         {".emlx", read_mail, Runs::apart},
    {".mht", read_mail, Runs::apart},         {".mhtml", read_mail, Runs::apart},
    {".mbox", read_mbox, Runs::apart},        {".pdf", read_pdf, Runs::apart},
    {".doc", read_doc, Runs::apart},          {".dot", read_doc, Runs::apart},
    {".tar", read_archive, Runs::apart},  // the oldest have no mark
};

/// Formats that are known by their bytes, whatever the file is called.
struct MarkRow {
  std::string_view mark;
  std::size_t at;
  Reader reader;
  Runs runs;
};

constexpr MarkRow marks[] = {
    {"PK\x03\x04", 0, read_archive, Runs::apart},
    {"PK00PK\x03\x04", 0, read_archive, Runs::apart},
    {"7z\xBC\xAF\x27\x1C", 0, read_archive, Runs::apart},
    {"WARC/", 0, read_warc, Runs::apart},
    {"filedesc://", 0, read_arc, Runs::apart},
    {"ustar", 257, read_archive, Runs::apart},
    {"%PDF-", 0, read_pdf, Runs::apart},
    {"{\\rtf", 0, read_rtf, Runs::here},
    {OleFile::mark, 0, read_doc, Runs::apart},
};

/// What the names of formats of `marks` promise, and of those that another program's ending tells.
struct PromiseRow {
  std::string_view ending;
  std::string_view content;
  bool is_packed = true;
};

constexpr PromiseRow promises[] = {
    {".docx", "a Word document"},
    {".docm", "a Word document"},
    {".dotx", "a Word document"},
    {".dotm", "a Word document"},
    {".odt", "an OpenDocument"},
    {".ott", "an OpenDocument"},
    {".ods", "an OpenDocument"},
    {".ots", "an OpenDocument"},
    {".odp", "an OpenDocument"},
    {".otp", "an OpenDocument"},
    {".odg", "an OpenDocument"},
    {".epub", "a book in EPUB"},
    {".rtf", "a document in RTF", false},
    {".zip", "a zip archive"},
    {".7z", "a 7z archive"},
    {".tgz", "a tar archive"},
    {".tbz2", "a tar archive"},
    {".tbz", "a tar archive"},
    {".txz", "a tar archive"},
    {".tzst", "a tar archive"},
    {".warc", "a web archive (WARC)", false},
};

/// Formats that are known by what their first lines say.
struct HeadRow {
  bool (*is_of)(std::string_view head);
  Reader reader;
  Runs runs;
};

constexpr HeadRow heads[] = {
    {is_rtf, read_rtf, Runs::here},
    {is_mbox, read_mbox, Runs::apart},
    {is_mail, read_mail, Runs::apart},
    {is_flat_document, read_xml, Runs::apart},
};

struct DecoderRow {
  std::string_view ending;
  Decoder decoder;
  Runs runs;
};

constexpr DecoderRow decoders[] = {
    {".gz", gunzip, Runs::here},        {".tgz", gunzip, Runs::here},       {".bz2", decompress, Runs::apart},
    {".tbz2", decompress, Runs::apart}, {".xz", decompress, Runs::apart},   {".txz", decompress, Runs::apart},
    {".tbz", decompress, Runs::apart},  {".tzst", decompress, Runs::apart}, {".zst", decompress, Runs::apart},
    {".lzma", decompress, Runs::apart},
};

struct CompressionMarkRow {
  std::string_view mark;
  std::size_t at;
  Decoder decoder;
  Runs runs;
};

/// How they begin. Of lzma there is no mark.
constexpr CompressionMarkRow compression_marks[] = {
    {"\x1F\x8B\x08", 0, gunzip, Runs::here},
    {"1AY&SY", 4, decompress, Runs::apart},
    {"\xFD\x37zXZ\0"sv, 0, decompress, Runs::apart},
    {"\x28\xB5\x2F\xFD", 0, decompress, Runs::apart},
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
         std::ranges::all_of(ending, [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\\'; });
}

}  // namespace

Compression find_compression(std::string_view file_name, std::string_view head) {
  for (const auto& [mark, at, decoder, runs] : compression_marks) {
    if (head.size() > at && head.substr(at).starts_with(mark)) return {decoder, runs};
  }
  const auto* row = find_row<DecoderRow>(decoders, ending_of(file_name));
  return row == nullptr ? Compression{} : Compression{row->decoder, row->runs};
}

Format find_format(std::string_view file_name, std::string_view head) {
  for (const auto& [mark, at, reader, runs] : marks) {
    if (head.size() > at && head.substr(at).starts_with(mark)) return {reader, runs};
  }
  for (const auto& [is_of, reader, runs] : heads) {
    if (is_of(head)) return {reader, runs};
  }
  while (const auto* packed = find_row<DecoderRow>(decoders, ending_of(file_name)))
    file_name.remove_suffix(packed->ending.size());
  const auto* row = find_row<ReaderRow>(readers, ending_of(file_name));
  if (row != nullptr) return {row->reader, row->runs};
  // Something else may stand before a PDF.
  return is_pdf(head) ? Format{read_pdf, Runs::apart} : Format{};
}

bool has_packed_ending(std::string_view file_name) {
  const auto ending = ending_of(file_name);
  if (find_row<DecoderRow>(decoders, ending) != nullptr) return true;
  const auto* const promise = find_row<PromiseRow>(promises, ending);
  return promise != nullptr && promise->is_packed;
}

std::string_view promised_content(std::string_view file_name) {
  for (;;) {
    const auto ending = ending_of(file_name);
    if (const auto* const row = find_row<PromiseRow>(promises, ending)) return row->content;
    if (find_row<DecoderRow>(decoders, ending) == nullptr) return {};
    file_name.remove_suffix(ending.size());
  }
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
