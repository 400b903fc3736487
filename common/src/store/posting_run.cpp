// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/posting_run.hpp"

#include <algorithm>
#include <numeric>

#include "store/glass_format.hpp"

namespace diwan::store {
namespace {

/// The first bytes of a name as a number that sorts as they do.
std::uint64_t head_of(std::string_view name) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < sizeof head; ++i) {
    head = head << 8 | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0);
  }
  return head;
}

std::size_t shared_beginning(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

}  // namespace

Result<std::uint32_t> PostingRun::new_term(std::string_view name) {
  const auto zeros = static_cast<std::size_t>(std::count(name.begin(), name.end(), '\0'));
  if (name.empty() || name.size() + zeros > glass::longest_term) {
    return Error{Code::invalid_argument, name.empty() ? "a term without a name" : "a term is too long", {}};
  }
  names_.push_back(name);
  counts_.push_back(0);
  return static_cast<std::uint32_t>(names_.size() - 1);
}

Result<std::uint32_t> PostingRun::add(const NewDocument& document) {
  std::uint32_t length = 0;
  const auto add_posting = [&](std::uint32_t number, std::uint32_t wdf) {
    postings_.push_back({number, wdf});
    ++counts_[number];
    length += wdf;
  };
  for (const auto& word : document.words) {
    if (word.term >= number_of_.size()) number_of_.resize(word.term + word.term / 2 + 1);
    auto& number = number_of_[word.term];
    if (number == 0) {
      const auto added = new_term((*words_)[word.term]);
      if (!added) return added.error();
      known_words_.push_back(word.term);
      number = *added + 1;
    }
    add_posting(number - 1, word.wdf);
  }
  for (const auto& term : document.terms) {
    const auto [id, is_new] = others_.intern(term.name);
    if (is_new) {
      const auto added = new_term(others_[id]);
      if (!added) return added.error();
      other_number_.push_back(*added);
    }
    add_posting(other_number_[id], term.wdf);
  }
  ends_.push_back(postings_.size());
  return length;
}

std::vector<std::uint32_t> PostingRun::sort_names() {
  struct Key {
    std::uint64_t head;
    std::uint32_t number;
  };
  std::vector<Key> keys(names_.size());
  for (std::uint32_t i = 0; i < keys.size(); ++i) keys[i] = {head_of(names_[i]), i};
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    return a.head != b.head ? a.head < b.head : names_[a.number] < names_[b.number];
  });
  std::vector<std::uint32_t> ranks(keys.size());
  std::vector<std::string_view> names(keys.size());
  std::vector<std::uint32_t> counts(keys.size());
  for (std::uint32_t rank = 0; rank < keys.size(); ++rank) {
    const auto number = keys[rank].number;
    ranks[number] = rank;
    names[rank] = names_[number];
    counts[rank] = counts_[number];
  }
  names_ = std::move(names);
  counts_ = std::move(counts);
  return ranks;
}

Result<RunExtent> PostingRun::spool(SpoolFile& file, std::uint32_t first_document, DistinctSample& terms) {
  const auto ranks = sort_names();
  std::vector<std::size_t> places(counts_.size() + 1);
  std::partial_sum(counts_.begin(), counts_.end(), places.begin() + 1, std::plus<std::size_t>());

  // Dealt out to their terms; documents come in order, so each list ends up in order.
  by_term_.resize(postings_.size());
  for (std::uint32_t document = 0; document < documents(); ++document) {
    for (auto at = begin_of(document); at < end_of(document); ++at) {
      by_term_[places[ranks[postings_[at].term]]++] = {document, postings_[at].wdf};
    }
  }

  // Written, and dealt back to their documents where these get term lists, now in the order of the names.
  std::vector<std::size_t> next(documents());
  for (std::size_t document = 0; document < next.size(); ++document) next[document] = begin_of(document);
  RunExtent extent{file.size(), 0, 0};
  std::string list;
  std::size_t at = 0;
  for (std::uint32_t rank = 0; rank < names_.size(); ++rank) {
    const auto end = at + counts_[rank];
    std::uint64_t occurrences = 0;
    for (auto i = at; i < end; ++i) occurrences += by_term_[i].wdf;
    list.clear();
    glass::pack_text(list, names_[rank]);
    glass::pack_uint(list, counts_[rank]);
    glass::pack_uint(list, occurrences);
    extent.heads += list.size();
    terms.add(names_[rank]);
    std::uint32_t previous = 0;
    for (; at < end; ++at) {
      const auto [document, wdf] = by_term_[at];
      glass::pack_uint(list, first_document + document - previous);
      glass::pack_uint(list, wdf);
      previous = first_document + document;
      if (with_term_lists_) postings_[next[document]++] = {rank, wdf};
    }
    if (auto done = file.append(list); !done) return std::move(done).error();
  }
  extent.end = file.size();
  return extent;
}

void PostingRun::term_list(std::size_t document, std::string& tag) const {
  // The number of bytes shared with the name before and the wdf go into one byte where they can.
  constexpr std::uint32_t wdf_limit = 127;
  constexpr std::size_t byte_limit = 256;
  tag.clear();
  const auto begin = begin_of(document), end = end_of(document);
  if (begin == end) return;
  std::uint64_t length = 0;
  for (auto at = begin; at < end; ++at) length += postings_[at].wdf;
  glass::pack_uint(tag, length);
  glass::pack_uint(tag, end - begin);
  std::string_view previous;
  for (auto at = begin; at < end; ++at) {
    const auto name = names_[postings_[at].term];
    const auto wdf = postings_[at].wdf;
    const auto shared = shared_beginning(previous, name);
    const auto both = wdf < wdf_limit ? (wdf + std::size_t{1}) * (previous.size() + 1) + shared : byte_limit;
    const bool fits = at != begin && both < byte_limit;
    if (at != begin) tag += static_cast<char>(fits ? both : shared);
    tag += static_cast<char>(name.size() - shared);
    tag += name.substr(shared);
    if (!fits) glass::pack_uint(tag, wdf);
    previous = name;
  }
}

void PostingRun::clear() {
  for (const auto word : known_words_) number_of_[word] = 0;
  known_words_.clear();
  others_.clear();
  other_number_.clear();
  names_.clear();
  counts_.clear();
  postings_.clear();
  ends_.clear();
}

void PostingRun::renew_words(std::shared_ptr<const StringPool> words) {
  words_ = std::move(words);
  number_of_.assign(number_of_.size(), 0);
}

}  // namespace diwan::store
