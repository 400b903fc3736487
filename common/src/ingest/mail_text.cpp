// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/mail_text.hpp"

#include <algorithm>

namespace diwan::ingest {

std::string unwrap_flowed(std::string_view text, bool deletes_blank) {
  std::string unwrapped;
  bool runs_on = false;
  std::size_t depth_before = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto depth = std::min(line.find_first_not_of('>'), line.size());
    auto content = line.substr(depth);
    if (content.starts_with(' ')) content.remove_prefix(1);  // stuffed
    const bool is_signature = content == "-- ";
    if (runs_on && (depth != depth_before || is_signature)) {
      unwrapped += '\n';
      runs_on = false;
    }
    if (!runs_on && depth > 0) unwrapped.append(depth, '>').append(" ");
    runs_on = content.ends_with(' ') && !is_signature;
    if (runs_on && deletes_blank) content.remove_suffix(1);
    unwrapped += content;
    if (!runs_on) unwrapped += '\n';
    depth_before = depth;
  }
  return unwrapped;
}

}  // namespace diwan::ingest
