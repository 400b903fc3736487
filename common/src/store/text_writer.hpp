// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/date.hpp>
#include <diwan/result.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/word_analyzer.hpp"
#include "store/files.hpp"
#include "store/string_pool.hpp"
#include "store/text_store.hpp"
#include "store/word_stream.hpp"
#include "text/calendar_days.hpp"

namespace diwan::store {

/// The number of a form among those that a writer has in memory.
using FormNumber = std::uint32_t;

/// A text as entries of the lexicon: the stream to store, and the words in it for whoever makes terms.
struct EncodedText {
  std::vector<std::uint16_t> units;
  std::vector<FormNumber> words;  ///< in order of the text, gaps left out
  std::uint32_t readings = 0;     ///< stems of all words together
  std::vector<Date> days;         ///< calendar days that the text names, in order
};

/// What a word of a text adds to the terms of its document: an exact form, which counts nothing, or a stem.
struct WordTerm {
  StringPool::Id term : 31;
  StringPool::Id is_stem : 1;
};

/// Appends to a text store: the only place where forms get their numbers and are analysed. A form that is in memory has
/// been analysed once, and has one entry, that of the store which was opened if it has it; a new one that had to go
/// from memory gets another entry when it comes again. Move-only; one thread at a time.
class TextWriter {
 public:
  static constexpr std::size_t no_bound = ~std::size_t{0};

  /// Opens the store of a state, or an empty one with an empty extent, and cuts off what a killed run left behind.
  /// `memory`: bytes for the forms that are kept in memory, and their terms.
  static Result<TextWriter> open(const std::filesystem::path& folder, const TextExtent& extent,
                                 std::size_t memory = no_bound);

  /// Numbers the words and gaps of a text; `segments` are analysis::segments of it. Fails when the lexicon is full.
  Result<EncodedText> encode(std::string_view text, std::span<const analysis::Segment> segments,
                             analysis::LanguageClass language);
  Result<EncodedText> encode(std::string_view text, analysis::LanguageClass language) {
    return encode(text, analysis::segments(text), language);
  }
  /// The terms of a form, numbered in `terms()`; none for a gap. Valid until the next call.
  std::span<const WordTerm> terms_of(FormNumber number);
  /// The terms of words that were met since the last `forget`, with their prefixes.
  std::shared_ptr<const StringPool> terms() const { return terms_; }
  /// Whether the forms in memory take more than they may. Then `forget`, and use no number of before.
  bool is_full() const { return bytes() > std::max(memory_, 2 * least_bytes_); }
  /// Leaves the terms to who has them, and all forms to the files but those with the smallest numbers, which are the
  /// frequent ones and stand in texts in the short way.
  void forget();

  /// Stores the article of a document id that is larger than every one before.
  Result<void> append(std::uint32_t document, const EncodedText& title, const EncodedText& text);

  /// Writes what waits in memory, and the lookup: nothing takes more room then.
  Result<void> write();
  /// Writes and syncs every file. What was appended is then safe to name in a state.
  Result<void> sync();
  const TextExtent& extent() const { return extent_; }

 private:
  struct Form {
    EntryId entry = 0;
    std::uint32_t terms_begin = 0;  // in word_terms_
    std::uint32_t terms_end = 0;
    std::uint32_t readings = 0;
    bool by_language = false;
    bool analyzed = false;  // one that `forget` has left is analysed when it is first met again
    text::DayPiece piece;
  };

  Result<void> load(const std::filesystem::path& folder);
  Result<FormNumber> intern(std::string_view form, analysis::LanguageClass language, bool word);
  Result<void> store(std::string_view form, analysis::LanguageClass language,
                     const std::vector<analysis::AnalyzedWord>& words);
  /// The entry that a word has in the store that was opened.
  std::optional<EntryId> find_before(std::string_view form, analysis::LanguageClass language,
                                     const std::vector<analysis::AnalyzedWord>& words) const;
  /// Keeps a form that has no number yet.
  void keep(std::string_view key, const Form& form);
  std::size_t bytes() const;
  void set_terms(Form& form, const std::vector<analysis::AnalyzedWord>& words);
  const Form& analyzed(FormNumber number);

  std::filesystem::path folder_;
  TextExtent extent_;
  std::uint64_t looked_up_ = 0;  // entries that have a lookup
  TextStore before_;             // what was there at opening
  AppendFile articles_;
  AppendFile offsets_;
  AppendFile lengths_;
  AppendFile entries_;
  AppendFile forms_;
  AppendFile tokens_;
  std::size_t memory_ = no_bound;
  std::size_t least_bytes_ = 0;  // what `forget` has left
  StringPool keys_;              // by number: the form, behind it its language where the form depends on it
  std::vector<Form> known_;      // by number
  std::vector<WordTerm> word_terms_;
  std::shared_ptr<StringPool> terms_ = std::make_shared<StringPool>();
  std::optional<FormNumber> space_;     // the gap of one space
  std::string key_;                     // a buffer of intern
  std::vector<text::DayPiece> pieces_;  // a buffer of encode
};

}  // namespace diwan::store
