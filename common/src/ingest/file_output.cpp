// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/file_output.hpp"

#include "core/field_table.hpp"
#include "ingest/misread_article.hpp"
#include "ingest/plain_text.hpp"
#include "text/read_date.hpp"
#include "text/utf8.hpp"

#include <xxhash.h>

namespace diwan::ingest {
namespace {

/// A field in quotation marks, cut where it is long.
std::string quoted(std::string_view field) {
  constexpr std::size_t longest = 100;
  std::size_t size = 0;
  for (std::size_t at = 0; at < field.size() && at < longest; size = at) text::next_code_point(field, at);
  return "“" + std::string(field.substr(0, size)) + (size < field.size() ? "…”" : "”");
}

}  // namespace

void FileOutput::member(std::string id, Article article, std::string_view place) {
  article.identity = {source_, file_, std::move(id)};
  for (const auto* output = this; output != nullptr; output = output->archive_) {
    if (output->complete_) output->complete_(article);
  }
  if (options_.encoding.empty()) restore(article, place);
  if (!article.date) find_date(article, place);
  if (!sink_.article(std::move(article), place_of(place))) stop();
  heed_cut();
}

bool FileOutput::begin_part(std::string place) {
  if (trail_ == nullptr) return true;
  part_ = std::move(place);
  trail_->entered(place_of(part_));
  heed_cut();
  return wants_more_;
}

void FileOutput::end_part() {
  if (trail_ == nullptr) return;
  if (!cut_.empty()) {
    refuse(cut_, part_);
    cut_.clear();
    wants_more_ = !is_stopped_;
  }
  trail_->left();
  heed_cut();
}

FileOutput& FileOutput::outermost() {
  auto* output = this;
  while (output->archive_ != nullptr) output = output->archive_;
  return *output;
}

void FileOutput::restore(Article& article, std::string_view place) {
  const auto warning = restore_misread(article);
  if (warning.empty() || std::exchange(outermost().has_misread_, true)) return;
  warn(warning + "; other such articles of this file are not told", place);
}

bool FileOutput::begin_record(std::string_view bytes) {
  // What an archive adds to its articles is not among the bytes.
  if (archive_ != nullptr) return true;
  const auto hash = XXH3_64bits(bytes.data(), bytes.size());
  return sink_.begin_record(hash);
}

void FileOutput::forget_record() { static_cast<void>(sink_.begin_record(0)); }

void FileOutput::find_date(Article& article, std::string_view place) {
  const auto written = article.field(fields::date);
  if (is_blank(written)) return;
  if (const auto reading = text::read_date(written)) {
    article.date = reading->day;
    if (reading->other) {
      warn("the date " + quoted(written) + " names two days, " + to_string(reading->day) + " and, by its Hijri date, " +
               to_string(*reading->other) + "; the first counts",
           place);
    }
    return;
  }
  if (std::exchange(outermost().has_unread_date_, true)) return;
  warn("no day can be read from the date " + quoted(written) +
           ", so the article has none; other such dates of this file are not told",
       place);
}

}  // namespace diwan::ingest
