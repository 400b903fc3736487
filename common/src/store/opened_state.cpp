// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/opened_state.hpp"

#include <diwan/analyzer.hpp>

#include <algorithm>
#include <array>

#include "store/damage.hpp"
#include "store/folder_entries.hpp"
#include "store/schema.hpp"
#include "store/xapian_guard.hpp"

namespace diwan::store {
namespace {

// Schemas whose document data and text store are read as today's: an older one stays in the list while that is so.
constexpr std::array readable_schemas{schema_version};

}  // namespace

bool OpenedState::can_be_read() const {
  return std::find(readable_schemas.begin(), readable_schemas.end(), schema) != readable_schemas.end();
}

bool OpenedState::can_be_searched() const { return schema == schema_version && analyzer == Analyzer::fingerprint(); }

Result<OpenedState> open_state(const IndexFolder& folder, const std::string& state) {
  return guarded("open the index " + folder.path().string(), [&]() -> Result<OpenedState> {
    // Looked for here, because Xapian does not tell a database that is gone from one that cannot be read.
    if (const auto version = read_file(folder.state(state) / "iamglass"); !version) {
      if (version.error().code != Code::not_found) return version.error();
      return damaged(folder.path().string() + " names the state " + state + ", which is not there");
    }
    OpenedState opened;
    opened.state = state;
    opened.database = Xapian::Database(folder.state(state).string(), Xapian::DB_BACKEND_GLASS);
    const auto meta = [&](std::string_view key) { return opened.database.get_metadata(std::string(key)); };
    opened.schema = meta(metadata::schema);
    opened.analyzer = meta(metadata::analyzer);
    // How others write where their texts are, only their programs know.
    if (!opened.can_be_read()) return opened;
    opened.text_store = meta(metadata::text_store);
    const auto extent = parse_text_extent(meta(metadata::text_extent));
    if (!extent || !is_text_store_name(opened.text_store)) {
      return damaged(folder.path().string() + " does not name its text store");
    }
    opened.extent = *extent;
    return opened;
  });
}

Error other_version(const IndexFolder& folder, const OpenedState& state) {
  const bool other_schema = state.schema != schema_version;
  const auto theirs = other_schema ? state.schema.empty() ? "(none)" : state.schema : state.analyzer;
  return {Code::wrong_version,
          folder.path().string() + " was written with " + (other_schema ? "index version " : "analyzer ") + theirs +
              ", this program has " + (other_schema ? std::string(schema_version) : Analyzer::fingerprint()),
          state.can_be_read() ? "Build it again from the texts that it stores: indexer --db DB --reindex."
                              : "Build it again from its sources: indexer --db DB --full PATH..."};
}

}  // namespace diwan::store
