// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/office_parts.hpp"

#include "ingest/declared_encoding.hpp"
#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/unpacker.hpp"
#include "ingest/whole_file.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace diwan::ingest {
namespace {

bool is_wanted(std::string_view name) {
  constexpr std::string_view endings[] = {"ml", ".opf", ".htm", ".xht", "mimetype"};
  const auto lower = to_ascii_lower(name);
  return std::ranges::any_of(endings, [&](auto ending) { return lower.ends_with(ending); });
}

/// The encoding of a part, as far as it does not take a guess; an XML file begins with `<`.
std::string_view certain_encoding(std::string_view part) {
  using std::string_view_literals::operator""sv;
  if (const auto marked = text::encoding_of_mark(part); !marked.empty()) return marked;
  if (part.starts_with("<\0"sv)) return "UTF-16LE";
  if (part.starts_with("\0<"sv)) return "UTF-16BE";
  return text::find_invalid_utf8(part) ? std::string_view() : "UTF-8";
}

}  // namespace

Result<OfficeParts> OfficeParts::unpack(std::string_view zip, FileOutput& output) {
  OfficeParts document(output);
  Unpacker archive(zip);
  std::size_t size = 0;
  for (;;) {
    switch (archive.next()) {
      case Unpacker::Outcome::end:
        return document;
      case Unpacker::Outcome::failed:
        return Error{Code::malformed, archive.fault(), {}};
      case Unpacker::Outcome::member: {
        if (archive.is_encrypted()) return Error{Code::malformed, "encrypted", {}};
        if (!is_wanted(archive.name())) break;
        auto bytes = read_all(archive.bytes(), largest_html_file);
        if (!bytes) return bytes.error();
        size += bytes->size();
        if (size > largest_document) return Error{Code::malformed, "larger than the limit of 256 MiB", {}};
        document.parts_[archive.name()] = std::move(bytes).value();
      }
    }
  }
}

std::vector<std::string> OfficeParts::names(std::string_view begin, std::string_view end) const {
  std::vector<std::string> names;
  for (auto part = parts_.lower_bound(begin); part != parts_.end() && part->first.starts_with(begin); ++part) {
    if (part->first.ends_with(end)) names.push_back(part->first);
  }
  return names;
}

std::optional<std::string> OfficeParts::text(std::string_view name) {
  const auto part = parts_.find(name);
  if (part == parts_.end()) return std::nullopt;
  const std::string& bytes = part->second;
  std::string encoding(certain_encoding(bytes));
  if (encoding.empty()) encoding = choose_encoding(bytes, false, *output_, encoding_declared_by_html).value_or("UTF-8");
  auto decoded = text::decode(bytes, encoding);
  if (!decoded) decoded = text::decode(bytes, "UTF-8");
  // Parsers take a text to end at a NUL.
  replaced_ += decoded->replaced + replace_each_nul(decoded->text);
  return std::move(decoded->text);
}

XmlDocument OfficeParts::xml(std::string_view name) {
  const auto part = text(name);
  if (!part) return nullptr;
  auto document = parse_xml(*part);
  return document ? std::move(document).value() : nullptr;
}

void OfficeParts::warn() const { warn_of_replaced(replaced_, *output_); }

}  // namespace diwan::ingest
