// SPDX-License-Identifier: GPL-2.0-or-later
// names NAMES.tsv FILE...: for each name of the list its stem, how many of its forms have it, and which words of the
// files share it. Of these, forms and nisbas are counted; others are printed for a person to judge, with how often they
// stand in the files. docs/names.md has the table. `-` is the standard input.
#include <diwan/analyzer.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/word_analyzer.hpp"
#include "support/names.hpp"
#include "text/fold.hpp"
#include "text/script.hpp"

namespace {

using Counts = std::unordered_map<std::string, std::size_t>;

/// How often each exact form stands in the text.
void count_words(std::istream& text, Counts& words) {
  Counts forms;
  for (std::string line; std::getline(text, line);) {
    for (const auto& segment : diwan::analysis::segments(line)) {
      if (segment.word) ++forms[line.substr(segment.begin, segment.end - segment.begin)];
    }
  }
  for (const auto& [form, count] : forms) {
    if (diwan::text::script_of(form) != diwan::text::Script::arabic) continue;
    for (const auto& word : diwan::analysis::analyze_word(form, {})) words[word.folded] += count;
  }
}

std::vector<diwan::test::Name> read_names(const char* path) {
  std::vector<diwan::test::Name> names;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto first = line.find('\t'), second = line.find('\t', first + 1);
    if (line.starts_with('#') || second == std::string::npos) continue;
    names.push_back(diwan::test::name_of(line.substr(0, first), line.substr(first + 1, second - first - 1),
                                         line.substr(second + 1)));
  }
  return names;
}

std::vector<std::string> stems_of(const std::string& word) {
  auto words = diwan::analysis::analyze_word(word, {});
  return words.empty() ? std::vector<std::string>{} : std::move(words.front().stems);
}

bool has(const std::vector<std::string>& stems, const std::string& stem) {
  return std::find(stems.begin(), stems.end(), stem) != stems.end();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "usage: names NAMES.tsv FILE...\n"), 2;
  const auto names = read_names(argv[1]);
  Counts words;
  for (int i = 2; i < argc; ++i) {
    if (std::string(argv[i]) == "-") {
      count_words(std::cin, words);
      continue;
    }
    std::ifstream file(argv[i]);
    if (!file) return std::fprintf(stderr, "names: cannot read %s\n", argv[i]), 2;
    count_words(file, words);
  }
  std::unordered_map<std::string, std::vector<std::pair<std::size_t, std::string>>> by_stem;
  for (const auto& [word, count] : words) {
    for (const auto& stem : stems_of(word)) by_stem[stem].emplace_back(count, word);
  }

  std::printf(
      "| name | kind | stem | forms that meet | forms and nisbas read | other words |\n|---|---|---|---|---|---|\n");
  for (const auto& name : names) {
    const auto own = stems_of(name.text);
    const auto& stem = own.front();
    const auto forms = diwan::test::forms_of(name);
    std::string apart;
    std::size_t meet = 0;
    for (const auto& form : forms) {
      const auto stems = stems_of(form);
      if (has(stems, stem)) {
        ++meet;
      } else {
        const bool by_second = std::find_first_of(stems.begin(), stems.end(), own.begin(), own.end()) != stems.end();
        apart += (by_second ? ", by the second stem " : ", not ") + form;
      }
    }
    auto& sharing = by_stem[stem];
    std::sort(sharing.rbegin(), sharing.rend());
    std::size_t own_words = 0;
    std::string others;
    for (const auto& [count, word] : sharing) {
      if (diwan::test::is_form_or_nisba(name, diwan::text::fold_seats(word))) {
        ++own_words;
        continue;
      }
      others += (others.empty() ? "" : ", ") + word + " " + std::to_string(count);
    }
    std::printf("| %s%s | %s | %s | %zu of %zu%s | %zu | %s |\n", name.article ? "ال" : "", name.text.c_str(),
                name.kind.c_str(), stem.c_str(), meet, forms.size(), apart.c_str(), own_words, others.c_str());
  }
}
