// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/checksums.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <memory>
#include <new>
#include <numeric>
#include <system_error>

#include "store/damage.hpp"
#include "store/folder_entries.hpp"
#include "store/form_lookup.hpp"
#include "store/glass_format.hpp"

namespace diwan::store {
namespace {

namespace fs = std::filesystem;
using Piece = FileChecksums::Piece;

constexpr std::uint64_t largest_piece = std::uint64_t{16} << 20;
constexpr std::size_t buffer_bytes = std::size_t{1} << 20;
constexpr std::string_view first_line = "diwan checksums 1\n";
constexpr std::size_t hex_digits = 16;
constexpr std::string_view table_ending = ".glass";

std::string hex(std::uint64_t number) {
  char digits[hex_digits + 1];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(number));
  return digits;
}

std::uint64_t checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

template <class Number>
std::optional<Number> whole_number(std::string_view text, int base) {
  Number number = 0;
  const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return failed == std::errc{} && stop == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// Hashes files piece by piece, in a buffer of its own.
class PieceReader {
 public:
  PieceReader() : buffer_(buffer_bytes, '\0'), hash_(XXH3_createState(), XXH3_freeState) {
    if (!hash_) throw std::bad_alloc();  // as for any other memory
  }

  /// The piece of a file that begins at `offset`; shorter than `bytes` only where the file ends.
  Result<Piece> read(int fd, const fs::path& path, std::uint64_t offset, std::uint64_t bytes) {
    XXH3_64bits_reset(hash_.get());
    Piece piece;
    while (piece.bytes < bytes) {
      const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(bytes - piece.bytes, buffer_.size()));
      const auto count = ::pread(fd, buffer_.data(), wanted, static_cast<off_t>(offset + piece.bytes));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return system_error("cannot read", path);
      if (count == 0) break;
      XXH3_64bits_update(hash_.get(), buffer_.data(), static_cast<std::size_t>(count));
      piece.bytes += static_cast<std::uint64_t>(count);
    }
    piece.checksum = XXH3_64bits_digest(hash_.get());
    return piece;
  }

 private:
  std::string buffer_;
  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> hash_;
};

Result<FileDescriptor> open_file(const fs::path& path) {
  FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return system_error("cannot open", path);
  return fd;
}

Result<std::uint64_t> size_of(const FileDescriptor& fd, const fs::path& path) {
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0) return system_error("cannot look at", path);
  return static_cast<std::uint64_t>(status.st_size);
}

/// Adds the pieces of a file up to `size`, or to its end, behind those that are known.
Result<void> add_pieces(FileChecksums& file, const fs::path& path, std::optional<std::uint64_t> size,
                        PieceReader& reader) {
  const auto fd = open_file(path);
  if (!fd) return fd.error();
  if (!size) {
    const auto whole = size_of(*fd, path);
    if (!whole) return whole.error();
    size = *whole;
  }
  for (auto offset = file.bytes(); offset < *size;) {
    const auto bytes = std::min(largest_piece, *size - offset);
    const auto piece = reader.read(fd->get(), path, offset, bytes);
    if (!piece) return piece.error();
    if (piece->bytes < bytes) return damaged(path.string() + " is shorter than what was written");
    file.pieces.push_back(*piece);
    offset += bytes;
  }
  return {};
}

bool is_part_of_database(std::string_view name) { return name == glass::version_name || name.ends_with(table_ending); }

/// Names of the files of a database that hold something, in order.
Result<std::vector<std::string>> database_files(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    auto name = entry->path().filename().string();
    if (is_part_of_database(name)) names.push_back(std::move(name));
  }
  if (failed) return system_error("cannot list", folder, failed);
  std::sort(names.begin(), names.end());
  return names;
}

std::string name_in(std::string_view folder, std::string_view file) {
  return std::string(folder) + '/' + std::string(file);
}

/// Whether more may stand in a file than what a state has of it.
bool grows(std::string_view name) {
  const auto slash = name.find('/');
  return is_text_store_name(name.substr(0, slash)) && !FormLookup::is_name(name.substr(slash + 1));
}

}  // namespace

std::uint64_t FileChecksums::bytes() const {
  return std::accumulate(pieces.begin(), pieces.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Piece& piece) { return sum + piece.bytes; });
}

Result<Checksums> make_checksums(const IndexFolder& folder, std::string_view state, std::string_view text_store,
                                 const TextExtent& extent, const Checksums& before) {
  Checksums checksums;
  PieceReader reader;
  const auto add = [&](FileChecksums file, std::optional<std::uint64_t> size) {
    const auto path = folder.path() / file.name;
    checksums.push_back(std::move(file));
    return add_pieces(checksums.back(), path, size, reader);
  };
  const auto database = database_files(folder.state(state));
  if (!database) return database.error();
  for (const auto& name : *database) {
    if (auto added = add({name_in(state, name), {}}, std::nullopt); !added) return std::move(added).error();
  }
  for (const auto& [name, size] : text_file_sizes(extent)) {
    FileChecksums file{name_in(text_store, name), {}};
    const auto known =
        std::find_if(before.begin(), before.end(), [&](const auto& each) { return each.name == file.name; });
    if (known != before.end() && known->bytes() <= size) file.pieces = known->pieces;
    if (auto added = add(std::move(file), size); !added) return std::move(added).error();
  }
  if (extent.entries == 0) return checksums;
  // Made of the lexicon at hand, if need be again for the same number of entries: so it is read as it is.
  auto lookup = add({name_in(text_store, FormLookup::name(extent.entries)), {}}, std::nullopt);
  if (!lookup) return std::move(lookup).error();
  return checksums;
}

fs::path checksums_file(const IndexFolder& folder, std::string_view state) {
  return folder.state(state) / entries::checksums;
}

std::string to_bytes(const Checksums& checksums) {
  std::string bytes(first_line);
  for (const auto& file : checksums) {
    bytes += file.name;
    for (const auto& piece : file.pieces) bytes += ' ' + std::to_string(piece.bytes) + ':' + hex(piece.checksum);
    bytes += '\n';
  }
  return bytes + hex(checksum(bytes)) + '\n';
}

std::optional<Checksums> parse_checksums(std::string_view bytes) {
  constexpr auto last_line = hex_digits + 1;
  if (bytes.size() < first_line.size() + last_line || !bytes.starts_with(first_line)) return std::nullopt;
  const auto end = bytes.substr(bytes.size() - last_line);
  bytes.remove_suffix(last_line);
  if (end != hex(checksum(bytes)) + '\n' || !bytes.ends_with('\n')) return std::nullopt;
  bytes.remove_prefix(first_line.size());
  Checksums checksums;
  while (!bytes.empty()) {
    auto line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(line.size() + 1);
    const auto next = [&line] {
      const auto word = line.substr(0, line.find(' '));
      line.remove_prefix(std::min(line.size(), word.size() + 1));
      return word;
    };
    FileChecksums file{std::string(next()), {}};
    while (!line.empty()) {
      const auto word = next();
      const auto colon = std::min(word.find(':'), word.size() - 1);
      const auto size = whole_number<std::uint64_t>(word.substr(0, colon), 10);
      const auto sum = whole_number<std::uint64_t>(word.substr(colon + 1), 16);
      if (!size || !sum) return std::nullopt;
      file.pieces.push_back({*size, *sum});
    }
    checksums.push_back(std::move(file));
  }
  return checksums;
}

Result<std::optional<Checksums>> read_checksums(const IndexFolder& folder, std::string_view state) {
  const auto path = checksums_file(folder, state);
  const auto bytes = read_file(path);
  if (!bytes && bytes.error().code == Code::not_found) return std::optional<Checksums>();
  if (!bytes) return bytes.error();
  auto checksums = parse_checksums(*bytes);
  if (checksums) return checksums;
  return Error{Code::corrupt, path.string() + " is damaged",
               "Build the index again from the texts that it stores: indexer --db DB --reindex."};
}

Result<CheckedFile> CheckedFile::open(const IndexFolder& folder, FileChecksums expected) {
  CheckedFile file;
  file.path_ = folder.path() / expected.name;
  auto fd = open_file(file.path_);
  if (!fd) return std::move(fd).error();
  file.fd_ = *std::move(fd);
  file.expected_ = std::move(expected);
  return file;
}

Result<std::optional<FileDamage>> CheckedFile::damage() const {
  const auto size = size_of(fd_, path_);
  if (!size) return size.error();
  const auto expected = bytes();
  const bool is_short = *size < expected;
  if (is_short || (*size > expected && !grows(name()))) {
    auto what = "it has " + std::to_string(*size) + " bytes instead of " + std::to_string(expected);
    return std::optional(FileDamage{std::move(what), is_short});
  }
  PieceReader reader;
  std::uint64_t offset = 0;
  for (const auto& piece : expected_.pieces) {
    const auto found = reader.read(fd_.get(), path_, offset, piece.bytes);
    // A disk that gives an error here is what this is for.
    if (!found) return std::optional(FileDamage{found.error().message});
    if (*found != piece) {
      const auto last = offset + piece.bytes - 1;
      return std::optional(
          FileDamage{"bytes " + std::to_string(offset) + " to " + std::to_string(last) + " are not what was written"});
    }
    offset += piece.bytes;
  }
  return std::optional<FileDamage>();
}

}  // namespace diwan::store
