// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/any_reader.hpp"
#include "ingest/apart_html.hpp"
#include "ingest/apart_reading.hpp"
#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"
#include "ingest/file_stamp.hpp"
#include "ingest/formats.hpp"
#include "ingest/jsonl_reader.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/shown_path.hpp"
#include "ingest/walk_ahead.hpp"
#include "text/encoding.hpp"

#include <diwan/ingest.hpp>

#include <istream>
#include <system_error>
#include <utility>

namespace diwan {
namespace {

constexpr const char* standard_input_path = "-";

/// What is read, how, and for whom.
struct Reading {
  const Source& source;
  ArticleSink& sink;
  const ReadOptions& options;
  ApartReader* apart;
  unsigned jobs;
};

/// What came of the bytes of a file.
struct Outcome {
  bool wants_more = true;
  bool failed = false;
  std::string content_hash;
};

Result<Outcome> read_bytes(const Reading& reading, const std::string& file, const std::string& shown) {
  auto descriptor = ingest::open_descriptor(file);
  if (!descriptor) return std::move(descriptor).error();
  ingest::FileOutput output(reading.source.name, shown, reading.sink, reading.options);
  auto hashed = std::make_unique<ingest::HashedBytes>(ingest::descriptor_bytes(*descriptor));
  const auto outcome = hashed->outcome();
  if (reading.apart != nullptr) output.read_html_with(ingest::ApartHtml(*reading.apart));
  ingest::FoundReader found(std::move(hashed), output);
  if (reading.apart != nullptr && found.runs() == ingest::Runs::apart) {
    auto read = reading.apart->impl().read(*descriptor, reading.source.name, shown, reading.sink, reading.options);
    if (!read) return std::move(read).error();
    return Outcome{read->wants_more, read->failed, std::move(read->content_hash)};
  }
  found.read();
  return Outcome{output.wants_more(), outcome->failed, outcome->hash};
}

/// Reads one file of a source below a folder, which had the stamp not long ago; gives whether the sink wants more. The
/// Result fails with io where the file cannot be opened, else where no file can be read.
Result<bool> read_file(const Reading& reading, const std::filesystem::path& folder, const std::string& relative,
                       const FileStamp& stamp) {
  const auto file = folder / relative;
  auto& sink = reading.sink;
  const std::string shown = ingest::shown_path(relative);
  if (shown != relative && ingest::is_shown_as_another(folder, relative)) {
    // Under a name of its own: what is remembered of the other is not touched.
    ingest::FileOutput output(reading.source.name, shown + " (not UTF-8)", sink);
    output.refuse("its name is not UTF-8, and another is called as it is shown; rename it, for instance with convmv");
    return true;
  }
  const auto read_from = ingest::now();
  const auto content_hash = [&] { return ingest::content_hash_of(file.native()); };
  if (!sink.begin_file(reading.source.name, shown, stamp, content_hash)) return true;
  const auto read = read_bytes(reading, file.native(), shown);
  if (!read) return read.error();
  if (!read->wants_more) return false;
  if (!read->failed) sink.end_file(ingest::settled_stamp(stamp, file.native(), read_from), read->content_hash);
  return true;
}

Error unreadable(const Source& source, const std::string& reason) {
  return {Code::io, ingest::escape_invalid(source.path.native()) + ": " + reason,
          "Check the path and its permissions."};
}

Result<void> read_folder(const Reading& reading, const std::filesystem::path& left_out) {
  const auto& source = reading.source;
  auto& sink = reading.sink;
  ingest::WalkAhead walk(source.path, left_out, reading.jobs != 1);
  for (;;) {
    const auto found = walk.next();
    switch (found.outcome) {
      case ingest::FolderWalk::Outcome::file: {
        const auto read = read_file(reading, source.path, found.path, found.stamp);
        if (!read && read.error().code != Code::io) return read.error();
        if (!read) {
          sink.refused({source.name, ingest::shown_path(found.path), {}, read.error().message});
        } else if (!*read) {
          return {};
        }
        break;
      }
      case ingest::FolderWalk::Outcome::unreadable_folder: {
        const std::string reason = "cannot list the folder: " + found.error.message();
        if (found.path.empty()) return unreadable(source, reason);
        sink.refused({source.name, ingest::shown_path(found.path), {}, reason});
        break;
      }
      case ingest::FolderWalk::Outcome::end:
        return {};
    }
  }
}

}  // namespace

bool is_encoding(std::string_view name) { return text::is_encoding(name); }

bool is_packed(std::string_view file_name) { return ingest::has_packed_ending(file_name); }

Result<void> read_source(const Source& source, std::istream& standard_input, ArticleSink& sink,
                         const std::filesystem::path& left_out, const ReadOptions& options, ApartReader* apart,
                         unsigned jobs) {
  if (source.path == standard_input_path) {
    ingest::FileOutput output(source.name, standard_input_path, sink, options);
    if (apart != nullptr) output.read_html_with(ingest::ApartHtml(*apart));
    ingest::read_json_lines(*ingest::stream_bytes(standard_input), output);
    return {};
  }
  const Reading reading{source, sink, options, apart, jobs};
  std::error_code error;
  const auto type = std::filesystem::status(source.path, error).type();
  switch (type) {
    case std::filesystem::file_type::directory:
      return read_folder(reading, left_out);
    case std::filesystem::file_type::regular: {
      const auto stamp = ingest::stamp_of(source.path.native()).value_or(FileStamp{});
      const auto read = read_file(reading, source.path.parent_path(), source.path.filename().native(), stamp);
      if (!read && read.error().code != Code::io) return read.error();
      if (!read) return unreadable(source, read.error().message);
      return {};
    }
    case std::filesystem::file_type::not_found:
      return Error{Code::not_found, "no such file or folder: " + ingest::escape_invalid(source.path.native()),
                   "Check the path."};
    case std::filesystem::file_type::none:
      return unreadable(source, error.message());
    default:
      return unreadable(source, "neither a file nor a folder");
  }
}

}  // namespace diwan
