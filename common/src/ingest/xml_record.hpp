// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/record.hpp"
#include "ingest/xml_document.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace diwan::ingest {

/// What of a document is an article each.
struct XmlRecords {
  enum class Kind {
    none,       ///< the document is one article
    elements,   ///< elements whose children are values
    documents,  ///< the TEI documents of a corpus, wherever they stand in it
  };
  Kind kind = Kind::none;
  std::vector<const xmlNode*> nodes;  ///< all of one name
};

/// By the rules of xml_reader.hpp. A document with a title of its own is one article only if it `may_be_one`: what is
/// too large for one article has records rather.
XmlRecords find_xml_records(const xmlNode& root, const ReadOptions& options, bool may_be_one);

/// Whether an element has values: elements, a known title or text among its attributes, or words there and nowhere
/// else.
bool may_be_record(const xmlNode& element, const ReadOptions& options);

/// Where number `number` stands, as refusals name it.
std::string place_of_record(std::size_t number);

/// Gives one of them to the output, as number `number` of the file, from 1. `kind` is not none.
void add_xml_record(XmlRecords::Kind kind, const xmlNode& record, std::size_t number, RecordOutput& records);

/// A document that is one article.
Article read_xml_document(const xmlNode& root);

}  // namespace diwan::ingest
