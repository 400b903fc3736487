// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/file_output.hpp"
#include "ingest/xml_document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace diwan::ingest {

/// The elements right below one.
std::vector<const xmlNode*> elements_in(const xmlNode& parent);

/// Whether an attribute of an element is known for one of these fields.
bool attribute_knows(const xmlNode& element, const std::vector<std::string_view>& fields, const ReadOptions& options);

/// All values of attributes that are words, of an element and those below it, a line each: what a document says that
/// has no text.
std::string attribute_texts(const xmlNode& root);

/// The named values of a record, in this order:
/// 1. its attributes;
/// 2. its text, as `text`, where it holds no elements, or none that is known: prose;
/// 3. its child elements, under their own names, or that which their attribute `name` gives where all have one. A
///    value is an element's text, escaped markup read as HTML, else what an attribute refers to. Of a child that stands
///    alone, is not known, and holds known fields which the record lacks, the values are those of its children;
/// 4. the title in its text, where it has none.
std::vector<Field> values_of_record(const xmlNode& record, const ReadOptions& options);

}  // namespace diwan::ingest
