// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <string>

#include "render/formats.hpp"
#include "render/json_writer.hpp"
#include "render/lines.hpp"
#include "render/numbers.hpp"

namespace diwan::rendering {
namespace {

using Layout = JsonWriter::Layout;

/// Cuts one paragraph off the front of a text: up to a line break of any system.
std::string_view take_paragraph(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  const std::string_view paragraph = text.substr(0, end);
  const std::size_t length = text.substr(end).starts_with("\r\n") ? 2 : 1;
  text.remove_prefix(std::min(end + length, text.size()));
  return paragraph;
}

void write_labelled(std::string_view label, std::string_view value, LinePrinter& printer) {
  const std::string first = std::string(label) + ": ";
  printer.passage(first, std::string(first.size(), ' '), make_passage(value));
}

/// A field's name may be Arabic too, so its line needs a sign in front.
void write_field(const Field& field, LinePrinter& printer) {
  const Passage value = make_passage(field.value);
  std::string first = "- " + inline_field(field.name) + ": ";
  if (!printer.has_room_behind(first)) {
    printer.passage("- ", "  ", make_passage(field.name));
    first = "  : ";
  }
  if (value.text.empty()) {
    printer.line(first);
  } else {
    printer.passage(first, "    ", value);
  }
}

void write_identity(JsonWriter& json, const Article& article) {
  json.key("source").string(article.identity.source);
  json.key("path").string(article.identity.path);
  json.key("id").string(article.identity.id);
  json.key("title").string(article.title);
  json.key("date").date(article.date);
}

void write_article(const Article& article, Layout layout, std::ostream& out) {
  JsonWriter json(out, layout);
  json.begin_object();
  json.key("version").number(json_version);
  write_identity(json, article);
  json.key("text").string(article.text);
  json.key("fields").fields(article.fields);
  json.end_object();
  out << '\n';
}

}  // namespace

void article_as_text(const Article& article, const RenderOptions& options, std::ostream& out) {
  LinePrinter printer(options, out);
  printer.passage("title: ", "       ", title_passage(article.title), LinePrinter::Weight::bold);
  printer.line("date: " + date_field(article.date));
  write_labelled("source", article.identity.source, printer);
  write_labelled("path", article.identity.path, printer);
  write_labelled("id", article.identity.id, printer);
  for (const auto& field : article.fields) write_field(field, printer);
  for (std::string_view rest = article.text; !rest.empty();) {
    if (rest.size() == article.text.size()) printer.blank();
    const Passage paragraph = make_passage(take_paragraph(rest));
    if (paragraph.text.empty()) {
      printer.blank();
    } else {
      printer.passage("| ", "| ", paragraph);
    }
  }
}

void article_as_json(const Article& article, const RenderOptions&, std::ostream& out) {
  write_article(article, Layout::indented, out);
}

void article_as_json_line(const Article& article, const RenderOptions&, std::ostream& out) {
  write_article(article, Layout::one_line, out);
}

void article_as_id(const Article& article, const RenderOptions&, std::ostream& out) {
  write_id_line(article.identity.id, out);
}

void candidates_as_text(const Articles& articles, const RenderOptions& options, std::ostream& out) {
  LinePrinter printer(options, out);
  std::uint64_t number = 0;
  for (const auto& article : articles) {
    const std::string first = decimal(++number) + ". ";
    const std::string indent(first.size(), ' ');
    printer.passage(first, indent, title_passage(article.title), LinePrinter::Weight::bold);
    printer.items(indent, indent,
                  {{"date ", date_field(article.date)},
                   {"source ", article.identity.source},
                   {"path ", article.identity.path},
                   {"id ", article.identity.id}});
  }
}

void candidates_as_json(const Articles& articles, const RenderOptions&, std::ostream& out) {
  JsonWriter json(out, Layout::indented);
  json.begin_object();
  json.key("version").number(json_version);
  json.key("candidates").begin_array();
  for (const auto& article : articles) {
    json.begin_object();
    write_identity(json, article);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  out << '\n';
}

void candidates_as_json_lines(const Articles& articles, const RenderOptions&, std::ostream& out) {
  for (const auto& article : articles) {
    JsonWriter json(out, Layout::one_line);
    json.begin_object();
    json.key("version").number(json_version);
    write_identity(json, article);
    json.end_object();
    out << '\n';
  }
}

void candidates_as_ids(const Articles& articles, const RenderOptions&, std::ostream& out) {
  for (const auto& article : articles) write_id_line(article.identity.id, out);
}

}  // namespace diwan::rendering
