// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/xapian_guard.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include "store/damage.hpp"

namespace diwan::store {
namespace {

struct Row {
  std::string_view type;  ///< Xapian::Error::get_type
  Code code;
  std::string_view hint;
};

constexpr std::array rows{
    Row{"DatabaseLockError", Code::busy, "Wait until the other run has ended."},
    Row{"DatabaseNotFoundError", Code::corrupt, damage_remedy},
    Row{"DatabaseVersionError", Code::wrong_version, "Build the index again with this version."},
    Row{"DatabaseCorruptError", Code::corrupt, damage_remedy},
    Row{"DatabaseOpeningError", Code::corrupt, damage_remedy},
    Row{"DatabaseModifiedError", Code::io, "Run the same command again."},
    Row{"DatabaseError", Code::corrupt, damage_remedy},
};

std::string strerror_of(int number) { return std::generic_category().message(number); }

/// Whether one of the rows about reading and writing a database fits; a lock or a version has its own.
bool is_of_database(const Xapian::Error& error) {
  const std::string_view type = error.get_type();
  return type == "DatabaseError" || type == "DatabaseOpeningError" || type == "DatabaseNotFoundError" ||
         type == "DatabaseCreateError";
}

}  // namespace

Error xapian_error(std::string_view what, const Xapian::Error& error) {
  std::string message = "cannot " + std::string(what) + ": " + error.get_msg();
  const char* const system = error.get_error_string();
  if (system != nullptr) message += std::string(" (") + system + ")";
  // Where the system refused, it is not the bytes of the index that are wrong.
  if (system != nullptr && system != strerror_of(ENOENT) && is_of_database(error)) {
    const bool forbidden = system == strerror_of(EACCES) || system == strerror_of(EPERM);
    return {Code::io, std::move(message),
            forbidden ? "Run it as a user who may read and write there."
                      : "See whether the disk is full or failing, then run the same command again."};
  }
  for (const auto& row : rows) {
    if (row.type == error.get_type()) return {row.code, std::move(message), std::string(row.hint)};
  }
  return {Code::internal, std::move(message), "Please report this with the command that led to it."};
}

}  // namespace diwan::store
