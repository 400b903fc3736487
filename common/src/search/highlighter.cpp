// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/highlighter.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace diwan::search {
namespace {

constexpr std::size_t passage_words = 40;
constexpr std::size_t words_before = 12;  // at most, to begin with the sentence
constexpr std::size_t passage_bytes = 1200;
constexpr std::size_t bytes_before = 200;  // what is lit, where a passage has to be cut by bytes
constexpr char page_break = '\f';
constexpr double price_of_a_word = .002;  // among passages that hold as much, the tighter one

std::vector<const QueryWord*> own_words_of(const std::vector<const Clause*>& clauses) {
  std::vector<const QueryWord*> words;
  for (const auto* clause : clauses) {
    for (const auto& word : clause->words) words.push_back(&word);
  }
  return words;
}

/// The pieces of a text, words and gaps, the spaces that the stream leaves out included; into a buffer.
void read_pieces(const store::TextStore& texts, std::span<const std::uint16_t> units,
                 std::vector<std::string_view>& pieces) {
  pieces.clear();
  bool after_word = false;
  for (store::word_stream::Reader reader(units); !reader.done();) {
    const auto entry = reader.next();
    const bool word = !texts.is_gap(entry);
    if (word && after_word) pieces.emplace_back(" ");
    pieces.push_back(texts.form(entry));
    after_word = word;
  }
}

bool ends_sentence(std::string_view gap) {
  constexpr std::string_view signs[] = {".", "!", "?", "؟", "\n", "؛", "…"};
  return std::any_of(std::begin(signs), std::end(signs),
                     [&](std::string_view sign) { return gap.find(sign) != std::string_view::npos; });
}

bool is_character_start(std::string_view text, std::size_t offset) {
  return offset >= text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

/// Cuts a passage with words or gaps of absurd length by bytes, between characters and around what is lit first.
void shorten(Snippet& snippet) {
  const auto character_at = [&](std::size_t offset) {
    while (!is_character_start(snippet.text, offset)) --offset;
    return offset;
  };
  const std::size_t lit = snippet.highlights.empty() ? 0 : snippet.highlights.front().begin;
  const std::size_t begin = lit < passage_bytes / 2 ? 0 : character_at(lit - bytes_before);
  const std::size_t end = character_at(std::min(snippet.text.size(), begin + passage_bytes));
  snippet.cut_before = snippet.cut_before || begin > 0;
  snippet.cut_after = snippet.cut_after || end < snippet.text.size();
  snippet.offset += begin;
  snippet.text = snippet.text.substr(begin, end - begin);
  std::erase_if(snippet.highlights, [&](const Range& range) { return range.begin >= end; });
  for (auto& range : snippet.highlights) range = {range.begin - begin, std::min(range.end, end) - begin};
}

}  // namespace

Highlighter::Highlighter(const store::TextStore& texts, const std::vector<const Clause*>& clauses,
                         std::vector<double> weights)
    : matcher_(texts, own_words_of(clauses)),
      days_(texts, days_of(clauses)),
      clauses_(clauses),
      weights_(std::move(weights)) {
  std::size_t first = 0;
  for (const auto* clause : clauses) {
    first_word_.push_back(first);
    first += clause->words.size();
  }
}

void Highlighter::find_all(std::span<const std::uint16_t> units) {
  found_.clear();
  const auto days = days_.find(units);
  for (std::size_t position = 0; position < text_.size(); ++position) {
    for (const auto& match : matcher_.matches(text_[position].entry)) {
      if (match.token != text_[position].token) continue;
      // A clause begins at its first word; the matcher numbers the words of all clauses in a row.
      const auto clause = static_cast<std::size_t>(
          std::upper_bound(first_word_.begin(), first_word_.end(), match.word) - first_word_.begin() - 1);
      if (match.word != first_word_[clause]) continue;
      std::size_t length = 1;
      if (clauses_[clause]->kind == Clause::Kind::phrase) {
        length = phrase_at(matcher_, text_, days, position, {clauses_[clause], match.word});
      }
      if (length > 0) found_.push_back({position, length, clause});
    }
  }
  if (!days.empty()) find_days(days);
}

/// What begins with a day.
void Highlighter::find_days(std::span<const TextDay> days) {
  for (const auto& day : days) {
    for (std::size_t number = 0; number < clauses_.size(); ++number) {
      const auto& clause = *clauses_[number];
      const bool begins =
          !clause.days.empty() && clause.days.front().first == 0 && clause.days.front().date == day.date;
      if (!begins) continue;
      std::size_t length = day.count;
      if (clause.kind == Clause::Kind::phrase) {
        length = phrase_at(matcher_, text_, days, day.first, {&clause, first_word_[number]});
      }
      if (length > 0) found_.push_back({day.first, length, number});
    }
  }
  std::sort(found_.begin(), found_.end(), [](const Found& one, const Found& next) { return one.first < next.first; });
}

Highlighter::Window Highlighter::best_window() const {
  if (found_.empty()) return {0, std::min(passage_words, text_.size())};
  const double all = std::accumulate(weights_.begin(), weights_.end(), 0.0);
  Window best;
  double best_value = -1;
  std::vector<std::size_t> seen_from(weights_.size(), found_.size());  // the window that last found each clause
  for (std::size_t begin = 0; begin < found_.size(); ++begin) {
    const std::size_t first = found_[begin].first;
    double value = 0;
    for (std::size_t next = begin; next < found_.size(); ++next) {
      const auto& found = found_[next];
      const std::size_t last = found.first + found.length;
      if (last > first + passage_words && next > begin) break;
      if (seen_from[found.clause] == begin) continue;  // only what is new makes a passage better
      seen_from[found.clause] = begin;
      value += weights_[found.clause];
      const double worth = value - price_of_a_word * all * static_cast<double>(last - first);
      if (worth > best_value) {
        best_value = worth;
        best = {first, last};
      }
    }
  }
  return best;
}

Highlighter::Window Highlighter::widened(Window window) const {
  const auto starts_sentence = [&](std::size_t word) {
    const auto piece = text_[word].piece;
    return word == 0 || (piece > 0 && text_[word - 1].piece < piece && ends_sentence(pieces_[piece - 1]));
  };
  const auto spare = passage_words - std::min(passage_words, window.last - window.first);
  const auto reach = std::min({window.first, words_before, spare});
  std::size_t back = 0;
  while (back < reach && !starts_sentence(window.first - back)) ++back;
  // Without the beginning of a sentence in reach, a few words of context.
  if (!text_.empty() && !starts_sentence(window.first - back)) back = std::min(reach, words_before / 2);
  window.first -= back;
  window.last = std::min(text_.size(), std::max(window.last, window.first + passage_words));
  return window;
}

Snippet Highlighter::cut(Window window) const {
  const bool from_start = window.first == 0;
  const bool to_end = window.last >= text_.size();
  const std::size_t first = from_start ? 0 : text_[window.first].piece;
  const std::size_t last = to_end ? pieces_.size() : text_[window.last - 1].piece + 1;

  Snippet snippet;
  for (std::size_t piece = 0; piece < first; ++piece) snippet.offset += pieces_[piece].size();
  std::vector<std::size_t> begins;  // of each piece in the snippet
  for (std::size_t piece = first; piece < last; ++piece) {
    begins.push_back(snippet.text.size());
    snippet.text += pieces_[piece];
  }
  begins.push_back(snippet.text.size());
  snippet.cut_before = first > 0;
  snippet.cut_after = last < pieces_.size();
  for (const auto& found : found_) {
    for (std::size_t word = found.first; word < found.first + found.length; ++word) {
      const auto piece = text_[word].piece;
      if (piece < first || piece >= last) continue;
      snippet.highlights.push_back({begins[piece - first], begins[piece - first + 1]});
    }
  }
  std::sort(snippet.highlights.begin(), snippet.highlights.end());
  const auto same = std::unique(snippet.highlights.begin(), snippet.highlights.end());
  snippet.highlights.erase(same, snippet.highlights.end());
  return snippet;
}

/// The page on which a byte of the text stands; nothing where the text has none.
std::optional<std::size_t> Highlighter::page_of(std::size_t offset) const {
  std::size_t page = 1;
  bool has_pages = false;
  std::size_t at = 0;
  for (const auto piece : pieces_) {
    for (auto found = piece.find(page_break); found != std::string_view::npos;
         found = piece.find(page_break, found + 1)) {
      has_pages = true;
      if (at + found >= offset) return page;
      ++page;
    }
    at += piece.size();
  }
  return has_pages ? std::optional(page) : std::nullopt;
}

void Highlighter::read(std::span<const std::uint16_t> units) {
  read_words(matcher_.texts(), units, text_);
  read_pieces(matcher_.texts(), units, pieces_);
  find_all(units);
}

Snippet Highlighter::whole(std::span<const std::uint16_t> units) {
  read(units);
  return cut({0, text_.size()});
}

Snippet Highlighter::best_passage(std::span<const std::uint16_t> units) {
  read(units);
  auto snippet = cut(widened(best_window()));
  if (snippet.text.size() > passage_bytes) shorten(snippet);
  snippet.page = page_of(snippet.offset + (snippet.highlights.empty() ? 0 : snippet.highlights.front().begin));
  return snippet;
}

}  // namespace diwan::search
