// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/arabic_dictionary.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <optional>
#include <span>

#include "analysis/arabic_dictionary_format.hpp"
#include "text/utf8.hpp"

extern "C" const std::byte diwan_arabic_dictionary[];

namespace diwan::analysis::arabic_dictionary {
namespace {

using Letter = std::uint8_t;
using Letters = std::span<const Letter>;

constexpr std::size_t word_limit = 32;
constexpr std::uint32_t root = 0;
constexpr std::uint32_t no_node = ~std::uint32_t{0};
constexpr std::size_t no_suffix = ~std::size_t{0};

const format::Header& header() { return *reinterpret_cast<const format::Header*>(diwan_arabic_dictionary); }

template <class T>
std::span<const T> section(format::SectionName name) {
  const auto& where = header().sections[name];
  return {reinterpret_cast<const T*>(diwan_arabic_dictionary + where.offset), where.count};
}

/// A word in the dictionary's letters.
struct CodedWord {
  std::array<Letter, word_limit> letters;
  std::size_t size = 0;

  operator Letters() const { return {letters.data(), size}; }
};

/// Nothing for a word with letters that no headword has.
std::optional<CodedWord> coded(std::string_view key) {
  const auto codes = section<std::uint8_t>(format::codes);
  CodedWord word;
  for (std::size_t i = 0; i < key.size();) {
    const char32_t c = text::next_code_point(key, i);
    if (c < format::first_letter || c >= format::first_letter + format::letter_range) return std::nullopt;
    const Letter code = codes[c - format::first_letter];
    if (code == 0 || word.size == word_limit) return std::nullopt;
    word.letters[word.size++] = code;
  }
  return word;
}

std::string spelled(Letters word) {
  const auto letters = section<std::uint16_t>(format::letters);
  std::string text;
  for (const Letter letter : word) text::append_utf8(text, letters[letter]);
  return text;
}

std::string lemma(std::uint32_t number) {
  const auto starts = section<std::uint32_t>(format::lemma_starts);
  const auto text = section<char>(format::lemma_text);
  return std::string(text.data() + starts[number], starts[number + 1] - starts[number]);
}

/// One search over the tree of headwords: for every prefix that the word may begin with, down the tree along the
/// letters that follow; wherever what is left is a suffix, on along the letters that its rules took off.
class Search {
 public:
  explicit Search(const CodedWord& word) : word_(word) { find_suffixes(); }

  std::vector<DictionaryReading> run() {
    const auto prefixes = section<format::PrefixRow>(format::prefixes);
    for (prefix_ = 0; prefix_ < prefixes.size(); ++prefix_) {
      const auto& row = prefixes[prefix_];
      prefix_size_ = format::size_of(row.added);
      if (prefix_size_ >= word_.size || !begins_with(row.added)) continue;
      lost_front_ = 0;
      depth_ = 0;
      auto node = root;
      for (; lost_front_ < format::size_of(row.removed) && node != no_node; ++lost_front_) {
        node = step(node, format::letter_at(row.removed, format::size_of(row.removed), lost_front_));
      }
      for (std::size_t at = prefix_size_; node != no_node; ++at) {
        if (suffix_at_[at] != no_suffix && depth_ > 0) try_suffix(node, at);
        if (at == word_.size) break;
        node = step(node, word_.letters[at]);
      }
    }
    return std::move(readings_);
  }

 private:
  /// Which suffix begins at each place of the word.
  void find_suffixes() {
    suffix_at_.fill(no_suffix);
    const auto all = suffixes_.first(suffixes_.size() - 1);
    format::ShortWord ending = 0;
    for (std::size_t size = 0; size <= std::min(word_.size, format::short_word_limit); ++size) {
      const std::size_t at = word_.size - size;
      if (size > 0) ending |= format::ShortWord{word_.letters[at]} << format::letter_bits * (size - 1);
      const auto found = std::lower_bound(all.begin(), all.end(), ending,
                                          [](const format::SuffixRow& row, auto value) { return row.added < value; });
      if (found != all.end() && found->added == ending) suffix_at_[at] = static_cast<std::size_t>(found - all.begin());
    }
  }

  bool begins_with(format::ShortWord prefix) const {
    for (std::size_t i = 0; i < prefix_size_; ++i) {
      if (format::letter_at(prefix, prefix_size_, i) != word_.letters[i]) return false;
    }
    return true;
  }

  /// The child of a node; its letter becomes the headword's next.
  std::uint32_t step(std::uint32_t node, Letter letter) {
    for (std::uint32_t child = nodes_[node].first_child; child < nodes_[node + 1].first_child; ++child) {
      if (nodes_[child].letter > letter) break;
      if (nodes_[child].letter != letter) continue;
      headword_[depth_++] = letter;
      return child;
    }
    return no_node;
  }

  void try_suffix(std::uint32_t node, std::size_t at) {
    const auto suffix = suffix_at_[at];
    const std::size_t depth = depth_;
    for (auto rule = suffixes_[suffix].first_rule; rule < suffixes_[suffix + 1].first_rule; ++rule) {
      const std::size_t lost = format::size_of(rules_[rule]);
      auto found = node;
      for (std::size_t i = 0; i < lost && found != no_node; ++i) {
        found = step(found, format::letter_at(rules_[rule], lost, i));
      }
      if (found != no_node) add_entries(found, static_cast<std::uint16_t>(rule), at, lost);
      depth_ = depth;
    }
  }

  void add_entries(std::uint32_t node, std::uint16_t rule, std::size_t at, std::size_t lost_end) {
    const auto entries =
        entries_.subspan(nodes_[node].first_entry, nodes_[node + 1].first_entry - nodes_[node].first_entry);
    const bool of_name = std::any_of(entries.begin(), entries.end(),
                                     [](const format::Entry& entry) { return entry.kind == format::WordKind::name; });
    for (const auto& found : entries) {
      if (!allows(found.word_class, rule, prefix_)) continue;
      DictionaryReading reading;
      reading.headword = spelled({headword_.data(), depth_});
      reading.stem = found.kind == format::WordKind::verb ? lemma(found.lemma) : reading.headword;
      reading.prefix = spelled({word_.letters.data(), prefix_size_});
      reading.suffix = spelled({word_.letters.data() + at, word_.size - at});
      reading.kept = at - prefix_size_;
      reading.lost_front = lost_front_;
      reading.lost_end = lost_end;
      reading.verb = found.kind == format::WordKind::verb;
      reading.of_name = of_name;
      reading.takes_sound_plural = sound_plural_ && allows(found.word_class, *sound_plural_, 0);
      readings_.push_back(std::move(reading));
    }
  }

  /// The number of the rule that adds an ending and takes nothing off.
  std::optional<std::uint16_t> rule_that_adds(std::string_view ending) const {
    const auto word = coded(ending);
    if (!word) return std::nullopt;
    format::ShortWord added = 0;
    for (const Letter letter : Letters(*word)) added = added << format::letter_bits | letter;
    const auto all = suffixes_.first(suffixes_.size() - 1);
    const auto found = std::lower_bound(all.begin(), all.end(), added,
                                        [](const format::SuffixRow& row, auto value) { return row.added < value; });
    if (found == all.end() || found->added != added) return std::nullopt;
    for (auto rule = found->first_rule; rule < (found + 1)->first_rule; ++rule) {
      if (rules_[rule] == 0) return static_cast<std::uint16_t>(rule);
    }
    return std::nullopt;
  }

  bool allows(std::uint16_t word_class, std::uint16_t rule, std::size_t prefix) const {
    const auto rules =
        class_rules_.subspan(class_starts_[word_class], class_starts_[word_class + 1U] - class_starts_[word_class]);
    const auto found = std::lower_bound(rules.begin(), rules.end(), rule,
                                        [](const format::ClassRule& row, auto value) { return row.rule < value; });
    if (found == rules.end() || found->rule != rule) return false;
    const auto& set = prefix_sets_[found->prefix_set];
    return (set.bits[prefix / 64] >> prefix % 64 & 1) != 0;
  }

  const CodedWord& word_;
  std::span<const format::SuffixRow> suffixes_ = section<format::SuffixRow>(format::suffixes);
  std::span<const format::ShortWord> rules_ = section<format::ShortWord>(format::rules);
  std::span<const format::Node> nodes_ = section<format::Node>(format::nodes);
  std::span<const format::Entry> entries_ = section<format::Entry>(format::entries);
  std::span<const std::uint32_t> class_starts_ = section<std::uint32_t>(format::class_starts);
  std::span<const format::ClassRule> class_rules_ = section<format::ClassRule>(format::class_rules);
  std::span<const format::PrefixSet> prefix_sets_ = section<format::PrefixSet>(format::prefix_sets);
  std::optional<std::uint16_t> sound_plural_ = rule_that_adds("ون");
  std::array<std::size_t, word_limit + 1> suffix_at_;
  std::array<Letter, word_limit + 2 * format::short_word_limit> headword_{};
  std::size_t depth_ = 0;  // of headword_
  std::size_t prefix_ = 0;
  std::size_t prefix_size_ = 0;
  std::size_t lost_front_ = 0;
  std::vector<DictionaryReading> readings_;
};

}  // namespace

std::vector<DictionaryReading> look_up(std::string_view key) {
  const auto word = coded(key);
  if (!word || word->size == 0) return {};
  return Search(*word).run();
}

bool is_headword(std::string_view key) {
  const auto word = coded(key);
  if (!word || word->size == 0) return false;
  const auto nodes = section<format::Node>(format::nodes);
  std::uint32_t node = root;
  for (const Letter letter : Letters(*word)) {
    const auto end = nodes[node + 1].first_child;
    std::uint32_t child = nodes[node].first_child;
    while (child < end && nodes[child].letter != letter) ++child;
    if (child == end) return false;
    node = child;
  }
  return nodes[node].first_entry != nodes[node + 1].first_entry;
}

std::uint64_t fingerprint() {
  assert(std::memcmp(header().magic, format::magic, sizeof format::magic) == 0 && header().version == format::version);
  return header().fingerprint;
}

}  // namespace diwan::analysis::arabic_dictionary
