// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>
#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/checksums.hpp"
#include "store/document_writer.hpp"
#include "store/index_folder.hpp"
#include "store/text_writer.hpp"
#include "store/turns.hpp"
#include "store/work_plan.hpp"

namespace diwan::store {

struct Shard;

/// The next state of an index while it is written: a database of its own beside the current one, and articles appended
/// to the text store. It shows to nobody before `publish`; without it, it is removed, and so is the text store that it
/// began. Move-only; one thread at a time.
class StateBuilder {
 public:
  /// What the next state is made of.
  enum class From { current, nothing };

  /// Starts from the current state, or from nothing beside it; `current` is null where there is none, or where it
  /// cannot be read. Threads of its own take turns with the one that calls, which holds one.
  /// Fails with io where there is no room for what will surely be written.
  static Result<StateBuilder> start(const IndexFolder& folder, const Shard* current, From from, const WorkPlan& plan,
                                    Turns* turns = nullptr);

  StateBuilder(StateBuilder&&) noexcept = default;
  StateBuilder& operator=(StateBuilder&&) noexcept = default;
  ~StateBuilder();

  TextWriter& texts() { return *texts_; }

  /// Where temporary files of the run may stand; it goes with the builder, and comes to bear another name.
  std::filesystem::path scratch() const { return made_.front(); }

  /// Adds an article whose texts were encoded by `texts()`; `words` are their terms,
  /// `identity` the term by which the next run finds it.
  Result<void> add(const Article& article, std::string identity, const EncodedText& title, const EncodedText& text,
                   std::vector<NewDocument::Word> words);
  Result<void> remove(std::uint32_t document);

  /// Completes the state, syncs everything it needs, makes it the current one and removes what nobody needs any more.
  /// Fails with io, before the state's tables are written, where they have no room.
  /// `ledger`: what its ledger will hold; called once, from another thread while this waits.
  Result<void> publish(const WriteBytes& ledger);

 private:
  StateBuilder(IndexFolder folder, Turns* turns) : folder_(std::move(folder)), turns_(turns) {}

  Result<void> set_facts();
  /// Writes what stands beside the tables, so that it takes no more room.
  Result<void> write_texts(const WriteBytes& ledger);
  Result<void> sync_texts();

  IndexFolder folder_;
  Turns* turns_;
  std::vector<std::filesystem::path> made_;  // goes, in this order, unless it is published
  std::string state_;
  std::string text_store_;
  Checksums checksums_;  // of the state that the next one is made of
  std::optional<TextWriter> texts_;
  std::unique_ptr<DocumentWriter> documents_;
};

}  // namespace diwan::store
