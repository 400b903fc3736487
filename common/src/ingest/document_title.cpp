// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/document_title.hpp"

#include "ingest/plain_text.hpp"
#include "text/classes.hpp"

#include <algorithm>
#include <cstddef>

namespace diwan::ingest {
namespace {

bool ends_like_file(std::string_view title) {
  constexpr std::string_view endings[] = {".doc", ".docx", ".docm", ".dot", ".dotx", ".dotm", ".rtf",  ".odt",
                                          ".pdf", ".ppt",  ".pptx", ".xls", ".xlsx", ".txt",  ".htm",  ".html",
                                          ".wpd", ".pub",  ".indd", ".qxd", ".qxp",  ".pmd",  ".p65",  ".fm",
                                          ".tex", ".dvi",  ".ps",   ".eps", ".ai",   ".tif",  ".tiff", ".jpg"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return title.ends_with(ending); });
}

bool stands_for_none(std::string_view title) {
  constexpr std::string_view none[] = {
      "untitled", "untitled document", "powerpoint presentation", "no title", "title", "slide 1",
      "document", "بدون عنوان",        "عرض تقديمي في powerpoint"};
  if (std::ranges::find(none, title) != std::end(none)) return true;
  // Document1, مستند1, Untitled-2: what a program calls a new document.
  for (const std::string_view name : {"document", "untitled-", "untitled", "doc", "مستند", "book", "presentation"}) {
    if (!title.starts_with(name)) continue;
    const auto number = title.substr(name.size());
    if (std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; })) return true;
  }
  return false;
}

}  // namespace

std::string real_title(std::string_view stated, std::string_view file_name) {
  auto title = collapse_white_space(trim(stated));
  for (const std::string_view program : {"Microsoft Word - ", "Microsoft PowerPoint - ", "Microsoft Excel - "})
    if (title.starts_with(program)) title.erase(0, program.size());
  const auto lower = to_ascii_lower(title);
  const auto name = to_ascii_lower(file_name);
  const bool is_file = lower == name || lower == std::string_view(name).substr(0, name.rfind('.'));
  return !text::has_word(title) || is_file || ends_like_file(lower) || stands_for_none(lower) ? std::string() : title;
}

}  // namespace diwan::ingest
