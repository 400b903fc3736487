// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/render.hpp>

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::rendering {

/// Text for a terminal: neutral, runs of white space as one space, highlights moved along. A plain value.
struct Passage {
  std::string text;
  std::vector<Range> highlights;
};

/// `highlights` into `text`, ascending; whatever of them is out of range or overlaps is left out. A text of nothing but
/// white space and dropped characters gives an empty passage.
Passage make_passage(std::string_view text, const std::vector<Range>& highlights = {});

/// The passage of a title, or what stands for one that is missing.
Passage title_passage(std::string_view title, const std::vector<Range>& highlights = {});

/// A day, or what stands for one that is missing.
std::string date_field(const std::optional<Date>& date);

/// A short value inside a line: neutral, in an isolate where anything in it runs right to left.
std::string inline_field(std::string_view value);

/// A value with its label, one of several on a line. A plain value.
struct Item {
  std::string label;  ///< ASCII, with what parts it from the value; may be empty
  std::string value;
  std::size_t columns = 0;  ///< that the two take at least where another one follows on the line
};

/// Writes lines to a terminal. Whatever its text, each line begins with ASCII that the caller gives, has left to right
/// as base direction, closes its isolates and resets its colours.
class LinePrinter {
 public:
  enum class Weight { normal, bold };

  LinePrinter(const RenderOptions& options, std::ostream& out)
      : color_(options.color), width_(options.width), out_(out) {}

  void blank() { out_ << '\n'; }

  /// `text` is short, begins with a label or number and holds foreign text as inline_field only.
  void line(std::string_view text) { out_ << text << '\n'; }

  /// Whether a line has room for a passage behind `first`.
  bool has_room_behind(std::string_view first) const;

  /// Items, two spaces between them, over as many lines as they need; one that is wider than a line is parted.
  /// `first` and `next` as in passage.
  void items(std::string_view first, std::string_view next, const std::vector<Item>& items);

  /// A passage over as many lines as it needs: `first` in front of the first line, `next` in front of the others. All
  /// its lines run in the direction of its first letter.
  void passage(std::string_view first, std::string_view next, const Passage& passage, Weight weight = Weight::normal);

 private:
  std::string painted(const Passage& passage, Range line, Weight weight) const;
  /// Columns that are left beside `taken` ones; never so few that nothing can be read.
  std::size_t room_beside(std::size_t taken) const;

  bool color_;
  std::size_t width_;
  std::ostream& out_;
};

}  // namespace diwan::rendering
