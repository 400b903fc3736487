// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/ucsdet.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>

namespace diwan::text {
namespace {

constexpr std::size_t sample_size = std::size_t{256} << 10;

/// A text that is Arabic reaches this; one decoded by a wrong encoding stays far below.
constexpr double looks_arabic = 0.7;
/// So many words tell.
constexpr int enough_words = 8;

/// The commonest words of news, books and letters in Arabic, and of Persian, which shares Windows-1256.
constexpr std::array common_words = std::to_array<std::string_view>({
    "في",   "من",   "على", "إلى", "الى", "أن",  "ان",  "إن",  "عن",  "مع",  "هذا",  "هذه",  "التي", "الذي",
    "كان",  "كانت", "ما",  "لا",  "هو",  "هي",  "كل",  "بعد", "قبل", "بين", "قال",  "وقال", "أو",   "او",
    "ذلك",  "ثم",   "قد",  "وقد", "لم",  "له",  "عام", "يوم", "به",  "غير", "حتى",  "و",    "ولا",  "كما",
    "الله", "از",   "که",  "را",  "این", "است", "می",  "با",  "آن",  "در",  "برای", "شد",   "های",
});

enum class Sign { letter, mark, ascii_letter, other_letter, digit, space, bad, other };

Sign sign_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Sign::ascii_letter;
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') return Sign::bad;
    return c == ' ' || c < 0x20 ? Sign::space : Sign::other;
  }
  if ((c >= 0x064B && c <= 0x0652) || c == 0x0670 || c == 0x0640) return Sign::mark;
  if (c >= 0x0621 && c <= 0x06D5 && u_isalpha(c) != 0) return Sign::letter;
  if (u_isalpha(c) != 0) return Sign::other_letter;
  if (u_isdigit(c) != 0) return Sign::digit;
  const auto type = u_charType(c);
  const bool is_drawing = c >= 0x2500 && c <= 0x25FF;
  if (c == 0xFFFD || is_drawing || c == 0xD7 || c == 0xF7 || c == 0xA4 || type == U_CONTROL_CHAR ||
      type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR)
    return Sign::bad;
  return Sign::other;
}

/// One run of letters.
struct Word {
  std::string letters;  ///< without marks
  int arabic = 0;
  int foreign = 0;          ///< letters that are not Arabic
  bool is_ascii = true;     ///< no letter that an encoding decides upon
  bool ends_early = false;  ///< a letter follows one that ends words

  void add(char32_t c, Sign sign) {
    const bool ended = letters.ends_with("ة") || letters.ends_with("ى");
    ends_early = ends_early || (ended && sign == Sign::letter);
    append_utf8(letters, c);
    (sign == Sign::letter ? arabic : foreign) += 1;
    is_ascii = is_ascii && sign == Sign::ascii_letter;
  }

  double likeness() const {
    if (arabic == 0) return 0;
    if (foreign > 0 || ends_early) return -2;
    if (std::ranges::find(common_words, letters) != common_words.end()) return 4;
    for (const std::string_view article : {"ال", "وال", "بال", "لل", "ولل", "فال", "كال"}) {
      if (letters.starts_with(article) && arabic >= 5) return 2;
    }
    return 0.1;
  }
};

struct Likeness {
  double sum = 0;
  int words = 0;

  double value() const { return words == 0 ? 0 : sum / words; }
};

Likeness measure(std::string_view text) {
  Likeness likeness;
  Word word;
  const auto end_word = [&] {
    if (!word.is_ascii) {
      likeness.sum += word.likeness();
      ++likeness.words;
    }
    word = {};
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto c = next_code_point(text, at);
    const auto sign = sign_of(c);
    if (sign == Sign::mark && word.arabic > 0) continue;
    if (sign == Sign::letter || sign == Sign::ascii_letter || sign == Sign::other_letter) {
      word.add(c, sign);
      continue;
    }
    end_word();
    if (sign == Sign::bad || sign == Sign::mark) {
      likeness.sum -= 2;
      likeness.words += sign == Sign::bad ? 1 : 0;
    }
  }
  end_word();
  return likeness;
}

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
    readable += is_everyday && sign_of(static_cast<char32_t>(c)) != Sign::bad ? 1 : 0;
  }
  return all == 0 ? 0 : static_cast<double>(readable) / static_cast<double>(all);
}

/// UTF-16 without a mark; other text has no NUL bytes.
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

bool is_binary(std::string_view sample) {
  const auto controls = std::ranges::count_if(sample, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1B' &&
           c != '\x1A';
  });
  return static_cast<std::size_t>(controls) * 50 > sample.size();
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

}  // namespace

double arabic_likeness(std::string_view text) { return measure(text).value(); }

EncodingGuess guess_encoding(std::string_view bytes, std::string_view declared) {
  const auto sample = bytes.substr(0, sample_size);
  if (sample.find('\0') != std::string_view::npos) return guess_utf16(sample);
  if (is_binary(sample)) return {};
  const auto utf8 = count_utf8(sample);
  if (utf8.whole > 0 && utf8.whole >= utf8.broken) return {"UTF-8", false};

  std::string best;
  Likeness best_likeness;
  double second = -2;
  // The order breaks ties: MacArabic has the letters of ISO-8859-6 where that one has them.
  for (const char* const name : {"windows-1256", "ISO-8859-6", "CP720", "MacArabic"}) {
    const auto decoded = decode(sample, name);
    if (!decoded) continue;
    const auto likeness = measure(decoded->text);
    if (best.empty() || likeness.value() > best_likeness.value()) {
      if (!best.empty()) second = std::max(second, best_likeness.value());
      best = name;
      best_likeness = likeness;
    } else {
      second = std::max(second, likeness.value());
    }
  }
  // The letters of the two are the same, so they say nothing about each other.
  const bool has_twin = best == "ISO-8859-6" || best == "MacArabic";
  const bool is_far = has_twin || best_likeness.value() > second + looks_arabic / 2;
  if (best_likeness.value() >= looks_arabic && is_far) return {best, best_likeness.words < enough_words};

  if (is_encoding(declared) && !declared.empty()) {
    const auto decoded = decode(sample, declared);
    if (decoded && decoded->replaced * 20 <= utf8.broken) return {std::string(declared), false};
  }
  const auto icu = guess_by_icu(sample);
  // Little text that could be Arabic and nothing better.
  if (icu.doubtful && best_likeness.value() > 0.3) return {best, true};
  return icu;
}

}  // namespace diwan::text
