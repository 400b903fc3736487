// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/encoding.hpp"
#include "text/letter_cost.hpp"
#include "text/mac_arabic.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/ucsdet.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
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

/// What a text is in one of the encodings for Arabic.
struct ArabicReading {
  const char* encoding;
  Likeness words;
  LetterCost letters;

  /// The letters of these two are the same, so they say nothing about each other.
  bool has_twin() const { return encoding == "ISO-8859-6"sv || encoding == "MacArabic"sv; }
};

/// Signs of ASCII that the Macintosh has a second time for text from right to left, those of everyday text left out:
/// other encodings have letters there.
int count_second_signs(std::string_view bytes) {
  return static_cast<int>(std::ranges::count_if(bytes, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) return false;
    const char16_t sign = mac_arabic.at(byte - 0x80);
    return sign < 0x80 && " .:-()\""sv.find(static_cast<char>(sign)) == std::string_view::npos;
  }));
}

/// What a text costs in an encoding, with the signs that decoding turned into ASCII.
LetterCost cost_in(std::string_view encoding, std::string_view bytes, std::string_view decoded) {
  auto cost = letter_cost(decoded);
  if (encoding != "MacArabic") return cost;
  const int second_signs = count_second_signs(bytes);
  cost.signs += second_signs;
  cost.bits += second_signs * second_sign_cost;
  return cost;
}

std::vector<ArabicReading> read_as_arabic(std::string_view sample) {
  std::vector<ArabicReading> readings;
  // The order breaks ties: MacArabic has the letters of ISO-8859-6 where that one has them.
  for (const char* const name : {"windows-1256", "ISO-8859-6", "CP720", "MacArabic"}) {
    if (const auto decoded = decode(sample, name))
      readings.push_back({name, measure(decoded->text), cost_in(name, sample, decoded->text)});
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

bool is_cheap(const ArabicReading& reading, double bits) {
  return reading.letters.signs > 0 && reading.letters.mean() < bits;
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
  const bool has_nul = sample.find('\0') != std::string_view::npos;
  if (has_nul) {
    if (auto guess = guess_utf16(sample); !guess.name.empty()) return guess;
  }
  if (is_binary(sample)) return {};
  const auto utf8 = count_utf8(sample);
  if ((utf8.whole > 0 || has_nul) && utf8.whole >= utf8.broken) return {"UTF-8", false};

  const auto readings = read_as_arabic(sample);
  const auto& by_words = *std::ranges::max_element(readings, {}, [](const auto& one) { return one.words.value(); });
  if (is_arabic_by_words(by_words, readings)) return {by_words.encoding, by_words.words.words < enough_words};
  const auto& by_letters = *std::ranges::min_element(readings, {}, [](const auto& one) { return one.letters.bits; });
  const bool is_doubtful = lead_of(by_letters, readings) < certain_lead;
  if (is_cheap(by_letters, arabic_bits)) {
    const auto as_declared = std::ranges::find_if(
        readings, [&](const auto& one) { return same_encoding(one.encoding, declared) && is_cheap(one, arabic_bits); });
    if (is_doubtful && as_declared != readings.end()) return {as_declared->encoding, false};
    return {by_letters.encoding, is_doubtful};
  }

  if (is_encoding(declared) && !declared.empty()) {
    const auto decoded = decode(sample, declared);
    if (decoded && decoded->replaced * 20 <= utf8.broken) return {std::string(declared), false};
  }
  const auto icu = guess_by_icu(sample);
  // Little text that could be Arabic and nothing better.
  if (icu.doubtful && is_cheap(by_letters, perhaps_arabic_bits)) return {by_letters.encoding, true};
  return icu;
}

}  // namespace diwan::text
