// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

// The control words of RTF that name a place, a sign or a character set.

namespace diwan::ingest::rtf {

/// Where the text of a group belongs.
enum class Place { text, note, header, title, author, created, fonts, nowhere };

struct PlaceRow {
  std::string_view word;
  Place place;
};

inline constexpr PlaceRow places[] = {
    {"footnote", Place::note},   {"title", Place::title},        {"author", Place::author},
    {"creatim", Place::created}, {"fonttbl", Place::fonts},      {"shptxt", Place::note},
    {"info", Place::nowhere},    {"colortbl", Place::nowhere},   {"stylesheet", Place::nowhere},
    {"pict", Place::nowhere},    {"nonshppict", Place::nowhere}, {"objdata", Place::nowhere},
    {"fldinst", Place::nowhere}, {"header", Place::header},      {"headerl", Place::header},
    {"headerr", Place::header},  {"headerf", Place::header},     {"footer", Place::header},
    {"footerl", Place::header},  {"footerr", Place::header},     {"footerf", Place::header},
    {"filetbl", Place::nowhere}, {"revtbl", Place::nowhere},     {"listtable", Place::nowhere},
    {"annotation", Place::note}, {"atnid", Place::nowhere},      {"atnauthor", Place::nowhere},
    {"tc", Place::nowhere},      {"xe", Place::nowhere},         {"bkmkstart", Place::nowhere},
    {"bkmkend", Place::nowhere}, {"sp", Place::nowhere},         {"template", Place::nowhere},
};

struct CharacterRow {
  std::string_view word;
  std::string_view text;
};

inline constexpr CharacterRow characters[] = {
    {"par", "\n"},           {"line", "\n"},        {"sect", "\n"},        {"page", "\n"},
    {"column", "\n"},        {"row", "\n"},         {"nestrow", "\n"},     {"tab", "\t"},
    {"cell", "\t"},          {"nestcell", "\t"},    {"emdash", "\u2014"},  {"endash", "\u2013"},
    {"bullet", "\u2022"},    {"lquote", "\u2018"},  {"rquote", "\u2019"},  {"ldblquote", "\u201C"},
    {"rdblquote", "\u201D"}, {"emspace", "\u2003"}, {"enspace", "\u2002"}, {"zwj", "\u200D"},
    {"zwnj", "\u200C"},
};

struct CharsetRow {
  int charset;
  std::string_view encoding;
};

inline constexpr CharsetRow charsets[] = {
    {77, "macintosh"},     {128, "windows-932"},  {129, "windows-949"},  {134, "gb18030"},
    {136, "Big5"},         {161, "windows-1253"}, {162, "windows-1254"}, {163, "windows-1258"},
    {177, "windows-1255"}, {178, "windows-1256"}, {179, "windows-1256"}, {180, "windows-1256"},
    {186, "windows-1257"}, {204, "windows-1251"}, {222, "windows-874"},  {238, "windows-1250"},
};

}  // namespace diwan::ingest::rtf
