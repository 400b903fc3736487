// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/form_lookup.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <system_error>
#include <vector>

#include "store/damage.hpp"
#include "store/text_store.hpp"

namespace diwan::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view name_begin = "lookup-";

std::size_t bit_numbers(std::uint64_t entries) { return static_cast<std::size_t>((entries + 31) / 32); }

/// Calls `use(bucket, entry)` once for each bucket that an entry belongs to, entries ascending.
template <class Use>
void for_each_place(const TextStore& texts, std::size_t buckets, Use use) {
  std::vector<std::size_t> of_entry;
  for (EntryId entry = 0; entry < texts.entry_count(); ++entry) {
    of_entry.clear();
    for (const auto& token : texts.tokens(entry)) {
      for (const auto hash : {token.exact, token.stems[0], token.stems[1], token.root}) {
        const auto bucket = hash & (buckets - 1);
        if (std::find(of_entry.begin(), of_entry.end(), bucket) == of_entry.end()) of_entry.push_back(bucket);
      }
    }
    for (const auto bucket : of_entry) use(bucket, entry);
  }
}

}  // namespace

std::string FormLookup::name(std::uint64_t entries) { return std::string(name_begin) + std::to_string(entries); }

bool FormLookup::is_name(std::string_view name) {
  if (!name.starts_with(name_begin) || name.size() == name_begin.size()) return false;
  const auto number = name.substr(name_begin.size());
  return std::all_of(number.begin(), number.end(), [](char each) { return each >= '0' && each <= '9'; });
}

Result<FormLookup> FormLookup::open(const fs::path& folder, std::uint64_t entries) {
  FormLookup lookup;
  if (entries == 0) return lookup;
  const auto path = folder / name(entries);
  const auto bad = [&] { return damaged(path.string() + " is damaged"); };
  std::error_code failed;
  const auto bytes = fs::file_size(path, failed);
  if (failed == std::errc::no_such_file_or_directory) return damaged(path.string() + " is not there");
  if (failed) return system_error("cannot read", path, failed);
  if (bytes < sizeof(std::uint32_t) || bytes % sizeof(std::uint32_t) != 0) return bad();
  auto file = MappedFile::open(path, bytes);
  if (!file) return std::move(file).error();
  lookup.file_ = *std::move(file);
  const auto numbers = static_cast<std::size_t>(bytes / sizeof(std::uint32_t));
  lookup.buckets_ = *lookup.file_.as<std::uint32_t>();
  const auto before_ends = 1 + bit_numbers(entries);
  if (!std::has_single_bit(lookup.buckets_) || lookup.buckets_ + before_ends > numbers) return bad();
  lookup.single_ = lookup.file_.as<std::uint32_t>() + 1;
  lookup.ends_ = lookup.file_.as<std::uint32_t>() + before_ends;
  lookup.entries_ = entries;
  lookup.size_ = numbers - before_ends - lookup.buckets_;
  return lookup;
}

std::span<const EntryId> FormLookup::candidates(std::uint32_t hash) const {
  if (buckets_ == 0) return {};
  const auto bucket = hash & (buckets_ - 1);
  const std::size_t begin = bucket == 0 ? 0 : ends_[bucket - 1];
  const std::size_t end = ends_[bucket];
  if (begin > end || end > size_) return {};
  return {ends_ + buckets_ + begin, end - begin};
}

Result<void> write_form_lookup(const fs::path& folder, const TextExtent& extent) {
  if (extent.entries == 0) return {};
  const auto texts = TextStore::open_without_lookup(folder, extent);
  if (!texts) return texts.error();
  const auto buckets = std::bit_ceil(static_cast<std::size_t>(std::max(extent.tokens, std::uint64_t{1})));
  const auto before_ends = 1 + bit_numbers(extent.entries);
  std::vector<std::uint32_t> numbers(before_ends + buckets);
  numbers[0] = static_cast<std::uint32_t>(buckets);
  for (EntryId entry = 0; entry < extent.entries; ++entry) {
    if (texts->tokens(entry).size() == 1) numbers[1 + entry / 32] |= 1U << entry % 32;
  }
  // Counts become begins, and with each entry placed, ends.
  for_each_place(*texts, buckets, [&](std::size_t bucket, EntryId) { ++numbers[before_ends + bucket]; });
  std::uint32_t begin = 0;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const auto count = numbers[before_ends + bucket];
    numbers[before_ends + bucket] = begin;
    begin += count;
  }
  numbers.resize(numbers.size() + begin);
  const auto first = before_ends + buckets;
  for_each_place(*texts, buckets,
                 [&](std::size_t bucket, EntryId entry) { numbers[first + numbers[before_ends + bucket]++] = entry; });
  return write_file(folder / FormLookup::name(extent.entries),
                    {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(std::uint32_t)});
}

void remove_other_lookups(const fs::path& folder, std::uint64_t entries) {
  const auto keep = FormLookup::name(entries);
  std::vector<fs::path> others;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    const auto name = entry->path().filename().string();
    if (FormLookup::is_name(name) && name != keep) others.push_back(entry->path());
  }
  for (const auto& path : others) fs::remove(path, failed);
}

}  // namespace diwan::store
