// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <catch2/catch.hpp>
#include <clocale>
#include <string>
#include <utility>
#include <vector>

namespace diwan::test {

/// Names and bytes.
using Members = std::vector<std::pair<std::string, std::string>>;

/// An archive that libarchive writes: `set_format` chooses its kind.
inline std::string pack(const Members& members, int (*set_format)(struct archive*) = archive_write_set_format_zip,
                        int (*add_filter)(struct archive*) = nullptr, const char* options = nullptr,
                        const char* passphrase = nullptr) {
  std::string packed(std::size_t{4} << 20, '\0');
  std::size_t used = 0;
  // libarchive takes the names of 7z, which are UTF-16 there, from the encoding of the locale.
  const bool is_7zip = set_format == archive_write_set_format_7zip;
  if (is_7zip) std::setlocale(LC_CTYPE, "C.UTF-8");
  struct archive* const archive = archive_write_new();
  set_format(archive);
  if (add_filter != nullptr) add_filter(archive);
  if (options != nullptr) REQUIRE(archive_write_set_options(archive, options) == ARCHIVE_OK);
  if (passphrase != nullptr) archive_write_set_passphrase(archive, passphrase);
  archive_write_set_bytes_in_last_block(archive, 1);
  REQUIRE(archive_write_open_memory(archive, packed.data(), packed.size(), &used) == ARCHIVE_OK);
  for (const auto& [name, bytes] : members) {
    archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    REQUIRE(archive_write_header(archive, entry) >= ARCHIVE_WARN);
    archive_write_data(archive, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(archive);
  archive_write_free(archive);
  if (is_7zip) std::setlocale(LC_CTYPE, "C");
  packed.resize(used);
  return packed;
}

}  // namespace diwan::test
