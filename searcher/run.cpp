// SPDX-License-Identifier: GPL-2.0-or-later
#include "run.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <diwan/analyzer.hpp>
#include <diwan/archive.hpp>
#include <diwan/render.hpp>
#include <diwan/version.hpp>
#include <fstream>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <vector>

#include "cli/printable.hpp"
#include "cli/program.hpp"
#include "topics.hpp"

namespace diwan::searcher {
namespace {

constexpr int found = 0;
constexpr int found_nothing = 1;

/// A searcher over the index as it is now. The archive need not outlive it.
Result<Searcher> open_index(const Options& options) {
  const auto archive = Archive::open(options.db);
  if (!archive) return archive.error();
  return archive->searcher();
}

void print_notes(const Query& query, std::ostream& err) {
  for (const auto& note : query.diagnostics) {
    const auto piece = std::string_view(query.text).substr(note.begin, note.end - note.begin);
    err << "note: “" << cli::printable(piece) << "”: " << cli::printable(note.message) << '\n';
  }
}

/// Takes out the hits of an answer that have the id of a better one: evaluation knows an article by its id alone, and
/// takes no run that has one twice. Gives how many they were.
std::size_t drop_repeated_ids(Results& results) {
  std::unordered_set<std::string> seen;
  std::size_t rank = results.offset;
  const std::size_t dropped =
      std::erase_if(results.hits, [&](const Hit& hit) { return !seen.insert(hit.identity.id).second; });
  for (auto& hit : results.hits) hit.rank = ++rank;
  return dropped;
}

void note_dropped(std::size_t dropped, std::ostream& err) {
  if (dropped == 0) return;
  err << "note: " << dropped << (dropped == 1 ? " hit has" : " hits have")
      << " the id of a better one of the same query; left out, for ids name articles in a run\n";
}

/// Formats that have no place for it say on the side that a word was replaced.
void note_replacements(const Results& results, Format format, std::ostream& err) {
  if (format == Format::text || format == Format::json) return;
  for (const auto& [asked, taken] : results.replacements) {
    err << "note: “" << cli::printable(asked) << "” was not found; searched for “" << cli::printable(taken) << "”\n";
  }
}

int search(const Options& options, Searcher& searcher, std::ostream& out, std::ostream& err) {
  print_notes(options.request.query, err);
  auto results = searcher.search(options.request);
  if (!results) return cli::report(results.error(), options.program, err);
  note_replacements(*results, options.output.format, err);
  if (options.output.format == Format::trec) note_dropped(drop_repeated_ids(*results), err);
  render(*results, options.output, out);
  return results->total == 0 ? found_nothing : found;
}

int count(const Options& options, Searcher& searcher, std::ostream& out, std::ostream& err) {
  print_notes(options.request.query, err);
  const auto number = searcher.count(options.request);
  if (!number) return cli::report(number.error(), options.program, err);
  out << std::to_string(*number) << '\n';
  return *number == 0 ? found_nothing : found;
}

/// Whether --source and --path mean this article.
bool is_meant(const Article& article, const Options& options) {
  const auto& sources = options.request.sources;
  if (!options.path.empty() && article.identity.path != options.path) return false;
  const auto names = [&](std::string_view name) {
    return std::find(sources.begin(), sources.end(), name) != sources.end();
  };
  return sources.empty() || names(article.identity.source) || names(article.field("source"));
}

int show(const Options& options, Searcher& searcher, std::ostream& out, std::ostream& err) {
  auto articles = searcher.find(options.argument);
  if (!articles) return cli::report(articles.error(), options.program, err);
  std::erase_if(*articles, [&](const Article& article) { return !is_meant(article, options); });
  if (articles->empty()) {
    cli::report({Code::not_found, "no article has the id “" + options.argument + "”",
                 options.program + " --format ids prints the ids of what a query finds."},
                options.program, err);
    return found_nothing;
  }
  if (articles->size() == 1) {
    render(articles->front(), options.output, out);
    return found;
  }
  render_candidates(*articles, options.output, out);
  return cli::report(
      {Code::invalid_argument, std::to_string(articles->size()) + " articles have the id “" + options.argument + "”",
       "Choose one of them with --source or --path."},
      options.program, err);
}

Result<std::vector<Topic>> load_topics(const std::string& file, std::istream& in) {
  if (file == "-") return read_topics(in, "standard input");
  std::ifstream input(file, std::ios::binary);
  if (!input) {
    return Error{Code::not_found, "cannot read " + file + ": " + std::generic_category().message(errno),
                 "Check the path and its permissions."};
  }
  return read_topics(input, file);
}

int answer_topics(const Options& options, const std::vector<Topic>& topics, Searcher& searcher, std::ostream& out,
                  std::ostream& err) {
  Request request = options.request;
  RenderOptions output = options.output;
  std::size_t dropped = 0;
  for (const auto& topic : topics) {
    output.query_id = topic.id;
    request.query = options.words_only ? parse_words(topic.query) : parse_query(topic.query);
    print_notes(request.query, err);
    auto results = searcher.search(request);
    if (results) {
      note_replacements(*results, output.format, err);
      dropped += drop_repeated_ids(*results);
      render(*results, output, out);
    } else if (results.error().code == Code::invalid_argument) {
      // One topic without a word in it must not cost the run.
      err << "note: topic " << cli::printable(topic.id) << ": " << cli::printable(results.error().message) << '\n';
    } else {
      return cli::report(results.error(), options.program, err);
    }
  }
  note_dropped(dropped, err);
  return found;
}

int analyze(const Options& options, std::ostream& out) {
  render(Analyzer().explain(options.argument), options.output, out);
  return found;
}

int use_index(const Options& options, std::istream& in, std::ostream& out, std::ostream& err) {
  std::vector<Topic> topics;
  if (options.mode == Mode::topics) {
    auto loaded = load_topics(options.argument, in);
    if (!loaded) return cli::report(loaded.error(), options.program, err);
    topics = std::move(*loaded);
  }
  auto searcher = open_index(options);
  if (!searcher) return cli::report(searcher.error(), options.program, err);
  switch (options.mode) {
    case Mode::count:
      return count(options, *searcher, out, err);
    case Mode::show:
      return show(options, *searcher, out, err);
    case Mode::topics:
      return answer_topics(options, topics, *searcher, out, err);
    default:
      return search(options, *searcher, out, err);
  }
}

}  // namespace

int run(const Options& options, std::istream& in, std::ostream& out, std::ostream& err) {
  switch (options.mode) {
    case Mode::help:
      out << options.help;
      return found;
    case Mode::version:
      out << options.program << ' ' << version << '\n';
      return found;
    case Mode::analyze:
      return analyze(options, out);
    default:
      return use_index(options, in, out, err);
  }
}

}  // namespace diwan::searcher
