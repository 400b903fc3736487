// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/dump_line.hpp"

#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

namespace diwan::index::dump {
namespace {

using Json = nlohmann::ordered_json;

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t at = 0; at < hex.size(); at += 2) {
    unsigned char byte = 0;
    const auto* end = hex.data() + at + 2;
    if (std::from_chars(hex.data() + at, end, byte, 16).ptr != end) return std::nullopt;
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

Json json_of(const Begin& begin) { return {{"diwan_dump", begin.version}}; }
Json json_of(const ForgottenId& forgotten) { return {{"forgotten_id", forgotten.id}}; }
Json json_of(const ForgottenSource& forgotten) { return {{"forgotten_source", forgotten.name}}; }
Json json_of(const ById& by_id) { return {{"by_id", by_id.source}}; }
Json json_of(const End& end) { return {{"end", end.articles}}; }
Json json_of(const File& file) {
  const auto& record = file.record;
  Json failures = Json::array();
  for (const auto& failure : record.failures) failures.push_back({failure.place, failure.reason});
  return {{"file",
           {{"source", file.source},
            {"path", file.path},
            {"size", record.stamp.size},
            {"modified", record.stamp.modified},
            {"changed", record.stamp.changed},
            {"content_hash", to_hex(record.content_hash)},
            {"reading", record.reading},
            {"failures", std::move(failures)},
            {"skipped", record.skipped}}}};
}

/// A whole number that fits; what JSON makes of others would be another time.
std::optional<std::int64_t> time_of(const Json& json) {
  constexpr auto latest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<std::uint64_t>() > latest))
    return std::nullopt;
  return json.get<std::int64_t>();
}

std::optional<Line> parse_file(const Json& json) {
  constexpr std::size_t hash_size = 16;
  File file{json.at("source").get<std::string>(), json.at("path").get<std::string>(), {}};
  auto& record = file.record;
  const auto& size = json.at("size");
  const auto modified = time_of(json.at("modified"));
  const auto changed = time_of(json.at("changed"));
  if (!size.is_number_unsigned() || !modified || !changed) return std::nullopt;
  record.stamp = {size.get<std::uint64_t>(), *modified, *changed};
  auto hash = from_hex(json.at("content_hash").get<std::string>());
  if (!hash || (!hash->empty() && hash->size() != hash_size)) return std::nullopt;
  record.content_hash = *std::move(hash);
  record.reading = json.at("reading").get<std::string>();
  for (const auto& failure : json.at("failures")) {
    record.failures.push_back({failure.at(0).get<std::string>(), failure.at(1).get<std::string>()});
  }
  record.skipped = json.at("skipped").get<std::vector<std::string>>();
  return file;
}

}  // namespace

std::string to_json(const Line& line) {
  return std::visit([](const auto& each) { return json_of(each); }, line)
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Line> parse_line(std::string_view text) {
  const auto json = Json::parse(text, nullptr, false);
  if (!json.is_object() || json.size() != 1) return std::nullopt;
  const auto& name = json.begin().key();
  const auto& value = json.begin().value();
  try {
    if (name == "diwan_dump" && value.is_number_unsigned()) return Begin{value.get<std::uint64_t>()};
    if (name == "forgotten_id") return ForgottenId{value.get<std::string>()};
    if (name == "forgotten_source") return ForgottenSource{value.get<std::string>()};
    if (name == "by_id") return ById{value.get<std::string>()};
    if (name == "file") return parse_file(value);
    if (name == "end" && value.is_number_unsigned()) return End{value.get<std::uint64_t>()};
  } catch (const Json::exception&) {
    // A member that is missing or of another type.
  }
  return std::nullopt;
}

}  // namespace diwan::index::dump
