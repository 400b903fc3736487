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

std::string padded(std::string text, std::size_t width) {
  const std::size_t taken = text::display_width(text);
  if (taken < width) text.append(width - taken, ' ');
  return text;
}

/// Nothing taken off shows as a dash: an empty column looks like a fault.
std::string shown(const std::string& value) { return value.empty() ? "-" : inline_field(value); }

void write_readings(const std::vector<Reading>& readings, LinePrinter& printer) {
  std::array<std::size_t, reading_columns.size()> widths{};
  for (const auto& reading : readings) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], text::display_width(shown(reading.*reading_columns[i].value)));
    }
  }
  for (const auto& reading : readings) {
    std::string line = "   reading     ";
    for (std::size_t i = 0; i < widths.size(); ++i) {
      line += reading_columns[i].label;
      line += padded(shown(reading.*reading_columns[i].value), widths[i] + 2);
    }
    printer.line(line + "rule " + inline_field(reading.rule));
  }
}

void write_word(const WordExplanation& word, LinePrinter& printer) {
  std::string stems;
  for (const auto& stem : word.token.stems) stems += (stems.empty() ? "" : "  ") + inline_field(stem);
  printer.line(decimal(word.token.position + 1) + ". bytes " + decimal(word.token.begin) + "-" +
               decimal(word.token.end));
  printer.line("   as written  " + inline_field(word.source));
  printer.line("   normalized  " + inline_field(word.normalized));
  printer.line("   folded      " + inline_field(word.token.folded));
  printer.line("   stems       " + stems);
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
