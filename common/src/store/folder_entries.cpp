// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/folder_entries.hpp"

#include <algorithm>
#include <system_error>

#include "store/files.hpp"
#include "store/form_lookup.hpp"
#include "store/text_store.hpp"

namespace diwan::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t fewest_digits = 6;

bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char each) { return each >= '0' && each <= '9'; });
}

bool is_numbered(std::string_view name, std::string_view kind) {
  if (!name.starts_with(kind)) return false;
  const auto number = name.substr(kind.size());
  return number.size() >= fewest_digits && are_digits(number);
}

template <class Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// What a network file system makes of a file that is removed while a searcher has it open.
bool is_kept_by_nfs(std::string_view name) { return name.starts_with(".nfs"); }

bool is_database_file(std::string_view name) {
  // v.tmp becomes iamglass; changesN appear where XAPIAN_MAX_CHANGESETS is set.
  constexpr std::string_view names[] = {"iamglass", "v.tmp", "flintlock", entries::checksums, entries::spool};
  constexpr std::string_view tables[] = {"postlist", "docdata", "termlist", "position", "spelling", "synonym"};
  constexpr std::string_view table_ending = ".glass", changes = "changes";
  if (is_one_of(name, names) || is_kept_by_nfs(name)) return true;
  if (name.ends_with(table_ending)) return is_one_of(name.substr(0, name.size() - table_ending.size()), tables);
  return name.starts_with(changes) && name.size() > changes.size() && are_digits(name.substr(changes.size()));
}

bool is_text_store_file(std::string_view name) {
  constexpr std::string_view names[] = {text_files::articles, text_files::offsets, text_files::entries,
                                        text_files::forms,    text_files::tokens,  text_files::lengths};
  return is_one_of(name, names) || FormLookup::is_name(name) || is_kept_by_nfs(name);
}

/// A regular file, not a link to one; also what is there no more.
bool is_file(const fs::path& path) {
  std::error_code failed;
  const auto type = fs::symlink_status(path, failed).type();
  return type == fs::file_type::regular || type == fs::file_type::not_found;
}

bool is_empty_file(const fs::path& path) {
  std::error_code failed;
  return is_file(path) && (fs::file_size(path, failed) == 0 || failed);
}

}  // namespace

bool is_state_name(std::string_view name) { return is_numbered(name, entries::state); }

bool is_building_name(std::string_view name) {
  return name.ends_with(entries::building) && is_state_name(name.substr(0, name.size() - entries::building.size()));
}

bool is_text_store_name(std::string_view name) { return is_numbered(name, entries::text); }

bool is_ledger_name(std::string_view name) {
  if (name.ends_with(entries::renewed)) name.remove_suffix(entries::renewed.size());
  return is_numbered(name, entries::ledger);
}

Result<std::string> foreign_part(const fs::path& path) {
  const auto name = path.filename().string();
  if (name == entries::lock) return is_empty_file(path) ? "" : name;
  if (name == entries::stub || name == entries::announced || is_ledger_name(name)) return is_file(path) ? "" : name;
  const bool text_store = is_text_store_name(name);
  if (!text_store && !is_state_name(name) && !is_building_name(name)) return name;

  std::error_code failed;
  const auto type = fs::symlink_status(path, failed).type();
  if (type == fs::file_type::not_found) return std::string();
  if (type != fs::file_type::directory) return name;
  for (fs::directory_iterator entry(path, failed), end; !failed && entry != end; entry.increment(failed)) {
    const auto inner = entry->path().filename().string();
    const bool known = text_store ? is_text_store_file(inner) : is_database_file(inner);
    if (!known || !is_file(entry->path())) return name + '/' + inner;
  }
  if (failed && failed != std::errc::no_such_file_or_directory) return system_error("cannot list", path, failed);
  return std::string();
}

}  // namespace diwan::store
