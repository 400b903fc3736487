// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <diwan/indexer.hpp>
#include <diwan/ingest.hpp>
#include <diwan/result.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/program.hpp"
#include "event_log.hpp"
#include "option_table.hpp"
#include "share.hpp"

namespace diwan::indexer {

/// What the user asked for, checked. A plain value.
struct Options {
  Mode mode = Mode::index;
  std::string program;  ///< the name that the program was called by
  std::string help;     ///< the whole help text; Mode::help only
  std::filesystem::path db;
  std::vector<std::string> paths;            ///< PATH or NAME=PATH, in the order given
  std::vector<std::filesystem::path> lists;  ///< files that list more of them
  ReadOptions reading;
  bool quiet = false;
  bool dry_run = false;
  std::optional<Share> share;  ///< as told
  LogFormat log_format = LogFormat::brief;
  bool as_json = false;                     ///< Mode::stats only
  std::chrono::seconds wait{600};           ///< for another run that holds the index
  std::chrono::seconds publish_every{240};  ///< 0: at the end only
  unsigned jobs = 0;                        ///< 0: as many as are good
  std::uint64_t memory = IndexerOptions().memory;
  bool full = false;
  bool remove = false;
  bool retry = false;
  bool by_id = false;
  std::filesystem::path report;              ///< empty: none
  std::filesystem::path dump;                ///< to read, or -; Mode::from_dump only
  std::vector<std::string> forget;           ///< ids; this and what follows in Mode::forget only
  std::vector<std::string> forget_sources;   ///< names
  std::vector<std::string> restore;          ///< ids
  std::vector<std::string> restore_sources;  ///< names

  bool operator==(const Options&) const = default;
};

/// Fails with invalid_argument where the command line makes no sense.
Result<Options> parse_options(const cli::Invocation& invocation);

}  // namespace diwan::indexer
