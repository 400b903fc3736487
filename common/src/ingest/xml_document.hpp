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

/// Parses XML in UTF-8, whatever its declaration says. What is not well-formed is read as far as it goes. Entities of
/// its own are expanded, and those of HTML; what refers to none stays as it is written. Files from outside are never
/// loaded: what refers to them is empty. Fails with malformed where there is no root element, or where entities expand
/// beyond libxml2's bounds or hold themselves.
Result<XmlDocument> parse_xml(std::string_view xml);

/// The name without its prefix, lower case.
std::string local_name(const xmlNode& element);

/// The value of an attribute by its local name, or empty.
std::string attribute(const xmlNode& element, std::string_view name);

/// What an element is to the text around it.
enum class XmlFlow {
  run_on,    ///< nothing parts it from its neighbours
  space,     ///< a space stands in front of it
  line,      ///< it begins a line
  skip,      ///< it is no text
  to_left,   ///< it stands at what is before it, whatever white space is between
  to_right,  ///< the same of what is behind it
  inside,    ///< both: it stands inside of a word
  broken,    ///< the same, of a word that is broken there, by a hyphen in front of it perhaps
};

/// Whether text stands right below an element, beside elements or alone.
bool has_own_text(const xmlNode& element);

/// The text below a node by the flow of the elements in it, told by their names; white space is collapsed.
std::string xml_text(const xmlNode& node, XmlFlow (*flow)(std::string_view local_name));

/// The same of a document that is not an office document:
/// 1. paragraphs, notes, cells and the like, as many formats call them, begin a line;
/// 2. letters within a word (`hi`, `b`, `em`) run on;
/// 3. every other element runs on where text stands beside it, if there are letters in it; else a space parts it;
/// 4. among elements alone, phrases (`s`, `w`, `name`) are parted by a space, every other one begins a line;
/// 5. there the punctuation of TEI (`pc`) stands at its word, as its sign or `join` tells, as a `w` with `join` does;
/// 6. a break of TEI with `break="no"` is inside of a word.
std::string xml_text(const xmlNode& node);

/// The first element of this local name below a node, in document order, or null.
const xmlNode* find_element(const xmlNode& node, std::string_view name);

/// The next node in document order that is not above `root`; passes over what is below `node` unless `enter`.
const xmlNode* next_node(const xmlNode* node, const xmlNode* root, bool enter);

}  // namespace diwan::ingest
