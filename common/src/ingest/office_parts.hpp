// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/file_output.hpp"
#include "ingest/xml_document.hpp"

#include <diwan/result.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::ingest {

/// The parts with text (XML and HTML) of a document that is a zip archive. Pictures and fonts are left packed.
class OfficeParts {
 public:
  /// Fails with malformed where the archive is damaged, encrypted or too large. The output is told of what is odd in
  /// the parts that are asked for, and outlives them.
  static Result<OfficeParts> unpack(std::string_view zip, FileOutput& output);

  bool has(std::string_view name) const { return parts_.contains(name); }

  /// The names that begin and end so, in byte order.
  std::vector<std::string> names(std::string_view begin, std::string_view end) const;

  /// A part in valid UTF-8: its encoding is that of a byte order mark, UTF-16 as XML tells it by its first sign, UTF-8
  /// where all bytes are valid, else the guess of choose_encoding(), which heeds what the part declares. What cannot be
  /// decoded, and NUL bytes, become U+FFFD. Nothing where there is no such part.
  std::optional<std::string> text(std::string_view name);

  /// The same, parsed; nothing where there is no such part, or no element in it.
  XmlDocument xml(std::string_view name);

  /// Warns of the characters that became U+FFFD up to now.
  void warn() const;

 private:
  explicit OfficeParts(FileOutput& output) : output_(&output) {}

  std::map<std::string, std::string, std::less<>> parts_;
  FileOutput* output_;
  std::size_t replaced_ = 0;
};

}  // namespace diwan::ingest
