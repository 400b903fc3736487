// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// The compiled dictionary: one read-only block that dictionary_compiler writes at build time and the library carries.
/// Integers have the byte order of the machine; each section begins on a multiple of eight bytes.
///
/// Everything is folded, also the hamza seats (text::fold_seats), and letters are codes from 1 to 63 (`codes` says
/// which letter of U+0600 to U+06FF has which, `letters` the other way). A *headword* is a word of the dictionary. Its
/// forms are made by a *rule*, which removes letters from its end and adds others, and by a *prefix*, which may remove
/// letters in front. Which of them a headword takes is its *class*: a list of (rule, set of prefixes).
///
/// `nodes` is the tree of all headwords by letters, level by level, so that the children of node n are the nodes from
/// n.first_child up to (n + 1).first_child, by ascending letter, and its entries those from n.first_entry up to
/// (n + 1).first_entry; a last node closes the last ranges. Node 0 is the root.
/// `suffixes` is sorted by `added`; the rules of suffix n are those from its first_rule up to the next one's.
/// Suffix 0 adds nothing, and prefix 0 neither adds nor removes. Within a class the rules ascend.
namespace diwan::analysis::format {

inline constexpr char magic[8] = {'d', 'i', 'w', 'a', 'n', 'D', 'I', 'C'};
inline constexpr std::uint32_t version = 2;
inline constexpr std::size_t alignment = 8;

inline constexpr char32_t first_letter = 0x0600;
inline constexpr std::size_t letter_range = 0x100;
inline constexpr unsigned letter_bits = 6;
inline constexpr std::size_t short_word_limit = 10;

/// At most ten letters, six bits each, the last letter lowest: a letter put in front changes only higher bits.
using ShortWord = std::uint64_t;

enum SectionName : std::uint32_t {
  codes,         // std::uint8_t [letter_range]
  letters,       // std::uint16_t, by code
  prefixes,      // PrefixRow
  prefix_sets,   // PrefixSet
  suffixes,      // SuffixRow, and a last one that closes
  rules,         // ShortWord: what the rule removes
  class_starts,  // std::uint32_t into class_rules, and a last one that closes
  class_rules,   // ClassRule
  nodes,         // Node, and a last one that closes
  entries,       // Entry
  lemma_starts,  // std::uint32_t into lemma_text, and a last one that closes
  lemma_text,    // bytes of UTF-8
  section_count
};

struct Section {
  std::uint32_t offset;  // bytes from the header's begin
  std::uint32_t count;   // elements
};

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t size;         // of all, in bytes
  std::uint64_t fingerprint;  // FNV-1a of everything behind the header
  Section sections[section_count];
};

struct PrefixRow {
  ShortWord added;
  ShortWord removed;
};

/// Bit n of the whole is prefix n.
struct PrefixSet {
  std::uint64_t bits[2];
};

inline constexpr std::size_t prefix_limit = 128;

struct SuffixRow {
  ShortWord added;
  std::uint64_t first_rule;
};

struct ClassRule {
  std::uint16_t rule;
  std::uint16_t prefix_set;
};

struct Node {
  std::uint32_t first_child : 24;
  std::uint32_t letter : 8;
  std::uint32_t first_entry;
};

enum class WordKind : std::uint16_t { noun, verb, name };

struct Entry {
  std::uint32_t lemma;       // of a verb; a noun's stem is the headword itself
  std::uint16_t word_class;  // index into class_starts
  WordKind kind;
};

constexpr std::size_t size_of(ShortWord word) {
  std::size_t size = 0;
  for (; word != 0; word >>= letter_bits) ++size;
  return size;
}

/// The letter at `index` of a word of `size` letters.
constexpr std::uint8_t letter_at(ShortWord word, std::size_t size, std::size_t index) {
  return static_cast<std::uint8_t>(word >> (letter_bits * (size - 1 - index)) & ((1U << letter_bits) - 1));
}

/// FNV-1a, 64 bits.
constexpr std::uint64_t hash(const unsigned char* bytes, std::size_t size) {
  std::uint64_t value = 0xCBF29CE484222325;
  for (std::size_t i = 0; i < size; ++i) value = (value ^ bytes[i]) * 0x100000001B3;
  return value;
}

}  // namespace diwan::analysis::format
