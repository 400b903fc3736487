// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/render.hpp>

#include <algorithm>
#include <array>
#include <iterator>

#include "render/formats.hpp"

namespace diwan {
namespace {

template <class Value>
using Writer = void (*)(const Value&, const RenderOptions&, std::ostream&);

/// Everything there is to know about a format. No writer: the format has no such output.
struct FormatEntry {
  Format format;
  std::string_view name;
  Writer<Results> results;
  Writer<Article> article;
  Writer<std::vector<Article>> candidates;
  Writer<std::vector<WordExplanation>> words;
};

constexpr std::array formats{
    FormatEntry{Format::text, "text", rendering::results_as_text, rendering::article_as_text,
                rendering::candidates_as_text, rendering::words_as_text},
    FormatEntry{Format::json, "json", rendering::results_as_json, rendering::article_as_json,
                rendering::candidates_as_json, rendering::words_as_json},
    FormatEntry{Format::jsonl, "jsonl", rendering::results_as_json_lines, rendering::article_as_json_line,
                rendering::candidates_as_json_lines, rendering::words_as_json_lines},
    FormatEntry{Format::tsv, "tsv", rendering::results_as_table, nullptr, nullptr, nullptr},
    FormatEntry{Format::trec, "trec", rendering::results_as_trec_run, nullptr, nullptr, nullptr},
    FormatEntry{Format::ids, "ids", rendering::results_as_ids, rendering::article_as_id, rendering::candidates_as_ids,
                nullptr},
};

const FormatEntry& entry(Format format) { return *std::ranges::find(formats, format, &FormatEntry::format); }

template <class Value>
void write(Writer<Value> writer, const Value& value, const RenderOptions& options, std::ostream& out) {
  if (writer == nullptr) {
    out.setstate(std::ios_base::failbit);
  } else {
    writer(value, options, out);
  }
}

}  // namespace

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  names.reserve(std::size(formats));
  for (const auto& format : formats) names.push_back(format.name);
  return names;
}

std::optional<Format> parse_format(std::string_view name) {
  const auto found = std::ranges::find(formats, name, &FormatEntry::name);
  return found == formats.end() ? std::nullopt : std::optional(found->format);
}

bool can_render_article(Format format) { return entry(format).article != nullptr; }

bool can_render_words(Format format) { return entry(format).words != nullptr; }

void render(const Results& results, const RenderOptions& options, std::ostream& out) {
  write(entry(options.format).results, results, options, out);
}

void render(const Article& article, const RenderOptions& options, std::ostream& out) {
  write(entry(options.format).article, article, options, out);
}

void render_candidates(const std::vector<Article>& articles, const RenderOptions& options, std::ostream& out) {
  write(entry(options.format).candidates, articles, options, out);
}

void render(const std::vector<WordExplanation>& words, const RenderOptions& options, std::ostream& out) {
  write(entry(options.format).words, words, options, out);
}

}  // namespace diwan
