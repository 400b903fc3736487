// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/script.hpp"

#include <unicode/uscript.h>

#include "text/utf8.hpp"

namespace diwan::text {

Script script_of(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(next_code_point(text, i)), &status)) {
      case USCRIPT_COMMON:
      case USCRIPT_INHERITED:
        continue;
      case USCRIPT_ARABIC:
        return Script::arabic;
      case USCRIPT_LATIN:
        return Script::latin;
      case USCRIPT_CYRILLIC:
        return Script::cyrillic;
      default:
        return Script::other;
    }
  }
  return Script::other;
}

}  // namespace diwan::text
