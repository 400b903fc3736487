// SPDX-License-Identifier: GPL-2.0-or-later
#include "options.hpp"

#include <algorithm>
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

po::options_description describe_options() {
  po::options_description options("Options");
  options.add_options()                                                                                 //
      ("db", po::value<std::string>()->value_name("DB"), "the index folder; made where there is none")  //
      ("files-from", po::value<std::vector<std::string>>()->value_name("FILE"),
       "index what FILE lists as well, one PATH a line; - reads the list from standard input; may be repeated")  //
      ("encoding", po::value<std::string>()->value_name("NAME"),
       "the encoding of plain text and HTML, instead of what they say or what is guessed")  //
      ("map", po::value<std::vector<std::string>>()->value_name("FIELD=NAME"),
       "the field title, text, id, date ... is called NAME in JSON, CSV and XML; may be repeated")  //
      ("full", "build the index anew, and show it at the end")                                      //
      ("remove", "remove articles that are there no more, however many they are")                   //
      ("retry", "try files with failures again although they have not changed")                     //
      ("report", po::value<std::string>()->value_name("FILE"),
       "write all that could not be read to FILE, as JSON Lines")  //
      ("publish-every", po::value<std::string>()->value_name("SECONDS"),
       "how often a long run shows what it has; 240 unless told, 0: at its end only")  //
      ("forget", po::value<std::vector<std::string>>()->value_name("ID"),
       "instead of indexing: remove the articles with this id, for good; may be repeated")  //
      ("forget-source", po::value<std::vector<std::string>>()->value_name("NAME"),
       "the same with all articles of a source")  //
      ("restore", po::value<std::vector<std::string>>()->value_name("ID"),
       "let the next run bring back what was forgotten; may be repeated")                                      //
      ("restore-source", po::value<std::vector<std::string>>()->value_name("NAME"), "the same with a source")  //
      ("wait", po::value<std::string>()->value_name("SECONDS"),
       "how long to wait while another run holds the index; 600 unless told, 0: not at all")  //
      ("quiet", "no summary; what is refused is still named")                                 //
      ("help,h", "show this help")                                                            //
      ("version", "show the version");
  return options;
}

std::string help_text(const std::string& program, const po::options_description& options) {
  std::ostringstream text;
  text << "usage: " << program << " --db DB [options] PATH...\n\n"
       << "Adds articles to the index DB. A PATH is a folder (with everything in it), a\n"
          "file, or - for JSON Lines on standard input. NAME=PATH gives it a name, so that\n"
          "it may move. Text, HTML, JSON, JSON Lines, CSV, TSV, Markdown, XML and subtitles\n"
          "are read, each also as .gz.\n\n"
       << options
       << "\nWhat is added shows at the end of the run, in a long one every few minutes; the\n"
          "next run goes on where one was stopped.\n\n"
          "Exit status: 0 done; 1 done, but something was newly refused (and named on\n"
          "standard error); 2 the command line, a PATH or the index is at fault; 75 another\n"
          "run held the index for as long as --wait says, try again later.\n";
  return text.str();
}

/// A whole number of seconds that an option gives.
Result<std::chrono::seconds> seconds(const std::string& option, const std::string& digits) {
  std::uint32_t number = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failure != std::errc() || end != digits.data() + digits.size()) {
    return Error{Code::invalid_argument, "--" + option + " takes a whole number of seconds, not “" + digits + "”",
                 "Write for instance --" + option + " 600."};
  }
  return std::chrono::seconds(number);
}

}  // namespace

Result<Options> parse_options(const cli::Invocation& invocation) {
  const po::options_description described = describe_options();
  auto line = cli::parse_command_line(invocation.arguments, described, cli::SingleDash::unknown, invocation.name);
  if (!line) return line.error();
  const auto& given = line->options;

  Options options;
  options.program = invocation.name;
  if (given.count("help") != 0) {
    options.mode = Mode::help;
    options.help = help_text(invocation.name, described);
    return options;
  }
  if (given.count("version") != 0) {
    options.mode = Mode::version;
    return options;
  }

  if (given.count("db") != 0) options.db = given["db"].as<std::string>();
  if (options.db.empty()) {
    return Error{Code::invalid_argument, "no index is named", "Say which with --db DB."};
  }
  if (given.count("files-from") != 0) {
    for (const auto& list : given["files-from"].as<std::vector<std::string>>()) options.lists.emplace_back(list);
  }
  options.paths = std::move(line->operands);
  if (given.count("encoding") != 0) {
    options.reading.encoding = given["encoding"].as<std::string>();
    if (!is_encoding(options.reading.encoding)) {
      return Error{Code::invalid_argument, "no encoding is called " + options.reading.encoding,
                   "Names are such as windows-1256, ISO-8859-6, CP720, UTF-16LE."};
    }
  }
  if (given.count("map") != 0) {
    for (const auto& pair : given["map"].as<std::vector<std::string>>()) {
      const auto equals = pair.find('=');
      if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size()) {
        return Error{Code::invalid_argument, "--map takes FIELD=NAME, not " + pair, "For instance --map text=content."};
      }
      options.reading.fields.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
  }
  options.quiet = given.count("quiet") != 0;
  for (const auto& [name, value] : {std::pair{"wait", &options.wait}, {"publish-every", &options.publish_every}}) {
    if (given.count(name) == 0) continue;
    const auto read = seconds(name, given[name].as<std::string>());
    if (!read) return read.error();
    *value = *read;
  }
  options.full = given.count("full") != 0;
  options.remove = given.count("remove") != 0;
  options.retry = given.count("retry") != 0;
  if (given.count("report") != 0) options.report = given["report"].as<std::string>();
  for (const auto& [name, list] : {std::pair{"forget", &options.forget},
                                   {"forget-source", &options.forget_sources},
                                   {"restore", &options.restore},
                                   {"restore-source", &options.restore_sources}}) {
    if (given.count(name) == 0) continue;
    *list = given[name].as<std::vector<std::string>>();
    options.mode = Mode::forget;
  }
  if (options.mode == Mode::forget) {
    if (options.paths.empty() && options.lists.empty()) return options;
    return Error{Code::invalid_argument, "forgetting and restoring are runs of their own", "Leave PATH out."};
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
  return options;
}

}  // namespace diwan::indexer
