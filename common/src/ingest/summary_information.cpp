// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/summary_information.hpp"

#include "ingest/code_page.hpp"
#include "ingest/little_endian.hpp"
#include "ingest/plain_text.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace diwan::ingest {
namespace {

constexpr unsigned utf16_page = 1200;

struct PropertySet {
  std::string_view section;
  unsigned page = 1252;

  /// Type and value of a property; empty where there is none.
  std::string_view find(std::uint64_t wanted) const {
    constexpr std::size_t head = 8;
    const auto count = little_endian(section, 4, 4);
    for (std::uint64_t i = 0; i < count && head * (i + 2) <= section.size(); ++i) {
      const auto at = static_cast<std::size_t>(head * (i + 1));
      if (little_endian(section, at, 4) == wanted)
        return slice(section, static_cast<std::size_t>(little_endian(section, at + 4, 4)), std::string_view::npos);
    }
    return {};
  }

  std::string encoding_of(std::string_view bytes) const {
    auto encoding = encoding_of_page(static_cast<int>(page));
    // Programs that knew nothing of Arabic wrote its bytes under the name of their own page.
    if (encoding == "windows-1252" && text::find_invalid_utf8(bytes) &&
        text::guess_encoding(bytes).name == "windows-1256")
      return "windows-1256";
    return encoding;
  }

  std::string text(std::uint64_t wanted) const {
    constexpr std::uint64_t narrow = 30;
    constexpr std::uint64_t wide = 31;
    constexpr std::size_t longest = 4096;
    const auto property = find(wanted);
    const auto type = little_endian(property, 0, 4);
    if (type != narrow && type != wide) return {};
    const auto count = little_endian(property, 4, 4);
    const auto size = static_cast<std::size_t>(type == wide ? count * 2 : count);
    auto bytes = slice(property, 8, std::min(size, longest));
    const bool is_wide = type == wide || page == utf16_page;
    const auto decoded = text::decode(bytes, is_wide ? std::string("UTF-16LE") : encoding_of(bytes));
    return decoded ? std::string(trim(std::string_view(decoded->text).substr(0, decoded->text.find('\0'))))
                   : std::string();
  }

  std::string day(std::uint64_t wanted) const {
    constexpr std::uint64_t file_time = 64;
    constexpr std::int64_t ticks_a_day = 864'000'000'000;
    constexpr std::int64_t days_to_1970 = 134'774;  // from 1601
    constexpr int first_year = 1980;                // nothing earlier was written by these programs
    constexpr int last_year = 2100;
    const auto property = find(wanted);
    if (little_endian(property, 0, 4) != file_time || property.size() < 12) return {};
    const auto days = static_cast<std::int64_t>(little_endian(property, 4, 8) >> 1) / (ticks_a_day / 2) - days_to_1970;
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
    const auto year = static_cast<int>(date.year());
    if (days < 0 || year < first_year || year > last_year) return {};
    const auto two = [](unsigned number) { return std::string(number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(year) + '-' + two(static_cast<unsigned>(date.month())) + '-' +
           two(static_cast<unsigned>(date.day()));
  }
};

}  // namespace

SummaryInformation read_summary_information(std::string_view stream) {
  constexpr std::size_t byte_order = 0xFFFE;
  constexpr std::size_t offset_of_first = 44;
  enum : std::uint64_t { code_page = 1, title = 2, author = 4, created = 12, saved = 13 };
  if (little_endian(stream, 0, 2) != byte_order) return {};
  PropertySet set;
  set.section =
      slice(stream, static_cast<std::size_t>(little_endian(stream, offset_of_first, 4)), std::string_view::npos);
  if (const auto page = little_endian(set.find(code_page), 4, 2); page != 0) set.page = static_cast<unsigned>(page);
  auto date = set.day(created);
  if (date.empty()) date = set.day(saved);
  return {set.text(title), set.text(author), std::move(date)};
}

}  // namespace diwan::ingest
