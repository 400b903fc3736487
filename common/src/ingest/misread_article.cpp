// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/misread_article.hpp"

#include "text/misreading.hpp"
#include "text/utf8.hpp"

#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

/// So many letters that look misread are no quotation of a word or two.
constexpr std::size_t many_letters = 20;

std::vector<std::string*> texts_of(Article& article) {
  std::vector<std::string*> texts{&article.title, &article.text};
  for (auto& field : article.fields) {
    if (field.kind == Field::Kind::text) texts.push_back(&field.value);
  }
  return texts;
}

/// An example of what was done.
std::string beginning(std::string_view text) {
  constexpr int longest = 12;  // six letters
  std::size_t at = 0;
  for (int i = 0; i < longest && at < text.size() && text[at] != '\n'; ++i) text::next_code_point(text, at);
  return std::string(text.substr(0, at));
}

}  // namespace

std::string restore_misread(Article& article) {
  const auto texts = texts_of(article);
  text::Misreading best;
  const std::string* example = nullptr;
  for (const auto* const text : texts) {
    const auto found = text::find_misreading(*text);
    if (std::pair(found.is_certain(), found.arabic) <= std::pair(best.is_certain(), best.arabic)) continue;
    best = found;
    example = text;
  }
  const std::string code_page(best.code_page);
  if (!best.is_certain()) {
    if (best.arabic < many_letters) return {};
    return "some of its text looks like Arabic in UTF-8 that was taken for " + code_page + " (" +
           beginning(example->substr(best.first)) + "); it was left as it is, for other text stands around it";
  }
  const auto before = beginning(example->substr(best.first));
  for (auto* const text : texts) {
    // What is too short to tell anything is what the rest is.
    if (text::measure_misreading(*text, code_page).is_likely()) *text = text::undo_misreading(*text, code_page);
  }
  return "read as Arabic in UTF-8 that was taken for " + code_page +
         " and encoded again: " + text::undo_misreading(before, code_page) + " for " + before +
         "; --encoding UTF-8 leaves such text as it is";
}

std::string restored_name(std::string name) {
  const auto found = text::find_misreading(name);
  if (found.is_certain()) return text::undo_misreading(name, found.code_page);
  return name;
}

}  // namespace diwan::ingest
