// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diwan::test {

/// A row of tests/data/names.tsv.
struct Name {
  std::string text;  ///< without its article
  bool article = false;
  std::string kind;
};

/// Splits a row `name<TAB>what it takes in front<TAB>kind`.
Name name_of(const std::string& text, const std::string& takes, const std::string& kind);

/// The name bare and behind everything that it takes: و ب ل, وب ول, ال and these with it.
std::vector<std::string> forms_of(const Name& name);

/// Whether a word is the name with clitics, an ending of a noun, or as a nisba with an ending of its own; for people
/// who read lists of words, so that they see only what is not. Words are compared as text::fold_seats gives them. Knows
/// spelling alone: a word that it takes for a form may be another word.
bool is_form_or_nisba(const Name& name, std::string_view key);

}  // namespace diwan::test
