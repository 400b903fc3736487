// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/root_class.hpp"

#include <algorithm>
#include <array>

#include "text/arabic_letters.hpp"
#include "text/utf8.hpp"

namespace diwan::analysis {
namespace {

using namespace text::letters;

constexpr char32_t nun = 0x0646;
constexpr char32_t mim = 0x0645;
constexpr std::size_t radicals = 3;

constexpr std::array<std::u32string_view, 4> tenth_form{U"است", U"مست", U"يست", U"تست"};
constexpr std::array derivational{alef, ta, mim, ya, nun};

bool is_weak(char32_t letter) { return letter == alef || letter == waw || letter == ya || letter == hamza; }

std::size_t strong_letters(std::u32string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char32_t c) { return !is_weak(c); }));
}

bool has_root(std::u32string_view word) { return strong_letters(word) >= radicals; }

void drop_final(std::u32string& word, char32_t letter) {
  if (word.size() > radicals && word.back() == letter) word.pop_back();
}

/// Rules 2 to 4.
void drop_front(std::u32string& word) {
  for (const auto prefix : tenth_form) {
    if (!word.starts_with(prefix)) continue;
    if (const auto rest = word.substr(prefix.size()); has_root(rest)) {
      word = rest;
      return;
    }
  }
  const char32_t first = word.empty() ? U'\0' : word.front();
  if (std::find(derivational.begin(), derivational.end(), first) == derivational.end()) return;
  auto rest = word.substr(1);
  if (!has_root(rest)) return;
  if (first == alef || first == mim) {
    auto without_infix = rest;
    if (rest[1] == ta) {
      without_infix.erase(1, 1);
    } else if (rest[0] == nun) {
      without_infix.erase(0, 1);
    }
    if (has_root(without_infix)) rest = without_infix;
  }
  word = rest;
}

void drop_weak(std::u32string& word) {
  // The first letter is one of the root's, whatever it is: و of وزير.
  const bool all = 1 + strong_letters(std::u32string_view(word).substr(1)) >= radicals;
  const auto goes = [&](char32_t c) { return all ? is_weak(c) : c == alef || c == hamza; };
  word.erase(std::remove_if(word.begin() + 1, word.end(), goes), word.end());
}

}  // namespace

std::string root_class(std::string_view stem) {
  std::u32string word;
  for (std::size_t i = 0; i < stem.size();) {
    word += text::next_code_point(stem, i);
    if (word.back() == fatha && i == stem.size()) word.pop_back();  // of a verb that is spelt like a name
    if (word.empty() || word.back() < hamza || word.back() > ya) return std::string(stem);
  }
  if (word.size() < radicals) return std::string(stem);
  drop_final(word, ha);
  drop_final(word, ya);
  drop_front(word);
  drop_weak(word);
  std::string root;
  for (const auto c : word) text::append_utf8(root, c);
  return root;
}

}  // namespace diwan::analysis
