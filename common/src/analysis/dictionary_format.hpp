// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace diwan::analysis {

/// The compiled dictionary: what the compiler writes and the program reads, in the byte order of the machine that
/// built it. A header, then arrays; each array begins at a multiple of 8 bytes, at the offset that the header says.
///
///   key_slots     hash table of keys: index of a key + 1, or 0; linear probing, the count is a power of two
///   keys          per key (and one more): where its letters and its entries begin
///   entries       what a key may be: a stem, a class, a part of speech
///   stems         per stem (and one more): where its letters begin
///   letters       letters of keys, stems, affixes: one byte each (see letter_code)
///   classes       per class (and one more): where its rules begin in class_rules
///   class_rules   numbers of the suffix rules that a class allows, ascending
///   rules         per suffix rule: the set of prefixes that may stand before it
///   endings       suffix rules by what they add and what they put back; rules of one ending have adjacent numbers
///   ending_slots  hash table of what endings add: index of the first ending + 1, or 0
///   prefixes      what may stand in front
///   prefix_sets   sets of prefixes, as bits
struct DictionaryHeader {
  static constexpr std::uint64_t magic_number = 0x31544349444e5744;  // "DWNDICT1"

  struct Array {
    std::uint32_t offset = 0;  ///< from the beginning of the header, in bytes
    std::uint32_t count = 0;   ///< of records
  };

  std::uint64_t magic = magic_number;
  std::uint64_t content_hash = 0;  ///< over everything behind the header
  Array key_slots;
  Array keys;
  Array entries;
  Array stems;
  Array letters;
  Array classes;
  Array class_rules;
  Array rules;
  Array endings;
  Array ending_slots;
  Array prefixes;
  Array prefix_sets;
};

struct DictionaryKey {
  std::uint32_t letters = 0;
  std::uint32_t entries = 0;
};

struct DictionaryEntry {
  static constexpr std::uint16_t verb = 1;  ///< the stem is a verb's lemma
  static constexpr std::uint16_t alias = 2;  ///< the key is another spelling of a headword (hamza on another seat)

  std::uint32_t stem = 0;
  std::uint16_t word_class = 0;
  std::uint16_t flags = 0;
};

/// A piece of `letters`.
struct DictionaryString {
  std::uint32_t letters = 0;
  std::uint32_t size = 0;
};

/// A group of suffix rules: a word that ends with `added` may be a key that ends with `stripped` instead.
struct DictionaryEnding {
  DictionaryString added;
  DictionaryString stripped;
  std::uint32_t first_rule = 0;
  std::uint32_t last_rule = 0;  ///< behind the last
};

/// A prefix: a word that begins with `added` may be one that begins with `stripped` instead, if its first letter then
/// is `required`, and is not `excluded` (letter codes; 0: no condition).
struct DictionaryPrefix {
  DictionaryString added;
  DictionaryString stripped;
  std::uint8_t required = 0;
  std::uint8_t excluded = 0;
  std::uint16_t unused = 0;
};

/// Bit n: prefix n may stand there.
struct DictionaryPrefixSet {
  std::uint64_t bits[2] = {};
};

static_assert(std::is_trivially_copyable_v<DictionaryHeader> && std::is_trivially_copyable_v<DictionaryEnding>);

/// The one-byte code of a letter of a folded Arabic word, or 0 for a letter that the dictionary does not have.
constexpr std::uint8_t letter_code(char32_t letter) {
  constexpr char32_t before_first = 0x0620, last = 0x064A;  // hamza to yeh
  return letter > before_first && letter <= last ? static_cast<std::uint8_t>(letter - before_first) : std::uint8_t{0};
}
constexpr char32_t coded_letter(std::uint8_t code) { return 0x0620 + code; }

/// The hash of both hash tables (FNV-1a).
constexpr std::uint32_t dictionary_hash(std::string_view letters) {
  std::uint32_t hash = 2166136261U;
  for (const char letter : letters) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
  return hash ^ hash >> 15;
}

/// The letter codes of a folded word (text::fold_key), or nothing when a letter has none.
std::optional<std::string> encode_letters(std::string_view key);
/// The word of letter codes.
std::string decode_letters(std::string_view codes);

}  // namespace diwan::analysis
