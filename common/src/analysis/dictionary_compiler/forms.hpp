// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/dictionary_compiler/hunspell_files.hpp"

namespace diwan::dictionary_compiler {

/// Folds a word the way the analyzer will, hamza seats too.
std::u32string fold_word(const std::u32string& word);

/// A change at one end of a folded word.
struct FoldedAffix {
  std::u32string added;
  std::u32string removed;

  auto operator<=>(const FoldedAffix&) const = default;
};

/// Which prefixes, by number.
using PrefixBits = std::array<std::uint64_t, 2>;

/// How the forms of a word differ from it: each change at its end with the prefixes that go with it.
using FormRules = std::map<FoldedAffix, PrefixBits>;

/// fold_word() for the millions of forms: remembers what becomes of each letter before each other.
class FormFolder {
 public:
  std::u32string fold(const std::u32string& word);

 private:
  std::map<std::pair<char32_t, char32_t>, std::u32string> known_;  // (letter, the one behind it or 0)
};

/// Finds the forms that hunspell would accept: conditions are held against the word as the dictionary spells it, a
/// second suffix goes onto what the first one made, and a prefix needs its flag on the word or on one of its suffixes.
class FormFinder {
 public:
  explicit FormFinder(const HunspellFiles& files);

  /// Number 0 of the result is "no prefix".
  const std::vector<FoldedAffix>& prefixes() const { return prefixes_; }

  /// Words whose forms differ alike give the same object. It stays valid as long as the finder does.
  const FormRules& rules_of(const DictionaryEntry& entry);

 private:
  struct Form {
    std::u32string word;
    std::vector<Flag> flags;  // of the word and its suffixes
  };

  void learn_what_rules_see();
  /// Letters that no rule names are all alike to the rules.
  std::u32string seen(std::u32string letters) const;
  void add_form(FormRules& rules, const std::u32string& key, const Form& form);
  std::vector<Form> with_suffixes(const Form& form, const std::vector<Flag>& flags) const;

  const HunspellFiles& files_;
  std::vector<FoldedAffix> prefixes_;
  std::map<Flag, std::vector<std::uint32_t>>
      prefix_numbers_;  // by group, in the order of its rules; 0: changes nothing
  FormFolder folder_;
  std::set<char32_t> named_letters_;  // by a condition or a strip
  std::size_t seen_begin_ = 0;        // letters of a word that conditions and strips look at
  std::size_t seen_end_ = 0;
  std::map<std::tuple<std::uint32_t, std::u32string, std::u32string>, FormRules> known_;
};

}  // namespace diwan::dictionary_compiler
