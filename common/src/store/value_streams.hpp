// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/glass_table_writer.hpp"
#include "store/spool_file.hpp"

namespace diwan::store {

/// The values of all documents, slot by slot, and what is known of each slot. Values come by document; finished chunks
/// wait in a spool file.
class ValueStreams {
 public:
  using Values = std::vector<std::pair<std::uint32_t, std::string>>;

  /// The values of the next document; an empty value is none, the last of a slot counts. Gives the tag that says which
  /// slots it uses, empty where it uses none.
  Result<std::string> add(std::uint32_t document, const Values& values, SpoolFile& file);
  /// One value that is not empty; documents of a slot come in ascending order.
  Result<void> add(std::uint32_t document, std::uint32_t slot, std::string_view value, SpoolFile& file);
  /// Takes over the values of later documents, whose chunks wait in the same spool file.
  Result<void> append(ValueStreams&& later, SpoolFile& file);
  /// Writes statistics and values into the table postlist.
  Result<void> write(SpoolFile& file, GlassTableWriter& table);

 private:
  struct Chunk {
    std::uint32_t first_document = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
  };
  struct Stream {
    std::uint64_t count = 0;
    std::string lower;
    std::string upper;
    std::vector<Chunk> chunks;
    std::uint32_t first_document = 0;  // of the chunk that is being filled
    std::uint32_t last_document = 0;
    std::string chunk;
  };

  static Result<void> close(Stream& stream, SpoolFile& file);

  std::map<std::uint32_t, Stream> streams_;
};

}  // namespace diwan::store
