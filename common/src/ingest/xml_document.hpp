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

/// What an element is to the text around it.
enum class XmlFlow {
  run_on,  ///< nothing parts it from its neighbours
  space,   ///< a space stands in front of it
  line,    ///< it begins a line
  skip,    ///< it is no text
};

/// The flow of documents that are not office documents: all but what runs on in TEI and XHTML begins a line.
XmlFlow document_flow(std::string_view local_name);

/// The text below a node, by the flow of the elements in it; white space is collapsed.
std::string xml_text(const xmlNode& node, XmlFlow (*flow)(std::string_view local_name) = document_flow);

/// The first element of this local name below a node, in document order, or null.
const xmlNode* find_element(const xmlNode& node, std::string_view name);

/// The next node in document order that is not above `root`; passes over what is below `node` unless `enter`.
const xmlNode* next_node(const xmlNode* node, const xmlNode* root, bool enter);

}  // namespace diwan::ingest
