// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/distinct_sample.hpp"
#include "store/document_writer.hpp"
#include "store/spool_file.hpp"
#include "store/string_pool.hpp"

namespace diwan::store {

/// Where a run stands in a spool file: per term, in the order of their bytes, its posting list (RunReader reads it).
struct RunExtent {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t heads = 0;  ///< bytes of it that say whose list follows; those of a term in other runs say it again
};

/// The postings of documents that follow each other, sorted in memory. First `add`, then `spool`, which sorts them,
/// then `term_list` for each document, from any number of threads; then `clear`. Sorting takes linear time, but for the
/// names: postings are dealt out to their terms, and from there, in order, back to their documents.
class PostingRun {
 public:
  PostingRun(std::shared_ptr<const StringPool> words, bool with_term_lists)
      : words_(std::move(words)), with_term_lists_(with_term_lists) {}

  /// The next document, with its length. Fails with invalid_argument when a term has no name or too long a one.
  Result<std::uint32_t> add(const NewDocument& document);
  std::size_t documents() const { return ends_.size(); }
  std::size_t postings() const { return postings_.size(); }

  /// Writes the run; document number `first_document` is the first one that was added. `terms` are told each term.
  Result<RunExtent> spool(SpoolFile& file, std::uint32_t first_document, DistinctSample& terms);
  /// The term list of a document, counted from 0, as a tag of the table termlist.
  void term_list(std::size_t document, std::string& tag) const;
  void clear();
  /// The words of what comes next are numbered in another pool. Only while the run is empty.
  void renew_words(std::shared_ptr<const StringPool> words);

 private:
  struct Posting {
    std::uint32_t term = 0;  // a number of this run; a rank once it is sorted
    std::uint32_t wdf = 0;
  };

  Result<std::uint32_t> new_term(std::string_view name);
  std::size_t begin_of(std::size_t document) const { return document == 0 ? 0 : ends_[document - 1]; }
  std::size_t end_of(std::size_t document) const { return ends_[document]; }
  /// Puts names and counts into the order of the names' bytes and gives each number's rank in it.
  std::vector<std::uint32_t> sort_names();

  std::shared_ptr<const StringPool> words_;
  bool with_term_lists_;
  StringPool others_;                        // terms that are not words
  std::vector<std::uint32_t> number_of_;     // by word: its number in this run + 1; 0 where it has none yet
  std::vector<StringPool::Id> known_words_;  // those with a number
  std::vector<std::uint32_t> other_number_;  // by other term
  std::vector<std::string_view> names_;      // by number; by rank once it is sorted
  std::vector<std::uint32_t> counts_;        // by number: its postings; likewise
  std::vector<Posting> postings_;
  std::vector<Posting> by_term_;   // a buffer of spool; the document in place of the term
  std::vector<std::size_t> ends_;  // by document
};

}  // namespace diwan::store
