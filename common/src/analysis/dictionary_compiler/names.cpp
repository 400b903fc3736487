// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <fstream>
#include <string>
#include <utility>

#include "analysis/dictionary_compiler/hunspell_files.hpp"

namespace diwan::dictionary_compiler {
namespace {

constexpr std::u32string_view article = U"ال";
/// Names of the dictionary whose affixes a listed name takes: the clitics and the nisba, and for the second the
/// article.
constexpr std::u32string_view model = U"لبنان";
constexpr std::u32string_view model_with_article = U"عراق";
/// One that has clitics only, as names have that end in a vowel.
constexpr std::u32string_view model_without_nisba = U"موسكو";

const DictionaryEntry* first_entry(const HunspellFiles& files, std::u32string_view word) {
  const auto found = std::find_if(files.entries.begin(), files.entries.end(),
                                  [&](const DictionaryEntry& entry) { return entry.word == word; });
  return found == files.entries.end() ? nullptr : &*found;
}

}  // namespace

Result<void> add_names(HunspellFiles& files, const std::filesystem::path& names) {
  const auto* plain = first_entry(files, model);
  const auto* with_article = first_entry(files, model_with_article);
  const auto* without_nisba = first_entry(files, model_without_nisba);
  if (plain == nullptr || with_article == nullptr || without_nisba == nullptr) {
    return Error{Code::malformed, "the dictionary lacks the names that listed names are modelled on", ""};
  }
  const auto plain_flags = plain->flag_set;
  const auto article_flags = with_article->flag_set;
  const auto bare_flags = without_nisba->flag_set;
  for (auto& entry : files.entries) {
    entry.name = entry.flag_set == plain_flags || entry.flag_set == article_flags || entry.flag_set == bare_flags;
  }
  std::ifstream file(names);
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    auto name = letters_of(line);
    if (!is_arabic(name)) {
      return Error{Code::malformed, names.string() + ":" + std::to_string(number) + ": not one Arabic word", ""};
    }
    const bool bare = !name.starts_with(article);
    if (!bare) name.erase(0, article.size());
    files.entries.push_back({std::move(name), bare ? plain_flags : article_flags, {}, true});
  }
  if (number == 0) return Error{Code::not_found, "cannot read " + names.string(), ""};
  return {};
}

}  // namespace diwan::dictionary_compiler
