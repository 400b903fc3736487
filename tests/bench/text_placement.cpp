// SPDX-License-Identifier: GPL-2.0-or-later
// text_placement INDEX: what reading the word streams of 50 random articles costs from where they could stand: the
// mapped file beside the database (where they are), a value slot, document data. docs/decisions/word-stream.md
#include <xapian.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "store/state_reader.hpp"

namespace {

constexpr int rounds = 400;
constexpr int articles_a_round = 50;

std::string bytes_of(const diwan::store::ArticleUnits& units) {
  std::string bytes(reinterpret_cast<const char*>(units.title.data()), units.title.size_bytes());
  return bytes.append(reinterpret_cast<const char*>(units.text.data()), units.text.size_bytes());
}

/// Prints the median of the rounds; `read` gives the bytes it read, so that no work is optimised away.
void measure(const char* name, unsigned documents, const std::function<std::size_t(unsigned)>& read) {
  std::mt19937 random(1);
  std::uniform_int_distribution<unsigned> any(1, documents);
  std::vector<double> microseconds;
  std::size_t bytes = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < articles_a_round; ++i) bytes += read(any(random));
    microseconds.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(microseconds.begin(), microseconds.end());
  std::printf("%-14s %8.1f us for %d articles (median of %d rounds, %zu MB read)\n", name,
              microseconds[microseconds.size() / 2], articles_a_round, rounds, bytes >> 20);
}

double megabytes(const std::filesystem::path& folder) {
  double bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) bytes += double(file.file_size());
  return bytes / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: text_placement INDEX\n"), 2;
  const auto reader = diwan::store::StateReader::open({argv[1]});
  if (!reader) return std::fprintf(stderr, "%s\n", reader.error().message.c_str()), 2;
  const auto count = reader->database().get_lastdocid();

  const auto scratch = std::filesystem::temp_directory_path() / ("text-placement-" + std::to_string(::getpid()));
  for (const bool in_value : {true, false}) {
    Xapian::WritableDatabase database((scratch.string() + "w"), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    for (unsigned id = 1; id <= count; ++id) {
      Xapian::Document document;
      const auto bytes = bytes_of(*reader->units(id));
      if (in_value) {
        document.add_value(0, bytes);
      } else {
        document.set_data(bytes);
      }
      database.add_document(document);
    }
    database.commit();
    database.compact(scratch.string() + (in_value ? "v" : "d"));
    database.close();
  }
  const std::string value_path = scratch.string() + "v", data_path = scratch.string() + "d";
  const Xapian::Database values(value_path), data(data_path);
  const auto touch = [](const diwan::store::ArticleUnits& units) {
    std::size_t sum = 0;
    for (const auto unit : units.text) sum += unit & 1;
    return sum + units.text.size_bytes();
  };
  measure("mapped file", count, [&](unsigned id) { return touch(*reader->units(id)); });
  measure("value slot", count, [&](unsigned id) { return values.get_document(id).get_value(0).size(); });
  measure("document data", count, [&](unsigned id) { return data.get_document(id).get_data().size(); });
  std::printf("value slot: %.1f MB, document data: %.1f MB\n", megabytes(value_path), megabytes(data_path));
  for (const auto* end : {"w", "v", "d"}) std::filesystem::remove_all(scratch.string() + end);
}
