// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace diwan::dictionary_compiler {

using Flags = std::vector<std::string>;  ///< two letters each ("FLAG long")

/// One PFX or SFX line: a word matching `condition` loses `strip` and gets `add`; with the suffix on it, the word has
/// `more_flags` too. IGNOREd characters are gone from all of them.
struct Affix {
  std::string strip;
  std::string add;
  std::vector<std::u32string> condition;  ///< per character: what is allowed, or `^` and what is not; empty: anything
  Flags more_flags;
};

struct Headword {
  std::string word;
  Flags flags;
  std::string morphology;  ///< "st:... po:verb ..."
};

/// A hunspell dictionary as its two files say, aliases resolved.
struct HunspellDictionary {
  std::map<std::string, std::vector<Affix>> prefixes;  ///< by flag
  std::map<std::string, std::vector<Affix>> suffixes;
  std::vector<Headword> headwords;
};

/// Reads both files. Throws std::runtime_error that names file and line.
HunspellDictionary read_hunspell(const std::string& aff_path, const std::string& dic_path);

/// Whether the end of a word (suffix) or its beginning (prefix) fits an affix's condition.
bool fits_end(const std::u32string& word, const std::vector<std::u32string>& condition);

}  // namespace diwan::dictionary_compiler
