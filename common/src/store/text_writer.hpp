// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/word_analyzer.hpp"
#include "store/files.hpp"
#include "store/text_store.hpp"
#include "store/word_stream.hpp"

namespace diwan::store {

/// A text as entries of the lexicon: the stream to store, and the words in it for whoever makes terms.
struct EncodedText {
  std::vector<std::uint16_t> units;
  std::vector<EntryId> words;  ///< in order of the text, gaps left out
  std::uint32_t readings = 0;  ///< stems of all words together
};

/// Appends to a text store: the only place where forms get their numbers and are analysed. Each distinct form is
/// analysed once. Move-only; one thread at a time.
class TextWriter {
 public:
  /// Opens the store of a state, or an empty one with an empty extent, and cuts off what a killed run left behind.
  static Result<TextWriter> open(const std::filesystem::path& folder, const TextExtent& extent);

  /// Numbers the words and gaps of a text. Fails when the lexicon is full.
  Result<EncodedText> encode(std::string_view text, analysis::LanguageClass language);
  /// What the analyzer made of a form of the lexicon; empty for a gap.
  const std::vector<analysis::AnalyzedWord>& analyzed(EntryId id);

  /// Stores the article of a document id that is larger than every one before.
  Result<void> append(std::uint32_t document, const EncodedText& title, const EncodedText& text);

  /// Syncs every file. What was appended is then safe to name in a state.
  Result<void> sync();
  const TextExtent& extent() const { return extent_; }

 private:
  struct KnownWord {
    const std::string* key = nullptr;  // in ids_, whose nodes stay where they are
    std::size_t form_size = 0;
    analysis::LanguageClass language{};
    bool analyzed = false;  // a word of an earlier run is analysed when it is first met again
    std::vector<analysis::AnalyzedWord> words;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const;
  };

  Result<void> load(const std::filesystem::path& folder);
  Result<EntryId> intern(std::string_view form, analysis::LanguageClass language, bool word);

  TextExtent extent_;
  AppendFile articles_;
  AppendFile offsets_;
  AppendFile entries_;
  AppendFile forms_;
  AppendFile tokens_;
  std::unordered_map<std::string, EntryId, TextHash, std::equal_to<>> ids_;  // by form, behind it its language
  std::vector<KnownWord> known_;                                             // by id
  std::string key_;                                                          // a buffer of intern
};

}  // namespace diwan::store
