// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/rtf_reader.hpp"

#include "core/field_table.hpp"
#include "ingest/document_title.hpp"
#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/rtf_text.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace diwan::ingest {

namespace {

constexpr std::string_view mark = "{\\rtf";

std::string_view without_blanks_before(std::string_view bytes) {
  drop_byte_order_mark(bytes);
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  return bytes;
}

}  // namespace

bool is_rtf(std::string_view head) { return without_blanks_before(head).starts_with(mark); }

void read_rtf(ByteStream& bytes, FileOutput& output) {
  const auto all = read_all(bytes, largest_text_file);
  if (!all) return output.refuse(all.error().message);
  if (!is_rtf(*all)) return output.refuse("damaged: not RTF");
  auto rtf = read_rtf_text(without_blanks_before(*all));
  Article article;
  article.text = trim(rtf.text);
  article.title = real_title(rtf.title, output.name());
  if (is_blank(article.text) && article.title.empty()) return output.refuse("no text in it");
  if (article.title.empty()) article.title = output.name();
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) article.fields.push_back({std::string(name), std::string(value), Field::Kind::text});
  };
  add(fields::date, rtf.created);
  add(fields::author, trim(rtf.author));
  if (!rtf.warning.empty()) output.warn(rtf.warning);
  if (rtf.is_cut) output.warn("damaged: it ends inside of a group; text may be missing");
  if (rtf.replaced > 0) output.warn(std::to_string(rtf.replaced) + " characters are damaged and became U+FFFD");
  output.whole_file(std::move(article));
}

}  // namespace diwan::ingest
