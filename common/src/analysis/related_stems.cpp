// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/related_stems.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "analysis/arabic_dictionary.hpp"
#include "analysis/known_word.hpp"
#include "text/utf8.hpp"

namespace diwan::analysis {
namespace {

/// Two spellings of one root, folded (ئ is ي, ة is ه): digits are its letters, all else stands for itself. A digit that
/// comes twice is one letter twice.
struct PatternPair {
  std::u32string_view one;
  std::u32string_view other;
};

/// Singular and broken plural, as grammars list them; then sound triliteral roots before weak and doubled ones.
constexpr PatternPair plurals[] = {
    {U"123", U"ا12ا3"},    // وفد, قلم
    {U"123", U"12و3"},     // بند, حرب, وفد
    {U"123", U"12ا3"},     // جبل
    {U"123", U"ا123"},     // شهر
    {U"123", U"123ان"},    // بلد
    {U"123ه", U"123"},     // دوله
    {U"123ه", U"12ا3"},    // لجنه
    {U"123ه", U"ا123"},    // نعمه
    {U"12ي3", U"123اء"},   // سفير
    {U"12ي3", U"ا123اء"},  // صديق
    {U"12ي3", U"123ي"},    // قتيل
    {U"12ي3", U"12ا3"},    // كبير
    {U"12ي3", U"123"},     // طريق
    {U"12ي3", U"ا123ه"},   // رغيف
    {U"12ي3", U"ا12ا3"},   // شريف
    {U"12ي3", U"123ان"},   // قضيب
    {U"12ي3ه", U"123"},    // مدينه
    {U"12ي3ه", U"12اي3"},  // وثيقه
    {U"12ا3ه", U"12اي3"},  // رساله
    {U"12و3ه", U"12اي3"},  // حموله
    {U"1ا23", U"12ا3"},    // حاكم
    {U"1ا23", U"123ه"},    // طالب
    {U"1ا23", U"1وا23"},   // شارع
    {U"1ا23", U"123اء"},   // عالم
    {U"1ا23", U"ا12ا3"},   // صاحب
    {U"1ا23", U"12و3"},    // شاهد
    {U"1ا23ه", U"1وا23"},  // قاعده
    {U"1ا23ه", U"12ا3"},   // كاتبه
    {U"12ا3", U"ا123ه"},   // سلاح
    {U"12ا3", U"123"},     // كتاب
    {U"12و3", U"123"},     // رسول
    {U"12و3", U"ا123ه"},   // عمود
    {U"12و3", U"123اء"},   // رووف
    {U"12ا3", U"ا123"},    // لسان
    {U"12ي3", U"ا1ا2ي3"},  // حديث
    {U"123", U"ا123ه"},    // دير
    {U"123", U"12ا3ي"},    // ارض
    {U"123ه", U"12ا3ي"},   // ليله
    {U"123ي", U"12و3"},    // جندي
    {U"123ي", U"ا12ا3"},   // تركي
    {U"1234ي", U"12ا34"},  // اجنبي
    // four letters: مكتب, برنامج, قنبله, صندوق, مشروع
    {U"1234", U"12ا34"},
    {U"1234ه", U"12ا34"},
    {U"12ا34", U"12ا34ه"},
    {U"123ا4", U"12ا3ي4"},
    {U"123و4", U"12ا3ي4"},
    {U"123ي4", U"12ا3ي4"},
    {U"123و4ه", U"12ا3ي4"},
    {U"123ي4ه", U"12ا3ي4"},
    {U"12ا3ا4", U"12ا34"},
    {U"12ا34", U"12ا3ي4"},
    {U"1ا2و3", U"1وا2ي3"},    // قانون
    {U"1ا2ي3", U"1وا2ي3"},    // تاريخ
    {U"1ا23", U"1وا2ي3"},     // خازوق without its و
    {U"12و3ا4", U"12او3ي4"},  // ديوان
    {U"ا12و3", U"ا1ا2ي3"},    // اسلوب
    {U"استا1", U"اسات1ه"},    // استاذ
    // weak letters
    {U"1ا2", U"ا1وا2"},   // باب
    {U"1ا2", U"ا1يا2"},   // ناب
    {U"1ا2", U"1ي2ان"},   // جار
    {U"1ا2", U"1و2"},     // دار
    {U"1ا2", U"1يا2"},    // دار
    {U"1ا2ه", U"1و2"},    // ساحه
    {U"1و2", U"1يا2"},    // ثوب
    {U"1ا2ي", U"12اه"},   // قاضي
    {U"12يه", U"12ايا"},  // قضيه
    {U"12وي", U"12اوي"},  // شكوي, دعوي
    {U"12و", U"ا12اء"},   // عضو
    {U"12ي", U"ا12اء"},   // حي
    {U"12اء", U"ا12يه"},  // بناء
    {U"12ي", U"ا12ياء"},  // نبي
    {U"م12ي", U"م1ا2ي"},  // مبني
    {U"1ي2", U"ا1ي2اء"},
    {U"1يي2", U"1وو2اء"},
    {U"1يي2", U"1و2اء"},  // رييس, spelt روساء
    {U"1و12", U"ا1وا2"},
    {U"12ا", U"ا12اء"},    // نبا, its hamza folded
    {U"1اي2", U"1وا2"},    // ثاير
    {U"1اي2", U"1و2ه"},    // خاين
    {U"1ا2ي", U"ا12يه"},   // نادي
    {U"1ا2", U"1وو2"},     // راس
    {U"1وا2", U"ا1ي2ه"},   // سوال
    {U"12ييه", U"12ايا"},  // خطييه
    {U"12", U"12اء"},      // دم
    // doubled letters
    {U"12", U"12و2"},     // حق
    {U"12", U"ا12ا2"},    // سر
    {U"12", U"12ا2"},     // ظل
    {U"12ه", U"122"},     // امه, قمه
    {U"12ه", U"12ا2"},    // سله
    {U"12ي2", U"ا12اء"},  // طبيب
    {U"12ي2", U"ا12ه"},   // دليل
    {U"12ا2", U"ا12ه"},   // هلال
    {U"1ا2ه", U"1وا2"},   // ماده
    {U"م1ا2", U"م1ا22"},
    {U"م12", U"م1ا2"},   // مقر
    {U"م12ه", U"م1ا2"},  // محله
};

/// Verb and verbal noun.
constexpr PatternPair verbal_nouns[] = {
    {U"123", U"ت12ي3"},       // قرر is قرّ here: the doubling is not written
    {U"1234", U"1234ه"},      // ترجم
    {U"ا123", U"ا12ا3"},      // اعلن
    {U"1ا23", U"م1ا23ه"},     // حاور
    {U"1ا23", U"12ا3"},       // حاور
    {U"ان123", U"ان12ا3"},    // انسحب
    {U"ا1ت23", U"ا1ت2ا3"},    // اجتمع
    {U"ات12", U"ات1ا2"},      // اتفق
    {U"است123", U"است12ا3"},  // استخدم
    {U"ا12", U"ا12اء"},       // the ي of the next two lost
    {U"ا12ي", U"ا12اء"},      // اعطي
    {U"ان12ي", U"ان12اء"},    // انقضي
    {U"ا1ت2ي", U"ا1ت2اء"},    // انتهي
    {U"است12ي", U"است12اء"},  // استدعي
    {U"ا1ا2", U"ا1ا2ه"},      // ادار
    {U"است1ا2", U"است1ا2ه"},  // استقال
    {U"ا1تا2", U"ا1تيا2"},    // اختار
    {U"ان1ا2", U"ان1يا2"},    // انهار
    {U"12ي", U"ت12يه"},       // غطي
    {U"1ا2ي", U"م1ا2اه"},     // نادي
    {U"ا12", U"ا12ا2"},       // اصر
    {U"ا1ت2", U"ا1ت2ا2"},     // احتل
    {U"ان12", U"ان12ا2"},     // انضم
    {U"است12", U"است12ا2"},   // استمر
    {U"ت1ا2ي", U"ت1ا2"},      // تعافي
    {U"ا123", U"ا12ي3"},
};

/// What parts a word of any letters from its relatives: feminine, nisba and what is named by it, plurals that are
/// headwords.
constexpr std::string_view endings[] = {"ه", "ي", "يه", "ات", "وات"};
constexpr std::size_t shortest_base = 2;
constexpr std::size_t shortest_stem = 2;
constexpr std::string_view nisba = "ي";
constexpr std::size_t answers = 12;

using Root = std::array<char32_t, 5>;  // by digit; 0 where none is bound

std::size_t digit(char32_t c) { return c >= U'1' && c <= U'4' ? static_cast<std::size_t>(c - U'0') : 0; }

std::optional<Root> match(std::u32string_view word, std::u32string_view pattern) {
  if (word.size() != pattern.size()) return std::nullopt;
  Root root{};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto number = digit(pattern[i]);
    if (number == 0) {
      if (word[i] != pattern[i]) return std::nullopt;
    } else if (root[number] == 0) {
      root[number] = word[i];
    } else if (root[number] != word[i]) {
      return std::nullopt;
    }
  }
  return root;
}

std::string spelled(std::u32string_view pattern, const Root& root) {
  std::string word;
  for (const char32_t c : pattern) text::append_utf8(word, digit(c) == 0 ? c : root[digit(c)]);
  return word;
}

/// Collects headwords, each once, the stem itself never.
class Answers {
 public:
  explicit Answers(std::string_view stem) : stem_(stem) {}

  void add(std::string candidate) {
    if (candidate == stem_ || found_.size() == answers) return;
    if (std::find(found_.begin(), found_.end(), candidate) != found_.end()) return;
    if (arabic_dictionary::is_headword(candidate) || is_stem(candidate)) found_.push_back(std::move(candidate));
  }
  std::vector<std::string> take() && { return std::move(found_); }

 private:
  /// A nisba need not be a headword.
  static bool is_stem(std::string_view candidate) {
    if (!candidate.ends_with(nisba)) return false;
    const auto readings = known_word_readings(candidate);
    return !readings.empty() && readings.front().stem == candidate;
  }

  std::string_view stem_;
  std::vector<std::string> found_;
};

void add_by_patterns(std::u32string_view word, std::span<const PatternPair> pairs, Answers& found) {
  for (const auto& pair : pairs) {
    if (const auto root = match(word, pair.one)) found.add(spelled(pair.other, *root));
    if (const auto root = match(word, pair.other)) found.add(spelled(pair.one, *root));
  }
}

void add_by_endings(std::string_view stem, Answers& found) {
  for (const auto ending : endings) found.add(std::string(stem).append(ending));
  for (const auto ending : endings) {
    if (!stem.ends_with(ending)) continue;
    const auto base = stem.substr(0, stem.size() - ending.size());
    if (text::count_code_points(base) < shortest_base) continue;
    found.add(std::string(base));
    for (const auto other : endings) found.add(std::string(base).append(other));
  }
}

}  // namespace

std::vector<std::string> related_stems(std::string_view stem) {
  constexpr std::string_view fatha = "\u064E";  // of a verb that is spelt like a name
  if (stem.ends_with(fatha)) stem.remove_suffix(fatha.size());
  if (text::count_code_points(stem) < shortest_stem) return {};
  Answers found(stem);
  const auto word = text::code_points(stem);
  add_by_patterns(word, plurals, found);
  add_by_patterns(word, verbal_nouns, found);
  add_by_endings(stem, found);
  return std::move(found).take();
}

}  // namespace diwan::analysis
