// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/file_output.hpp"

#include <diwan/article.hpp>

#include <functional>
#include <string>

namespace diwan::ingest {

/// Takes the article of a message, without identity, and its Message-ID, which may be empty.
using TakeMessage = std::function<void(Article article, std::string message_id)>;

/// Reads a message (RFC 5322, MIME) as one article and each attachment of it as a file inside of `output`, which is
/// warned of what had to be guessed. A page saved as MHTML is the article of its page. Refused is what is encrypted,
/// and a message in which nothing can be read.
void read_message(const std::string& bytes, FileOutput& output, const TakeMessage& take);

}  // namespace diwan::ingest
