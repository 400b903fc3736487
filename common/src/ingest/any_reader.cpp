// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/any_reader.hpp"

#include "ingest/limits.hpp"
#include "ingest/unpacking.hpp"

#include <new>
#include <utility>

namespace diwan::ingest {
namespace {

std::unique_ptr<ByteStream> counted(std::unique_ptr<ByteStream> bytes, FileOutput& output) {
  if (!output.is_outermost()) return bytes;
  return std::make_unique<PackedBytes>(std::move(bytes), output.unpacking());
}

}  // namespace

FoundReader::FoundReader(std::unique_ptr<ByteStream> bytes, FileOutput& output)
    : output_(output), name_(output.name()), bytes_(std::make_unique<PeekedBytes>(counted(std::move(bytes), output))) {}

/// Takes off compressions up to one that has to be undone apart, unless `all`. Gives where the file has to be read.
Runs FoundReader::look(bool all) {
  while (!is_found_) {
    const auto compression = find_compression(compressions_ == 0 ? name_ : std::string_view(), bytes_->peek());
    if (compression.decoder == nullptr) {
      format_ = find_format(name_, bytes_->peek());
      is_found_ = true;
    } else if (compression.runs == Runs::apart && !all) {
      return Runs::apart;
    } else if (compressions_ == deepest_archive) {
      return Runs::here;
    } else {
      ++compressions_;
      output_.unpacked();
      auto unpacked = compression.decoder(std::move(bytes_));
      bytes_ = std::make_unique<PeekedBytes>(
          std::make_unique<UnpackedBytes>(std::move(unpacked), output_.unpacking(), output_.layer()));
    }
  }
  return format_.runs;
}

Runs FoundReader::runs() { return look(false); }

/// What no reader takes is skipped, but where its name or its compression promises what is not there.
void FoundReader::leave() {
  if (!bytes_->failure().empty()) return output_.refuse(bytes_->failure());
  const auto promised = promised_content(name_);
  if (promised.empty()) return output_.skip(type_of(name_));
  output_.refuse("damaged or empty: not " + std::string(promised) + " inside");
}

void FoundReader::read() try {
  look(true);
  if (!is_found_) return output_.refuse(too_deep);
  if (format_.reader == nullptr) return leave();
  format_.reader(*bytes_, output_);
} catch (const std::bad_alloc&) {
  output_.refuse(too_much_memory());
}

void read_any(std::unique_ptr<ByteStream> bytes, FileOutput& output) {
  output.begin();
  if (output.wants_more()) FoundReader(std::move(bytes), output).read();
  output.end();
}

}  // namespace diwan::ingest
