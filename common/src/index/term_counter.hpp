// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/document_writer.hpp"
#include "store/text_writer.hpp"

namespace diwan::index {

/// The terms of one article's words: its stems with their counts, and its exact forms. Used for one article.
class TermCounter {
 public:
  explicit TermCounter(store::TextWriter& texts) : texts_(texts) {}

  void add(const store::EncodedText& text, std::uint32_t weight);
  std::vector<store::NewDocument::Term> take();

 private:
  store::TextWriter& texts_;
  std::unordered_map<store::EntryId, std::uint32_t> counts_;
};

}  // namespace diwan::index
