// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/code_page.hpp"

#include "text/encoding.hpp"

namespace diwan::ingest {

std::string encoding_of_page(int page) {
  switch (page) {
    case 708:
      return "ISO-8859-6";
    case 720:
      return "CP720";
    case 10000:
      return "macintosh";
    case 10004:
      return "MacArabic";
    case 65001:
      return "UTF-8";
    default:
      break;
  }
  // Bounds of Windows' code pages and those of DOS, which ICU knows under these names.
  auto windows = "windows-" + std::to_string(page);
  if (text::is_encoding(windows)) return windows;
  auto dos = "ibm-" + std::to_string(page);
  return text::is_encoding(dos) ? dos : std::string("windows-1252");
}

}  // namespace diwan::ingest
