// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>

#include "store/document_writer.hpp"

namespace diwan::store {

/// The same writer, working in a thread of its own: what it is told is done later, in order, and a failure shows in a
/// later call, `finish` at last. Left without `finish`, it drops what has not been done.
std::unique_ptr<DocumentWriter> in_own_thread(std::unique_ptr<DocumentWriter> writer);

}  // namespace diwan::store
