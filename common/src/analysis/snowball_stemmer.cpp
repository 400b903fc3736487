// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/snowball_stemmer.hpp"

#include <libstemmer.h>

#include <cassert>
#include <memory>

namespace diwan::analysis {

std::string snowball_stem(std::string_view word, const char* algorithm) {
  const std::unique_ptr<sb_stemmer, void (*)(sb_stemmer*)> stemmer(sb_stemmer_new(algorithm, "UTF_8"),
                                                                   sb_stemmer_delete);
  assert(stemmer != nullptr);
  const auto* stem =
      sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  assert(stem != nullptr);
  return std::string(reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer.get())));
}

}  // namespace diwan::analysis
