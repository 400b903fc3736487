// SPDX-License-Identifier: GPL-2.0-or-later
#include "options.hpp"

#include <algorithm>
#include <bit>
#include <boost/program_options.hpp>
#include <charconv>
#include <cstdint>
#include <sstream>
#include <system_error>
#include <utility>

#include "cli/command_line.hpp"

namespace po = boost::program_options;

namespace diwan::indexer {
namespace {

using Texts = std::vector<std::string>;

/// The options of the table: those of indexing, or those that ask for something else.
po::options_description describe(const char* caption, bool asks_for_mode) {
  po::options_description options(caption);
  for (const auto& row : option_table) {
    if (row.asks_for_mode != asks_for_mode) continue;
    switch (row.takes) {
      case OptionRow::Takes::nothing:
        options.add_options()(row.name, row.description);
        break;
      case OptionRow::Takes::one:
        options.add_options()(row.name, po::value<std::string>()->value_name(row.value), row.description);
        break;
      case OptionRow::Takes::several:
        options.add_options()(row.name, po::value<Texts>()->value_name(row.value), row.description);
        break;
    }
  }
  return options;
}

po::options_description describe_options() {
  po::options_description options;
  options.add(describe("Options", false)).add(describe("Instead of indexing, one of", true));
  return options;
}

std::string help_text(const std::string& program, const po::options_description& options) {
  std::ostringstream text;
  text << "usage: " << program << " --db DB [options] PATH...\n\n"
       << "Adds articles to the index DB. A PATH is a folder (with everything in it), a\n"
          "file, or - for JSON Lines on standard input. NAME=PATH gives it a name, so that\n"
          "it may move. Text, HTML, JSON, JSON Lines, CSV, TSV, Markdown, XML, PDF, office\n"
          "documents, mail, web archives and subtitles are read, each also compressed or in\n"
          "an archive (zip, tar, 7z, gz, bz2, xz, zst).\n"
       << options
       << "\nWhat is added shows at the end of the run, in a long one every few minutes; the\n"
          "next run goes on where one was stopped.\n\n"
          "Exit status: 0 done; 1 done, but something was newly refused (and named on\n"
          "standard error); 2 the command line, a PATH or the index is at fault; 75 another\n"
          "run held the index for as long as --wait says, try again later.\n";
  return text.str();
}

/// The mode that the options ask for; every option that is given must make sense in it.
Result<Mode> mode_of(const po::variables_map& given) {
  for (const auto alone : {Mode::help, Mode::version}) {
    if (given.count(alone == Mode::help ? "help" : "version") != 0) return alone;
  }
  const auto is_given = [&](const OptionRow& row) { return given.count(std::string(row.long_name())) != 0; };
  Mode mode = Mode::index;
  std::string asked;
  for (const auto& row : option_table) {
    if (!row.asks_for_mode || !is_given(row)) continue;
    if (!asked.empty() && row.modes != modes(mode)) {
      return Error{Code::invalid_argument,
                   "--" + asked + " and --" + std::string(row.long_name()) + " exclude each other",
                   "Run one after the other."};
    }
    mode = static_cast<Mode>(std::countr_zero(row.modes));
    asked = row.long_name();
  }
  for (const auto& row : option_table) {
    if ((row.modes & modes(mode)) != 0 || !is_given(row)) continue;
    return Error{
        Code::invalid_argument,
        "--" + std::string(row.long_name()) + " does not go with " + (asked.empty() ? "indexing" : "--" + asked),
        "Leave one of them out."};
  }
  return mode;
}

/// A whole number that an option gives, or `unless_given`. `what` says what it counts, `example` is one.
Result<std::uint64_t> read_number(const po::variables_map& given, const std::string& option, const std::string& what,
                                  std::uint64_t example, std::uint64_t unless_given) {
  if (given.count(option) == 0) return unless_given;
  const auto& digits = given[option].as<std::string>();
  std::uint32_t number = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failure != std::errc() || end != digits.data() + digits.size()) {
    return Error{Code::invalid_argument, "--" + option + " takes a whole number of " + what + ", not “" + digits + "”",
                 "Write for instance --" + option + " " + std::to_string(example) + "."};
  }
  return number;
}

Result<void> read_seconds(const po::variables_map& given, const std::string& option, std::chrono::seconds& seconds) {
  const auto number = read_number(given, option, "seconds", 600, static_cast<std::uint64_t>(seconds.count()));
  if (!number) return number.error();
  seconds = std::chrono::seconds(*number);
  return {};
}

/// What the run may take of the machine.
Result<void> read_bounds(const po::variables_map& given, Options& options) {
  constexpr std::uint64_t most_jobs = IndexerOptions::most_jobs;
  constexpr std::uint64_t megabyte = std::uint64_t{1} << 20;
  const auto jobs = read_number(given, "jobs", "threads", 2, 0);
  if (!jobs) return jobs.error();
  if (given.count("jobs") != 0 && (*jobs == 0 || *jobs > most_jobs)) {
    return Error{Code::invalid_argument, "--jobs is from 1 to " + std::to_string(most_jobs),
                 "Leave it out to use the cores of this machine."};
  }
  options.jobs = static_cast<unsigned>(*jobs);
  const auto memory = read_number(given, "memory", "megabytes", 512, options.memory / megabyte);
  if (!memory) return memory.error();
  options.memory = *memory * megabyte;
  if (options.memory >= IndexerOptions::smallest_memory) return {};
  return Error{Code::invalid_argument,
               "--memory is at least " + std::to_string(IndexerOptions::smallest_memory / megabyte),
               "With less, an index cannot be built."};
}

/// One of the words that an option takes, or `otherwise` where it is not given.
template <class Value>
Result<Value> read_word(const po::variables_map& given, const std::string& option,
                        const std::vector<std::pair<std::string, Value>>& words, Value otherwise) {
  if (given.count(option) == 0) return otherwise;
  const auto& text = given[option].as<std::string>();
  std::string all;
  for (const auto& [word, value] : words) {
    if (word == text) return value;
    all += (all.empty() ? "" : ", ") + word;
  }
  return Error{Code::invalid_argument, "--" + option + " does not take “" + text + "”",
               "It takes one of: " + all + "."};
}

/// FIELD=NAME of --map. A field that nothing is made of would only look like one that was read.
Result<std::pair<std::string, std::string>> read_mapping(const std::string& pair) {
  const auto equals = pair.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size()) {
    return Error{Code::invalid_argument, "--map takes FIELD=NAME, not “" + pair + "”",
                 "For instance --map text=content."};
  }
  auto field = pair.substr(0, equals);
  const auto known = mappable_fields();
  if (std::find(known.begin(), known.end(), field) == known.end()) {
    std::string all;
    for (const auto name : known) all += (all.empty() ? "" : ", ") + std::string(name);
    return Error{Code::invalid_argument, "--map knows no field “" + field + "”", "FIELD is one of: " + all + "."};
  }
  return std::pair(std::move(field), pair.substr(equals + 1));
}

/// How files are read.
Result<void> read_reading(const po::variables_map& given, ReadOptions& reading) {
  if (given.count("encoding") != 0) {
    reading.encoding = given["encoding"].as<std::string>();
    if (!is_encoding(reading.encoding)) {
      return Error{Code::invalid_argument, "no encoding is called " + reading.encoding,
                   "Names are such as windows-1256, ISO-8859-6, CP720, UTF-16LE."};
    }
  }
  if (given.count("map") != 0) {
    for (const auto& pair : given["map"].as<Texts>()) {
      auto mapping = read_mapping(pair);
      if (!mapping) return std::move(mapping).error();
      reading.fields.push_back(*std::move(mapping));
    }
  }
  return {};
}

/// What is to be indexed; other modes take nothing.
Result<void> read_paths(const po::variables_map& given, Texts operands, Options& options) {
  options.paths = std::move(operands);
  if (options.mode != Mode::index) {
    if (options.paths.empty()) return {};
    return Error{Code::invalid_argument, "this is a run of its own, which indexes nothing", "Leave PATH out."};
  }
  if (given.count("files-from") != 0) {
    for (const auto& list : given["files-from"].as<Texts>()) options.lists.emplace_back(list);
  }
  if (options.paths.empty() && options.lists.empty()) {
    return Error{Code::invalid_argument, "nothing to index",
                 "Name a folder or a file, or - for JSON Lines on standard input."};
  }
  if (std::count(options.paths.begin(), options.paths.end(), "-") +
          std::count(options.lists.begin(), options.lists.end(), "-") >
      1) {
    return Error{Code::invalid_argument, "standard input (-) can be read only once", "Leave one - out."};
  }
  return {};
}

}  // namespace

Result<Options> parse_options(const cli::Invocation& invocation) {
  const po::options_description described = describe_options();
  auto line = cli::parse_command_line(invocation.arguments, described, cli::SingleDash::unknown, invocation.name);
  if (!line) return line.error();
  const auto& given = line->options;
  const auto mode = mode_of(given);
  if (!mode) return mode.error();

  Options options;
  options.mode = *mode;
  options.program = invocation.name;
  if (options.mode == Mode::help) options.help = help_text(invocation.name, described);
  if (options.mode == Mode::help || options.mode == Mode::version) return options;

  if (given.count("db") != 0) options.db = given["db"].as<std::string>();
  if (options.db.empty()) return Error{Code::invalid_argument, "no index is named", "Say which with --db DB."};
  if (auto read = read_paths(given, std::move(line->operands), options); !read) return std::move(read).error();
  if (auto read = read_reading(given, options.reading); !read) return std::move(read).error();
  for (const auto& [name, value] : {std::pair{"wait", &options.wait}, {"publish-every", &options.publish_every}}) {
    if (auto read = read_seconds(given, name, *value); !read) return std::move(read).error();
  }
  const auto share = read_word<std::optional<Share>>(
      given, "share", {{"group", Share::group}, {"all", Share::all}, {"none", Share::nobody}}, std::nullopt);
  if (!share) return share.error();
  options.share = *share;
  const auto format =
      read_word(given, "log-format", {{"text", LogFormat::text}, {"json", LogFormat::json}}, LogFormat::brief);
  if (!format) return format.error();
  options.log_format = *format;
  const auto statistics = read_word(given, "format", {{"text", false}, {"json", true}}, false);
  if (!statistics) return statistics.error();
  options.as_json = *statistics;
  if (auto read = read_bounds(given, options); !read) return std::move(read).error();
  for (const auto& [name, value] : {std::pair{"quiet", &options.quiet},
                                    {"dry-run", &options.dry_run},
                                    {"full", &options.full},
                                    {"remove", &options.remove},
                                    {"by-id", &options.by_id},
                                    {"retry", &options.retry}}) {
    *value = given.count(name) != 0;
  }
  if (given.count("from-dump") != 0) options.dump = given["from-dump"].as<std::string>();
  if (given.count("report") != 0) options.report = given["report"].as<std::string>();
  for (const auto& [name, list] : {std::pair{"forget", &options.forget},
                                   {"forget-source", &options.forget_sources},
                                   {"restore", &options.restore},
                                   {"restore-source", &options.restore_sources}}) {
    if (given.count(name) != 0) *list = given[name].as<Texts>();
  }
  return options;
}

}  // namespace diwan::indexer
