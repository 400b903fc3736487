// SPDX-License-Identifier: GPL-2.0-or-later
// query_latency INDEX QUERIES.tsv: top-10 latency in one process and one thread, both stages and snippets: every query
// once after one warm pass. QUERIES: qid<TAB>query. docs/performance.md
#include <diwan/archive.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace {

void print(const char* name, std::vector<double> milliseconds) {
  std::sort(milliseconds.begin(), milliseconds.end());
  const auto at = [&](double share) {
    return milliseconds[static_cast<std::size_t>(share * static_cast<double>(milliseconds.size() - 1))];
  };
  std::printf("%-32s p50 %.3f  p95 %.3f  p99 %.3f ms, %zu queries\n", name, at(.5), at(.95), at(.99),
              milliseconds.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: query_latency INDEX QUERIES.tsv\n"), 2;
  const auto archive = diwan::Archive::open(argv[1]);
  if (!archive) return std::fprintf(stderr, "%s\n", archive.error().message.c_str()), 2;
  auto searcher = archive->searcher();
  if (!searcher) return std::fprintf(stderr, "%s\n", searcher.error().message.c_str()), 2;
  std::vector<std::string> queries;
  std::ifstream file(argv[2]);
  for (std::string line; std::getline(file, line);) queries.push_back(line.substr(line.find('\t') + 1));

  struct Kind {
    const char* name;
    bool snippets;
    bool exact_total;
  };
  for (const auto& kind : {Kind{"both stages", false, false}, Kind{"both stages, snippets", true, false},
                           Kind{"both stages, snippets, count", true, true}}) {
    std::vector<double> milliseconds;
    for (int pass = 0; pass < 2; ++pass) {
      milliseconds.clear();
      for (const auto& text : queries) {
        diwan::Request request;
        request.snippets = kind.snippets;
        request.exact_total = kind.exact_total;
        const auto start = std::chrono::steady_clock::now();
        request.query = diwan::parse_words(text);
        const auto results = searcher->search(request);
        const auto took = std::chrono::steady_clock::now() - start;
        if (!results) return std::fprintf(stderr, "%s\n", results.error().message.c_str()), 2;
        milliseconds.push_back(std::chrono::duration<double, std::milli>(took).count());
      }
    }
    print(kind.name, std::move(milliseconds));
  }
}
