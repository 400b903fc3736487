// SPDX-License-Identifier: GPL-2.0-or-later
#include "render/formats.hpp"
#include "render/json_writer.hpp"

namespace diwan::rendering {
namespace {

using Layout = JsonWriter::Layout;

/// The members of a hit, without its brackets.
void write_hit(JsonWriter& json, const Hit& hit) {
  json.key("rank").number(std::uint64_t{hit.rank});
  json.key("score").number(hit.score);
  json.key("source").string(hit.identity.source);
  json.key("path").string(hit.identity.path);
  json.key("id").string(hit.identity.id);
  json.key("title").string(hit.title);
  json.key("title_highlights").ranges(hit.title_highlights);
  json.key("date").date(hit.date);
  json.key("fields").fields(hit.fields);
  json.key("snippet").begin_object();
  json.key("text").string(hit.snippet.text);
  json.key("offset").number(std::uint64_t{hit.snippet.offset});
  json.key("highlights").ranges(hit.snippet.highlights);
  json.key("cut_before").boolean(hit.snippet.cut_before);
  json.key("cut_after").boolean(hit.snippet.cut_after);
  if (hit.snippet.page) json.key("page").number(std::uint64_t{*hit.snippet.page});
  json.end_object();
}

void write_diagnostics(JsonWriter& json, const std::vector<Diagnostic>& diagnostics) {
  json.begin_array();
  for (const auto& diagnostic : diagnostics) {
    json.begin_object();
    json.key("begin").number(std::uint64_t{diagnostic.begin});
    json.key("end").number(std::uint64_t{diagnostic.end});
    json.key("message").string(diagnostic.message);
    json.end_object();
  }
  json.end_array();
}

void write_replacements(JsonWriter& json, const std::vector<Replacement>& replacements) {
  json.begin_array();
  for (const auto& replacement : replacements) {
    json.begin_object();
    json.key("asked").string(replacement.asked);
    json.key("taken").string(replacement.taken);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void results_as_json(const Results& results, const RenderOptions&, std::ostream& out) {
  JsonWriter json(out, Layout::indented);
  json.begin_object();
  json.key("version").number(json_version);
  json.key("query").string(results.query.text);
  json.key("total").number(results.total);
  json.key("related").number(results.related);
  json.key("total_is_exact").boolean(results.total_is_exact);
  json.key("offset").number(std::uint64_t{results.offset});
  json.key("hits").begin_array();
  for (const auto& hit : results.hits) {
    json.begin_object();
    write_hit(json, hit);
    json.end_object();
  }
  json.end_array();
  json.key("replacements");
  write_replacements(json, results.replacements);
  json.key("diagnostics");
  write_diagnostics(json, results.query.diagnostics);
  json.end_object();
  out << '\n';
}

void results_as_json_lines(const Results& results, const RenderOptions&, std::ostream& out) {
  for (const auto& hit : results.hits) {
    JsonWriter json(out, Layout::one_line);
    json.begin_object();
    json.key("version").number(json_version);
    write_hit(json, hit);
    json.end_object();
    out << '\n';
  }
}

}  // namespace diwan::rendering
