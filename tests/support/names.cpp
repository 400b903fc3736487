// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/names.hpp"

#include "text/fold.hpp"

namespace diwan::test {
namespace {

constexpr std::string_view article = "ال";
constexpr std::string_view article_behind_lam = "لل";
constexpr std::string_view lam = "ل";

/// What may stand together in front of a name: `required` are those that its forms must meet with; ف and ك stand there
/// seldom, and what they make of a short name may as well be another word (فيمن).
struct Front {
  std::string_view letters;
  bool required;
};
constexpr Front fronts[] = {{"", true},   {"و", true},  {"ب", true},   {"ل", true},   {"وب", true}, {"ول", true},
                            {"ف", false}, {"ك", false}, {"فب", false}, {"فل", false}, {"وك", false}};
constexpr Front fronts_of_article[] = {{"", true},   {"و", true},  {"ب", true},   {"وب", true},
                                       {"ف", false}, {"ك", false}, {"وك", false}, {"فب", false}};
constexpr Front fronts_of_lam_article[] = {{"", true}, {"و", true}, {"ف", false}};

/// What inflects a name, folded: tanwin, possessives, dual and plural of the masculine. Not what makes a word of its
/// own, such as ة and ات (قطرات).
constexpr std::string_view endings[] = {"", "ا", "ها", "هم", "نا", "كم", "هما", "ون", "ين"};
constexpr std::string_view nisbas[] = {"ي", "وي"};
constexpr std::string_view nisba_endings[] = {"",   "ا",   "ه",  "ين",  "ون", "ان", "ات", "تين", "تان",
                                              "هم", "تهم", "ها", "تها", "ته", "و",  "ي",  "نا"};

/// Last letters that a nisba takes the place of: سوريا, غزه, كوسوفو, بلجيكي itself.
constexpr std::string_view lost_ends[] = {"", "ا", "ه", "يا", "ي", "و", "وا"};

std::string joined(std::string_view front, std::string_view back) { return std::string(front).append(back); }

/// Where a name begins with ل, its own, the article's and the preposition's are two in writing.
std::string behind_lam_article(std::string_view text) {
  return joined(article_behind_lam, text.starts_with(lam) ? text.substr(lam.size()) : text);
}

std::vector<std::string> with_fronts(std::string_view text, bool takes_article, bool only_required) {
  std::vector<std::string> forms;
  const auto add = [&](const auto& table, const std::string& rest) {
    for (const auto& front : table) {
      if (front.required || !only_required) forms.push_back(joined(front.letters, rest));
    }
  };
  add(fronts, std::string(text));
  if (!takes_article) return forms;
  add(fronts_of_article, joined(article, text));
  add(fronts_of_lam_article, behind_lam_article(text));
  return forms;
}

bool is_behind_front(std::string_view key, std::string_view rest) {
  for (const auto& form : with_fronts(rest, true, false)) {
    if (key == form) return true;
  }
  return false;
}

}  // namespace

Name name_of(const std::string& text, const std::string& takes, const std::string& kind) {
  return {text, takes.ends_with(article), kind};
}

std::vector<std::string> forms_of(const Name& name) { return with_fronts(name.text, name.article, true); }

bool is_form_or_nisba(const Name& name, std::string_view key) {
  const auto base = text::fold_seats(text::fold(name.text));
  for (const auto ending : endings) {
    if (key.ends_with(ending) && is_behind_front(key, joined(base, ending))) return true;
  }
  for (const auto lost : lost_ends) {
    if (!base.ends_with(lost)) continue;
    const auto shorter = joined(base.substr(0, base.size() - lost.size()), "");
    for (const auto nisba : nisbas) {
      for (const auto ending : nisba_endings) {
        if (key.ends_with(ending) && is_behind_front(key, joined(shorter, nisba).append(ending))) return true;
      }
    }
  }
  return false;
}

}  // namespace diwan::test
