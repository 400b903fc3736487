// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

namespace diwan::ingest {

struct FreeXml {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using XmlDocument = std::unique_ptr<xmlDoc, FreeXml>;

/// Parses XML in UTF-8, whatever its declaration says. What is not well-formed is read as far as it goes. Entities and
/// files from outside are never loaded, entities of its own not expanded beyond libxml2's bounds. Fails with malformed
/// where there is no root element.
Result<XmlDocument> parse_xml(std::string_view xml);

/// The name without its prefix, lower case.
std::string local_name(const xmlNode& element);

/// The value of an attribute by its local name, or empty.
std::string attribute(const xmlNode& element, std::string_view name);

/// The text below a node. Elements that stand apart (paragraphs, divisions, rows, heads) begin a line; white space is
/// collapsed.
std::string xml_text(const xmlNode& node);

/// The first element of this local name below a node, in document order, or null.
const xmlNode* find_element(const xmlNode& node, std::string_view name);

/// The next node in document order that is not above `root`; passes over what is below `node` unless `enter`.
const xmlNode* next_node(const xmlNode* node, const xmlNode* root, bool enter);

}  // namespace diwan::ingest
