// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "database_contents.hpp"
#include "store/bulk_writer.hpp"
#include "support/temporary_folder.hpp"

namespace diwan::store {

namespace fs = std::filesystem;

/// What is written by both ways. Terms of the pool by their names.
struct Archive {
  std::vector<NewDocument> documents;
  std::vector<std::pair<std::string, std::string>> metadata;
  std::shared_ptr<StringPool> words = std::make_shared<StringPool>();

  void add_word(NewDocument& document, const std::string& name, std::uint32_t wdf) {
    document.words.push_back({words->intern(name).first, wdf});
  }
};

inline void write(DocumentWriter& writer, const Archive& archive) {
  std::uint32_t id = 0;
  for (const auto& document : archive.documents) {
    const auto added = writer.add(document);
    REQUIRE(added);
    REQUIRE(*added == ++id);
  }
  for (const auto& [key, value] : archive.metadata) REQUIRE(writer.set_metadata(key, value));
  REQUIRE(writer.finish());
}

inline WriterPlace place(const test::TemporaryFolder& folder, const std::string& name) {
  return {folder.path() / name, folder.path() / (name + ".building")};
}

inline std::size_t errors(const fs::path& database, std::string& report) {
  std::ostringstream out;
  const auto count = Xapian::Database::check(database.string(), 0, &out);
  report = out.str();
  return count;
}

inline void check_sound(const fs::path& database) {
  std::string report;
  const auto count = errors(database, report);
  INFO(report);
  CHECK(count == 0);
}

inline void check_equal(const fs::path& one, const fs::path& other, const std::vector<unsigned>& slots,
                        const test::Facts& facts) {
  const auto a = test::contents(Xapian::Database(one.string()), slots, facts);
  const auto b = test::contents(Xapian::Database(other.string()), slots, facts);
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x != a.end()) UNSCOPED_INFO(one << ": " << x->substr(0, 500));
  if (y != b.end()) UNSCOPED_INFO(other << ": " << y->substr(0, 500));
  CHECK((x == a.end() && y == b.end()));
}

/// Changes that reach old documents and new ones.
inline void change(const fs::path& folder) {
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_OPEN);
  const auto last = database.get_lastdocid();
  std::mt19937 random(7);
  for (int i = 0; i < 60 && last > 0; ++i) {
    const auto id = std::uniform_int_distribution<Xapian::docid>(1, last)(random);
    Xapian::Document document;
    document.set_data("changed " + std::to_string(i));
    document.add_term("Zfirst", 3);
    document.add_term("changed" + std::to_string(i));
    document.add_value(0, "changed");
    if (i % 3 == 0) {
      database.replace_document(id, document);
    } else if (i % 3 == 1) {
      database.add_document(document);
    } else if (const auto doomed = database.postlist_begin(""); doomed != database.postlist_end("")) {
      database.delete_document(*doomed);
    }
    if (i % 20 == 19) database.commit();
  }
  database.set_metadata("changed", "yes");
  database.commit();
}

/// Without term lists: a later state by each way, made of what the same way wrote first. A third of the old documents
/// goes, and all come again.
inline void check_later_states(const test::TemporaryFolder& folder, const Archive& archive, const BulkOptions& options,
                               const std::vector<unsigned>& slots) {
  const auto documents = static_cast<std::uint32_t>(archive.documents.size());
  for (const int round : {1, 2}) {
    const auto number = std::to_string(round), before = round == 1 ? std::string() : std::to_string(round - 1);
    const auto ours = place(folder, "ours" + number), theirs = place(folder, "theirs" + number);
    auto bulk = make_bulk_writer(ours, folder.path() / ("ours" + before), archive.words, options);
    REQUIRE(bulk);
    REQUIRE(*bulk != nullptr);
    auto api = make_xapian_writer(theirs, folder.path() / ("theirs" + before), archive.words);
    REQUIRE(api);
    for (auto* writer : {bulk->get(), api->get()}) {
      for (std::uint32_t id = 1; id <= documents; ++id) {
        const bool goes = id % 3 == static_cast<std::uint32_t>(round) || (round == 2 && documents < 10);
        if (goes && !(round == 2 && id % 3 == 1)) REQUIRE(writer->remove(id));
      }
      auto next = documents * static_cast<std::uint32_t>(round);
      CHECK(writer->next_document() == next + 1);
      for (const auto& document : archive.documents) REQUIRE(*writer->add(document) == ++next);
      REQUIRE(writer->set_metadata("round", number));
      REQUIRE(writer->finish());
    }
    check_sound(ours.folder);
    check_equal(ours.folder, theirs.folder, slots, {false, false});
  }
}

/// Writes an archive both ways and holds one against the other: as written, compacted, and with later changes.
inline void check_both_ways(const Archive& archive, BulkOptions options, const std::vector<unsigned>& slots) {
  for (const bool term_lists : {true, false}) {
    INFO((term_lists ? "with" : "without") << " term lists");
    const test::Facts facts{term_lists, true};
    options.term_lists = term_lists;
    const test::TemporaryFolder folder;
    const auto ours = place(folder, "ours"), theirs = place(folder, "theirs");
    auto bulk = make_bulk_writer(ours, {}, archive.words, options);
    REQUIRE(bulk);
    REQUIRE(*bulk != nullptr);
    write(**bulk, archive);
    auto api = make_xapian_writer(theirs, {}, archive.words);
    REQUIRE(api);
    write(**api, archive);
    CHECK_FALSE(fs::exists(ours.building));
    check_sound(ours.folder);
    check_equal(ours.folder, theirs.folder, slots, facts);

    const auto compacted = folder.path() / "compacted";
    Xapian::Database(ours.folder.string()).compact(compacted.string(), Xapian::DBCOMPACT_NO_RENUMBER);
    check_sound(compacted);
    check_equal(compacted, theirs.folder, slots, facts);
    if (!term_lists) {
      check_later_states(folder, archive, options, slots);
      continue;
    }
    for (const auto& each : {ours.folder, theirs.folder, compacted}) change(each);
    check_sound(ours.folder);
    check_sound(compacted);
    check_equal(ours.folder, theirs.folder, slots, facts);
    check_equal(compacted, theirs.folder, slots, facts);
  }
}

inline std::string random_bytes(std::mt19937& random, std::size_t size) {
  std::uniform_int_distribution<int> byte(0, 255);
  std::string bytes(size, '\0');
  std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(byte(random)); });
  return bytes;
}

/// Documents as an archive has them: words of a vocabulary of all frequencies, terms of their own, two values.
inline Archive random_archive(int documents, int words_a_document) {
  Archive archive;
  std::mt19937 random(static_cast<std::uint32_t>(documents));
  std::geometric_distribution<int> which(0.003);
  std::geometric_distribution<std::uint32_t> wdf(0.4);
  for (int i = 0; i < documents; ++i) {
    NewDocument document;
    document.data = "{\"id\": " + std::to_string(i) + ", \"path\": \"a/long/path/of/some/article.txt\"}";
    std::vector<int> numbers;
    for (int j = 0; j < words_a_document; ++j) numbers.push_back(which(random));
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::shuffle(numbers.begin(), numbers.end(), random);
    for (const auto number : numbers) {
      archive.add_word(document, (number % 2 == 0 ? "Zكلمة" : "كلمة") + std::to_string(number * 7919 % 10007),
                       number % 2 == 0 ? wdf(random) + 1 : 0);
    }
    document.terms = {{"Q" + std::to_string(static_cast<std::uint32_t>(i) * 2654435761U), 0}, {"XSRCsource", 0}};
    document.values = {{0, random_bytes(random, 12)}, {1, random_bytes(random, 16)}};
    archive.documents.push_back(std::move(document));
  }
  archive.metadata = {{"diwan.schema", "1"}, {"b", "second"}, {"empty", ""}};
  return archive;
}

}  // namespace diwan::store
