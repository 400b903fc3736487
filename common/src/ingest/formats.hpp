// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// Reads one file from front to back: each article of it, each refusal. Called from the reading thread.
using Reader = void (*)(ByteStream& bytes, FileOutput& output);
/// Turns the bytes of a compressed file into those that it holds.
using Decoder = std::unique_ptr<ByteStream> (*)(std::unique_ptr<ByteStream> bytes);

/// How a file is read: by its reader, from its decoder's bytes where it has one.
struct Format {
  Reader reader = nullptr;
  Decoder decoder = nullptr;
};

/// The format of a file by the ending of its name, in any case of ASCII letters; no reader when none takes it.
Format find_format(std::string_view file_name);

/// The ending by which a file that no reader takes is counted: lower case with its dot, both endings of a compressed
/// file; "no ending" where there is none that a person would call one.
std::string type_of(std::string_view file_name);

}  // namespace diwan::ingest
