// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/tag_compressor.hpp"

#include <libdeflate.h>

#include <new>

namespace diwan::store {
namespace {

constexpr int level = 6;

}  // namespace

void TagCompressor::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

TagCompressor::TagCompressor() : compressor_(libdeflate_alloc_compressor(level)) {
  if (!compressor_) throw std::bad_alloc();
}

std::string_view TagCompressor::compress(std::string_view tag) {
  if (buffer_.size() < tag.size()) buffer_.resize(tag.size());
  // Given less room than the tag itself takes, it says so with a size of 0.
  const auto size = libdeflate_deflate_compress(compressor_.get(), tag.data(), tag.size(), buffer_.data(),
                                                tag.empty() ? 0 : tag.size() - 1);
  return {buffer_.data(), size};
}

}  // namespace diwan::store
