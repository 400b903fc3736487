// SPDX-License-Identifier: GPL-2.0-or-later
// docs/output-json.md against what the code writes: the same keys, no more and no fewer.
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "render/json_writer.hpp"
#include "unit/render/sample.hpp"

namespace diwan {
namespace {

using nlohmann::json;
using Keys = std::set<std::string>;

/// The paths of all keys: `hits[].snippet.text`. What is below `fields` belongs to the articles.
void collect(const json& value, const std::string& path, Keys& keys) {
  if (value.is_array()) {
    for (const auto& item : value) {
      if (item.is_object()) collect(item, path + "[]", keys);
    }
  } else if (value.is_object() && !path.ends_with("fields")) {
    for (const auto& [key, member] : value.items()) {
      const std::string inner = path.empty() ? key : path + "." + key;
      keys.insert(inner);
      collect(member, inner, keys);
    }
  }
}

Keys keys_of(const std::string& output) {
  Keys keys;
  collect(json::parse(output), "", keys);
  return keys;
}

/// For each `##` heading of the document: the first cells, in backticks, of its table rows.
std::map<std::string, Keys> documented() {
  std::ifstream file(std::string(DIWAN_DOCS) + "/output-json.md");
  REQUIRE(file);
  std::map<std::string, Keys> sections;
  std::string heading;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) heading = line.substr(3);
    if (!line.starts_with("| `")) continue;
    sections[heading].insert(line.substr(3, line.find('`', 3) - 3));
  }
  return sections;
}

template <class Value>
std::string as(Format format, const Value& value) {
  RenderOptions options;
  options.format = format;
  return sample::rendered(value, options);
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("docs/output-json.md lists exactly the keys that are written") {
  auto sections = documented();
  CHECK(sections["Answer"] == keys_of(as(Format::json, sample::results())));
  CHECK(sections["Article"] == keys_of(as(Format::json, sample::article())));
  CHECK(sections["Candidates"] == keys_of(as(Format::json, sample::candidates())));
  CHECK(sections["Words"] == keys_of(as(Format::json, sample::words())));

  // JSON Lines: the members of one item, and the version.
  const auto item_keys = [](const Keys& keys, const std::string& prefix) {
    Keys items{"version"};
    for (const auto& key : keys) {
      if (key.starts_with(prefix)) items.insert(key.substr(prefix.size()));
    }
    return items;
  };
  CHECK(item_keys(sections["Answer"], "hits[].") == keys_of(first_line(as(Format::jsonl, sample::results()))));
  CHECK(sections["Article"] == keys_of(as(Format::jsonl, sample::article())));
  CHECK(item_keys(sections["Candidates"], "candidates[].") ==
        keys_of(first_line(as(Format::jsonl, sample::candidates()))));
  CHECK(item_keys(sections["Words"], "words[].") == keys_of(first_line(as(Format::jsonl, sample::words()))));
}

TEST_CASE("docs/output-json.md names the version that is written") {
  std::ifstream file(std::string(DIWAN_DOCS) + "/output-json.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  CHECK(text.find("**Version " + std::to_string(rendering::json_version) + ".**") != std::string::npos);
}

}  // namespace diwan
