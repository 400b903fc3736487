// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/snowball_stemmer.hpp"

#include <libstemmer.h>

#include <cassert>
#include <memory>

namespace diwan::analysis {
namespace {

/// Endings that an algorithm knows with their accent only, and that people write without it. The word has no other
/// reading with the bare ending.
struct AccentedEnding {
  std::string_view algorithm;
  std::string_view bare;
  std::string_view accented;
};

constexpr AccentedEnding accented_endings[] = {
    {"spanish", "acion", "ación"},
    {"spanish", "ucion", "ución"},
    {"spanish", "logia", "logía"},
    {"spanish", "logias", "logías"},
};

std::string with_accent(std::string_view word, std::string_view algorithm) {
  for (const auto& ending : accented_endings) {
    if (algorithm != ending.algorithm || !word.ends_with(ending.bare)) continue;
    return std::string(word.substr(0, word.size() - ending.bare.size())).append(ending.accented);
  }
  return std::string(word);
}

}  // namespace

std::string snowball_stem(std::string_view word, const char* algorithm) {
  const std::unique_ptr<sb_stemmer, void (*)(sb_stemmer*)> stemmer(sb_stemmer_new(algorithm, "UTF_8"),
                                                                   sb_stemmer_delete);
  assert(stemmer != nullptr);
  const auto spelled = with_accent(word, algorithm);
  const auto* stem = sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(spelled.data()),
                                     static_cast<int>(spelled.size()));
  assert(stem != nullptr);
  return std::string(reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer.get())));
}

}  // namespace diwan::analysis
