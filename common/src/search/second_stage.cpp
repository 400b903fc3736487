// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/second_stage.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/function_words.hpp"
#include "analysis/root_class.hpp"
#include "store/schema.hpp"

namespace diwan::search {
namespace {

constexpr std::size_t longest_sequence = 32;  // bits of a mask
constexpr double content_word = .5;           // a weight from which on a word has neighbours

/// Of each of the words.
std::vector<std::vector<std::uint32_t>> stem_hashes(const std::vector<QueryWord>& words) {
  std::vector<std::vector<std::uint32_t>> hashes;
  for (const auto& word : words) {
    auto& stems = hashes.emplace_back();
    for (const auto& stem : word.stems) stems.push_back(store::term_hash(stem));
  }
  return hashes;
}

double saturated(double count, double k1, double norm) { return count * (k1 + 1) / (count + k1 * norm); }

}  // namespace

double word_weight(std::string_view folded) {
  switch (analysis::word_kind(folded)) {
    case analysis::WordKind::content:
      return 1;
    case analysis::WordKind::function:
      return .15;
    case analysis::WordKind::question:
      return .1;
  }
  return 1;
}

SecondStage::SecondStage(const store::StateReader& reader, const Clause& root, const RankingWeights& weights)
    : reader_(reader), weights_(weights) {
  for (const auto* clause : shown_clauses(root)) {
    if (clause->compound) {
      add_compound(clause->words);
    } else {
      for (const auto& word : clause->words) add_word(word);
    }
  }
  for (const auto* clause : shown_clauses(root)) {
    const auto words = words_of(*clause);
    for (const auto& day : clause->days) add_day(day.date, std::span(words).subspan(day.first, day.count));
  }
  for (const auto& word : words_) {
    const auto number = static_cast<std::uint32_t>(&word - words_.data());
    if (word.compound) continue;  // its sequence finds it
    by_hash_.emplace(word.exact, number);
    by_hash_.emplace(word.root, number);
    for (const auto stem : word.stems) by_hash_.emplace(stem, number);
    for (const auto stem : word.alternatives) by_hash_.emplace(stem, number);
  }
  before_.resize(words_.size());
  for (std::uint32_t number = 0; number < next_.size(); ++number) {
    if (next_[number] != number) before_[next_[number]].push_back(number);
  }
}

void SecondStage::add_word(const QueryWord& word) {
  const auto exact = store::term_hash(word.folded);
  const auto [known, fresh] = by_form_.try_emplace(exact, static_cast<std::uint32_t>(words_.size()));
  const auto index = known->second;
  const double weight = word_weight(word.folded);
  if (!fresh) {
    words_[index].weight += weight;
  } else {
    Word added;
    added.exact = exact;
    added.only_exact = word.exact;
    for (const auto& stem : word.stems) added.stems.push_back(store::term_hash(stem));
    added.root = store::term_hash(analysis::root_class(word.stems.front()));
    added.weight = weight;
    added.idf = inverse_frequency(reader_, store::make_term(store::prefix::stem, word.stems.front()));
    words_.push_back(std::move(added));
    next_.push_back(index);
    add_alternatives(word, index);
  }
  if (weight < content_word) return;
  // The content word before this one has it as its neighbour.
  for (auto before = next_.size(); before-- > 0;) {
    if (before == index || words_[before].weight < content_word) continue;
    if (next_[before] == before) next_[before] = index;
    break;
  }
}

/// A compound is a word of its own beside its words, as rare as if these did not know of each other.
void SecondStage::add_compound(const std::vector<QueryWord>& words) {
  if (words.size() > longest_sequence) return;
  const auto number = static_cast<std::uint32_t>(words_.size());
  Word added;
  added.compound = true;
  added.weight = 1;
  for (const auto& word : words) {
    added.idf += inverse_frequency(reader_, store::make_term(store::prefix::stem, word.stems.front()));
  }
  words_.push_back(std::move(added));
  next_.push_back(number);
  sequences_.push_back({.word = number, .stems = stem_hashes(words)});
}

void SecondStage::add_alternatives(const QueryWord& word, std::uint32_t number) {
  for (const auto& alternative : word.alternatives) {
    Sequence sequence{.word = number, .grade = weights_.alternative, .stems = stem_hashes(alternative)};
    if (alternative.size() == 1) {
      auto& known = words_[number].alternatives;
      known.insert(known.end(), sequence.stems.front().begin(), sequence.stems.front().end());
    } else if (alternative.size() <= longest_sequence) {
      sequences_.push_back(std::move(sequence));
    }
  }
}

void SecondStage::add_day(const Date& date, std::span<const QueryWord* const> words) {
  Day day;
  day.term = store::day_term(date);
  day.idf = inverse_frequency(reader_, day.term);
  for (const auto* word : words) day.words.push_back(by_form_.at(store::term_hash(word->folded)));
  days_.push_back(std::move(day));
}

void SecondStage::find_days(std::span<const ScoredDocument> documents) {
  if (days_.empty()) return;
  std::vector<Xapian::docid> ids;
  for (const auto& document : documents) ids.push_back(document.document);
  std::sort(ids.begin(), ids.end());
  for (auto& day : days_) {
    day.documents.clear();
    auto holding = reader_.database().postlist_begin(day.term);
    const auto end = reader_.database().postlist_end(day.term);
    for (auto id = ids.begin(); id != ids.end() && holding != end; ++id) {
      holding.skip_to(*id);
      if (holding != end && *holding == *id) day.documents.push_back(*id);
    }
  }
}

/// What naming a day is worth. The words that spell it in the query count as being there, whatever the article calls
/// them: once, side by side and not far from the beginning.
double SecondStage::credit(const Day& day) {
  for (const auto number : day.words) {
    auto& tally = tallies_[number];
    tally.stem = std::max(tally.stem, 1.0);
    if (tally.first == 0) tally.first = static_cast<std::size_t>(weights_.first_words) + 1;
    const bool before_another =
        next_[number] != number && std::find(day.words.begin(), day.words.end(), next_[number]) != day.words.end();
    if (before_another) tally.near_next = std::max(tally.near_next, 1.0);
  }
  return day.idf * (1 + weights_.first);
}

std::optional<SecondStage::Match> SecondStage::match(const store::TokenHashes& token, std::uint32_t number) const {
  const auto& word = words_[number];
  if (word.only_exact)
    return token.exact == word.exact ? std::optional(Match{.word = number, .stem = 1}) : std::nullopt;
  Match match{.word = number, .root = token.root == word.root};
  for (std::size_t stem = 0; stem < word.stems.size(); ++stem) {
    const bool first = token.stems[0] == word.stems[stem];
    if (!first && token.stems[1] != word.stems[stem]) continue;
    const double grade = first && stem == 0 ? 1 : weights_.secondary;
    match.stem = std::max(match.stem, static_cast<float>(grade));
  }
  // What the root-like class knows already is not counted again.
  for (const auto stem : word.alternatives) {
    if (match.stem > 0 || match.root) break;
    if (token.stems[0] != stem && token.stems[1] != stem) continue;
    match.stem = static_cast<float>(weights_.alternative);
    match.alternative = true;
  }
  const bool matches = match.stem > 0 || match.root;
  return matches ? std::optional(match) : std::nullopt;
}

void SecondStage::find_parts(const store::TokenHashes& token, std::vector<Part>& parts) const {
  for (std::uint32_t sequence = 0; sequence < sequences_.size(); ++sequence) {
    const auto& words = sequences_[sequence].stems;
    for (std::uint32_t index = 0; index < words.size(); ++index) {
      const auto& stems = words[index];
      if (std::find_first_of(stems.begin(), stems.end(), token.stems.begin(), token.stems.end()) == stems.end())
        continue;
      parts.push_back({sequence, index});
    }
  }
}

SecondStage::Forms SecondStage::forms_of(const store::TextStore& texts) const {
  std::vector<std::uint32_t> hashes;
  for (const auto& [hash, number] : by_hash_) hashes.push_back(hash);
  for (const auto& sequence : sequences_) {
    for (const auto& stems : sequence.stems) hashes.insert(hashes.end(), stems.begin(), stems.end());
  }
  return Forms(texts, hashes);
}

SecondStage::Form SecondStage::look_at(std::span<const store::TokenHashes> tokens) const {
  std::vector<Match> found;
  std::vector<Part> parts;
  std::vector<std::uint32_t> candidates;
  for (const auto& token : tokens) {
    candidates.clear();
    for (const auto hash : {token.exact, token.stems[0], token.stems[1], token.root}) {
      for (auto [next, end] = by_hash_.equal_range(hash); next != end; ++next) candidates.push_back(next->second);
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    for (const auto number : candidates) {
      if (const auto how = match(token, number)) found.push_back(*how);
    }
    find_parts(token, parts);
  }
  return {std::move(found), std::move(parts)};
}

void SecondStage::take(const Part& part, std::size_t position, std::uint32_t weight) {
  auto& sequence = sequences_[part.sequence];
  if (sequence.position != position + 1) {
    sequence.ended_before = sequence.position == position ? sequence.ends : 0;
    sequence.ends = 0;
    sequence.position = position + 1;
  }
  if (part.index > 0 && (sequence.ended_before >> (part.index - 1) & 1) == 0) return;
  sequence.ends |= std::uint32_t{1} << part.index;
  if (part.index + 1 < sequence.stems.size()) return;
  const bool alternative = !words_[sequence.word].compound;
  take(Match{.word = sequence.word, .stem = static_cast<float>(sequence.grade), .alternative = alternative}, position,
       weight);
}

void SecondStage::take(const Match& match, std::size_t position, std::uint32_t weight) {
  auto& tally = tallies_[match.word];
  if (match.stem == 0 && !(match.root && weights_.related_places)) return;
  tally.stem += match.stem * static_cast<double>(weight);
  if (match.alternative) return;  // first place and nearness are for the word itself
  if (tally.first == 0) tally.first = position + 1;
  tally.last = position + 1;
  const auto near = [&](const Tally& other) {
    return other.last != 0 && position + 1 - other.last < weights_.near_words && other.last != position + 1;
  };
  if (next_[match.word] != match.word && near(tallies_[next_[match.word]])) tally.near_next += 1;
  for (const auto before : before_[match.word]) {
    if (near(tallies_[before])) tallies_[before].near_next += 1;
  }
}

std::size_t SecondStage::tally(const store::TextStore& texts, Forms& forms, std::span<const std::uint16_t> units,
                               std::uint32_t weight, std::size_t position) {
  for (auto& sequence : sequences_) sequence.ends = 0;  // none runs from the title into the text
  for (store::word_stream::Reader reader(units); !reader.done();) {
    const auto form = reader.next();
    if (const auto* known = forms.find(form, [&](store::EntryId) { return look_at(texts.tokens(form)); })) {
      for (const auto& match : known->matches) take(match, position, weight);
      for (const auto& part : known->parts) take(part, position, weight);
    }
    position += texts.token_count(form);
  }
  return position;
}

double SecondStage::score(double norm) const {
  double sum = 0;
  double idf = 0;
  for (const auto& word : words_) idf += word.idf / static_cast<double>(words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const auto& word = words_[i];
    const auto& tally = tallies_[i];
    double value = saturated(tally.stem, weights_.k1, norm);
    if (tally.first != 0) {
      value += weights_.first / (1 + std::log1p(static_cast<double>(tally.first - 1) / weights_.first_words));
    }
    sum += word.weight * word.idf * value;
    sum += weights_.near * idf * tally.near_next / (tally.near_next + weights_.near_k1 * norm);
  }
  return sum;
}

void SecondStage::rank(std::span<ScoredDocument> documents) {
  const double average = reader_.database().get_avlength();
  std::vector<std::optional<Forms>> forms(reader_.shard_count());
  find_days(documents);
  for (auto& document : documents) {
    const auto place = reader_.place(document.document);
    const auto& texts = reader_.shard(place.shard).texts;
    auto& matching = forms[place.shard];
    if (!matching) matching = forms_of(texts);
    const auto units = reader_.units(document.document);
    if (!units) throw Xapian::DatabaseCorruptError(units.error().message);
    tallies_.assign(words_.size(), {});
    const auto behind_title = tally(texts, *matching, units->title, weights_.title, 0);
    tally(texts, *matching, units->text, 1, behind_title);
    double days = 0;
    for (const auto& day : days_) {
      const auto& holding = day.documents;
      if (std::binary_search(holding.begin(), holding.end(), document.document)) days += credit(day);
    }
    const double length = texts.length(place.document);
    document.score = days + score(1 - weights_.b + weights_.b * length / average);
  }
  std::sort(documents.begin(), documents.end(),
            [](const auto& one, const auto& other) { return one.score > other.score; });
  settle_ties(reader_.database(), documents);
}

}  // namespace diwan::search
