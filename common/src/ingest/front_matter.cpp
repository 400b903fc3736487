// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/front_matter.hpp"

#include "ingest/json_object.hpp"
#include "ingest/json_scan.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/toml_fields.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::size_t largest = std::size_t{256} << 10;

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

std::string_view behind_line(std::string_view text) {
  return text.substr(std::min(first_line(text).size() + 1, text.size()));
}

std::optional<FrontFields> json_fields(std::string_view json) {
  auto members = parse_json_object(json);
  if (!members || members->empty()) return std::nullopt;
  FrontFields fields;
  for (auto& member : *members) {
    if (member.kind == JsonMember::Kind::null) continue;
    auto label = member.label.empty() ? member.value : std::move(member.label);
    fields.emplace_back(std::move(member.name), FrontValue{std::move(member.value), std::move(label)});
  }
  return fields;
}

/// Between two lines; the second one may be another.
struct Fence {
  std::string_view begin;
  std::string_view other_end;
  std::optional<FrontFields> (*read)(std::string_view);
};

std::optional<FrontFields> yaml_or_json(std::string_view text) {
  const auto bare = trim(text);
  return bare.starts_with('{') ? json_fields(bare) : yaml_fields(text);
}

constexpr Fence fences[] = {{"---", "...", yaml_or_json}, {"+++", "+++", toml_fields}};

/// What an indent stands before is part of a value, not a fence.
bool is_fence(std::string_view line, std::string_view signs) { return line.starts_with(signs) && trim(line) == signs; }

/// The first line that is neither blank nor a comment.
std::string_view first_line_that_says(std::string_view text) {
  for (; !text.empty(); text = behind_line(text)) {
    const auto line = trim(first_line(text));
    if (!line.empty() && !line.starts_with('#')) return line;
  }
  return {};
}

/// Whether a line is one of front matter beyond doubt: a name without spaces and its value.
bool is_field(std::string_view line, const Fence& fence) {
  const auto end = line.find(fence.begin == "---" ? ':' : '=');
  return end != std::string_view::npos && end > 0 &&
         trim(line.substr(0, end)).find_first_of(" \t") == std::string_view::npos;
}

FrontMatter find_between(std::string_view text, const Fence& fence) {
  const auto inner = behind_line(text);
  if (is_fence(first_line(inner), fence.begin)) return {{}, text.size() - behind_line(inner).size(), {}};
  if (is_blank(first_line(inner))) return {};
  // What does not begin with a field is text between rules: a heading looks like a comment, speech like a field.
  const auto first = first_line_that_says(inner);
  const bool has_field = is_field(first, fence);
  const bool is_table = fence.begin == "+++" && first.starts_with('[');
  if (!has_field && !is_table && !trim(inner).starts_with('{')) return {};
  const std::string fault = has_field ? "its front matter " : "";
  for (auto rest = inner; !rest.empty() && inner.size() - rest.size() <= largest; rest = behind_line(rest)) {
    const auto line = first_line(rest);
    if (!is_fence(line, fence.begin) && !is_fence(line, fence.other_end)) continue;
    auto fields = fence.read(inner.substr(0, inner.size() - rest.size()));
    if (!fields || (is_table && fields->empty()))
      return {{}, 0, fault.empty() ? fault : fault + "cannot be read; it stays in the text"};
    return {std::move(*fields), text.size() - behind_line(rest).size(), {}};
  }
  return {{}, 0, fault.empty() ? fault : fault + "does not end; it stays in the text"};
}

}  // namespace

FrontMatter find_front_matter(std::string_view text) {
  const auto line = first_line(text);
  const auto* const fence = std::ranges::find_if(fences, [&](const Fence& one) { return is_fence(line, one.begin); });
  if (fence != std::end(fences)) return find_between(text, *fence);
  if (!text.starts_with('{')) return {};
  const auto end = end_of_value(text.substr(0, largest), 0);
  if (!is_blank(first_line(text.substr(end)))) return {};
  auto fields = json_fields(text.substr(0, end));
  if (!fields) return {};
  return {std::move(*fields), text.size() - behind_line(text.substr(end)).size(), {}};
}

}  // namespace diwan::ingest
