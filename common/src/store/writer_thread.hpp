// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>

#include <cstddef>
#include <memory>

#include "store/document_writer.hpp"
#include "store/turns.hpp"

namespace diwan::store {

/// The same writer, working in a thread of its own: what it is told is done later, in order, and a failure shows in a
/// later call, `finish` at last. Left without `finish`, it drops what has not been done. `queue_bytes` bounds what
/// waits.
std::unique_ptr<DocumentWriter> in_own_thread(std::unique_ptr<DocumentWriter> writer, std::size_t queue_bytes,
                                              Turns* turns);

}  // namespace diwan::store
