// SPDX-License-Identifier: GPL-2.0-or-later
#include "render/formats.hpp"
#include "render/lines.hpp"
#include "render/numbers.hpp"

namespace diwan::rendering {
namespace {

constexpr std::string_view ellipsis = "\u2026";
constexpr int score_decimals = 4;

/// The snippet with a sign where the article goes on.
Passage snippet_passage(const Snippet& snippet) {
  Passage passage = make_passage(snippet.text, snippet.highlights);
  if (passage.text.empty()) return passage;
  if (snippet.cut_before) {
    passage.text.insert(0, ellipsis);
    for (auto& range : passage.highlights) {
      range.begin += ellipsis.size();
      range.end += ellipsis.size();
    }
  }
  if (snippet.cut_after) passage.text += ellipsis;
  return passage;
}

void write_hit(const Hit& hit, LinePrinter& printer) {
  const std::string rank = decimal(hit.rank) + ". ";
  const std::string indent(rank.size(), ' ');
  printer.passage(rank, indent, title_passage(hit.title, hit.title_highlights), LinePrinter::Weight::bold);
  std::vector<Item> items{{"date ", date_field(hit.date)}, {"source ", hit.identity.source}, {"id ", hit.identity.id}};
  if (hit.snippet.page) items.push_back({"page ", decimal(*hit.snippet.page)});
  items.push_back({"score ", fixed(hit.score, score_decimals)});
  printer.items(indent, indent, items);
  const std::string bar = indent + "| ";
  printer.passage(bar, bar, snippet_passage(hit.snippet));
  printer.blank();
}

std::string summary(const Results& results) {
  std::string text = (results.total_is_exact ? "" : "about ") + grouped(results.total);
  text += results.total == 1 ? " hit" : " hits";
  const std::size_t shown = results.hits.size();
  if (shown == 0 && results.total > 0 && results.offset >= results.total) {
    return text + ", none behind the first " + grouped(results.offset);
  }
  if (shown == 0 || shown == results.total) return text;
  text += ", showing " + grouped(results.offset + 1);
  return shown == 1 ? text : text + "-" + grouped(results.offset + shown);
}

}  // namespace

void results_as_text(const Results& results, const RenderOptions& options, std::ostream& out) {
  LinePrinter printer(options, out);
  for (const auto& hit : results.hits) write_hit(hit, printer);
  printer.line(summary(results));
  for (const auto& [asked, taken] : results.replacements) {
    printer.items("", "  ", {{"not found: ", asked}, {"searched for: ", taken}});
  }
  if (results.related > 0) printer.line(grouped(results.related) + " of them by related forms only");
}

}  // namespace diwan::rendering
