// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/term_counter.hpp"

#include <cstddef>

namespace diwan::index {
namespace {

/// The element of a number, in a vector that grows with the numbers.
std::uint32_t& at(std::vector<std::uint32_t>& values, std::size_t number) {
  if (number >= values.size()) values.resize(number + number / 2 + 1);
  return values[number];
}

}  // namespace

void TermCounter::add(const store::EncodedText& text, std::uint32_t weight) {
  for (const auto number : text.words) {
    auto& count = at(form_counts_, number);
    if (count == 0) forms_.push_back(number);
    count += weight;
  }
}

std::vector<store::NewDocument::Word> TermCounter::take(store::TextWriter& texts) {
  // Several forms share a stem, so their counts are gathered by term.
  std::vector<store::NewDocument::Word> list;
  list.reserve(forms_.size() * 3);
  for (const auto number : forms_) {
    const auto count = form_counts_[number];
    form_counts_[number] = 0;
    for (const auto& term : texts.terms_of(number)) {
      auto& place = at(term_places_, term.term);
      if (place == 0) {
        list.push_back({term.term, 0});
        place = static_cast<std::uint32_t>(list.size());
      }
      if (term.is_stem) list[place - 1].wdf += count;
    }
  }
  for (const auto& word : list) term_places_[word.term] = 0;
  forms_.clear();
  return list;
}

}  // namespace diwan::index
