// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::dictionary_compiler {

/// A flag names a group of affix rules; two letters of ASCII (FLAG long).
using Flag = std::uint16_t;

/// What one letter of a word must be for a rule to apply.
struct LetterSet {
  std::u32string letters;
  bool negated = false;

  bool has(char32_t letter) const { return (letters.find(letter) != std::u32string::npos) != negated; }
};

/// Takes `strip` off one end of a word and puts `add` there, where that end meets `condition`.
struct AffixRule {
  std::u32string strip;
  std::u32string add;
  std::vector<LetterSet> condition;
  std::vector<Flag> continuation;  ///< flags that the new form has
};

struct DictionaryEntry {
  std::u32string word;
  std::uint32_t flag_set = 0;
  std::u32string lemma;  ///< of a verb form; empty for all else
  bool name = false;     ///< a proper name, as far as add_names() knows
};

/// A hunspell dictionary as far as Arabic ones use the format: long flags, flag and morphology aliases, ignored
/// marks, every rule combined with every other. Words, strips and additions come without the ignored marks.
struct HunspellFiles {
  std::map<Flag, std::vector<AffixRule>> prefixes;
  std::map<Flag, std::vector<AffixRule>> suffixes;
  std::vector<std::vector<Flag>> flag_sets;  ///< set 0 is empty
  std::vector<DictionaryEntry> entries;
};

/// The letters of a word without the marks that the dictionary ignores, nor what shows nothing.
std::u32string letters_of(std::string_view text);
bool is_arabic(const std::u32string& word);

/// Adds the names of a list, one a line, `#` before comments: each takes the affixes of a name that the dictionary has,
/// one with the article in front those of a name that stands with and without it. Words of the dictionary with the same
/// affixes are names too. Fails with path and line.
Result<void> add_names(HunspellFiles& files, const std::filesystem::path& names);

/// Fails with path and line on what it does not understand.
Result<HunspellFiles> read_hunspell(const std::filesystem::path& affixes, const std::filesystem::path& words);

}  // namespace diwan::dictionary_compiler
