// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/posting_chunk.hpp"

#include "store/glass_format.hpp"

namespace diwan::store {
namespace {

/// A number as glass::pack_uint writes it, and where it ends; null where it does not end before `end`. Small enough to
/// be returned in registers: this is where a night's time goes.
struct Number {
  const char* end;
  std::uint64_t value;
};

Number read_long_number(const char* at, const char* end) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; at != end && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return {at, value};
  }
  return {nullptr, 0};
}

inline Number read_number(const char* at, const char* end) {
  if (at != end && static_cast<unsigned char>(*at) < 0x80) return {at + 1, static_cast<unsigned char>(*at)};
  return read_long_number(at, end);
}

}  // namespace

std::optional<KeptPostings> keep_postings(std::string_view body, std::uint32_t first, const std::vector<bool>& removed,
                                          std::string& out) {
  KeptPostings kept;
  const char* at = body.data();
  const char* const end = at + body.size();
  const char* copied_from = at;
  bool after_removed = false;  // then the step to the next document counts from one that is gone
  const std::uint64_t documents = removed.size();
  std::uint64_t document = first;
  do {
    const char* wdf_begin = at;
    if (at != body.data()) {
      const auto step = read_number(at, end);
      if (step.end == nullptr || step.value >= documents) return std::nullopt;
      document += step.value + 1;
      wdf_begin = step.end;
    }
    const auto wdf = read_number(wdf_begin, end);
    if (wdf.end == nullptr || document >= documents) return std::nullopt;
    if (removed[document]) {
      if (!after_removed) out.append(copied_from, at);
      after_removed = kept.lacks_some = true;
    } else {
      if (after_removed) {
        if (kept.entries != 0) glass::pack_uint(out, document - kept.last - 1);
        copied_from = wdf_begin;
        after_removed = false;
      }
      if (kept.entries == 0) kept.first = static_cast<std::uint32_t>(document);
      kept.last = static_cast<std::uint32_t>(document);
      ++kept.entries;
      kept.occurrences += wdf.value;
    }
    at = wdf.end;
  } while (at != end);
  if (kept.lacks_some && !after_removed) out.append(copied_from, end);
  return kept;
}

}  // namespace diwan::store
