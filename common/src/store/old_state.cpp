// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/old_state.hpp"

#include "store/damage.hpp"
#include "store/old_postings.hpp"
#include "store/room.hpp"
#include "store/tag_reader.hpp"

namespace diwan::store {
namespace {

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

std::unique_ptr<PostingSource> OldState::read_postings(Turns* turns) {
  return std::make_unique<OldPostings>(OldListReader(*postlist_, more_, removed_), turns);
}

}  // namespace diwan::store
