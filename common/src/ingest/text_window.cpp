// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/text_window.hpp"

#include <utility>

namespace diwan::ingest {

bool TextWindow::fill() {
  if (has_ended_) return false;
  text_.erase(0, std::exchange(at_, 0));
  const auto more = chunks_.append_to(text_, std::max(text_.size(), std::size_t{1}));
  if (!more) failure_ = more.error().message;
  has_ended_ = !more || !*more;
  return !has_ended_;
}

}  // namespace diwan::ingest
