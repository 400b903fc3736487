// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/archive_reader.hpp"
#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"
#include "ingest/file_stamp.hpp"
#include "ingest/folder_walk.hpp"
#include "ingest/formats.hpp"
#include "ingest/jsonl_reader.hpp"
#include "ingest/plain_text.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <diwan/ingest.hpp>

#include <istream>
#include <system_error>
#include <utility>

namespace diwan {
namespace {

constexpr const char* standard_input_path = "-";

/// Reads one file of a source; gives whether the sink wants more. The Result fails where the file cannot be opened.
Result<bool> read_file(const Source& source, const std::filesystem::path& file, const std::string& relative,
                       ArticleSink& sink, const ReadOptions& options) {
  const std::string shown = ingest::escape_invalid(relative);
  ingest::FileOutput output(source.name, shown, sink, options);
  if (text::find_invalid_utf8(relative)) {
    const auto name = std::string_view(relative).substr(relative.rfind('/') + 1);
    if (ingest::find_format(name, {}).reader != nullptr) {
      output.refuse("its name is not UTF-8; rename it, for instance with convmv");
    } else {
      output.skip(ingest::type_of(name));
    }
    return true;
  }
  const auto read_from = ingest::now();
  const auto stamp = ingest::stamp_of(file.native()).value_or(FileStamp{});
  if (!sink.begin_file(source.name, shown, stamp, [&] { return ingest::content_hash_of(file.native()); })) return true;
  auto bytes = ingest::open_file(file.native());
  if (!bytes) return std::move(bytes).error();
  auto hashed = std::make_unique<ingest::HashedBytes>(*std::move(bytes));
  const auto outcome = hashed->outcome();
  ingest::read_any(std::move(hashed), output);
  if (!output.wants_more()) return false;
  if (!outcome->failed) sink.end_file(ingest::settled_stamp(stamp, file.native(), read_from), outcome->hash);
  return true;
}

Error unreadable(const Source& source, const std::string& reason) {
  return {Code::io, ingest::escape_invalid(source.path.native()) + ": " + reason,
          "Check the path and its permissions."};
}

Result<void> read_folder(const Source& source, ArticleSink& sink, const std::filesystem::path& left_out,
                         const ReadOptions& options) {
  ingest::FolderWalk walk(source.path, left_out);
  for (;;) {
    switch (walk.next()) {
      case ingest::FolderWalk::Outcome::file: {
        const auto read = read_file(source, source.path / walk.path(), walk.path(), sink, options);
        if (!read) {
          sink.refused({source.name, walk.path(), {}, read.error().message});
        } else if (!*read) {
          return {};
        }
        break;
      }
      case ingest::FolderWalk::Outcome::unreadable_folder: {
        const std::string reason = "cannot list the folder: " + walk.error().message();
        if (walk.path().empty()) return unreadable(source, reason);
        sink.refused({source.name, ingest::escape_invalid(walk.path()), {}, reason});
        break;
      }
      case ingest::FolderWalk::Outcome::end:
        return {};
    }
  }
}

}  // namespace

bool is_encoding(std::string_view name) { return text::is_encoding(name); }

Result<void> read_source(const Source& source, std::istream& standard_input, ArticleSink& sink,
                         const std::filesystem::path& left_out, const ReadOptions& options) {
  if (source.path == standard_input_path) {
    ingest::FileOutput output(source.name, standard_input_path, sink, options);
    ingest::read_json_lines(*ingest::stream_bytes(standard_input), output);
    return {};
  }
  std::error_code error;
  const auto type = std::filesystem::status(source.path, error).type();
  switch (type) {
    case std::filesystem::file_type::directory:
      return read_folder(source, sink, left_out, options);
    case std::filesystem::file_type::regular: {
      const auto read = read_file(source, source.path, source.path.filename().native(), sink, options);
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
