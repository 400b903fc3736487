// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

#include <string_view>

namespace diwan::ingest {

/// One message (.eml), or a page saved as one (MHTML): see mail_message.hpp. The byte count in front of Apple's .emlx
/// and a `From ` line in front do not count.
void read_mail(ByteStream& bytes, FileOutput& output);

/// A mailbox (mbox): one article a message, its id the Message-ID where it has one and no message before it has the
/// same, else `path#number`. One message is held at a time; of one that is larger than `largest_message`, the
/// beginning.
void read_mbox(ByteStream& bytes, FileOutput& output);

/// Whether a file that begins so is a message, whatever its name: a header block with fields that only mail has.
bool is_mail(std::string_view head);

/// Whether it is a mailbox: a `From ` line and a header behind it.
bool is_mbox(std::string_view head);

}  // namespace diwan::ingest
