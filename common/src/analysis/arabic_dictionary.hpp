// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::analysis {

/// One way in which the dictionary accounts for a whole word: word = prefix + (headword without `lost_front` letters in
/// front and with its end changed into `suffix`). A plain value; everything is folded with text::fold_seats.
struct DictionaryReading {
  std::string stem;      ///< a noun's headword, a verb's lemma, with a fatha at its end where it is spelt like a name
  std::string headword;  ///< as the dictionary lists it
  std::string prefix;
  std::string suffix;          ///< what stands behind the letters that the word has in common with the headword
  std::size_t kept = 0;        ///< how many letters those are
  std::size_t lost_front = 0;  ///< letters of the headword that the prefix took: «للجنة» is لل and لجنة
  std::size_t lost_end = 0;    ///< letters of the headword that the suffix took: «قوات» is قو, ات
  bool verb = false;
  bool of_name = false;             ///< the headword is also a proper name
  bool takes_sound_plural = false;  ///< the headword has a plural with ون

  bool operator==(const DictionaryReading&) const = default;
};

/// The Arabic dictionary that the library carries as read-only data (arabic_dictionary_format.hpp). Immutable: threads
/// may share it.
namespace arabic_dictionary {

/// Every reading of a word, in no particular order but always the same; none for a word that the dictionary does not
/// know, or of more than 32 letters. `key` is folded with text::fold_seats.
std::vector<DictionaryReading> look_up(std::string_view key);

/// Whether the dictionary lists the word itself, without prefix and suffix.
bool is_headword(std::string_view key);

/// A hash of all it holds.
std::uint64_t fingerprint();

}  // namespace arabic_dictionary
}  // namespace diwan::analysis
