// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>
#include <string>

#include "render/formats.hpp"
#include "render/json_writer.hpp"
#include "render/lines.hpp"
#include "render/numbers.hpp"
#include "text/terminal.hpp"

namespace diwan::rendering {
namespace {

using Layout = JsonWriter::Layout;
using Reading = WordExplanation::Reading;

/// A column of the table of readings. Its label stands in front of each value, so that a line reads without a header.
struct Column {
  std::string_view label;
  std::string Reading::*value;
};

constexpr std::array reading_columns{Column{"stem ", &Reading::stem}, Column{"prefix ", &Reading::prefix},
                                     Column{"suffix ", &Reading::suffix}};

/// In front of what a word has, and of what did not find room beside it.
constexpr std::string_view no_label = "               ";

/// Nothing taken off shows as a dash: an empty column looks like a fault.
std::string shown(const std::string& value) { return value.empty() ? "-" : value; }

/// `label` as wide as no_label.
void write_value(std::string_view label, const std::string& value, LinePrinter& printer) {
  printer.items(label, no_label, {{"", value}});
}

void write_readings(const std::vector<Reading>& readings, LinePrinter& printer) {
  std::array<std::size_t, reading_columns.size()> widths{};
  for (const auto& reading : readings) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], text::display_width(inline_field(shown(reading.*reading_columns[i].value))));
    }
  }
  for (const auto& reading : readings) {
    std::vector<Item> items;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const auto& [label, value] = reading_columns[i];
      items.push_back({std::string(label), shown(reading.*value), label.size() + widths[i]});
    }
    items.push_back({"rule ", reading.rule});
    printer.items("   reading     ", no_label, items);
  }
}

void write_word(const WordExplanation& word, LinePrinter& printer) {
  std::vector<Item> stems;
  for (const auto& stem : word.token.stems) stems.push_back({"", stem});
  printer.line(decimal(word.token.position + 1) + ". bytes " + decimal(word.token.begin) + "-" +
               decimal(word.token.end));
  write_value("   as written  ", word.source, printer);
  write_value("   normalized  ", word.normalized, printer);
  write_value("   folded      ", word.token.folded, printer);
  printer.items("   stems       ", no_label, stems);
  write_readings(word.readings, printer);
}

/// The members of a word, without its brackets.
void write_word(const WordExplanation& word, JsonWriter& json) {
  json.key("position").number(std::uint64_t{word.token.position});
  json.key("begin").number(std::uint64_t{word.token.begin});
  json.key("end").number(std::uint64_t{word.token.end});
  json.key("source").string(word.source);
  json.key("normalized").string(word.normalized);
  json.key("folded").string(word.token.folded);
  json.key("stems").strings(word.token.stems);
  json.key("readings").begin_array();
  for (const auto& reading : word.readings) {
    json.begin_object();
    json.key("stem").string(reading.stem);
    json.key("prefix").string(reading.prefix);
    json.key("suffix").string(reading.suffix);
    json.key("rule").string(reading.rule);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void words_as_text(const Explanations& words, const RenderOptions& options, std::ostream& out) {
  LinePrinter printer(options, out);
  for (const auto& word : words) {
    if (&word != &words.front()) printer.blank();
    write_word(word, printer);
  }
}

void words_as_json(const Explanations& words, const RenderOptions&, std::ostream& out) {
  JsonWriter json(out, Layout::indented);
  json.begin_object();
  json.key("version").number(json_version);
  json.key("words").begin_array();
  for (const auto& word : words) {
    json.begin_object();
    write_word(word, json);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  out << '\n';
}

void words_as_json_lines(const Explanations& words, const RenderOptions&, std::ostream& out) {
  for (const auto& word : words) {
    JsonWriter json(out, Layout::one_line);
    json.begin_object();
    json.key("version").number(json_version);
    write_word(word, json);
    json.end_object();
    out << '\n';
  }
}

}  // namespace diwan::rendering
