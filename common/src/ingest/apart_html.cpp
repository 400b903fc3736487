// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/apart_html.hpp"

#include "ingest/apart_reading.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <utility>

namespace diwan::ingest {
namespace {

/// Keeps the text of one article.
struct TextSink final : ArticleSink {
  bool article(Article article, std::string_view /*place*/) override {
    text = std::move(article.text);
    return true;
  }
  void refused(Refusal /*refusal*/) override { is_refused = true; }
  void skipped(const std::string& /*path*/, const std::string& /*type*/) override { is_refused = true; }

  std::string text;
  bool is_refused = false;
};

/// A file in memory that begins with these bytes.
std::optional<Descriptor> file_of(std::string_view head, std::string_view bytes) {
  Descriptor file(::memfd_create("diwan-html", MFD_CLOEXEC));
  if (file.number() < 0) return std::nullopt;
  for (auto rest : {head, bytes}) {
    while (!rest.empty()) {
      const auto written = ::write(file.number(), rest.data(), rest.size());
      if (written <= 0) return std::nullopt;
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  return file;
}

}  // namespace

std::optional<std::string> ApartHtml::operator()(const std::string& html) {
  constexpr int most_failures = 16;
  if (failures_ == most_failures) return std::nullopt;
  // So that it is nothing but HTML in UTF-8, whatever it looks like, and not refused for want of words.
  const auto file = file_of("\xEF\xBB\xBF<!DOCTYPE html><title>-</title>", html);
  if (!file) return std::nullopt;
  TextSink sink;
  const auto read = apart_->impl().read(*file, "html", "value.html", sink, {.encoding = "UTF-8", .fields = {}});
  if (!read || sink.is_refused) {
    ++failures_;
    return std::nullopt;
  }
  return std::move(sink.text);
}

}  // namespace diwan::ingest
