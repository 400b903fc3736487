// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>
#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace diwan {

class ApartReader;

/// One PATH of the command line: a folder, a file, or `-` for JSON Lines on standard input. A plain value.
struct Source {
  std::string name;            ///< NAME of NAME=PATH, else the canonical absolute path; `-` for standard input
  std::filesystem::path path;  ///< canonical absolute path, or `-`

  bool operator==(const Source&) const = default;
};

/// Reads PATH or NAME=PATH. A path that exists as it stands is a path, even with a `=` in it.
/// Fails with not_found when there is no such path.
Result<Source> parse_source(std::string_view argument);

/// The arguments listed in a file, one PATH or NAME=PATH a line; empty lines are passed over, a `\r` at the end of a
/// line does not count. `-` reads the list from `standard_input`.
Result<std::vector<std::string>> read_file_list(const std::filesystem::path& list, std::istream& standard_input);

/// Something that could not be read as an article, with the place and the reason. A plain value.
struct Refusal {
  std::string source;
  std::string path;    ///< relative to the source
  std::string place;   ///< "line 12", or empty for the whole file
  std::string reason;  ///< one line, UTF-8

  bool operator==(const Refusal&) const = default;
};

/// How files are read where they do not say it themselves. A plain value.
struct ReadOptions {
  std::string encoding;  ///< the encoding of plain text and HTML, whatever they say; empty: see docs/formats.md
  /// Of records (JSON, CSV, XML): the field of an article and the name that it has in the files.
  std::vector<std::pair<std::string, std::string>> fields;

  bool operator==(const ReadOptions&) const = default;
};

/// Whether `name` is an encoding that ReadOptions takes.
bool is_encoding(std::string_view name);

/// The fields of an article that ReadOptions::fields takes.
std::vector<std::string_view> mappable_fields();

/// Whether what a file of this name holds is packed, so that its size does not tell how much is to be read.
bool is_packed(std::string_view file_name);

/// What the system says of a file without reading it. All zeros: nothing that could be relied on. A plain value.
struct FileStamp {
  std::uint64_t size = 0;     ///< bytes
  std::int64_t modified = 0;  ///< of the content (mtime), in nanoseconds since 1970
  std::int64_t changed = 0;   ///< of the content or its names and rights (ctime), in nanoseconds since 1970

  bool operator==(const FileStamp&) const = default;
};

/// Where a reader puts what it finds; called from the reading thread, in a stable order.
class ArticleSink {
 public:
  virtual ~ArticleSink() = default;
  /// A file that a reader takes comes next. Gives whether it shall be read. `content_hash` reads it through and gives
  /// 16 bytes, or nothing where that fails. Not called for standard input.
  [[nodiscard]] virtual bool begin_file(const std::string& /*source*/, const std::string& /*path*/,
                                        const FileStamp& /*stamp*/,
                                        const std::function<std::string()>& /*content_hash*/) {
    return true;
  }
  /// A record of the file that was begun comes next, one whose bytes alone make its article; `hash` is theirs (XXH3, 64
  /// bits). Gives whether it shall be read: not where it gave the same article before. 0: what comes is of no such
  /// record.
  [[nodiscard]] virtual bool begin_record(std::uint64_t /*hash*/) { return true; }
  /// The file that was begun has been read as a whole. `content_hash` is empty where its reader stopped early. Not
  /// called where the system failed to read it, nor when the sink wanted no more.
  virtual void end_file(const FileStamp& /*stamp*/, const std::string& /*content_hash*/) {}
  /// `place` is where the article stands in its file, as in Refusal. Gives whether the reader shall go on; where not,
  /// nothing more comes from this source.
  [[nodiscard]] virtual bool article(Article article, std::string_view place) = 0;
  virtual void refused(Refusal refusal) = 0;
  /// Something was read that somebody should look at: a guessed encoding, bytes that were replaced. The articles come
  /// all the same, after it. Nothing is done with it unless overridden.
  virtual void warned(const Refusal& /*warning*/) {}
  /// A file that no reader takes. `type` is its lower-case ending with the dot, or "no ending".
  virtual void skipped(const std::string& path, const std::string& type) = 0;
};

/// Reads every article of a source into the sink: files in byte order of their relative paths, symbolic links inside a
/// folder not followed. Malformed files and lines go to `refused` and never stop the run; the Result fails only when
/// the source itself cannot be read, not when the sink has had enough. `left_out` is the canonical path of a folder
/// that is passed over where it lies inside of the source, such as the index. Files that need big parsers are read by
/// `apart`; without one they are read in this process, which a hostile or broken file may then bring down or fill the
/// memory of. `jobs` is as in IndexerOptions: unless it is 1, a folder is listed in a thread of its own, some files
/// ahead. Not to be called for one sink from two threads at once.
Result<void> read_source(const Source& source, std::istream& standard_input, ArticleSink& sink,
                         const std::filesystem::path& left_out = {}, const ReadOptions& options = {},
                         ApartReader* apart = nullptr, unsigned jobs = 1);

}  // namespace diwan
