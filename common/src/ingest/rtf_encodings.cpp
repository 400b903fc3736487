// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/rtf_encodings.hpp"

#include "text/encoding.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::string_view arabic_encodings[] = {"windows-1256", "ISO-8859-6", "CP720", "MacArabic", "UTF-8"};

/// How much more a text has to look like Arabic: real text has 1 to 2, what is read wrongly about 0.
constexpr double clear_difference = 0.5;

double likeness(const RtfSample& sample, const std::string& encoding) {
  const auto decoded = text::decode(sample.bytes, encoding);
  return decoded ? text::arabic_likeness(decoded->text) : 0;
}

bool is_ascii(std::string_view bytes) {
  return std::ranges::none_of(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// The code page of the document, where it reads as well as what the bytes look like: ISO-8859-6 and MacArabic have
/// most of their letters in common.
std::string or_page(const RtfSample& sample, std::string guess, const std::string& page) {
  constexpr double as_well = 0.05;
  const bool is_arabic = std::ranges::find(arabic_encodings, page) != std::end(arabic_encodings);
  if (!is_arabic || text::same_encoding(page, sample.encoding)) return guess;
  return likeness(sample, page) >= likeness(sample, guess) - as_well ? page : guess;
}

}  // namespace

RtfEncodings mend_encodings(const RtfSamples& samples, const std::string& page) {
  RtfEncodings mended;
  RtfEncodings doubtful;
  std::set<std::string> supported{page};
  for (const auto& [font, sample] : samples) {
    if (is_ascii(sample.bytes)) continue;
    auto guess = text::guess_encoding(sample.bytes, sample.encoding);
    guess.name = or_page(sample, std::move(guess.name), page);
    supported.insert(sample.encoding);
    if (std::ranges::find(arabic_encodings, guess.name) == std::end(arabic_encodings)) continue;
    if (text::same_encoding(guess.name, sample.encoding)) continue;
    if (likeness(sample, guess.name) < likeness(sample, sample.encoding) + clear_difference) continue;
    (guess.doubtful ? doubtful : mended)[font] = guess.name;
    if (!guess.doubtful) supported.insert(guess.name);
  }
  for (const auto& [font, encoding] : doubtful) {
    if (supported.contains(encoding)) mended[font] = encoding;
  }
  return mended;
}

}  // namespace diwan::ingest
