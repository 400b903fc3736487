// SPDX-License-Identifier: GPL-2.0-or-later
// Indexes two articles and finds one: two_articles DB.
#include <diwan/archive.hpp>
#include <diwan/indexer.hpp>
#include <diwan/query.hpp>
#include <diwan/render.hpp>
#include <diwan/version.hpp>
#include <iostream>

namespace {

int fail(const diwan::Error& error) {
  std::cerr << error.message << ' ' << error.hint << '\n';
  return 1;
}

diwan::Article article(const char* id, const char* title, const char* text) {
  diwan::Article article;
  article.identity = {"outside", id, id};
  article.title = title;
  article.text = text;
  return article;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;

  auto indexer = diwan::Indexer::open(argv[1]);
  if (!indexer) return fail(indexer.error());
  for (const auto& each : {article("1", "بيان مشترك", "مغادرة القوات القتالية من العراق."),
                           article("2", "انتخابات", "أدلى الناخبون بأصواتهم.")}) {
    if (const auto added = indexer->add(each); !added) return fail(added.error());
  }
  if (const auto published = indexer->publish(); !published) return fail(published.error());

  const auto archive = diwan::Archive::open(argv[1]);
  if (!archive) return fail(archive.error());
  auto searcher = archive->searcher();
  if (!searcher) return fail(searcher.error());
  diwan::Request request;
  request.query = diwan::parse_query("قوات قتالية");
  const auto results = searcher->search(request);
  if (!results) return fail(results.error());
  std::cout << diwan::version << '\n';
  diwan::render(*results, {.format = diwan::Format::ids}, std::cout);
  return 0;
}
