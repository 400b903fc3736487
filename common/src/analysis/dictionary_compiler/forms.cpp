// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/dictionary_compiler/forms.hpp"

#include <algorithm>
#include <set>

#include "text/fold.hpp"
#include "text/utf8.hpp"

namespace diwan::dictionary_compiler {
namespace {

constexpr char32_t any_letter = U'?';

bool meets(const std::u32string& word, const std::vector<LetterSet>& condition, std::size_t begin) {
  for (std::size_t i = 0; i < condition.size(); ++i) {
    if (!condition[i].has(word[begin + i])) return false;
  }
  return true;
}

bool takes_suffix(const std::u32string& word, const AffixRule& rule) {
  return word.size() > rule.strip.size() && word.size() >= rule.condition.size() && word.ends_with(rule.strip) &&
         meets(word, rule.condition, word.size() - rule.condition.size());
}

bool takes_prefix(const std::u32string& word, const AffixRule& rule) {
  return word.size() > rule.strip.size() && word.size() >= rule.condition.size() && word.starts_with(rule.strip) &&
         meets(word, rule.condition, 0);
}

FoldedAffix folded(const AffixRule& rule) { return {fold_word(rule.add), fold_word(rule.strip)}; }

/// The question particle before أ gives آ, which folds to what was there before: nothing to look for.
bool changes_nothing(const FoldedAffix& affix) { return affix.added == affix.removed; }

}  // namespace

std::u32string fold_word(const std::u32string& word) {
  return text::code_points(text::fold_seats(text::fold(text::utf8(word))));
}

std::u32string FormFolder::fold(const std::u32string& word) {
  std::u32string folded;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t behind = i + 1 < word.size() ? word[i + 1] : 0;
    const auto [known, is_new] = known_.try_emplace({word[i], behind});
    if (is_new) {
      const auto both = fold_word(behind == 0 ? std::u32string{word[i]} : std::u32string{word[i], behind});
      known->second = both.substr(0, behind == 0 ? both.size() : both.size() - 1);
    }
    folded += known->second;
  }
  return folded;
}

FormFinder::FormFinder(const HunspellFiles& files) : files_(files) {
  std::set<FoldedAffix> all;
  for (const auto& [flag, rules] : files.prefixes) {
    for (const auto& rule : rules) all.insert(folded(rule));
  }
  std::erase_if(all, changes_nothing);
  prefixes_.emplace_back();
  prefixes_.insert(prefixes_.end(), all.begin(), all.end());
  for (const auto& [flag, rules] : files.prefixes) {
    for (const auto& rule : rules) {
      const auto found = std::find(prefixes_.begin(), prefixes_.end(), folded(rule));
      const bool changes = found != prefixes_.end();
      prefix_numbers_[flag].push_back(changes ? static_cast<std::uint32_t>(found - prefixes_.begin()) : 0);
    }
  }
  learn_what_rules_see();
}

void FormFinder::learn_what_rules_see() {
  const auto learn = [&](const std::map<Flag, std::vector<AffixRule>>& groups, std::size_t& length) {
    for (const auto& [flag, rules] : groups) {
      for (const auto& rule : rules) {
        // One letter more: folding looks at the letter behind a hamza, and a strip leaves at least one.
        length = std::max({length, rule.strip.size() + 1, rule.condition.size() + 1});
        named_letters_.insert(rule.strip.begin(), rule.strip.end());
        for (const auto& set : rule.condition) named_letters_.insert(set.letters.begin(), set.letters.end());
      }
    }
  };
  learn(files_.prefixes, seen_begin_);
  learn(files_.suffixes, seen_end_);
}

std::u32string FormFinder::seen(std::u32string letters) const {
  for (auto& letter : letters) {
    if (!named_letters_.contains(letter)) letter = any_letter;
  }
  return letters;
}

const FormRules& FormFinder::rules_of(const DictionaryEntry& entry) {
  const auto& word = entry.word;
  const auto end = word.substr(word.size() - std::min(word.size(), seen_end_));
  const auto [known, is_new] = known_.try_emplace({entry.flag_set, seen(word.substr(0, seen_begin_)), seen(end)});
  if (!is_new) return known->second;

  const auto key = fold_word(word);
  const Form bare{word, files_.flag_sets[entry.flag_set]};
  add_form(known->second, key, bare);
  for (const auto& once : with_suffixes(bare, bare.flags)) {
    add_form(known->second, key, once);
    const std::vector<Flag> continuation(once.flags.begin() + static_cast<std::ptrdiff_t>(bare.flags.size()),
                                         once.flags.end());
    for (const auto& twice : with_suffixes(once, continuation)) add_form(known->second, key, twice);
  }
  return known->second;
}

std::vector<FormFinder::Form> FormFinder::with_suffixes(const Form& form, const std::vector<Flag>& flags) const {
  std::vector<Form> forms;
  for (const Flag flag : flags) {
    const auto group = files_.suffixes.find(flag);
    if (group == files_.suffixes.end()) continue;
    for (const auto& rule : group->second) {
      if (!takes_suffix(form.word, rule)) continue;
      Form longer{form.word.substr(0, form.word.size() - rule.strip.size()) + rule.add, form.flags};
      longer.flags.insert(longer.flags.end(), rule.continuation.begin(), rule.continuation.end());
      forms.push_back(std::move(longer));
    }
  }
  return forms;
}

void FormFinder::add_form(FormRules& rules, const std::u32string& key, const Form& form) {
  const auto word = folder_.fold(form.word);
  const auto [differs, word_differs] = std::mismatch(key.begin(), key.end(), word.begin(), word.end());
  auto& allowed = rules[{{word_differs, word.end()}, {differs, key.end()}}];
  allowed[0] |= 1;  // every form also stands alone
  for (const Flag flag : form.flags) {
    const auto group = prefix_numbers_.find(flag);
    if (group == prefix_numbers_.end()) continue;
    const auto& affixes = files_.prefixes.at(flag);
    for (std::size_t i = 0; i < affixes.size(); ++i) {
      if (!takes_prefix(form.word, affixes[i])) continue;
      const auto number = group->second[i];
      allowed[number / 64] |= std::uint64_t{1} << number % 64;
    }
  }
}

}  // namespace diwan::dictionary_compiler
