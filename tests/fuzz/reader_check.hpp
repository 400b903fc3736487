// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/ingest.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"
#include "text/utf8.hpp"

namespace diwan::test {

/// Ends the program where a promise is broken, so that the fuzzer keeps the input.
inline void require(bool kept, const char* promise) {
  if (kept) return;
  std::fprintf(stderr, "broken: %s\n", promise);
  std::abort();
}

/// Bytes in memory, given out in small pieces.
class PieceBytes final : public ingest::ByteStream {
 public:
  PieceBytes(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    constexpr std::size_t piece = 61;
    const auto size = std::min({buffer.size(), piece, rest_.size()});
    std::copy_n(rest_.begin(), size, buffer.begin());
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
};

/// The input of a fuzzer as text.
inline std::string_view view_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// The next part of the input: its size in two bytes, then as much of it as there is.
inline std::string_view take_part(std::string_view& input) {
  if (input.size() < 2) return {};
  const auto low = static_cast<unsigned char>(input[0]);
  const auto high = static_cast<unsigned char>(input[1]);
  input.remove_prefix(2);
  const auto part = input.substr(0, std::size_t{low} | std::size_t{high} << 8U);
  input.remove_prefix(part.size());
  return part;
}

inline void require_text(std::string_view text) { require(!text::find_invalid_utf8(text), "all text is UTF-8"); }

/// Holds what a reader gives to what the public header promises.
class CheckingSink final : public ArticleSink {
 public:
  bool article(Article article, std::string_view place) override {
    ++results;
    require_text(article.identity.id);
    require(!article.identity.id.empty(), "an article has an id");
    require_text(place);
    require_text(article.title);
    require_text(article.text);
    require(!article.date || parse_iso_date(to_string(*article.date)) == article.date, "a date is a day");
    for (std::size_t i = 0; i < article.fields.size(); ++i) {
      const auto& name = article.fields[i].name;
      require_text(name);
      require_text(article.fields[i].value);
      require(name != "id" && name != "title" && name != "text", "these are no fields");
      for (std::size_t j = 0; j < i; ++j) require(article.fields[j].name != name, "names of fields are unique");
    }
    return true;
  }
  void refused(Refusal refusal) override {
    ++results;
    require_reason(refusal);
  }
  void warned(const Refusal& warning) override { require_reason(warning); }
  void skipped(const std::string& /*path*/, const std::string& /*type*/) override { ++results; }

  std::size_t results = 0;

 private:
  static void require_reason(const Refusal& refusal) {
    require_text(refusal.place);
    require_text(refusal.reason);
    require(!refusal.reason.empty() && refusal.reason.find_first_of("\r\n") == std::string::npos,
            "a reason is one line");
  }
};

/// How many articles and refusals the reader made of these bytes.
template <class Reader>
std::size_t results_of(Reader reader, const char* path, const std::uint8_t* data, std::size_t size,
                       ReadOptions options = {}) {
  PieceBytes bytes(data, size);
  CheckingSink sink;
  ingest::FileOutput output("fuzz", path, sink, std::move(options));
  reader(bytes, output);
  return sink.results;
}

/// The same for a reader that makes at least one of any bytes.
template <class Reader>
std::size_t check_reader(Reader reader, const char* path, const std::uint8_t* data, std::size_t size,
                         ReadOptions options = {}) {
  const auto results = results_of(reader, path, data, size, std::move(options));
  require(results > 0, "nothing is swallowed");
  return results;
}

}  // namespace diwan::test
