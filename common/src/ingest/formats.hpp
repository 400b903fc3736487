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

/// Where a parser may run. Those that are big or by others are for a process apart, where bytes that crash them cost
/// one file; our own plain ones run where the articles are wanted.
enum class Runs { here, apart };

/// How a file is read. No reader: none takes it.
struct Format {
  Reader reader = nullptr;
  Runs runs = Runs::here;
};

/// How a file is unpacked. No decoder: it is not compressed.
struct Compression {
  Decoder decoder = nullptr;
  Runs runs = Runs::here;
};

/// The compression of a file by how its bytes begin, whatever it is called; else by the ending of its name, in any case
/// of ASCII letters: what is called so and is not is damaged.
Compression find_compression(std::string_view file_name, std::string_view head);

/// The format of a file by how its bytes, unpacked, begin (512 of them or all there are), else by the ending of its
/// name in front of those of compressions.
Format find_format(std::string_view file_name, std::string_view head);

/// Whether a name promises something compressed, or a container that is.
bool has_packed_ending(std::string_view file_name);

/// What a name promises whose format is known by its bytes only ("a Word document"); empty where it promises nothing.
std::string_view promised_content(std::string_view file_name);

/// The ending by which a file that no reader takes is counted: lower case with its dot, both endings of a compressed
/// file; "no ending" where there is none that a person would call one.
std::string type_of(std::string_view file_name);

}  // namespace diwan::ingest
