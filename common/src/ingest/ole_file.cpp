// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/ole_file.hpp"

#include <gsf/gsf-infile-impl.h>
#include <gsf/gsf.h>

#include <algorithm>
#include <mutex>
#include <utility>

namespace diwan::ingest {
namespace {

void ignore_fault(const char* /*domain*/, GLogLevelFlags /*level*/, const char* /*message*/, void* /*nothing*/) {}

void start_gsf() {
  static std::once_flag once;
  std::call_once(once, [] {
    gsf_init();
    // It would write on standard error about each damaged file.
    for (const char* const domain : {"libgsf", "libgsf:msole"})
      g_log_set_handler(domain, static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK | G_LOG_FLAG_RECURSION), ignore_fault,
                        nullptr);
  });
}

}  // namespace

void OleFile::Release::operator()(void* object) const { g_object_unref(object); }

Result<OleFile> OleFile::open(std::string_view bytes) {
  start_gsf();
  const auto* const data = reinterpret_cast<const guint8*>(bytes.data());
  const Object input(gsf_input_memory_new(data, static_cast<gsf_off_t>(bytes.size()), FALSE));
  Object container(input == nullptr ? nullptr : gsf_infile_msole_new(GSF_INPUT(input.get()), nullptr));
  if (container == nullptr) return Error{Code::malformed, "damaged: its table of streams cannot be read", {}};
  return OleFile(std::move(container), bytes.size());
}

OleFile::Object OleFile::child(const char* stream) const {
  // gsf_infile_child_by_name() would write on standard error about a stream that is damaged.
  auto* const methods = reinterpret_cast<const GsfInfileClass*>(G_OBJECT_GET_CLASS(container_.get()));
  GError* error = nullptr;
  Object found(methods->child_by_name(GSF_INFILE(container_.get()), stream, &error));
  g_clear_error(&error);
  return found;
}

bool OleFile::has(const char* stream) const { return child(stream) != nullptr; }

std::string OleFile::read(const char* stream) const {
  const auto input = child(stream);
  if (input == nullptr) return {};
  // The size that it states may be anything; no stream is larger than the file. A block that cannot be read is the end.
  auto left = std::min(size_, static_cast<std::size_t>(std::max<gsf_off_t>(0, gsf_input_size(GSF_INPUT(input.get())))));
  std::string bytes;
  constexpr std::size_t block = 512;
  while (left > 0) {
    const auto count = std::min(left, block);
    const auto* const read = gsf_input_read(GSF_INPUT(input.get()), count, nullptr);
    if (read == nullptr) break;
    bytes.append(reinterpret_cast<const char*>(read), count);
    left -= count;
  }
  return bytes;
}

}  // namespace diwan::ingest
