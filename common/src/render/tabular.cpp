// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <string>

#include "render/formats.hpp"
#include "render/numbers.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace diwan::rendering {
namespace {

constexpr std::string_view table_header = "rank\tscore\tdate\tsource\tpath\tid\ttitle\tsnippet\n";

bool breaks_line(char32_t c) { return c == U'\n' || c == U'\r' || c == 0x85 || c == 0x2028 || c == 0x2029; }

void append_escape(std::string& out, char32_t c) {
  std::array<char, 8> escape{};
  std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c) & 0xFFFFU);
  out += c == U'\n' ? "\\n" : c == U'\r' ? "\\r" : c == U'\t' ? "\\t" : c == U'\\' ? "\\\\" : escape.data();
}

/// The text with an escape for each character that `must_escape` names.
template <class Predicate>
std::string escaped(std::string_view text, Predicate must_escape) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_code_point(text, i);
    if (must_escape(c)) {
      append_escape(out, c);
    } else {
      text::append_utf8(out, c);
    }
  }
  return out;
}

/// A cell of a table: nothing in it ends the cell or steers a terminal.
std::string cell(std::string_view value) {
  return escaped(value, [](char32_t c) {
    return c == U'\\' || breaks_line(c) || text::is_control(c) || text::is_bidi_control(c);
  });
}

/// A column of a TREC run: parted by single spaces, so no white space in it. `%` stays, for else ordinary ids would
/// change too and no longer match the judgements.
std::string column(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size();) {
    const std::size_t begin = i;
    const char32_t c = text::next_code_point(value, i);
    const std::string_view bytes = value.substr(begin, i - begin);
    if (!text::is_white_space(c) && !text::is_control(c)) {
      out += bytes;
      continue;
    }
    for (const char byte : bytes) {
      std::array<char, 4> percent{};
      std::snprintf(percent.data(), percent.size(), "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(byte)));
      out += percent.data();
    }
  }
  return out;
}

}  // namespace

void results_as_table(const Results& results, const RenderOptions&, std::ostream& out) {
  out << table_header;
  for (const auto& hit : results.hits) {
    out << decimal(hit.rank) << '\t' << significant(hit.score) << '\t' << (hit.date ? to_string(*hit.date) : "");
    for (const std::string_view value :
         {std::string_view(hit.identity.source), std::string_view(hit.identity.path), std::string_view(hit.identity.id),
          std::string_view(hit.title), std::string_view(hit.snippet.text)}) {
      out << '\t' << cell(value);
    }
    out << '\n';
  }
}

void results_as_trec_run(const Results& results, const RenderOptions& options, std::ostream& out) {
  const std::string topic = column(options.query_id);
  const std::string tag = column(options.tag);
  // Evaluation sorts by score: where another order was asked for, a score is held down to the one in front of it.
  double ceiling = HUGE_VAL;
  for (const auto& hit : results.hits) {
    if (std::isfinite(hit.score)) ceiling = std::min(ceiling, hit.score);
    out << topic << " Q0 " << column(hit.identity.id) << ' ' << decimal(hit.rank) << ' ' << significant(ceiling) << ' '
        << tag << '\n';
  }
}

void write_id_line(std::string_view id, std::ostream& out) {
  // Backslashes and tabs stay: an id of this output is an argument of --show.
  out << escaped(id, [](char32_t c) { return breaks_line(c) || (text::is_control(c) && c != U'\t'); }) << '\n';
}

void results_as_ids(const Results& results, const RenderOptions&, std::ostream& out) {
  for (const auto& hit : results.hits) write_id_line(hit.identity.id, out);
}

}  // namespace diwan::rendering
