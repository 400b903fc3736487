// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace diwan::ingest {

// Bounds on what one article may cost, in bytes after decompression. docs/formats.md states them.

constexpr std::size_t largest_text_file = std::size_t{32} << 20;
constexpr std::size_t largest_record = std::size_t{32} << 20;
constexpr std::size_t largest_html_file = std::size_t{64} << 20;
constexpr std::size_t largest_message = std::size_t{64} << 20;
constexpr std::size_t largest_document = std::size_t{256} << 20;
constexpr std::size_t largest_archive_in_memory = std::size_t{128} << 20;
constexpr std::size_t largest_pdf_file = std::size_t{512} << 20;
constexpr std::size_t longest_json_line = std::size_t{64} << 20;

/// Archives in archives, and compressions of one file.
constexpr int deepest_archive = 3;
constexpr const char* too_deep = "archives are nested too deeply";

/// The reason of a refusal where there was no memory left to read something: with the bytes that its reader may take,
/// and with those that this process may take, where it has a limit.
std::string too_much_memory(std::uint64_t limit);
std::string too_much_memory();

}  // namespace diwan::ingest
