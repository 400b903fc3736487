// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// What a file says about its own encoding, such as `<meta charset>`; empty where it says nothing.
using DeclaredEncoding = std::function<std::string(std::string_view bytes)>;

/// The encoding of a file by the rules below, from its bytes or, `is_cut`, from the beginning of them; the output is
/// warned where it is a guess or another than declared. Nothing when they are no text.
std::optional<std::string> choose_encoding(std::string_view bytes, bool is_cut, FileOutput& output,
                                           const DeclaredEncoding& declared);

/// Replaces NULs in decoded text by U+FFFD, those in a row by one, and gives how many these are; nothing where there
/// are so many that it is binary data.
std::optional<std::size_t> replace_nuls(std::string& text);

/// The same with each of them, however many there are.
std::size_t replace_each_nul(std::string& text);

/// Warns of characters that became U+FFFD, where there are any.
void warn_of_replaced(std::size_t replaced, FileOutput& output);

/// The text of a file that is one article: UTF-8, without its byte order mark. Nothing when it cannot be read, is
/// larger than `limit` bytes, is blank or is not text: then it has been refused. The encoding is, in this order, the
/// one that the user forces, that of a byte order mark, UTF-8 where all bytes are valid, and the guess of
/// text/encoding.hpp, which takes what the file declares into account; where it is doubtful, another one than
/// declared, or bytes had to be replaced, the output is warned.
std::optional<std::string> read_text_or_refuse(ByteStream& bytes, std::size_t limit, FileOutput& output,
                                               const DeclaredEncoding& declared = nullptr);

/// The text of bytes by the same rules, blank or not; malformed when they are no text.
Result<std::string> text_of(std::string bytes, FileOutput& output, const DeclaredEncoding& declared = nullptr);

/// What read_text_or_refuse() does, for bytes that have been read.
std::optional<std::string> text_or_refuse(std::string bytes, FileOutput& output,
                                          const DeclaredEncoding& declared = nullptr);

}  // namespace diwan::ingest
