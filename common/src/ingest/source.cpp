// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/byte_stream.hpp"
#include "ingest/line_reader.hpp"
#include "ingest/plain_text.hpp"
#include "text/utf8.hpp"

#include <diwan/ingest.hpp>

#include <cerrno>
#include <fstream>
#include <istream>
#include <string>
#include <system_error>
#include <utility>

namespace diwan {
namespace {

constexpr std::string_view standard_input_name = "-";
constexpr std::size_t longest_argument = std::size_t{64} << 10;  // far above what a system takes for a path

/// The canonical absolute path; a path that leads nowhere fails with not_found.
Result<std::filesystem::path> canonical_path(std::string_view path) {
  std::error_code error;
  auto canonical = std::filesystem::canonical(std::filesystem::path(path), error);
  if (!error) return canonical;
  const std::string shown = ingest::escape_invalid(path);
  if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) {
    return Error{Code::not_found, "no such file or folder: " + shown,
                 "Check the path; NAME=PATH gives a source a name."};
  }
  return Error{Code::io, "cannot use " + shown + ": " + error.message(), "Check the path and its permissions."};
}

bool leads_nowhere(std::string_view path) {
  std::error_code error;
  return std::filesystem::status(std::filesystem::path(path), error).type() == std::filesystem::file_type::not_found;
}

Result<Source> named_source(std::string_view name, std::string_view path) {
  if (name.empty()) {
    return Error{Code::invalid_argument, "no name in front of =" + ingest::escape_invalid(path),
                 "Write NAME=PATH, or ./=... for a path that begins with =."};
  }
  if (path.empty()) {
    return Error{Code::invalid_argument, "no path behind " + ingest::escape_invalid(name) + "=", "Write NAME=PATH."};
  }
  if (text::find_invalid_utf8(name)) {
    return Error{Code::invalid_argument, "the name of a source is not UTF-8: " + ingest::escape_invalid(name),
                 "Give it a name in UTF-8: NAME=PATH."};
  }
  if (path == standard_input_name) return Source{std::string(name), standard_input_name};
  auto canonical = canonical_path(path);
  if (!canonical) return std::move(canonical).error();
  return Source{std::string(name), std::move(canonical).value()};
}

}  // namespace

Result<Source> parse_source(std::string_view argument) {
  if (argument.find('\0') != std::string_view::npos) {
    return Error{Code::invalid_argument, "a path cannot hold a NUL byte", "Check the list of paths."};
  }
  if (argument.empty()) return Error{Code::invalid_argument, "an empty path", "Name a file, a folder or - ."};
  if (argument == standard_input_name) return named_source(standard_input_name, standard_input_name);
  const auto equals = argument.find('=');
  if (equals != std::string_view::npos && leads_nowhere(argument)) {
    return named_source(argument.substr(0, equals), argument.substr(equals + 1));
  }
  auto canonical = canonical_path(argument);
  if (!canonical) return std::move(canonical).error();
  const std::string name = canonical->native();
  return named_source(name, name);
}

Result<std::vector<std::string>> read_file_list(const std::filesystem::path& list, std::istream& standard_input) {
  // A list may be a pipe (process substitution), so it is opened as a stream and not looked at first.
  std::ifstream file;
  const bool is_standard_input = list == standard_input_name;
  const std::string shown = is_standard_input ? "standard input" : ingest::escape_invalid(list.native());
  if (!is_standard_input) {
    errno = 0;
    file.open(list, std::ios::binary);
    if (!file) {
      const std::error_code error(errno, std::generic_category());
      return Error{error == std::errc::no_such_file_or_directory ? Code::not_found : Code::io,
                   "cannot open the list " + shown + ": " + error.message(), "Check the path of the list."};
    }
  }
  const auto bytes = ingest::stream_bytes(is_standard_input ? standard_input : file);
  ingest::LineReader lines(*bytes, longest_argument);
  std::vector<std::string> arguments;
  for (;;) {
    switch (lines.next()) {
      case ingest::LineReader::Outcome::line: {
        auto line = lines.line();
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) arguments.emplace_back(line);
        break;
      }
      case ingest::LineReader::Outcome::too_long:
        return Error{Code::malformed,
                     "line " + std::to_string(lines.number()) + " of " + shown + " is too long for a path",
                     "Write one path a line."};
      case ingest::LineReader::Outcome::failed:
        return Error{Code::io, "cannot read the list " + shown, "Check that it is a file."};
      case ingest::LineReader::Outcome::end:
        return arguments;
    }
  }
}

}  // namespace diwan
