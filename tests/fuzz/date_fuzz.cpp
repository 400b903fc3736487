// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a date field: what is read are days that exist, the same each time.
#include "text/read_date.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

bool exists(const diwan::Date& day) { return diwan::parse_iso_date(diwan::to_string(day)) == day; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto reading = diwan::text::read_date(text);
  require(reading == diwan::text::read_date(text));
  if (!reading) return 0;
  require(exists(reading->day));
  require(!reading->other || (exists(*reading->other) && *reading->other != reading->day));
  return 0;
}
