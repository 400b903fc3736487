// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/query.hpp>

namespace diwan {
namespace {

/// The signs of a node, then its text. The text of a node needs no escapes: the parser lets no quote into it, and no
/// operator to its beginning.
void write(const QueryNode& node, std::string& out) {
  if (node.kind == QueryNode::Kind::group) {
    for (const auto& child : node.children) write(child, out);
    return;
  }
  if (!out.empty()) out += ' ';
  if (node.occur == QueryNode::Occur::must) out += '+';
  if (node.occur == QueryNode::Occur::must_not) out += '-';
  if (node.exact) out += '=';
  const bool quoted = node.kind == QueryNode::Kind::phrase;
  if (quoted) out += '"';
  out += node.text;
  if (quoted) out += '"';
}

}  // namespace

std::string to_query_text(const Query& query) {
  std::string out;
  write(query.root, out);
  return out;
}

}  // namespace diwan
