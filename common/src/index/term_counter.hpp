// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "store/document_writer.hpp"
#include "store/text_writer.hpp"

namespace diwan::index {

/// The terms of one article's words after the other: its stems with their counts, and its exact forms. Used for one
/// text writer.
class TermCounter {
 public:
  void add(const store::EncodedText& text, std::uint32_t weight);
  /// The terms of what was added since the last call, each once, in the order in which they first came.
  std::vector<store::NewDocument::Word> take(store::TextWriter& texts);

 private:
  // By number, 0 where the article at hand has none; what it has is listed beside.
  std::vector<std::uint32_t> form_counts_;
  std::vector<store::FormNumber> forms_;
  std::vector<std::uint32_t> term_places_;  // in the list that is being made, from 1
};

}  // namespace diwan::index
