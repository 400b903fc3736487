// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/archive.hpp>
#include <diwan/render.hpp>
#include <diwan/result.hpp>
#include <filesystem>
#include <string>

#include "cli/program.hpp"

namespace diwan::searcher {

enum class Mode { search, count, show, analyze, topics, help, version };

/// What the user asked for, checked. A plain value.
struct Options {
  Mode mode = Mode::search;
  std::string program;  ///< the name that the program was called by
  std::string help;     ///< the whole help text; Mode::help only
  std::filesystem::path db;
  std::string argument;     ///< what the mode is about: the article's id, the text to analyze, the file of topics
  std::string path;         ///< show: of which file, relative to its source; empty: of any
  bool words_only = false;  ///< topics: read as plain words rather than as query language
  Request request;          ///< topics: everything but the query
  RenderOptions output;

  bool operator==(const Options&) const = default;
};

/// Fails with invalid_argument where the command line makes no sense.
Result<Options> parse_options(const cli::Invocation& invocation);

}  // namespace diwan::searcher
