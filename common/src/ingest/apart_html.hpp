// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/apart_reader.hpp>

#include <optional>
#include <string>

namespace diwan::ingest {

/// Reads HTML that stands in a file of another format in a process apart. Where that could not be done sixteen times,
/// no more is read. One thread at a time; not to be called while `apart` reads something else.
class ApartHtml {
 public:
  /// `apart` outlives this.
  explicit ApartHtml(ApartReader& apart) : apart_(&apart) {}

  /// The text as text_of_html() has it; none where it cannot be read.
  std::optional<std::string> operator()(const std::string& html);

 private:
  ApartReader* apart_;
  int failures_ = 0;
};

}  // namespace diwan::ingest
