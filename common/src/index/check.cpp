// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/check.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "index/ledger.hpp"
#include "store/checksums.hpp"
#include "store/damage.hpp"
#include "store/files.hpp"
#include "store/folder_entries.hpp"
#include "store/form_lookup.hpp"
#include "store/glass_format.hpp"
#include "store/index_folder.hpp"
#include "store/text_store.hpp"

namespace diwan {
namespace {

namespace fs = std::filesystem;

constexpr int attempts = 5;

constexpr const char* rebuild_from_texts =
    "The texts are there: build the index again from them with indexer --db DB --reindex. Should that fail, build it "
    "from its sources with --full PATH...";
constexpr const char* rebuild_ledger =
    "Build the index again from its sources with indexer --db DB --full PATH...; what was forgotten has to be "
    "forgotten again.";

/// How much of an index is lost with a part of it, in ascending order.
enum class Loss { derived, memory_of_files, texts };

/// What --reindex makes anew from the texts: where it needs a part of it, it notices by the checksums of the articles.
/// But whoever opens an index needs its files in full length, if not the lookup.
Loss loss_of(std::string_view file, bool is_short) {
  constexpr std::string_view derived[] = {store::glass::table_names[store::glass::postlist],
                                          store::glass::table_names[store::glass::termlist], store::text_files::lengths,
                                          store::text_files::tokens};
  const auto name = file.substr(file.find('/') + 1);
  if (store::FormLookup::is_name(name)) return Loss::derived;
  const bool is_derived = std::find(std::begin(derived), std::end(derived), name) != std::end(derived);
  return is_derived && !is_short ? Loss::derived : Loss::texts;
}

/// The files of a state, opened: another run may now remove them.
struct OpenedFiles {
  IndexCheck found;
  Loss loss = Loss::derived;
  std::vector<store::CheckedFile> files;

  void add(std::string file, std::string what, Loss lost) {
    found.damages.push_back({std::move(file), std::move(what), {}});
    loss = std::max(loss, lost);
  }
};

std::string relative(const store::IndexFolder& folder, const fs::path& path) {
  return path.lexically_relative(folder.path()).string();
}

/// Reads the ledger, which has a checksum of its own.
Result<void> check_ledger(const store::IndexFolder& folder, const std::string& state, OpenedFiles& opened) {
  const auto path = folder.ledger(state);
  const auto bytes = store::read_file(path);
  if (!bytes && bytes.error().code != Code::not_found) return bytes.error();
  ++opened.found.files;
  if (bytes) opened.found.bytes += bytes->size();
  if (bytes && index::parse_ledger(*bytes)) return {};
  opened.add(relative(folder, path), bytes ? "it is not what was written" : "it is not there", Loss::memory_of_files);
  return {};
}

Result<OpenedFiles> open_files(const store::IndexFolder& folder, const std::string& state) {
  OpenedFiles opened;
  ++opened.found.files;  // the stub, by which it was found
  if (auto ledger = check_ledger(folder, state, opened); !ledger) return std::move(ledger).error();
  const auto path = store::checksums_file(folder, state);
  auto checksums = store::read_checksums(folder, state);
  if (!checksums && checksums.error().code != Code::corrupt) return std::move(checksums).error();
  ++opened.found.files;
  if (!checksums) {
    opened.add(relative(folder, path), "it is not what was written, so the other files cannot be held against it",
               Loss::derived);
    return opened;
  }
  if (!*checksums) {
    opened.add(relative(folder, path), "this index has no checksums; they come with the next --reindex or --full",
               Loss::derived);
    return opened;
  }
  for (auto& expected : **checksums) {
    const auto name = expected.name;
    auto file = store::CheckedFile::open(folder, std::move(expected));
    if (!file && file.error().code != Code::not_found) return std::move(file).error();
    ++opened.found.files;
    if (file) {
      opened.files.push_back(*std::move(file));
    } else {
      opened.add(name, "it is not there", loss_of(name, true));
    }
  }
  return opened;
}

/// The stub is damaged: nothing tells which state is to be looked at.
IndexCheck damaged_stub(const Error& error) {
  return {1, 0, {{std::string(store::entries::stub), error.message, error.hint}}};
}

const char* remedy_of(Loss loss) {
  if (loss == Loss::derived) return rebuild_from_texts;
  return loss == Loss::texts ? store::rebuild_from_sources : rebuild_ledger;
}

Result<IndexCheck> read_files(OpenedFiles opened) {
  auto& found = opened.found;
  for (const auto& file : opened.files) {
    auto damage = file.damage();
    if (!damage) return std::move(damage).error();
    found.bytes += file.bytes();
    if (!*damage) continue;
    const auto loss = loss_of(file.name(), (*damage)->is_short);
    opened.add(file.name(), std::move((*damage)->what), loss);
  }
  for (auto& damage : found.damages) damage.remedy = remedy_of(opened.loss);
  std::sort(found.damages.begin(), found.damages.end(),
            [](const Damage& a, const Damage& b) { return a.file < b.file; });
  return found;
}

}  // namespace

Result<IndexCheck> check_index(const fs::path& index) {
  const store::IndexFolder folder(index);
  for (int attempt = 1;; ++attempt) {
    const auto state = folder.current_state();
    if (!state && state.error().code == Code::corrupt) return damaged_stub(state.error());
    if (!state) return state.error();
    std::error_code failed;
    const bool is_there = fs::exists(folder.state(*state), failed);
    auto opened = open_files(folder, *state);
    // Where another run has published meanwhile, what is missing has been replaced.
    const auto now = folder.current_state();
    if (attempt < attempts && (!now || *now != *state)) continue;
    if (!is_there) return damaged_stub(folder.names_no_state(*state));
    if (!opened) return std::move(opened).error();
    return read_files(*std::move(opened));
  }
}

}  // namespace diwan
