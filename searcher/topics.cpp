// SPDX-License-Identifier: GPL-2.0-or-later
#include "topics.hpp"

#include <cstddef>
#include <istream>
#include <set>
#include <string_view>

#include "cli/printable.hpp"

namespace diwan::searcher {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr const char* white_space = " \t\r\n\v\f";

}  // namespace

Result<std::vector<Topic>> read_topics(std::istream& input, const std::string& name) {
  std::vector<Topic> topics;
  std::set<std::string> ids;
  std::string line;
  for (std::size_t number = 1; std::getline(input, line); ++number) {
    const auto malformed = [&](const std::string& reason) {
      return Error{Code::malformed, name + ", line " + std::to_string(number) + ": " + reason,
                   "A line holds an id, a tab and a query."};
    };
    if (number == 1 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    if (!cli::is_utf8(line)) return malformed("not UTF-8");
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) return malformed("no tab");
    Topic topic{line.substr(0, tab), line.substr(tab + 1)};
    if (topic.id.empty() || topic.id.find_first_of(white_space) != std::string::npos) {
      return malformed("the id is empty or has white space in it");
    }
    if (topic.query.find_first_not_of(white_space) == std::string::npos) return malformed("the query is empty");
    if (!ids.insert(topic.id).second) return malformed("the id " + topic.id + " comes a second time");
    topics.push_back(std::move(topic));
  }
  if (input.bad()) return Error{Code::io, "cannot read " + name, "Check that it is a file of topics."};
  return topics;
}

}  // namespace diwan::searcher
