// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/text_chunks.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// The text of a file of any size, of which a part is held: from the place that reading has come to, as far as was
/// asked for.
class TextWindow {
 public:
  TextWindow(ByteStream& bytes, FileOutput& output) : chunks_(bytes, output) {}

  /// What is held. Valid until the next fill().
  std::string_view rest() const { return std::string_view(text_).substr(at_); }
  /// Goes on by so many bytes of it, at most all: also where they were searched for in vain.
  void pass(std::size_t size) { at_ += std::min(size, text_.size() - at_); }

  /// Reads as much again as is held, so that what is long is looked at a few times only. False when nothing more comes:
  /// at the end, or where reading has failed.
  bool fill();

  bool has_ended() const { return has_ended_; }
  /// Why reading has failed; empty while it has not.
  const std::string& failure() const { return failure_; }

 private:
  TextChunks chunks_;
  std::string text_;
  std::size_t at_ = 0;
  std::string failure_;
  bool has_ended_ = false;
};

}  // namespace diwan::ingest
