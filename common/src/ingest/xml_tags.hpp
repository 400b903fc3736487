// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/text_chunks.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace diwan::ingest {

/// The tags of an XML text of any size, one after the other; comments, CDATA sections and processing instructions are
/// passed over. A sign that begins nothing of these is text. One thread at a time.
class XmlTags {
 public:
  struct Tag {
    enum class Kind { start, end, empty };
    Kind kind = Kind::start;
    std::string_view name;  ///< with its prefix; valid until the next call, as is `text`
    std::string_view text;
  };

  /// `chunks` outlives this; `begin` is what has been read of it. Nothing larger than `largest` bytes is held.
  XmlTags(TextChunks& chunks, std::string begin, std::size_t largest)
      : chunks_(&chunks), window_(std::move(begin)), largest_(largest) {}
  /// The tags of a text that is all there is.
  explicit XmlTags(std::string text) : window_(std::move(text)), largest_(window_.size()) {}

  /// The next tag. Nothing at the end, or where more would have to be held than is allowed.
  std::optional<Tag> next();

  /// Holds the text from the begin of the last tag on.
  void hold();
  /// That text, up to behind the last tag or, at the end of the file, all of it.
  std::string_view held() const { return std::string_view(window_).substr(keep_, at_ - keep_); }
  bool holds_too_much() const { return holds_ && at_ - keep_ > largest_; }
  void release() { holds_ = false; }
  /// Goes back to the begin of what is held, and holds it no more.
  void rewind();
  /// Lets the last tag be read once more.
  void step_back() { at_ = tag_; }

  /// The line in which the last tag begins, from 1.
  std::size_t line() { return go_to_line_of(tag_); }
  /// The document type declaration that has been passed, or empty.
  const std::string& doctype() const { return doctype_; }
  /// Why reading ended early, or empty.
  const std::string& failure() const { return failure_; }

 private:
  bool fill();
  std::size_t go_to_line_of(std::size_t place);
  void pass(std::size_t kind);
  void pass_doctype();
  std::optional<Tag> read_tag();
  std::string_view rest() const { return std::string_view(window_).substr(at_); }

  TextChunks* chunks_ = nullptr;  ///< what the text goes on with, if anything
  std::string window_;
  std::size_t largest_;
  std::size_t keep_ = 0;  ///< what is before it is dropped when more is read
  std::size_t tag_ = 0;   ///< where the last tag begins
  std::size_t at_ = 0;    ///< what is before it has been looked at
  std::size_t line_ = 1;  ///< of the place `counted_`
  std::size_t counted_ = 0;
  bool holds_ = false;
  bool has_ended_ = false;
  bool has_doctype_ = false;
  std::string doctype_;
  std::string failure_;
  std::array<std::size_t, 3> searched_{};  ///< no end of a comment, section or instruction begins before these places
};

}  // namespace diwan::ingest
