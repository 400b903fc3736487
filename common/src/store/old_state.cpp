// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/old_state.hpp"

#include "store/damage.hpp"
#include "store/room.hpp"
#include "store/tag_reader.hpp"

namespace diwan::store {
namespace {

Error damaged_list() { return damaged("a list of the index is damaged"); }

/// Reads the body of a chunk, behind its headers, into `take`, which tells whether a pair may stand there.
template <class Take>
Result<void> read_chunk(TagReader& tag, std::uint32_t first_document, const Take& take) {
  for (auto document = first_document;;) {
    const auto number = tag.number32();
    if (tag.failed() || !take(document, number)) return damaged_list();
    if (tag.done()) return {};
    document += tag.number32() + 1;
  }
}

/// A term's key without what parts it from the number of a document; `rest` gets what stands behind.
std::string term_of(std::string_view key, std::string_view& rest) {
  const auto zero = key.find('\0');
  std::string term(key.substr(0, zero));
  for (std::size_t at = term.size(); at < key.size(); ++at) {
    if (key[at] == '\0') {
      if (at + 1 == key.size() || key[at + 1] != '\xFF') {
        rest = key.substr(at + 1);
        return term;
      }
      ++at;
      term += '\0';
    } else {
      term += key[at];
    }
  }
  rest = {};
  return term;
}

/// The posting lists of an old state without the documents that were removed.
class OldPostings : public PostingSource {
 public:
  OldPostings(GlassTableReader& table, bool more, const std::vector<bool>& removed)
      : table_(table), more_(more), removed_(removed) {}

  Result<bool> next_term() override {
    postings_.clear();
    while (more_ && postings_.empty()) {
      if (auto done = read_list(); !done) return std::move(done).error();
    }
    return !postings_.empty();
  }
  const std::string& term() const override { return term_; }
  std::uint32_t entries() const override { return static_cast<std::uint32_t>(postings_.size()); }
  std::uint64_t occurrences() const override { return occurrences_; }

  Result<void> read_into(ListWriter& list) override {
    for (const auto& [document, wdf] : postings_) {
      if (auto done = list.add(document, wdf); !done) return done;
    }
    return {};
  }

  Result<bool> copy_to(GlassTableWriter& table) override {
    if (lacks_some_) return false;
    std::string_view bytes = items_bytes_;
    const auto take = [&](std::size_t size) {
      const auto taken = bytes.substr(0, size);
      bytes.remove_prefix(size);
      return taken;
    };
    for (const auto& [key_size, tag_size] : items_) {
      const auto key = take(key_size);
      if (auto done = table.add(key, take(tag_size)); !done) return std::move(done).error();
    }
    return true;
  }

 private:
  Result<void> read_list() {
    std::string_view rest;
    term_ = term_of(table_.key(), rest);
    occurrences_ = 0;
    lacks_some_ = false;
    items_bytes_.clear();
    items_.clear();
    for (bool first = true, last = false; !last; first = false) {
      TagReader tag(table_.tag());
      std::uint32_t document = 0;
      if (first) {
        if (!rest.empty()) return damaged_list();
        tag.number();  // entries
        tag.number();  // occurrences
        document = tag.number32() + 1;
      } else {
        if (!more_ || term_of(table_.key(), rest) != term_ || rest.empty()) return damaged_list();
        TagReader key(rest);
        document = key.sorted();
      }
      last = tag.take(1) == "1";
      tag.number();  // to the last document
      auto read = read_chunk(tag, document, [&](std::uint32_t id, std::uint32_t wdf) {
        if (id >= removed_.size() || (!postings_.empty() && id <= postings_.back().document)) return false;
        if (removed_[id]) {
          lacks_some_ = true;
        } else {
          postings_.push_back({id, wdf});
          occurrences_ += wdf;
        }
        return true;
      });
      if (!read) return read;
      items_bytes_.append(table_.key()).append(table_.tag());
      items_.push_back({table_.key().size(), table_.tag().size()});
      const auto more = table_.next();
      if (!more) return more.error();
      more_ = *more;
    }
    return {};
  }

  struct Posting {
    std::uint32_t document;
    std::uint32_t wdf;
  };
  /// How much of `items_bytes_` is the key of an item, and its tag behind it.
  struct Item {
    std::size_t key;
    std::size_t tag;
  };

  GlassTableReader& table_;
  bool more_;
  const std::vector<bool>& removed_;
  std::string term_;
  std::vector<Posting> postings_;
  std::uint64_t occurrences_ = 0;
  bool lacks_some_ = false;  // of its documents, which were removed
  std::string items_bytes_;  // the list as it stands in the table
  std::vector<Item> items_;
};

}  // namespace

Result<std::optional<OldState>> OldState::open(const std::filesystem::path& folder) {
  const auto bytes = read_file(folder / glass::version_name);
  if (!bytes) return bytes.error();
  auto version = glass::parse_version(*bytes);
  if (!version) return std::optional<OldState>();
  OldState state;
  state.version_ = *std::move(version);
  state.folder_ = folder;
  state.bytes_ = bytes_in(folder);
  state.removed_.resize(std::size_t{state.version_.statistics.last_document} + 1);
  auto table =
      GlassTableReader::open(folder / glass::table_names[glass::postlist], state.version_.roots[glass::postlist]);
  if (!table) return std::move(table).error();
  state.postlist_ = std::make_unique<GlassTableReader>(*std::move(table));
  if (auto done = state.advance(); !done) return std::move(done).error();
  return std::optional<OldState>(std::move(state));
}

Result<void> OldState::advance() {
  const auto more = postlist_->next();
  if (!more) return more.error();
  more_ = *more;
  return {};
}

bool OldState::remove(std::uint32_t document) {
  if (document == 0 || document >= removed_.size() || removed_[document]) return false;
  removed_[document] = true;
  ++removed_documents_;
  return true;
}

std::uint64_t OldState::bytes_that_stay() const {
  const auto documents = version_.statistics.documents;
  if (removed_documents_ >= documents) return 0;
  return bytes_ / documents * (documents - removed_documents_);
}

Result<void> OldState::read_data(const TakeData& take) {
  auto table = GlassTableReader::open(folder_ / glass::table_names[glass::docdata], version_.roots[glass::docdata]);
  if (!table) return std::move(table).error();
  for (;;) {
    const auto more = table->next();
    if (!more) return more.error();
    if (!*more) return {};
    const auto document = TagReader(table->key()).sorted();
    if (document >= removed_.size()) return damaged_list();
    if (removed_[document]) continue;
    if (auto done = take(table->key(), table->tag(), table->compressed()); !done) return done;
  }
}

Result<std::map<std::string, std::string>> OldState::read_metadata() {
  std::map<std::string, std::string> metadata;
  while (at(glass::metadata_kind)) {
    metadata[std::string(postlist_->key().substr(glass::metadata_kind.size()))] = postlist_->tag();
    if (auto done = advance(); !done) return std::move(done).error();
  }
  return metadata;
}

Result<ValueStreams> OldState::read_values(SpoolFile& file) {
  ValueStreams values;
  while (at(glass::value_statistics_kind)) {
    if (auto done = advance(); !done) return std::move(done).error();
  }
  while (at(glass::value_chunk_kind)) {
    TagReader key(postlist_->key().substr(glass::value_chunk_kind.size()));
    const auto slot = key.number32();
    auto document = key.sorted();
    for (TagReader tag(postlist_->tag());;) {
      const auto value = tag.text();
      if (key.failed() || tag.failed() || document >= removed_.size()) return damaged_list();
      if (!removed_[document]) {
        if (auto done = values.add(document, slot, value, file); !done) return std::move(done).error();
      }
      if (tag.done()) break;
      document += tag.number32() + 1;
    }
    if (auto done = advance(); !done) return std::move(done).error();
  }
  return values;
}

Result<void> OldState::read_lengths(const TakeLength& take) {
  while (at(glass::lengths_kind)) {
    const auto rest = postlist_->key().substr(glass::lengths_kind.size());
    TagReader tag(postlist_->tag());
    std::uint32_t document = 0;
    if (rest.empty()) {
      tag.number();
      tag.number();
      document = tag.number32() + 1;
    } else {
      document = TagReader(rest).sorted();
    }
    tag.take(1);   // whether it is the last chunk
    tag.number();  // to the last document
    Result<void> taken;
    auto read = read_chunk(tag, document, [&](std::uint32_t id, std::uint32_t length) {
      if (id >= removed_.size()) return false;
      if (!removed_[id] && taken) taken = take(id, length);
      return true;
    });
    if (!read) return read;
    if (!taken) return taken;
    if (auto done = advance(); !done) return done;
  }
  return {};
}

std::unique_ptr<PostingSource> OldState::read_postings() {
  return std::make_unique<OldPostings>(*postlist_, more_, removed_);
}

}  // namespace diwan::store
