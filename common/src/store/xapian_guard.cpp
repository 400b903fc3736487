// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/xapian_guard.hpp"

#include <array>

namespace diwan::store {
namespace {

struct Row {
  std::string_view type;  ///< Xapian::Error::get_type
  Code code;
  std::string_view hint;
};

constexpr std::array rows{
    Row{"DatabaseLockError", Code::busy, "Wait until the other run has ended."},
    Row{"DatabaseNotFoundError", Code::not_an_index, "Make an index with: indexer --db DB PATH..."},
    Row{"DatabaseVersionError", Code::wrong_version, "Build the index again with this version."},
    Row{"DatabaseCorruptError", Code::corrupt, "Build the index again."},
    Row{"DatabaseOpeningError", Code::not_an_index, "Make an index with: indexer --db DB PATH..."},
    Row{"DatabaseModifiedError", Code::io, "Run the same command again."},
    Row{"DatabaseError", Code::io, "See whether the disk is full or failing; the state before stays readable."},
};

}  // namespace

Error xapian_error(std::string_view what, const Xapian::Error& error) {
  std::string message = "cannot " + std::string(what) + ": " + error.get_msg();
  if (const char* system = error.get_error_string()) message += std::string(" (") + system + ")";
  for (const auto& row : rows) {
    if (row.type == error.get_type()) return {row.code, std::move(message), std::string(row.hint)};
  }
  return {Code::internal, std::move(message), "Please report this with the command that led to it."};
}

}  // namespace diwan::store
