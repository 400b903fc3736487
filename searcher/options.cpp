// SPDX-License-Identifier: GPL-2.0-or-later
#include "options.hpp"

#include <algorithm>
#include <array>
#include <boost/program_options.hpp>
#include <charconv>
#include <cstddef>
#include <optional>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/printable.hpp"

namespace po = boost::program_options;

namespace diwan::searcher {
namespace {

constexpr std::size_t largest_number = 1'000'000'000;

bool writes_any(Format) { return true; }
bool writes_runs(Format format) { return format == Format::trec; }

/// What searcher can do beside answering a query; each excludes the others.
struct ModeOption {
  const char* name;
  Mode mode;
  const char* value;         ///< what it takes; nullptr: nothing, the QUERY is its subject
  bool (*writes)(Format);    ///< the formats in which it answers
  std::string_view options;  ///< names of those that have a meaning with it, beside those that go with anything
  const char* description;
};

constexpr std::string_view anywhere = "db format color";
constexpr std::string_view with_a_query = "limit offset sort since until source plain tag";

constexpr std::array modes{
    ModeOption{"count", Mode::count, nullptr, writes_any, with_a_query,
               "print the number of articles that match, nothing else"},
    ModeOption{"show", Mode::show, "ID", can_render_article, "source path", "print the article with this id, whole"},
    ModeOption{"analyze", Mode::analyze, "TEXT", can_render_words, "",
               "show what becomes of each word; needs no index"},
    ModeOption{"topics", Mode::topics, "FILE", writes_runs,
               "limit offset sort since until source plain tag query-language",
               "answer every line QID<TAB>QUERY of FILE as plain words and write one run; - reads standard input"},
};

/// What it does without any of these.
constexpr ModeOption answer{"", Mode::search, nullptr, writes_any, with_a_query, ""};

/// Whether `word` is among `words`, which have a space between them.
bool contains_word(std::string_view words, std::string_view word) {
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    if (words.substr(begin, end - begin) == word) return true;
    begin = end + 1;
  }
  return false;
}

po::options_description describe_options() {
  po::options_description search("Search");
  search.add_options()                                                                                            //
      ("db", po::value<std::string>()->value_name("DB"), "the index folder")                                      //
      ("limit", po::value<std::string>()->value_name("N"), "hits to show, 10 unless told")                        //
      ("offset", po::value<std::string>()->value_name("N"), "hits to pass over, 0 unless told")                   //
      ("sort", po::value<std::string>()->value_name("ORDER"), "relevance, or date: newest first")                 //
      ("since", po::value<std::string>()->value_name("DATE"), "only articles of this day (YYYY-MM-DD) or later")  //
      ("until", po::value<std::string>()->value_name("DATE"), "only articles of this day or earlier")             //
      ("source", po::value<std::vector<std::string>>()->value_name("NAME"),
       "only articles of this source: its path, its name, or the article's field source; may be repeated")  //
      ("plain", "every sign is punctuation, the query is words only");

  po::options_description output("Output");
  output.add_options()  //
      ("format", po::value<std::string>()->value_name("FORMAT"),
       "text, json, jsonl (one hit a line), tsv, trec or ids (one id a line)")  //
      ("color", po::value<std::string>()->value_name("WHEN"),
       "auto (on a terminal, unless NO_COLOR is set), always or never")  //
      ("tag", po::value<std::string>()->value_name("NAME"), "the name of the run, for trec; diwan unless told");

  po::options_description instead("Instead of an answer");
  for (const auto& mode : modes) {
    if (mode.value == nullptr) {
      instead.add_options()(mode.name, mode.description);
    } else {
      instead.add_options()(mode.name, po::value<std::string>()->value_name(mode.value), mode.description);
    }
  }
  instead.add_options()  //
      ("path", po::value<std::string>()->value_name("PATH"),
       "with --show: the article of this file, relative to its source")                     //
      ("query-language", "with --topics: the queries are query language, not plain words")  //
      ("help,h", "show this help")                                                          //
      ("version", "show the version");

  po::options_description options;
  options.add(search).add(output).add(instead);
  return options;
}

std::string help_text(const std::string& program, const po::options_description& options) {
  std::ostringstream text;
  text << "usage: " << program << " --db DB [options] QUERY...\n\n"
       << "Finds the articles of the index DB that have to do with QUERY, best first.\n\n"
          "Query:\n"
          "  WORD WORD      articles with any of the words, in any of their forms\n"
          "  \"WORD WORD\"    the words side by side\n"
          "  =WORD          this form of the word only (=\"WORD WORD\" of a phrase)\n"
          "  +WORD -WORD    with the first, without the second\n"
          "A single dash belongs to the query (but for -h), and -- ends the options.\n"
          "For example: "
       << program << " --db DB '+قوات -\"جلسة الحوار\"'\n\n"
       << options << "\nExit status: 0 something was found; 1 nothing was; 2 error.\n";
  return text.str();
}

/// Reads the options one by one; the first that is wrong ends it.
class Reader {
 public:
  Reader(const cli::CommandLine& line, const cli::Invocation& invocation) : given_(line.options), line_(line) {
    options_.program = invocation.name;
    options_.output.color = invocation.terminal.wants_color;
    options_.output.width = invocation.terminal.width;
  }

  Result<Options> read() {
    using Step = std::optional<Error> (Reader::*)();
    for (const Step step : {&Reader::read_mode, &Reader::read_db, &Reader::read_numbers, &Reader::read_sort,
                            &Reader::read_dates, &Reader::read_sources, &Reader::read_output, &Reader::read_query}) {
      if (auto error = (this->*step)()) return *std::move(error);
    }
    return std::move(options_);
  }

 private:
  static Error wrong(std::string message, std::string hint) {
    return {Code::invalid_argument, std::move(message), std::move(hint)};
  }

  bool has(const char* name) const { return given_.count(name) != 0; }
  const std::string& text(const char* name) const { return given_[name].as<std::string>(); }

  std::optional<Error> read_mode() {
    for (const auto& mode : modes) {
      if (!has(mode.name)) continue;
      if (mode_ != &answer) {
        return wrong(std::string("--") + mode_->name + " and --" + mode.name + " exclude each other", "Choose one.");
      }
      mode_ = &mode;
      options_.mode = mode.mode;
      if (mode.value != nullptr) options_.argument = text(mode.name);
    }
    for (const auto& [name, value] : given_) {
      if (name != mode_->name && !contains_word(anywhere, name) && !contains_word(mode_->options, name)) {
        return misplaced(name);
      }
    }
    return std::nullopt;
  }

  /// An option that has no meaning here. What the user is told: that it stands beside the wrong one, or without its
  /// own.
  Error misplaced(const std::string& name) const {
    const std::string option = "--" + name;
    if (mode_ != &answer) return wrong(option + " does not go with --" + mode_->name, "Leave it out.");
    const auto own = std::find_if(modes.begin(), modes.end(),
                                  [&](const ModeOption& mode) { return contains_word(mode.options, name); });
    const std::string other = own == modes.end() ? "another option" : std::string("--") + own->name;
    return wrong(option + " goes with " + other, "Leave it out, or add " + other + ".");
  }

  std::optional<Error> read_db() {
    if (options_.mode == Mode::analyze) return std::nullopt;
    if (has("db")) options_.db = text("db");
    if (options_.db.empty()) return wrong("no index is named", "Say which with --db DB.");
    return std::nullopt;
  }

  std::optional<Error> read_numbers() {
    for (const auto& [name, number] :
         {std::pair{"limit", &options_.request.limit}, std::pair{"offset", &options_.request.offset}}) {
      if (!has(name)) continue;
      const std::string& digits = text(name);
      const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), *number);
      if (failure != std::errc() || end != digits.data() + digits.size() || *number > largest_number) {
        return wrong(std::string("--") + name + " takes a whole number, not “" + digits + "”",
                     "Give one from 0 to 1000000000, in digits.");
      }
    }
    return std::nullopt;
  }

  std::optional<Error> read_sort() {
    if (!has("sort")) return std::nullopt;
    if (text("sort") == "date") {
      options_.request.sort = Request::Sort::date;
    } else if (text("sort") != "relevance") {
      return wrong("there is no order “" + text("sort") + "”", "--sort takes relevance or date.");
    }
    return std::nullopt;
  }

  std::optional<Error> read_dates() {
    for (const auto& [name, date] :
         {std::pair{"since", &options_.request.since}, std::pair{"until", &options_.request.until}}) {
      if (!has(name)) continue;
      *date = parse_iso_date(text(name));
      if (!*date) {
        return wrong(std::string("--") + name + ": there is no day “" + text(name) + "”",
                     "Write it as YYYY-MM-DD, for example 2021-02-28.");
      }
    }
    return std::nullopt;
  }

  std::optional<Error> read_sources() {
    if (has("path")) options_.path = text("path");
    if (!has("source")) return std::nullopt;
    for (const auto& name : given_["source"].as<std::vector<std::string>>()) {
      if (name.empty())
        return wrong("--source needs a name", "Give that of a source; without --source all are searched.");
      options_.request.sources.push_back(name);
      // A source without a name of its own is known by its canonical path, however the user writes it.
      std::error_code failure;
      auto path = std::filesystem::canonical(name, failure);
      if (!failure && path.string() != name) options_.request.sources.push_back(path.string());
    }
    return std::nullopt;
  }

  std::optional<Error> read_output() {
    RenderOptions& output = options_.output;
    const auto formats = formats_of(*mode_);
    const std::string name(has("format") ? text("format") : formats.front());
    const auto format = parse_format(name);
    if (!format) return wrong("there is no format “" + name + "”", "Formats: " + listed(format_names()) + ".");
    if (!mode_->writes(*format)) {
      return wrong(std::string("--") + mode_->name + " does not write “" + name + "”",
                   "It writes " + listed(formats) + ".");
    }
    output.format = *format;
    if (output.format == Format::trec) output.query_id = "1";

    if (has("color")) {
      const std::string& when = text("color");
      if (when != "auto" && when != "always" && when != "never") {
        return wrong("there is no colour “" + when + "”", "--color takes auto, always or never.");
      }
      if (when != "auto") output.color = when == "always";
    }
    if (has("tag")) {
      output.tag = text("tag");
      if (output.tag.empty() || output.tag.find_first_of(" \t\r\n\v\f") != std::string::npos) {
        return wrong("--tag takes one word, not “" + output.tag + "”", "Write it without white space.");
      }
    }
    // What nobody sees is not worth computing.
    options_.request.snippets = output.format != Format::trec && output.format != Format::ids;
    options_.request.exact_total = options_.request.snippets;
    return std::nullopt;
  }

  std::optional<Error> read_query() {
    std::string query;
    for (const auto& word : line_.operands) query += (query.empty() ? "" : " ") + word;
    if (has("query-language") && has("plain")) {
      return wrong("--plain and --query-language exclude each other", "Choose one.");
    }
    options_.words_only = has("plain") || (options_.mode == Mode::topics && !has("query-language"));

    if (mode_->value != nullptr) {
      const std::string option = std::string("--") + mode_->name;
      if (!query.empty()) return wrong(option + " takes no QUERY beside its " + mode_->value, "Quote what has spaces.");
      if (options_.argument.empty()) {
        return wrong(option + " needs " + mode_->value + ", which is empty", "Check the value behind " + option + ".");
      }
      if (options_.mode != Mode::topics && !cli::is_utf8(options_.argument)) return not_utf8(option);
      return std::nullopt;
    }
    if (!cli::is_utf8(query)) return not_utf8("the query");
    options_.request.query = options_.words_only ? parse_words(query) : parse_query(query);
    if (options_.request.query.empty()) {
      return wrong("the query is empty", "Say what to search for, for example: " + options_.program + " --db " +
                                             options_.db.string() + " 'قوات قتالية'");
    }
    return std::nullopt;
  }

  static Error not_utf8(const std::string& what) {
    return wrong(what + " is not UTF-8", "Set the terminal to UTF-8, or convert the text with iconv.");
  }

  /// The names of what a mode writes; the first is what it writes unless told.
  static std::vector<std::string_view> formats_of(const ModeOption& mode) {
    auto names = format_names();
    std::erase_if(names, [&](std::string_view name) { return !mode.writes(*parse_format(name)); });
    return names;
  }

  /// With commas between them.
  static std::string listed(const std::vector<std::string_view>& names) {
    std::string list;
    for (const auto name : names) (list += list.empty() ? "" : ", ") += name;
    return list;
  }

  const po::variables_map& given_;
  const cli::CommandLine& line_;
  const ModeOption* mode_ = &answer;
  Options options_;
};

}  // namespace

Result<Options> parse_options(const cli::Invocation& invocation) {
  const po::options_description described = describe_options();
  const auto line = cli::parse_command_line(invocation.arguments, described, cli::SingleDash::operand, invocation.name);
  if (!line) return line.error();
  Options options;
  options.program = invocation.name;
  if (line->options.count("help") != 0) {
    options.mode = Mode::help;
    options.help = help_text(invocation.name, described);
    return options;
  }
  if (line->options.count("version") != 0) {
    options.mode = Mode::version;
    return options;
  }
  return Reader(*line, invocation).read();
}

}  // namespace diwan::searcher
