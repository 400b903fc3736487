// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/ingest.hpp>

#include <zlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <limits>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::test {

/// Keeps all that comes; wants no more than `enough` articles.
struct Recorder final : ArticleSink {
  bool article(Article article, std::string_view place) override {
    articles.push_back(std::move(article));
    places.emplace_back(place);
    return articles.size() < enough;
  }
  void refused(Refusal refusal) override { refusals.push_back(std::move(refusal)); }
  void warned(const Refusal& warning) override { warnings.push_back(warning); }
  void skipped(const std::string& path, const std::string& type) override { skips.emplace_back(path, type); }

  std::size_t enough = std::numeric_limits<std::size_t>::max();
  std::vector<Article> articles;
  std::vector<std::string> places;  ///< of the articles
  std::vector<Refusal> refusals;
  std::vector<Refusal> warnings;
  std::vector<std::pair<std::string, std::string>> skips;
};

/// Bytes in memory, given out in pieces of `piece`; after them the end, or the failure where there is one.
class MemoryBytes final : public ingest::ByteStream {
 public:
  explicit MemoryBytes(std::string bytes, std::size_t piece = std::string::npos, Error failure = {})
      : bytes_(std::move(bytes)), piece_(piece), failure_(std::move(failure)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const auto size = std::min({buffer.size(), piece_, bytes_.size() - at_});
    if (size == 0 && !failure_.message.empty()) return failure_;
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), size, buffer.begin());
    at_ += size;
    return size;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  Error failure_;
  std::size_t at_ = 0;
};

/// One gzip member.
inline std::string gzip(std::string_view text) {
  z_stream zlib{};
  constexpr int gzip_format = 16 + MAX_WBITS;
  if (deflateInit2(&zlib, Z_BEST_SPEED, Z_DEFLATED, gzip_format, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string packed(deflateBound(&zlib, static_cast<uLong>(text.size())), '\0');
  std::string input(text);
  zlib.next_in = reinterpret_cast<Bytef*>(input.data());
  zlib.avail_in = static_cast<uInt>(input.size());
  zlib.next_out = reinterpret_cast<Bytef*>(packed.data());
  zlib.avail_out = static_cast<uInt>(packed.size());
  deflate(&zlib, Z_FINISH);
  packed.resize(zlib.total_out);
  deflateEnd(&zlib);
  return packed;
}

/// What a reader makes of the bytes of a file `path` of the source "s".
template <class Reader>
Recorder read_with(Reader reader, std::string bytes, const std::string& path) {
  Recorder recorder;
  MemoryBytes stream(std::move(bytes));
  ingest::FileOutput output("s", path, recorder);
  reader(stream, output);
  return recorder;
}

/// A document `a.doc` that says title, author and day of itself, however it is stored.
inline Article described_letter() {
  return {{"s", "a.doc", "a.doc"},
          "مرسي",
          "text",
          Date{2004, 3, 5},
          {{"date", "2004-03-05", Field::Kind::text}, {"author", "Ali", Field::Kind::text}}};
}

/// All that a source gives.
inline Recorder read(const std::string& argument, const std::string& input = {}) {
  Recorder recorder;
  std::istringstream standard_input(input);
  const auto source = parse_source(argument);
  REQUIRE(source);
  REQUIRE(read_source(*source, standard_input, recorder));
  return recorder;
}

}  // namespace diwan::test
