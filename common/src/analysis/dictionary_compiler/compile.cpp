// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/dictionary_compiler/compile.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <type_traits>
#include <utility>

#include "analysis/arabic_dictionary_format.hpp"
#include "analysis/dictionary_compiler/forms.hpp"
#include "text/arabic_letters.hpp"
#include "text/utf8.hpp"

namespace diwan::dictionary_compiler {
namespace {

using namespace analysis;

constexpr std::size_t index16_limit = 1U << 16;
constexpr std::uint32_t index24_limit = 1U << 24;

Error outgrown(const std::string& what) { return {Code::malformed, "the dictionary outgrows the format: " + what, ""}; }

/// One reading of a headword.
struct Headword {
  std::u32string key;
  std::u32string lemma;  // empty: a noun, which is its own stem
  bool name = false;
  const FormRules* rules = nullptr;
  std::uint32_t word_class = 0;  // known when the classes are

  bool operator<(const Headword& other) const {
    return std::tie(key, word_class, lemma, name) < std::tie(other.key, other.word_class, other.lemma, other.name);
  }
};

/// Numbers values by their order.
template <class T>
class Numbered {
 public:
  explicit Numbered(std::set<T> values) : values_(values.begin(), values.end()) {}

  std::uint32_t number(const T& value) const {
    return static_cast<std::uint32_t>(std::lower_bound(values_.begin(), values_.end(), value) - values_.begin());
  }
  const std::vector<T>& values() const { return values_; }

 private:
  std::vector<T> values_;
};

class Compiler {
 public:
  explicit Compiler(const HunspellFiles& files) : finder_(files) {
    std::set<std::u32string> names;
    for (const auto& entry : files.entries) {
      if (entry.name) names.insert(fold_word(entry.word));
    }
    for (const auto& entry : files.entries) {
      auto lemma = entry.lemma.empty() ? U"" : fold_word(entry.lemma);
      // So that a form of the verb (يقدس) is not taken for the name (القدس).
      if (names.contains(lemma)) lemma += text::letters::fatha;
      headwords_.push_back({fold_word(entry.word), std::move(lemma), entry.name, &finder_.rules_of(entry), 0});
      distinct_rules_.insert(headwords_.back().rules);
    }
  }

  Result<std::string> compile() {
    if (auto done = number_letters(); !done) return std::move(done).error();
    if (auto done = write_prefixes(); !done) return std::move(done).error();
    if (auto done = write_rules(); !done) return std::move(done).error();
    if (auto done = write_classes(); !done) return std::move(done).error();
    write_lemmas();
    if (auto done = write_headwords(); !done) return std::move(done).error();
    return finish();
  }

 private:
  Result<void> number_letters() {
    std::set<char32_t> all;
    for (const auto& headword : headwords_) {
      all.insert(headword.key.begin(), headword.key.end());
    }
    for (const auto* rules : distinct_rules_) {
      for (const auto& [affix, prefixes] : *rules) {
        all.insert(affix.added.begin(), affix.added.end());
        if (affix.added.size() > format::short_word_limit) return outgrown("a suffix of more than ten letters");
        if (affix.removed.size() > format::short_word_limit) return outgrown("a strip of more than ten letters");
      }
    }
    for (const auto& prefix : finder_.prefixes()) all.insert(prefix.added.begin(), prefix.added.end());
    std::vector<std::uint16_t> letters{0};
    std::array<std::uint8_t, format::letter_range> codes{};
    for (const char32_t letter : all) {
      if (letter < format::first_letter || letter - format::first_letter >= format::letter_range) {
        return outgrown("a letter outside the Arabic block");
      }
      codes[letter - format::first_letter] = static_cast<std::uint8_t>(letters.size());
      letters.push_back(static_cast<std::uint16_t>(letter));
    }
    if (letters.size() > 1U << format::letter_bits) return outgrown("more than 63 letters");
    codes_.assign(codes.begin(), codes.end());
    put(format::codes, codes_);
    put(format::letters, letters);
    return {};
  }

  Result<void> write_prefixes() {
    std::vector<format::PrefixRow> rows;
    for (const auto& prefix : finder_.prefixes()) {
      if (prefix.added.size() > format::short_word_limit) return outgrown("a prefix of more than ten letters");
      rows.push_back({packed(prefix.added), packed(prefix.removed)});
    }
    if (rows.size() > format::prefix_limit) return outgrown("more than 128 prefixes");
    put(format::prefixes, rows);
    return {};
  }

  Result<void> write_rules() {
    std::set<Rule> all;
    for (const auto* rules : distinct_rules_) {
      for (const auto& [affix, prefixes] : *rules) all.insert(rule(affix));
    }
    rules_ = Numbered<Rule>(std::move(all));
    std::vector<format::SuffixRow> suffixes;
    std::vector<format::ShortWord> removed;
    for (const auto& [added, strip] : rules_.values()) {
      if (suffixes.empty() || suffixes.back().added != added) suffixes.push_back({added, removed.size()});
      removed.push_back(strip);
    }
    suffixes.push_back({0, removed.size()});
    if (removed.size() > index16_limit) return outgrown("more than 65,536 rules");
    put(format::suffixes, suffixes);
    put(format::rules, removed);
    return {};
  }

  /// Equal lists of rules are one class.
  Result<void> write_classes() {
    std::set<PrefixBits> all_sets;
    std::set<Class> all_classes;
    std::map<const FormRules*, Class> class_of;
    for (const auto* rules : distinct_rules_) {
      auto& its_class = class_of[rules];
      for (const auto& [affix, prefixes] : *rules) {
        all_sets.insert(prefixes);
        its_class.emplace_back(rules_.number(rule(affix)), prefixes);
      }
      std::sort(its_class.begin(), its_class.end());
      all_classes.insert(its_class);
    }
    const Numbered<PrefixBits> sets(std::move(all_sets));
    const Numbered<Class> classes(std::move(all_classes));
    if (sets.values().size() > index16_limit) return outgrown("more than 65,536 sets of prefixes");
    if (classes.values().size() > index16_limit) return outgrown("more than 65,536 classes");
    for (const auto& [rules, its_class] : class_of) class_numbers_[rules] = classes.number(its_class);

    std::vector<format::PrefixSet> set_rows;
    for (const auto& set : sets.values()) set_rows.push_back({{set[0], set[1]}});
    std::vector<std::uint32_t> starts;
    std::vector<format::ClassRule> class_rules;
    for (const auto& each : classes.values()) {
      starts.push_back(static_cast<std::uint32_t>(class_rules.size()));
      for (const auto& [number, set] : each) {
        class_rules.push_back({static_cast<std::uint16_t>(number), static_cast<std::uint16_t>(sets.number(set))});
      }
    }
    starts.push_back(static_cast<std::uint32_t>(class_rules.size()));
    put(format::prefix_sets, set_rows);
    put(format::class_starts, starts);
    put(format::class_rules, class_rules);
    return {};
  }

  void write_lemmas() {
    std::set<std::u32string> all;
    for (const auto& headword : headwords_) all.insert(headword.lemma);
    lemmas_ = Numbered<std::u32string>(std::move(all));
    std::vector<std::uint32_t> starts;
    std::string text;
    for (const auto& lemma : lemmas_.values()) {
      starts.push_back(static_cast<std::uint32_t>(text.size()));
      for (const char32_t c : lemma) text::append_utf8(text, c);
    }
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    put(format::lemma_starts, starts);
    put(format::lemma_text, std::vector<char>(text.begin(), text.end()));
  }

  /// The tree of headwords, level by level: every node stands for the headwords that share its letters.
  Result<void> write_headwords() {
    for (auto& headword : headwords_) headword.word_class = class_numbers_.at(headword.rules);
    std::sort(headwords_.begin(), headwords_.end());
    struct Range {
      std::size_t begin;
      std::size_t end;
      std::size_t depth;
      std::uint8_t letter;
    };
    std::vector<Range> queue{{0, headwords_.size(), 0, 0}};
    std::vector<format::Node> nodes;
    std::vector<format::Entry> entries;
    for (std::size_t at = 0; at < queue.size(); ++at) {
      const Range range = queue[at];
      nodes.push_back({static_cast<std::uint32_t>(queue.size()) & (index24_limit - 1), range.letter,
                       static_cast<std::uint32_t>(entries.size())});
      std::size_t next = range.begin;
      for (; next < range.end && headwords_[next].key.size() == range.depth; ++next)
        add_entry(headwords_[next], entries);
      while (next < range.end) {
        const std::size_t begin = next;
        const char32_t letter = headwords_[begin].key[range.depth];
        while (next < range.end && headwords_[next].key[range.depth] == letter) ++next;
        queue.push_back({begin, next, range.depth + 1, code(letter)});
      }
      entry_limit_ = entries.size();
    }
    if (queue.size() >= index24_limit) return outgrown("more than 16 million nodes");
    nodes.push_back({static_cast<std::uint32_t>(queue.size()) & (index24_limit - 1), 0,
                     static_cast<std::uint32_t>(entries.size())});
    put(format::nodes, nodes);
    put(format::entries, entries);
    return {};
  }

  static format::WordKind kind_of(const Headword& headword) {
    if (!headword.lemma.empty()) return format::WordKind::verb;
    return headword.name ? format::WordKind::name : format::WordKind::noun;
  }

  /// The headwords of one node come in order, so equal ones follow each other.
  void add_entry(const Headword& headword, std::vector<format::Entry>& entries) {
    const format::Entry entry{lemmas_.number(headword.lemma), static_cast<std::uint16_t>(headword.word_class),
                              kind_of(headword)};
    const bool first = entries.size() == entry_limit_;
    if (first || std::memcmp(&entries.back(), &entry, sizeof entry) != 0) entries.push_back(entry);
  }

  std::string finish() {
    format::Header header{};
    std::memcpy(header.magic, format::magic, sizeof header.magic);
    header.version = format::version;
    std::string body;
    for (std::size_t i = 0; i < format::section_count; ++i) {
      body.resize((body.size() + format::alignment - 1) / format::alignment * format::alignment);
      header.sections[i] = {static_cast<std::uint32_t>(sizeof header + body.size()), counts_[i]};
      body += sections_[i];
    }
    header.size = static_cast<std::uint32_t>(sizeof header + body.size());
    header.fingerprint = format::hash(reinterpret_cast<const unsigned char*>(body.data()), body.size());
    return std::string(reinterpret_cast<const char*>(&header), sizeof header) + body;
  }

  template <class T>
  void put(format::SectionName name, const std::vector<T>& rows) {
    static_assert(std::is_trivially_copyable_v<T>);
    sections_[name].assign(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(T));
    counts_[name] = static_cast<std::uint32_t>(rows.size());
  }

  using Rule = std::pair<format::ShortWord, format::ShortWord>;  // added, removed
  using Class = std::vector<std::pair<std::uint32_t, PrefixBits>>;

  std::uint8_t code(char32_t letter) const { return codes_[letter - format::first_letter]; }

  format::ShortWord packed(const std::u32string& letters) const {
    format::ShortWord word = 0;
    for (const char32_t letter : letters) word = word << format::letter_bits | code(letter);
    return word;
  }

  Rule rule(const FoldedAffix& affix) const { return {packed(affix.added), packed(affix.removed)}; }

  FormFinder finder_;
  std::vector<Headword> headwords_;
  std::set<const FormRules*> distinct_rules_;  // only to fill ordered sets: addresses must not show in the output
  std::vector<std::uint8_t> codes_;
  Numbered<Rule> rules_{{}};
  Numbered<std::u32string> lemmas_{{}};
  std::map<const FormRules*, std::uint32_t> class_numbers_;
  std::size_t entry_limit_ = 0;  // entries of earlier nodes
  std::array<std::string, format::section_count> sections_;
  std::array<std::uint32_t, format::section_count> counts_{};
};

}  // namespace

Result<std::string> compile(const HunspellFiles& files) { return Compiler(files).compile(); }

}  // namespace diwan::dictionary_compiler
