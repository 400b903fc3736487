// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace diwan::indexer {

/// What a run does. All but `index` are asked for by an option of their own, and exclude each other.
enum class Mode { index, forget, dump, from_dump, reindex, stats, check, help, version };

/// A set of modes: bit N stands for the mode with number N.
using ModeSet = unsigned;

template <class... Modes>
constexpr ModeSet modes(Modes... each) {
  return (0U | ... | (1U << static_cast<unsigned>(each)));
}

/// One option of the command line. The only place where it is described.
struct OptionRow {
  enum class Takes { nothing, one, several };

  const char* name;         ///< with ",x" behind it where it has a letter too
  Takes takes;              ///< values; several: the option may be repeated
  const char* value;        ///< what the help calls the value
  ModeSet modes;            ///< in which it makes sense
  bool asks_for_mode;       ///< for the one of `modes`
  const char* description;  ///< for the help

  std::string_view long_name() const { return std::string_view(name).substr(0, std::string_view(name).find(',')); }
};

/// Modes that work on an index, those of them that write to it, and of these those that take articles in.
inline constexpr ModeSet writing_modes = modes(Mode::index, Mode::forget, Mode::from_dump, Mode::reindex);
inline constexpr ModeSet building_modes = modes(Mode::index, Mode::from_dump, Mode::reindex);
inline constexpr ModeSet index_modes = writing_modes | modes(Mode::dump, Mode::stats, Mode::check);

inline constexpr auto nothing = OptionRow::Takes::nothing;
inline constexpr auto one = OptionRow::Takes::one;
inline constexpr auto several = OptionRow::Takes::several;

inline constexpr OptionRow option_table[] = {
    {"db", one, "DB", index_modes, false, "the index folder; made where there is none"},
    {"files-from", several, "FILE", modes(Mode::index), false,
     "index what FILE lists as well, one PATH a line; - reads the list from standard input; may be repeated"},
    {"encoding", one, "NAME", modes(Mode::index), false,
     "the encoding of plain text and HTML, instead of what they say or what is guessed"},
    {"map", several, "FIELD=NAME", modes(Mode::index), false,
     "the field title, text, id, date ... is called NAME in JSON, CSV and XML; may be repeated"},
    {"full", nothing, "", modes(Mode::index, Mode::from_dump), false, "build the index anew, and show it at the end"},
    {"remove", nothing, "", modes(Mode::index), false, "remove articles that are there no more, however many they are"},
    {"by-id", nothing, "", modes(Mode::index), false,
     "an id is one article of its PATH, whatever file it is in: the later date, else the later file stands"},
    {"retry", nothing, "", modes(Mode::index), false, "try files with failures again although they have not changed"},
    {"report", one, "FILE", modes(Mode::index), false, "write all that could not be read to FILE, as JSON Lines"},
    {"publish-every", one, "SECONDS", modes(Mode::index), false,
     "how often a long run shows what it has; 240 unless told, 0: at its end only"},
    {"jobs", one, "N", building_modes, false,
     "how many threads work at the same time; the cores, at most 8, unless told"},
    {"memory", one, "MB", building_modes, false, "how much memory the run may take; 512 unless told, at least 192"},
    {"wait", one, "SECONDS", writing_modes, false,
     "how long to wait while another run holds the index; 600 unless told, 0: not at all"},
    {"dry-run", nothing, "", modes(Mode::index), false, "say what would be done, and write nothing"},
    {"share", one, "WHO", modes(Mode::index), false,
     "who may read the index beside its owner: group or all (nobody again: none); nobody unless told"},
    {"log-format", one, "FORMAT", modes(Mode::index), false,
     "tell every event on standard error, with its time: text, or json, an object a line"},
    {"format", one, "FORMAT", modes(Mode::stats), false, "how --stats tells it: text, or json, an object in one line"},
    {"quiet", nothing, "", writing_modes, false, "no summary and no progress; what is refused is still named"},
    {"forget", several, "ID", modes(Mode::forget), true, "remove the articles with this id, for good; may be repeated"},
    {"forget-source", several, "NAME", modes(Mode::forget), true, "the same with all articles of a source"},
    {"restore", several, "ID", modes(Mode::forget), true,
     "let the next run bring back what was forgotten; may be repeated"},
    {"restore-source", several, "NAME", modes(Mode::forget), true, "the same with a source"},
    {"reindex", nothing, "", modes(Mode::reindex), true,
     "build the index anew from the texts that it stores, without the sources"},
    {"dump", nothing, "", modes(Mode::dump), true,
     "write every article, and what is remembered of files, to standard output, as JSON Lines"},
    {"from-dump", one, "FILE", modes(Mode::from_dump), true, "make an index of a dump; - reads it from standard input"},
    {"stats", nothing, "", modes(Mode::stats), true, "tell how many articles there are, of when, and how large it is"},
    {"check", nothing, "", modes(Mode::check), true,
     "look whether the index is as it was written, and say what to do if not"},
    {"help,h", nothing, "", modes(Mode::help), true, "show this help"},
    {"version", nothing, "", modes(Mode::version), true, "show the version"},
};

}  // namespace diwan::indexer
