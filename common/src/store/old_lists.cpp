// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/old_lists.hpp"

#include "store/damage.hpp"
#include "store/posting_chunk.hpp"
#include "store/tag_reader.hpp"

namespace diwan::store {
namespace {

constexpr std::size_t batch_bytes = std::size_t{256} << 10;

/// Takes a key apart: the term, and behind what parts them, the number of a document, or nothing.
std::string_view take_term(std::string_view key, std::string& term) {
  const auto zero = key.find('\0');
  term = key.substr(0, zero);
  for (auto at = term.size(); at < key.size(); ++at) {
    if (key[at] == '\0') {
      if (at + 1 == key.size() || key[at + 1] != '\xFF') return key.substr(at + 1);
      ++at;
      term += '\0';
    } else {
      term += key[at];
    }
  }
  return {};
}

}  // namespace

void OldLists::clear() {
  bytes.clear();
  lists.clear();
  items.clear();
  chunks.clear();
}

Result<void> OldListReader::read(OldLists& batch) {
  batch.clear();
  while (more_ && batch.bytes.size() < batch_bytes) {
    if (auto done = read_list(batch); !done) return done;
  }
  return {};
}

Result<void> OldListReader::read_list(OldLists& batch) {
  if (!take_term(table_.key(), term_).empty()) return damaged_list();
  OldLists::List list;
  const auto begin = batch.bytes.size();
  list.term_begin = begin;
  list.term_bytes = term_.size();
  list.items_begin = batch.items.size();
  list.chunks_begin = batch.chunks.size();
  batch.bytes += term_;
  for (bool first = true, last = false; !last; first = false) {
    TagReader tag(table_.tag());
    std::uint32_t document = 0;
    if (first) {
      tag.number();  // entries
      tag.number();  // occurrences
      document = tag.number32() + 1;
    } else {
      const auto rest = more_ ? take_term(table_.key(), other_term_) : std::string_view();
      if (rest.empty() || other_term_ != term_) return damaged_list();
      document = TagReader(rest).sorted();
    }
    last = tag.take(1) == "1";
    tag.number();  // to the last document
    if (tag.failed() || document == 0) return damaged_list();
    if (!list.lacks_some) {
      batch.items.push_back({batch.bytes.size(), table_.key().size(), table_.tag().size()});
      batch.bytes.append(table_.key()).append(table_.tag());
    }
    if (auto done = read_chunk(batch, list, tag.rest(), document); !done) return done;
    const auto more = table_.next();
    if (!more) return more.error();
    more_ = *more;
  }
  list.items_end = batch.items.size();
  list.chunks_end = batch.chunks.size();
  if (list.entries != 0) {
    batch.lists.push_back(list);
  } else {
    batch.bytes.resize(begin);
    batch.items.resize(list.items_begin);
  }
  return {};
}

Result<void> OldListReader::read_chunk(OldLists& batch, OldLists::List& list, std::string_view body,
                                       std::uint32_t first) const {
  const bool is_there = !list.lacks_some;  // at the end of the item
  const auto end = batch.bytes.size();
  const auto kept = keep_postings(body, first, removed_, batch.bytes);
  if (!kept) return damaged_list();
  if (batch.chunks.size() != list.chunks_begin && first <= batch.chunks.back().last) return damaged_list();
  list.lacks_some = list.lacks_some || kept->lacks_some;
  if (kept->entries == 0) return {};
  if (!kept->lacks_some && !is_there) batch.bytes += body;
  const auto begin = !kept->lacks_some && is_there ? end - body.size() : end;
  const auto size = kept->lacks_some ? batch.bytes.size() - end : body.size();
  batch.chunks.push_back({kept->first, kept->last, begin, size});
  list.entries += kept->entries;
  list.occurrences += kept->occurrences;
  return {};
}

}  // namespace diwan::store
