// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/dictionary_compiler/hunspell_files.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "text/utf8.hpp"

namespace diwan::dictionary_compiler {
namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::u32string code_points(const std::string& text) {
  std::u32string points;
  for (std::size_t i = 0; i < text.size();) points += text::next_code_point(text, i);
  return points;
}

bool is_number(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Splits `[^ab]c.` into what each character may be; a trailing run of `.` says nothing.
std::vector<std::u32string> parse_condition(const std::string& text) {
  std::vector<std::u32string> condition;
  const auto points = code_points(text);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i] == U'[') {
      const auto close = points.find(U']', i);
      condition.push_back(points.substr(i + 1, close - i - 1));
      i = close;
    } else if (points[i] == U'.') {
      condition.push_back(U"^");
    } else {
      condition.push_back({points[i]});
    }
  }
  return condition;
}

class AffReader {
 public:
  AffReader(std::string path, HunspellDictionary& dictionary) : path_(std::move(path)), dictionary_(dictionary) {}

  void read() {
    std::ifstream file(path_);
    if (!file) throw std::runtime_error("cannot read " + path_);
    for (std::string line; std::getline(file, line);) {
      ++line_;
      const auto words = words_of(line);
      if (words.empty()) continue;
      const auto& keyword = words[0];
      if (keyword == "FLAG" && (words.size() < 2 || words[1] != "long")) fail("only FLAG long is known");
      if (keyword == "IGNORE" && words.size() > 1) ignored_ = code_points(words[1]);
      if (keyword == "AF") read_alias(flag_aliases_, words, line);
      if (keyword == "AM") read_alias(morphology_aliases_, words, line);
      if (keyword == "PFX") read_affix(dictionary_.prefixes, words);
      if (keyword == "SFX") read_affix(dictionary_.suffixes, words);
    }
  }

  std::string without_ignored(const std::string& text) const {
    std::string kept;
    for (const auto c : code_points(text)) {
      if (ignored_.find(c) == std::u32string::npos) text::append_utf8(kept, c);
    }
    return kept;
  }

  Flags flags(const std::string& text) const {
    const std::string& letters = is_number(text) ? alias(flag_aliases_, text) : text;
    Flags flags;
    for (std::size_t i = 0; i + 1 < letters.size(); i += 2) flags.push_back(letters.substr(i, 2));
    return flags;
  }

  std::string morphology(const std::string& text) const {
    return is_number(text) ? alias(morphology_aliases_, text) : text;
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw std::runtime_error(path_ + ", line " + std::to_string(line_) + ": " + why);
  }

  const std::string& alias(const std::vector<std::string>& aliases, const std::string& number) const {
    std::size_t index = 0;
    std::from_chars(number.data(), number.data() + number.size(), index);
    if (index == 0 || index > aliases.size()) fail("no alias " + number);
    return aliases[index - 1];
  }

  /// The first line of a kind counts the others.
  void read_alias(std::vector<std::string>& aliases, const std::vector<std::string>& words, const std::string& line) {
    if (words.size() < 2) return;
    if (words.size() == 2 && is_number(words[1])) return;
    if (&aliases == &flag_aliases_) {
      aliases.push_back(words[1]);
    } else {
      aliases.push_back(line.substr(3));
    }
  }

  void read_affix(std::map<std::string, std::vector<Affix>>& affixes, const std::vector<std::string>& words) {
    if (words.size() == 4 && is_number(words[3])) {
      if (words[2] != "Y") fail("affixes that do not combine are not known");
      return;
    }
    if (words.size() < 4) fail("an affix has a flag, what it strips and what it adds");
    const auto slash = words[3].find('/');
    Affix affix;
    const auto text = [&](const std::string& part) { return part == "0" ? std::string() : without_ignored(part); };
    affix.strip = text(words[2]);
    affix.add = text(words[3].substr(0, slash));
    if (slash != std::string::npos) affix.more_flags = flags(words[3].substr(slash + 1));
    if (words.size() > 4) affix.condition = parse_condition(words[4]);
    affixes[words[1]].push_back(std::move(affix));
  }

  std::string path_;
  HunspellDictionary& dictionary_;
  std::size_t line_ = 0;
  std::u32string ignored_;
  std::vector<std::string> flag_aliases_;
  std::vector<std::string> morphology_aliases_;
};

void refuse_twofold_suffixes(const HunspellDictionary& dictionary) {
  for (const auto& [flag, affixes] : dictionary.suffixes) {
    for (const auto& affix : affixes) {
      for (const auto& more : affix.more_flags) {
        if (dictionary.suffixes.contains(more)) {
          throw std::runtime_error("suffix " + flag + " takes another suffix, " + more + ": that is not known");
        }
      }
    }
  }
}

}  // namespace

bool fits_end(const std::u32string& word, const std::vector<std::u32string>& condition) {
  if (condition.size() > word.size()) return false;
  for (std::size_t i = 0; i < condition.size(); ++i) {
    const auto& allowed = condition[i];
    const auto c = word[word.size() - condition.size() + i];
    const bool negated = !allowed.empty() && allowed[0] == U'^';
    if ((allowed.find(c, negated ? 1 : 0) != std::u32string::npos) == negated) return false;
  }
  return true;
}

HunspellDictionary read_hunspell(const std::string& aff_path, const std::string& dic_path) {
  HunspellDictionary dictionary;
  AffReader aff(aff_path, dictionary);
  aff.read();
  refuse_twofold_suffixes(dictionary);
  std::ifstream file(dic_path);
  if (!file) throw std::runtime_error("cannot read " + dic_path);
  std::string line;
  std::getline(file, line);  // how many lines follow
  while (std::getline(file, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const auto tab = line.find('\t');
    auto word = line.substr(0, tab);
    Headword headword;
    if (tab != std::string::npos) headword.morphology = aff.morphology(line.substr(tab + 1));
    const auto slash = word.find('/');
    if (slash != std::string::npos) headword.flags = aff.flags(word.substr(slash + 1));
    headword.word = aff.without_ignored(word.substr(0, slash));
    if (!headword.word.empty()) dictionary.headwords.push_back(std::move(headword));
  }
  return dictionary;
}

}  // namespace diwan::dictionary_compiler
