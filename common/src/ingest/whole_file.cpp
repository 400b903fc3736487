// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/whole_file.hpp"

#include "ingest/plain_text.hpp"

#include <utility>

namespace diwan::ingest {

std::optional<std::string> read_text_or_refuse(ByteStream& bytes, std::size_t limit, FileOutput& output) {
  auto read = read_all(bytes, limit);
  if (!read) {
    output.refuse(read.error().message);
    return std::nullopt;
  }
  std::string text = std::move(read).value();
  std::string_view rest = text;
  const auto dropped = drop_byte_order_mark(rest);
  if (auto fault = find_text_fault(rest, dropped, true)) {
    output.refuse(std::move(*fault));
    return std::nullopt;
  }
  if (is_blank(rest)) {
    output.refuse("empty");
    return std::nullopt;
  }
  text.erase(0, dropped);
  return text;
}

}  // namespace diwan::ingest
