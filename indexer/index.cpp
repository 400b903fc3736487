// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <chrono>
#include <diwan/apart_reader.hpp>
#include <diwan/indexer.hpp>
#include <diwan/ingest.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/json_line.hpp"
#include "cli/printable.hpp"
#include "cli/stop_signal.hpp"
#include "cli/surroundings.hpp"
#include "event_log.hpp"
#include "intake.hpp"
#include "modes.hpp"
#include "progress.hpp"
#include "reader_command.hpp"
#include "share.hpp"

namespace diwan::indexer {
namespace {

/// What stands in front of the paths of a source where there are several: the folder that they are relative to, or the
/// name that the user gave. Files that lie apart and have one name are told from one another by it.
std::string in_front_of_paths(const Source& source) {
  if (source.path == "-") return source.name == "-" ? "" : source.name + ": ";
  if (source.name != source.path.native()) return source.name + ": ";
  std::error_code failure;
  const bool is_folder = std::filesystem::is_directory(source.path, failure);
  return ((is_folder ? source.path : source.path.parent_path()) / "").native();
}

/// Every source of the command line, in order, each once. All of them are looked at before anything is indexed.
Result<std::vector<Source>> collect_sources(const Options& options, std::istream& in) {
  std::vector<std::string> arguments = options.paths;
  for (const auto& list : options.lists) {
    auto listed = read_file_list(list, in);
    if (!listed) return listed.error();
    arguments.insert(arguments.end(), listed->begin(), listed->end());
  }
  std::vector<Source> sources;
  for (const auto& argument : arguments) {
    auto source = parse_source(argument);
    if (!source) return source.error();
    if (std::find(sources.begin(), sources.end(), *source) == sources.end()) sources.push_back(std::move(*source));
  }
  return sources;
}

/// All that could not be read, one JSON object a line.
Result<void> write_report(const Options& options, const Indexer& indexer, const Intake& intake) {
  std::ofstream file(options.report, std::ios::binary | std::ios::trunc);
  const auto write = [&](const Refusal& failure, bool is_new) {
    file << cli::json_line({{"source", failure.source},
                            {"path", failure.path},
                            {"place", failure.place},
                            {"reason", failure.reason},
                            {"new", is_new}})
         << '\n';
  };
  for (const auto& failure : indexer.failures()) write(failure, intake.is_new(failure));
  for (const auto& failure : intake.unknown_refusals()) write(failure, true);
  file.flush();
  if (file) return {};
  return Error{Code::io, "the index was written, but the report could not be: " + options.report.string(),
               "Name another file with --report and run the same command again."};
}

/// Removes what is there no more, where it may; tells what stays. Fails where an index that is built anew lacks too
/// much.
Result<void> remove_vanished(const Options& options, Indexer& indexer, Intake& intake, EventLog& log) {
  const auto vanished = indexer.remove_vanished(options.remove);
  if (!vanished) return vanished.error();
  for (const auto& gone : *vanished) {
    const auto numbers = std::to_string(gone.articles) + " of " + std::to_string(gone.of) + " articles of " +
                         cli::printable(gone.source);
    if (gone.removed) {
      intake.removed(gone.articles);
    } else if (options.full) {
      return Error{Code::invalid_argument, "the index built anew would lack " + numbers + "; it stays as it was",
                   "See whether all of the archive is there; --remove lets them go."};
    } else {
      log.note(numbers + " are there no more; they stay in the index until a run says --remove");
    }
  }
  return {};
}

/// Reads all sources into the index. A failure of the intake is that of the index.
Result<void> read_sources(const Options& options, const std::vector<Source>& sources, std::istream& in,
                          Indexer& indexer, Intake& intake, EventLog& log) {
  std::error_code failure;  // leaves the path empty, which then is no folder
  const auto own_folder = std::filesystem::canonical(options.db, failure);
  ApartReader apart(reader_command(options.program));
  for (const auto& source : sources) {
    if (indexer.is_forgotten_source(source.name)) {
      log.note(cli::printable(source.name) + " was forgotten; --restore-source lets it come back");
      continue;
    }
    if (sources.size() > 1) intake.begin_source(in_front_of_paths(source));
    auto read = read_source(source, in, intake, own_folder, options.reading, &apart, options.jobs);
    if (intake.failure()) return *intake.failure();
    if (!read) return read;
    intake.end_source();
    if (cli::StopSignal::came()) return {};
    if (source.path != "-") indexer.end_source(source.name);
  }
  return {};
}

/// How files are read, in one line: what is read otherwise may give other articles.
std::string reading(const ReadOptions& options) {
  std::string line = options.encoding;
  for (const auto& [field, name] : options.fields) line += '\n' + field + '=' + name;
  return line;
}

}  // namespace

int index(const Options& options, std::istream& in, std::ostream& out, std::ostream& err) {
  const bool shows_progress = !options.quiet && options.log_format == LogFormat::brief && cli::error_is_terminal();
  EventLog log(options.log_format, options.program, shows_progress, err);
  const auto sources = collect_sources(options, in);
  if (!sources) return log.failed(sources.error());
  std::optional<SharedMaking> making(std::in_place, options.db, options.share);
  auto indexer = Indexer::open(options.db, {.wait = options.wait,
                                            .full = options.full,
                                            .dry_run = options.dry_run,
                                            .by_id = options.by_id,
                                            .retry = options.retry,
                                            .jobs = options.jobs,
                                            .memory = options.memory,
                                            .reading = reading(options.reading)});
  if (!indexer) return log.failed(indexer.error());
  for (const auto& source : *sources) {
    if (const auto kept = indexer->begin_source(source.name); !kept) return log.failed(kept.error());
  }
  log.started(options.db.native());

  cli::StopSignal stop;
  Intake intake(*indexer, options.full ? std::chrono::seconds(0) : options.publish_every,
                Progress(shows_progress ? bytes_of(*sources) : 0), log);
  auto done = read_sources(options, *sources, in, *indexer, intake, log);
  if (done && !cli::StopSignal::came()) done = remove_vanished(options, *indexer, intake, log);
  const bool stopped = cli::StopSignal::came();
  if (done && !(stopped && options.full)) {
    log.progress("writing the index ...");
    done = indexer->publish();
    if (done && !options.dry_run) log.published(indexer->size());
  }
  if (done && options.share && !options.dry_run) done = share_index(options.db, *options.share);
  if (!done) return log.failed(done.error());
  if (stopped) {
    log.note("stopped on request; the next run goes on");
    log.clear_progress();
    indexer = Error{};  // what was not published goes, and so does the lock
    stop.pass_on();
  }
  log.clear_progress();
  making.reset();
  if (!options.report.empty()) {
    if (const auto written = write_report(options, *indexer, intake); !written) return log.failed(written.error());
  }
  log.summary(intake.counts());
  if (!options.quiet && log.format() != LogFormat::json) {
    if (options.dry_run) out << "Nothing was written. A run would come to this:\n";
    intake.summarize(out);
    out.flush();
    if (!out) log.note("the index was written; the summary was not");
  }
  return intake.refused_any() ? 1 : 0;
}

}  // namespace diwan::indexer
