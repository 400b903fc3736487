// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/dump.hpp>

#include <istream>
#include <ostream>
#include <utility>

#include "core/article_fault.hpp"
#include "index/dump_line.hpp"
#include "index/ledger_of.hpp"
#include "index/stored_ledger.hpp"
#include "store/document_data.hpp"
#include "store/stored_articles.hpp"

namespace diwan {
namespace {

namespace dump = index::dump;

// No reader takes an article nearly as long.
constexpr std::size_t longest_line = std::size_t{1} << 30;

/// Reads lines and counts them.
class Lines {
 public:
  explicit Lines(std::istream& in) : in_(in) {}

  /// The next line; nothing at the end. One that is too long is cut.
  std::optional<std::string> next() {
    auto& bytes = *in_.rdbuf();
    if (bytes.sgetc() == std::istream::traits_type::eof()) return std::nullopt;
    ++number_;
    std::string line;
    for (auto byte = bytes.sbumpc(); byte != std::istream::traits_type::eof() && byte != '\n'; byte = bytes.sbumpc()) {
      if (line.size() < longest_line) line += static_cast<char>(byte);
    }
    return line;
  }
  std::uint64_t number() const { return number_; }

 private:
  std::istream& in_;
  std::uint64_t number_ = 0;
};

/// Puts what a dump says into an index.
class DumpReader {
 public:
  DumpReader(Indexer& indexer, DumpRead& read) : indexer_(indexer), read_(read) {}

  bool ended() const { return ended_; }
  /// How many articles the dump has lost beside the lines that are damaged.
  std::uint64_t lost() const {
    const auto seen = articles_ + damaged_;
    return announced_ > seen ? announced_ - seen : 0;
  }

  /// Why the line is refused; empty: it is not.
  Result<std::string> take(const std::string& line) {
    if (ended_) return std::string("it stands behind the end of the dump");
    if (auto article = store::from_dump_line(line)) return take(*std::move(article));
    const auto other = dump::parse_line(line);
    if (!other || std::holds_alternative<dump::Begin>(*other)) {
      ++damaged_;
      return std::string("it is no line of a dump, or a damaged one");
    }
    auto& ledger = LedgerOf::run(indexer_);
    if (const auto* id = std::get_if<dump::ForgottenId>(&*other)) ledger.forget_id(id->id);
    if (const auto* source = std::get_if<dump::ForgottenSource>(&*other)) ledger.forget_source(source->name);
    if (const auto* by_id = std::get_if<dump::ById>(&*other)) {
      if (!ledger.keep_by_id(by_id->source, true)) {
        return "articles of the source “" + by_id->source + "” have come before this line";
      }
    }
    if (const auto* file = std::get_if<dump::File>(&*other)) ledger.take_over(file->source, file->path, file->record);
    if (const auto* end = std::get_if<dump::End>(&*other)) {
      ended_ = true;
      announced_ = end->articles;
    }
    return std::string();
  }

 private:
  Result<std::string> take(const Article& article) {
    ++articles_;
    if (const auto* const fault = fault_of(article)) return std::string("it is no article: ") + fault;
    const auto outcome = indexer_.add(article);
    if (!outcome) return outcome.error();
    switch (*outcome) {
      case Indexer::Outcome::duplicate:
        return "an article of the identity “" + article.identity.id + "” has come before";
      case Indexer::Outcome::forgotten:
        return "the dump says to forget “" + article.identity.id + "”";
      default:
        ++read_.articles;
        return std::string();
    }
  }

  Indexer& indexer_;
  DumpRead& read_;
  bool ended_ = false;
  std::uint64_t articles_ = 0;  // lines that are articles
  std::uint64_t damaged_ = 0;   // lines that may have been some
  std::uint64_t announced_ = 0;
};

/// Fails where the first line does not begin a dump that this program reads.
Result<void> check_begin(const std::optional<std::string>& line) {
  const auto parsed = line ? dump::parse_line(*line) : std::nullopt;
  const auto* begin = parsed ? std::get_if<dump::Begin>(&*parsed) : nullptr;
  if (begin == nullptr) {
    return Error{Code::malformed, "this is no dump of an index: its first line does not say so",
                 "A dump is made with: indexer --db DB --dump. Other JSON Lines are indexed as a PATH."};
  }
  if (begin->version != dump::version) {
    return Error{Code::malformed,
                 "the dump has version " + std::to_string(begin->version) + ", this program reads " +
                     std::to_string(dump::version),
                 "Read it with the program that wrote it, or a later one."};
  }
  return {};
}

}  // namespace

Result<std::uint64_t> write_dump(const std::filesystem::path& index, std::ostream& out) {
  const store::IndexFolder folder(index);
  std::optional<index::Ledger> ledger;
  auto articles = store::with_current_state(folder, [&](const std::string& state) {
    auto opened = store::StoredArticles::open(folder, state);
    if (!opened) return opened;
    auto read = index::read_ledger(folder, state);
    if (!read) return Result<store::StoredArticles>(std::move(read).error());
    ledger = *std::move(read);
    return opened;
  });
  if (!articles) return std::move(articles).error();

  const auto write = [&](const dump::Line& line) { out << dump::to_json(line) << '\n'; };
  write(dump::Begin{dump::version});
  for (const auto& id : ledger->forgotten_ids) write(dump::ForgottenId{id});
  for (const auto& name : ledger->forgotten_sources) write(dump::ForgottenSource{name});
  for (const auto& name : ledger->by_id) write(dump::ById{name});
  std::uint64_t count = 0;
  for (; out; ++count) {
    const auto article = articles->next();
    if (!article) return article.error();
    if (!*article) break;
    out << store::to_dump_line(**article) << '\n';
  }
  for (const auto& [source, files] : ledger->sources) {
    for (const auto& [path, record] : files) {
      dump::File file{source, path, record};
      // Which articles its last reading did not give is found out by another one.
      if (!record.missing.empty() && !ledger->by_id.contains(source)) file.record.forget_content();
      write(file);
      if (!out) return count;
    }
  }
  write(dump::End{count});
  return count;
}

Result<DumpRead> read_dump(std::istream& in, const std::filesystem::path& index, const IndexerOptions& options,
                           const std::function<void(std::uint64_t line, const std::string& reason)>& refused) {
  Lines lines(in);
  if (auto begun = check_begin(lines.next()); !begun) return std::move(begun).error();
  if (!options.full && !store::IndexFolder(index).never_had_a_state()) {
    return Error{Code::invalid_argument, "there is an index at " + index.string() + " already",
                 "Name a new folder with --db, or replace the index with --full."};
  }
  auto fresh = options;
  fresh.full = true;
  auto indexer = Indexer::open(index, fresh);
  if (!indexer) return std::move(indexer).error();
  // What the index that is replaced was told to forget is none of the dump's business.
  LedgerOf::run(*indexer) = index::RunLedger({}, options.reading);
  LedgerOf::takes_stored(*indexer);

  DumpRead read;
  DumpReader reader(*indexer, read);
  const auto refuse = [&](const std::string& reason) {
    ++read.refused;
    refused(lines.number(), reason);
  };
  while (const auto line = lines.next()) {
    const auto reason = reader.take(*line);
    if (!reason) return reason.error();
    if (!reason->empty()) refuse(*reason);
  }
  if (in.bad()) return Error{Code::io, "the dump could not be read to its end", "Run the same command again."};
  if (!reader.ended()) refuse("the dump ends before its end: what was behind this line is lost");
  if (const auto lost = reader.lost(); lost != 0) {
    refuse("the dump says that it has " + std::to_string(lost) + " more articles, which are lost");
  }
  if (auto published = indexer->publish(); !published) return std::move(published).error();
  return read;
}

}  // namespace diwan
