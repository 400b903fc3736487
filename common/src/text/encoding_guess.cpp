// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/encoding.hpp"

#include "text/arabic_likeness.hpp"
#include "text/letter_cost.hpp"
#include "text/mac_arabic.hpp"
#include "text/reading_cost.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/ucsdet.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

namespace diwan::text {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t sample_size = std::size_t{256} << 10;

/// A text that is Arabic reaches this; one decoded by a wrong encoding stays far below.
constexpr double looks_arabic = 0.7;
/// So many words tell.
constexpr int enough_words = 8;
/// Letters that cost less than this on the average are Arabic.
constexpr double arabic_bits = 5;
/// Or may be.
constexpr double perhaps_arabic_bits = 6;
/// So many bits cheaper than any other reading is certain.
constexpr double certain_lead = 20;
/// Bits of a sign of MacArabic where other encodings have letters.
constexpr double second_sign_cost = 14;
/// Of one that texts hold, where others have the no-break space, say.
constexpr double everyday_sign_cost = 6;

/// Sequences of two bytes and more that are valid UTF-8, and bytes that are none.
struct Utf8Count {
  std::size_t whole = 0;
  std::size_t broken = 0;
};

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count count;
  while (!bytes.empty()) {
    const auto invalid = find_invalid_utf8(bytes);
    const auto valid = bytes.substr(0, invalid.value_or(bytes.size()));
    count.whole += static_cast<std::size_t>(
        std::ranges::count_if(valid, [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
    if (!invalid) break;
    ++count.broken;
    bytes.remove_prefix(*invalid + 1);
  }
  return count;
}

/// Letters, digits and signs of everyday scripts among all characters.
double readable_share(std::string_view text) {
  std::size_t all = 0;
  std::size_t readable = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(next_code_point(text, at));
    ++all;
    const bool is_everyday = c < 0x0700 || (c >= 0x2000 && c < 0x2100) || (c >= 0xFB50 && c < 0xFF00);
    readable += is_everyday && !is_bad_sign(static_cast<char32_t>(c)) ? 1 : 0;
  }
  return all == 0 ? 0 : static_cast<double>(readable) / static_cast<double>(all);
}

/// UTF-16 without a mark; other text has few NUL bytes, by damage.
EncodingGuess guess_utf16(std::string_view sample) {
  EncodingGuess best;
  double best_share = 0.8;  // what a binary file stays below
  for (const char* const name : {"UTF-16LE", "UTF-16BE"}) {
    const auto decoded = decode(sample.substr(0, sample.size() & ~std::size_t{1}), name);
    if (!decoded) continue;
    const double share = readable_share(decoded->text);
    if (share > best_share) {
      best = {name, share < 0.95};
      best_share = share;
    }
  }
  return best;
}

/// Damage of a NUL byte or two makes no binary file.
bool is_binary(std::string_view sample) {
  constexpr std::ptrdiff_t most_damage = 2;
  const auto controls = std::ranges::count_if(sample, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1B' &&
           c != '\x1A';
  });
  const auto damage = std::min(std::ranges::count(sample, '\0'), most_damage);
  return static_cast<std::size_t>(controls - damage) * 50 > sample.size();
}

// The order breaks ties: MacArabic has the letters of ISO-8859-6 where that one has them.
constexpr std::array for_arabic{"windows-1256", "ISO-8859-6", "CP720", "MacArabic"};

/// What a text is in one of the encodings for Arabic.
struct ArabicReading {
  const char* encoding;
  Likeness words;
  LetterCost letters;
  ReadingCost whole;
  std::string text;

  /// The letters of these two are the same, so they say nothing about each other.
  bool has_twin() const { return encoding == "ISO-8859-6"sv || encoding == "MacArabic"sv; }
};

/// Signs of ASCII that the Macintosh has a second time for text from right to left.
struct SecondSigns {
  int everyday = 0;
  int others = 0;  ///< other encodings have letters there
};

SecondSigns count_second_signs(std::string_view bytes) {
  SecondSigns count;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) continue;
    const char16_t sign = mac_arabic.at(byte - 0x80);
    if (sign >= 0x80) continue;
    ++(" .:-()\""sv.find(static_cast<char>(sign)) == std::string_view::npos ? count.others : count.everyday);
  }
  return count;
}

std::vector<ArabicReading> read_as_arabic(std::string_view sample) {
  std::vector<ArabicReading> readings;
  for (const char* const name : for_arabic) {
    auto decoded = decode(sample, name);
    if (!decoded) continue;
    ArabicReading reading{
        name, measure_likeness(decoded->text), letter_cost(decoded->text), reading_cost(decoded->text), {}};
    if (name == "MacArabic"sv) {
      // Decoding turned these into ASCII.
      const auto second = count_second_signs(sample);
      const double bits = second.others * second_sign_cost + second.everyday * everyday_sign_cost;
      reading.letters.signs += second.others + second.everyday;
      reading.letters.bits += bits;
      reading.whole.bits += bits;
    }
    reading.text = std::move(decoded->text);
    readings.push_back(std::move(reading));
  }
  return readings;
}

bool is_arabic_by_words(const ArabicReading& best, const std::vector<ArabicReading>& all) {
  double second = -2;
  for (const auto& other : all) {
    if (&other != &best) second = std::max(second, other.words.value());
  }
  return best.words.value() >= looks_arabic && (best.has_twin() || best.words.value() > second + looks_arabic / 2);
}

/// How many bits the letters of the best reading are ahead of the next one, its twin left out.
double lead_of(const ArabicReading& best, const std::vector<ArabicReading>& all) {
  double lead = certain_lead;
  for (const auto& other : all) {
    const bool is_twin = best.has_twin() && other.has_twin();
    if (&other != &best && !is_twin) lead = std::min(lead, other.letters.bits - best.letters.bits);
  }
  return lead;
}

/// Whether the twin of a reading, where it has one, reads as well and otherwise: not only in kinds of spaces.
bool has_rival_twin(const ArabicReading& best, const std::vector<ArabicReading>& all) {
  const auto without_spaces = [](std::string text) {
    std::erase(text, ' ');
    for (auto at = text.find("\u00A0"); at != std::string::npos; at = text.find("\u00A0", at)) text.erase(at, 2);
    return text;
  };
  return best.has_twin() && std::ranges::any_of(all, [&](const auto& other) {
           return &other != &best && other.has_twin() && std::abs(other.whole.bits - best.whole.bits) < certain_lead &&
                  without_spaces(other.text) != without_spaces(best.text);
         });
}

/// The reading or its twin, whichever reads better as a whole: one of them has letters of Latin too.
const ArabicReading& better_twin(const ArabicReading& reading, const std::vector<ArabicReading>& all) {
  const auto* better = &reading;
  for (const auto& other : all) {
    if (reading.has_twin() && other.has_twin() && other.whole.bits < better->whole.bits) better = &other;
  }
  return *better;
}

bool is_cheap(const ArabicReading& reading, double bits) {
  return reading.letters.signs > 0 && reading.letters.mean() < bits;
}

/// What a text costs in an encoding that is not for Arabic.
double cost_in(std::string_view encoding, std::string_view sample) {
  const auto decoded = decode(sample, encoding);
  return decoded ? reading_cost(decoded->text).bits : std::numeric_limits<double>::infinity();
}

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

EncodingGuess guess_by_icu(std::string_view sample) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** const matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status) != 0) return {"windows-1252", true};
  for (std::int32_t i = 0; i < count; ++i) {
    std::string name = ucsdet_getName(matches[i], &status);
    const auto confidence = ucsdet_getConfidence(matches[i], &status);
    // EBCDIC is never found in archives of files; UTF and Arabic have been looked at with more care.
    if (U_FAILURE(status) != 0 || name.starts_with("IBM") || name.starts_with("UTF-") || name == "ISO-8859-6") continue;
    // Windows' supersets, as the web has it.
    if (name == "ISO-8859-1") name = "windows-1252";
    if (name.starts_with("ISO-8859-8")) name = "windows-1255";
    return {std::move(name), confidence < 50};
  }
  return {"windows-1252", true};
}

/// The cheapest reading that has words of Arabic; null where none has.
const ArabicReading* find_arabic_words(const std::vector<ArabicReading>& readings) {
  const ArabicReading* best = nullptr;
  for (const auto& one : readings) {
    if (one.whole.arabic_words > 0 && (best == nullptr || one.whole.bits < best->whole.bits)) best = &one;
  }
  return best;
}

/// The cheapest reading of a text that is not Arabic throughout, where words of Arabic make it so: French with some
/// names, say. Of several that read the same the first. Without a name, and doubtful, where it nearly is so.
EncodingGuess guess_mixed(const std::vector<ArabicReading>& readings, double other_cost, double cyrillic_cost) {
  const auto* const best = find_arabic_words(readings);
  if (best == nullptr) return {};
  double lead = other_cost - best->whole.bits;
  const double cyrillic_lead = cyrillic_cost - best->whole.bits;
  if (lead <= 0 || cyrillic_lead <= -certain_lead) return {"", lead > -certain_lead};
  lead = std::min(lead, cyrillic_lead);
  for (const auto& one : readings) {
    if (one.text != best->text) lead = std::min(lead, one.whole.bits - best->whole.bits);
  }
  return {best->encoding, lead < certain_lead};
}

/// Of a long text the beginning, and what stands behind it in two high bytes and more side by side: a few words of
/// Arabic may stand anywhere in French.
std::string sample_of_words(std::string_view bytes) {
  constexpr std::size_t most_words = std::size_t{64} << 10;
  std::string sample(bytes.substr(0, sample_size));
  const auto is_high = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  const auto is_letter = [&](char c) { return is_high(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (std::size_t at = sample.size(); at < bytes.size() && sample.size() < sample_size + most_words;) {
    const auto begin = at;
    bool has_two = false;
    for (; at < bytes.size() && is_letter(bytes[at]); ++at) {
      has_two = has_two || (at > begin && is_high(bytes[at]) && is_high(bytes[at - 1]));
    }
    if (has_two) (sample += ' ') += bytes.substr(begin, at - begin);
    if (at == begin) ++at;
  }
  return sample;
}

EncodingGuess guess_of_words(std::string_view sample, std::string_view declared, std::size_t high_bytes) {
  const auto readings = read_as_arabic(sample);
  const double latin_cost = cost_in("windows-1252", sample);
  const auto& by_words =
      better_twin(*std::ranges::max_element(readings, {}, [](const auto& one) { return one.words.value(); }), readings);
  if (is_arabic_by_words(by_words, readings) && by_words.whole.bits < latin_cost)
    return {by_words.encoding, by_words.words.words < enough_words || has_rival_twin(by_words, readings)};
  const auto& by_letters =
      better_twin(*std::ranges::min_element(readings, {}, [](const auto& one) { return one.letters.bits; }), readings);
  const bool is_doubtful = lead_of(by_letters, readings) < certain_lead || has_rival_twin(by_letters, readings);
  if (is_cheap(by_letters, arabic_bits) && by_letters.whole.bits < latin_cost) {
    const auto as_declared = std::ranges::find_if(
        readings, [&](const auto& one) { return same_encoding(one.encoding, declared) && is_cheap(one, arabic_bits); });
    if (is_doubtful && as_declared != readings.end()) return {as_declared->encoding, false};
    return {by_letters.encoding, is_doubtful};
  }

  auto icu = guess_by_icu(sample);
  auto mixed = guess_mixed(readings, std::min(latin_cost, cost_in(icu.name, sample)), cost_in("windows-1251", sample));
  if (!mixed.name.empty() && (!mixed.doubtful || declared.empty())) return mixed;
  if (is_encoding(declared) && !declared.empty()) {
    const auto decoded = decode(sample, declared);
    if (decoded && decoded->replaced * 20 <= high_bytes) return {std::string(declared), false};
  }
  icu.doubtful = icu.doubtful || mixed.doubtful;
  // Little text that could be Arabic and nothing better.
  if (icu.doubtful && is_cheap(by_letters, perhaps_arabic_bits)) return {by_letters.encoding, true};
  return icu;
}

/// Whether UTF-8 has arrows, stars or signs of mathematics, which stand alone in many a text without other signs.
bool holds_symbol(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(next_code_point(text, at));
    if (c >= 0x80 && (U_GET_GC_MASK(c) & (U_GC_SO_MASK | U_GC_SM_MASK)) != 0) return true;
  }
  return false;
}

}  // namespace

bool is_for_arabic(std::string_view encoding) {
  return std::ranges::any_of(for_arabic, [&](const char* name) { return same_encoding(name, encoding); });
}

bool may_be_other_than_utf8(std::string_view bytes) {
  constexpr std::size_t few = 4;
  std::string sequences;
  std::size_t count = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80) {
      // What stands beside a sequence tells as much as itself.
      if (at + 1 < bytes.size() && static_cast<unsigned char>(bytes[at + 1]) >= 0x80) sequences += bytes[at];
      if (at > 0 && static_cast<unsigned char>(bytes[at - 1]) >= 0x80) (sequences += bytes[at]) += ' ';
      continue;
    }
    sequences += bytes[at];
    // No words are those that are two bytes by chance.
    if (byte >= 0xC0 && (byte < 0xE0 || ++count > few)) return false;
  }
  if (count == 0 || holds_symbol(sequences)) return false;
  const auto readings = read_as_arabic(sequences);
  const auto* const best = find_arabic_words(readings);
  const auto as_utf8 = reading_cost(sequences);
  return best != nullptr && as_utf8.arabic_words == 0 && best->whole.bits < as_utf8.bits + certain_lead / 2;
}

EncodingGuess guess_encoding(std::string_view bytes, std::string_view declared) {
  const auto sample = bytes.substr(0, sample_size);
  const bool has_nul = sample.find('\0') != std::string_view::npos;
  if (has_nul) {
    if (auto guess = guess_utf16(sample); !guess.name.empty()) return guess;
  }
  if (is_binary(sample)) return {};
  const auto utf8 = count_utf8(sample);
  if ((utf8.whole > 0 || has_nul) && utf8.whole >= utf8.broken) return {"UTF-8", false};

  return guess_of_words(sample_of_words(bytes), declared, utf8.broken);
}

}  // namespace diwan::text
