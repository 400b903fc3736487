// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/yaml_fields.hpp"

#include "ingest/plain_text.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace diwan::ingest {
namespace {

struct Line {
  std::size_t indent;
  std::string_view text;  ///< behind the indent

  bool is_blank() const { return trim(text).empty(); }
  bool is_comment() const { return text.starts_with('#'); }
  bool is_item() const { return text == "-" || text.starts_with("- "); }
};

std::vector<Line> lines_of(std::string_view yaml) {
  std::vector<Line> lines;
  while (!yaml.empty()) {
    auto line = yaml.substr(0, yaml.find('\n'));
    yaml.remove_prefix(std::min(line.size() + 1, yaml.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto indent = std::min(line.find_first_not_of(" \t"), line.size());
    lines.push_back({indent, line.substr(indent)});
  }
  return lines;
}

/// Where the name of a field ends, at its colon; nothing where there is none.
std::optional<std::size_t> end_of_name(std::string_view text) {
  const auto quoted = end_of_quoted(text).value_or(0);
  for (auto at = text.find(':', quoted); at != std::string_view::npos; at = text.find(':', at + 1)) {
    const bool ends = at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\t';
    if (ends && at > 0) return at;
  }
  return std::nullopt;
}

std::string_view without_comment(std::string_view text) {
  const auto at = text.starts_with('#') ? 0 : text.find(" #");
  return trim(text.substr(0, at));
}

/// Tags and anchors in front of a value.
std::string_view without_properties(std::string_view text) {
  text = trim(text);
  while (text.starts_with('!') || text.starts_with('&')) {
    text = trim(text.substr(std::min(text.find(' '), text.size())));
  }
  return text;
}

bool begins_block(std::string_view value) {
  if (!value.starts_with('|') && !value.starts_with('>')) return false;
  return without_comment(value.substr(1)).find_first_not_of("+-0123456789") == std::string_view::npos;
}

FrontValue scalar(std::string text) {
  if (text == "~" || text == "null") text.clear();
  return {text, text};
}

void join(std::string& all, std::string_view more, std::string_view between) {
  if (more.empty()) return;
  if (!all.empty()) all += between;
  all += more;
}

/// Reads lines, from front to back.
class YamlLines {
 public:
  YamlLines(std::span<const Line> lines, int depth) : lines_(lines), depth_(depth) {}

  std::optional<FrontFields> fields() {
    FrontFields fields;
    std::optional<std::size_t> indent;
    while (skip_blank()) {
      const auto line = lines_[at_];
      const auto colon = end_of_name(line.text);
      if (!indent) indent = line.indent;
      if (!colon || line.indent != *indent || line.is_item()) return std::nullopt;
      ++at_;
      fields.emplace_back(unquoted(line.text.substr(0, *colon)), value(line.text.substr(*colon + 1), line.indent));
    }
    return fields;
  }

 private:
  bool skip_blank() {
    while (at_ < lines_.size() && (lines_[at_].is_blank() || lines_[at_].is_comment())) ++at_;
    return at_ < lines_.size();
  }

  /// The lines that belong to one of this indent. A list may stand as far left as its name.
  std::span<const Line> take_inner(std::size_t indent, bool with_items) {
    const auto begin = at_;
    while (at_ < lines_.size()) {
      const auto& line = lines_[at_];
      const bool is_inner = line.is_blank() || line.indent > indent || (with_items && line.is_item());
      if (!is_inner || (line.indent < indent && !line.is_blank())) break;
      ++at_;
    }
    return lines_.subspan(begin, at_ - begin);
  }

  FrontValue value(std::string_view text, std::size_t indent) {
    text = without_properties(text);
    if (text.starts_with('#')) text = {};
    if (text.empty()) return nested(take_inner(indent, true));
    if (begins_block(text)) return scalar(block(take_inner(indent, false), text.front() == '|'));
    const bool is_flow = text.starts_with('[') || text.starts_with('{');
    if (is_flow || text.starts_with('"') || text.starts_with('\'')) {
      if (auto whole = whole_of(text, indent, is_flow))
        return is_flow ? read_flow(*whole, ':') : scalar(unquoted(*whole));
    }
    std::string plain(without_comment(text));
    for (const auto& line : take_inner(indent, false)) join(plain, without_comment(line.text), " ");
    return scalar(std::move(plain));
  }

  /// A value in quotation marks or brackets, of which further lines may be part; nothing where it does not end.
  std::optional<std::string> whole_of(std::string_view text, std::size_t indent, bool is_flow) {
    const auto begin = at_;
    const auto further = take_inner(indent, false);
    std::string whole(text);
    for (const auto& line : further) {
      if (is_flow) {
        if (!line.is_comment()) (whole += '\n') += line.text;
      } else if (line.is_blank()) {
        whole += '\n';
      } else {
        join(whole, trim(line.text), whole.ends_with('\n') ? "" : " ");
      }
    }
    // A bracket may stand as far left as the name.
    if (is_flow && at_ < lines_.size() && (lines_[at_].text == "]" || lines_[at_].text == "}"))
      whole += lines_[at_++].text;
    const auto end = is_flow ? end_of_flow(whole) : end_of_quoted(whole);
    if (!end || !without_comment(std::string_view(whole).substr(*end)).empty()) {
      at_ = begin;
      return std::nullopt;
    }
    whole.resize(*end);
    return whole;
  }

  static std::string block(std::span<const Line> lines, bool is_literal) {
    std::size_t indent = std::string_view::npos;
    for (const auto& line : lines) {
      if (!line.is_blank()) indent = std::min(indent, line.indent);
    }
    std::string all;
    for (const auto& line : lines) {
      if (line.is_blank()) {
        all += '\n';
      } else if (is_literal) {
        (all.append(line.indent - indent, ' ') += line.text) += '\n';
      } else {
        join(all, line.text, all.ends_with('\n') ? "" : " ");
      }
    }
    return std::string(trim(all));
  }

  FrontValue nested(std::span<const Line> lines) const {
    while (!lines.empty() && (lines.front().is_blank() || lines.front().is_comment())) lines = lines.subspan(1);
    if (lines.empty()) return {};
    constexpr int deepest = 8;
    if (depth_ < deepest && lines.front().is_item()) return list(lines);
    if (depth_ < deepest) {
      if (const auto fields = YamlLines(lines, depth_ + 1).fields()) return table(*fields);
    }
    std::string plain;
    for (const auto& line : lines) join(plain, trim(line.text), " ");
    return scalar(std::move(plain));
  }

  FrontValue list(std::span<const Line> lines) const {
    FrontValue all;
    const auto indent = lines.front().indent;
    for (std::size_t at = 0; at < lines.size();) {
      auto end = at + 1;
      while (end < lines.size() && !(lines[end].is_item() && lines[end].indent <= indent)) ++end;
      const auto element = item(lines.subspan(at, end - at));
      join(all.text, element.text, ", ");
      join(all.label, element.label, ", ");
      at = end;
    }
    return all;
  }

  FrontValue item(std::span<const Line> lines) const {
    const auto& first = lines.front();
    const auto text = first.text.substr(std::min(first.text.find_first_not_of(' ', 1), first.text.size()));
    const bool is_whole = text.starts_with('[') || text.starts_with('{') || end_of_quoted(text) == text.size();
    if (!is_whole && end_of_name(text)) {
      std::vector<Line> inner{{first.indent + (first.text.size() - text.size()), text}};
      inner.insert(inner.end(), lines.begin() + 1, lines.end());
      if (const auto fields = YamlLines(inner, depth_ + 1).fields()) return table(*fields);
    }
    return YamlLines(lines.subspan(1), depth_ + 1).value(text, first.indent);
  }

  static FrontValue table(const FrontFields& fields) {
    FrontValue all;
    std::string name_of_table;
    for (const auto& [name, value] : fields) {
      if (value.text.empty()) continue;
      join(all.text, name + ": " + value.text, ", ");
      join(all.label, value.label, ", ");
      if (name == "name") name_of_table = value.label;
    }
    if (!name_of_table.empty()) all.label = name_of_table;
    return all;
  }

  std::span<const Line> lines_;
  int depth_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<FrontFields> yaml_fields(std::string_view yaml) {
  const auto lines = lines_of(yaml);
  return YamlLines(lines, 0).fields();
}

}  // namespace diwan::ingest
