// SPDX-License-Identifier: GPL-2.0-or-later
#include "run.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <diwan/indexer.hpp>
#include <diwan/ingest.hpp>
#include <diwan/version.hpp>
#include <filesystem>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/printable.hpp"
#include "cli/program.hpp"

namespace diwan::indexer {
namespace {

using cli::printable;

/// Hands what the readers find to the index, names what is refused, and counts.
class Intake : public ArticleSink {
 public:
  Intake(Indexer& indexer, std::ostream& err) : indexer_(indexer), err_(err) {}

  /// What comes next is from this source; `in_front` is what names its files for eyes, with their relative paths
  /// behind.
  void begin_source(std::string in_front) { in_front_ = std::move(in_front); }

  bool article(Article article, std::string_view place) override {
    const auto outcome = indexer_.add(article);
    if (!outcome) {
      failure_ = outcome.error();
    } else if (*outcome == Indexer::Outcome::duplicate) {
      const Identity& identity = article.identity;
      refused(
          {identity.source, identity.path, std::string(place),
           "this run has already read an article with the id “" + identity.id + "” from there; the first one stands"});
    } else {
      ++counts_[static_cast<std::size_t>(*outcome)];
    }
    return !failure_;
  }

  void refused(Refusal refusal) override {
    ++refusals_;
    err_ << "refused: " << printable(in_front_) << printable(refusal.path);
    if (!refusal.place.empty()) err_ << ", " << printable(refusal.place);
    err_ << ": " << printable(refusal.reason) << '\n';
  }

  void warned(Refusal warning) override {
    err_ << "warning: " << printable(in_front_) << printable(warning.path);
    if (!warning.place.empty()) err_ << ", " << printable(warning.place);
    err_ << ": " << printable(warning.reason) << '\n';
  }

  void skipped(const std::string&, const std::string& type) override { ++skipped_[type]; }

  const std::optional<Error>& failure() const { return failure_; }
  bool refused_any() const { return refusals_ != 0; }

  void summarize(std::ostream& out) const {
    std::uint64_t skipped = 0;
    for (const auto& [type, count] : skipped_) skipped += count;
    out << "indexed:      " << count(Indexer::Outcome::added) << '\n'
        << "replaced:     " << count(Indexer::Outcome::replaced) << '\n'
        << "unchanged:    " << count(Indexer::Outcome::unchanged) << '\n'
        << "refused:      " << refusals_ << '\n'
        << "skipped:      " << skipped;
    const char* separator = " (";
    for (const auto& [type, number] : skipped_) {
      out << separator << printable(type) << ' ' << number;
      separator = ", ";
    }
    out << (skipped_.empty() ? "\n" : ")\n") << "in the index: " << indexer_.size() << '\n';
  }

 private:
  std::uint64_t count(Indexer::Outcome outcome) const { return counts_.at(static_cast<std::size_t>(outcome)); }

  Indexer& indexer_;
  std::ostream& err_;
  std::string in_front_;
  std::optional<Error> failure_;
  std::array<std::uint64_t, 3> counts_{};  // by Outcome
  std::uint64_t refusals_ = 0;
  std::map<std::string, std::uint64_t> skipped_;
};

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

int index(const Options& options, std::istream& in, std::ostream& out, std::ostream& err) {
  const auto sources = collect_sources(options, in);
  if (!sources) return cli::report(sources.error(), options.program, err);
  auto indexer = Indexer::open(options.db, {.wait = options.wait});
  if (!indexer) return cli::report(indexer.error(), options.program, err);

  Intake intake(*indexer, err);
  std::error_code failure;  // leaves the path empty, which then is no folder
  const auto own_folder = std::filesystem::canonical(options.db, failure);
  for (const auto& source : *sources) {
    if (sources->size() > 1) intake.begin_source(in_front_of_paths(source));
    const auto read = read_source(source, in, intake, own_folder, options.reading);
    if (intake.failure()) return cli::report(*intake.failure(), options.program, err);
    if (!read) return cli::report(read.error(), options.program, err);
  }
  if (const auto published = indexer->publish(); !published) {
    return cli::report(published.error(), options.program, err);
  }
  if (!options.quiet) {
    intake.summarize(out);
    out.flush();
    if (!out) err << "note: the index was written; the summary was not\n";
  }
  return intake.refused_any() ? 1 : 0;
}

}  // namespace

int run(const Options& options, std::istream& in, std::ostream& out, std::ostream& err) {
  switch (options.mode) {
    case Mode::help:
      out << options.help;
      return 0;
    case Mode::version:
      out << options.program << ' ' << version << '\n';
      return 0;
    case Mode::index:
      break;
  }
  return index(options, in, out, err);
}

}  // namespace diwan::indexer
