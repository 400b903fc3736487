// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/query_expansion.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "analysis/arabic_dictionary.hpp"
#include "analysis/function_words.hpp"
#include "analysis/name_variants.hpp"
#include "analysis/related_stems.hpp"
#include "search/month_names.hpp"
#include "search/nearest_word.hpp"
#include "store/schema.hpp"
#include "text/fold.hpp"

namespace diwan::search {
namespace {

using Stems = std::vector<std::string>;

/// Stems that may stand for a stem, whatever the archive holds, and what is held against those that it has.
struct Source {
  Stems (*candidates)(std::string_view stem);
  bool (*holds)(std::string_view stem, std::string_view candidate);
};

constexpr std::array sources{
    Source{analysis::related_stems, nullptr},
    Source{analysis::name_variants, analysis::may_be_one_name},
};

/// How many articles a word needs to need no alternatives.
constexpr Xapian::doccount enough = 100;

/// The most words of a query that get alternatives.
constexpr std::size_t most_words = 64;

std::string stem_term(const std::string& stem) { return store::make_term(store::prefix::stem, stem); }

bool is_rare(const QueryWord& word, const store::StateReader& reader) {
  return std::all_of(word.stems.begin(), word.stems.end(),
                     [&](const auto& stem) { return reader.frequency(stem_term(stem)) < enough; });
}

/// Asks the lexicons first: most candidates are in none, and that costs no reading.
bool has_stem(const store::StateReader& reader, const std::string& stem) {
  const auto hash = store::term_hash(stem);
  for (std::size_t shard = 0; shard < reader.shard_count(); ++shard) {
    if (!reader.shard(shard).texts.forms_with_hash(hash).empty()) return reader.frequency(stem_term(stem)) > 0;
  }
  return false;
}

void add(QueryWord& word, const std::string& asked, const Source& source, const store::StateReader& reader) {
  for (const auto& stem : source.candidates(asked)) {
    if (!has_stem(reader, stem)) continue;
    if (source.holds != nullptr && !source.holds(asked, stem)) continue;
    const auto is_it = [&](const auto& known) { return known.size() == 1 && known.front().stems.front() == stem; };
    if (std::find(word.stems.begin(), word.stems.end(), stem) != word.stems.end()) continue;
    if (std::any_of(word.alternatives.begin(), word.alternatives.end(), is_it)) continue;
    word.alternatives.push_back({QueryWord{.folded = stem, .stems = {stem}}});
  }
}

/// Whether no article has the word and the dictionary does not know it either.
bool is_unknown(const QueryWord& word, const store::StateReader& reader) {
  if (reader.frequency(store::make_term(store::prefix::exact, word.folded)) > 0) return false;
  const auto is_known = [&](const std::string& stem) {
    return reader.frequency(stem_term(stem)) > 0 || analysis::arabic_dictionary::is_headword(stem);
  };
  return std::none_of(word.stems.begin(), word.stems.end(), is_known) &&
         analysis::arabic_dictionary::look_up(text::fold_seats(word.folded)).empty();
}

}  // namespace

Expansion expand(Clause& root, const store::StateReader& reader) {
  const auto& database = reader.database();
  Expansion expansion;
  auto words = expandable_words(root);
  // A longer query has enough words to go by, and each of them costs.
  if (words.size() > most_words) return expansion;
  add_month_names(root, database);
  for (auto* clause : words) {
    auto& word = clause->words.front();
    if (analysis::word_kind(word.folded) == analysis::WordKind::content && is_rare(word, reader)) {
      for (const auto& source : sources) {
        for (const auto& stem : word.stems) add(word, stem, source, reader);
      }
      if (clause->occur == QueryNode::Occur::should && is_unknown(word, reader)) {
        if (auto nearest = nearest_word(word, database)) {
          expansion.replacements.push_back({word.written, nearest->folded});
          word.alternatives.push_back({*std::move(nearest)});
        }
      }
    }
    expansion.any = expansion.any || !word.alternatives.empty();
  }
  return expansion;
}

}  // namespace diwan::search
