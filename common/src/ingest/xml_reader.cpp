// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_reader.hpp"

#include "ingest/declared_encoding.hpp"
#include "ingest/office_reader.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/text_chunks.hpp"
#include "ingest/xml_document.hpp"
#include "ingest/xml_record.hpp"
#include "ingest/xml_references.hpp"
#include "ingest/xml_roots.hpp"
#include "ingest/xml_splitter.hpp"
#include "ingest/xml_values.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

void read_tree(std::string text, FileOutput& output) {
  if (auto all = with_shared_root(text)) text = std::move(*all);
  const auto document = parse_xml(settle_references(std::move(text)));
  if (!document) return output.refuse(document.error().message);
  const xmlNode& root = *xmlDocGetRootElement(document->get());
  const auto [kind, found] = find_xml_records(root, output.options(), true);
  if (kind != XmlRecords::Kind::none) {
    RecordOutput records(output);
    std::size_t number = 0;
    for (const auto* const record : found) {
      if (output.begin_part(place_of_record(++number))) add_xml_record(kind, *record, number, records);
      output.end_part();
      if (!records.wants_more()) return;
    }
    return;
  }
  auto article = read_xml_document(root);
  if (article.text.empty()) article.text = attribute_texts(root);
  if (article.title.empty() && article.text.empty()) return output.refuse("no text in it");
  if (article.title.empty()) article.title = output.name();
  output.whole_file(std::move(article));
}

struct Plan {
  XmlRecords::Kind kind = XmlRecords::Kind::elements;
  XmlPlace place;
};

std::string name_of(const xmlNode& element) { return reinterpret_cast<const char*>(element.name); }

/// What the records of a file are that begins so; nothing where it is one article.
std::optional<Plan> find_plan(const std::string& begin, const ReadOptions& options) {
  const auto several = with_shared_root(begin);
  const auto document = parse_xml(settle_references(several.value_or(begin)));
  if (!document) return std::nullopt;
  const auto [kind, found] = find_xml_records(*xmlDocGetRootElement(document->get()), options, false);
  if (kind == XmlRecords::Kind::none) return std::nullopt;
  Plan plan{kind, {name_of(*found.front()), {}, kind == XmlRecords::Kind::documents, false}};
  const xmlNode* parent = found.front()->parent;
  for (; parent != nullptr && parent->type == XML_ELEMENT_NODE; parent = parent->parent)
    plan.place.ancestors.insert(plan.place.ancestors.begin(), name_of(*parent));
  if (several) plan.place.ancestors.erase(plan.place.ancestors.begin());
  if (plan.place.ancestors.empty()) plan.place.is_anywhere = plan.place.is_sgml = true;
  return plan;
}

/// The record in a document of its own.
const xmlNode* record_in(const xmlDoc& document, std::size_t depth) {
  const xmlNode* node = xmlDocGetRootElement(&document);
  for (; node != nullptr && depth > 0; --depth) {
    node = node->children;
    while (node != nullptr && node->type != XML_ELEMENT_NODE) node = node->next;
  }
  return node;
}

/// Reads records one after the other.
class StreamReader {
 public:
  StreamReader(const Plan& plan, FileOutput& output) : kind_(plan.kind), output_(output), records_(output) {}

  void read(XmlSplitter splitter) {
    while (const auto piece = splitter.next()) {
      const auto before = number_;
      if (!piece->xml.empty()) read_record(*piece);
      if (!piece->fault.empty()) {
        if (number_ == before) ++number_;
        refuse(piece->fault, piece->line);
      }
      if (!records_.wants_more()) return;
    }
    if (number_ == 0) output_.refuse("no record in it");
  }

 private:
  void read_record(const XmlSplitter::Piece& piece) {
    // A piece that turns out to be no record, or kills its reader, has the next number; only records keep theirs.
    if (output_.begin_part(place_of_record(number_ + 1))) {
      parse_record(piece);
    } else {
      ++number_;
    }
    output_.end_part();
  }

  void parse_record(const XmlSplitter::Piece& piece) {
    const auto document = parse_xml(settle_references(piece.xml));
    if (!document) {
      ++number_;
      return refuse(document.error().message, piece.line);
    }
    const auto* const record = record_in(**document, piece.depth);
    if (record == nullptr || !may_be_record(*record, output_.options())) return;
    add_xml_record(kind_, *record, ++number_, records_);
  }

  void refuse(const std::string& reason, std::size_t line) {
    output_.refuse(reason, place_of_record(number_) + ", line " + std::to_string(line));
  }

  XmlRecords::Kind kind_;
  FileOutput& output_;
  RecordOutput records_;
  std::size_t number_ = 0;
};

}  // namespace

void read_xml(ByteStream& bytes, FileOutput& output) { read_xml_within(XmlBounds{}, bytes, output); }

void read_xml_within(const XmlBounds& bounds, ByteStream& bytes, FileOutput& output) {
  TextChunks chunks(bytes, output, encoding_declared_by_xml, bounds.tree);
  std::string text;
  const auto read_up_to = [&](std::size_t size) {
    const auto more = chunks.append_to(text, size - std::min(size, text.size()));
    if (!more) output.refuse(more.error().message);
    return more.has_value();
  };
  if (!read_up_to(bounds.tree)) return;
  const bool is_flat = is_flat_document(text);
  if (!chunks.has_ended()) {
    if (const auto plan = is_flat ? std::nullopt : find_plan(text, output.options())) {
      StreamReader(*plan, output).read({chunks, std::move(text), plan->place, bounds.record});
      return;
    }
    if (!read_up_to(largest_html_file + 1)) return;
    if (text.size() > largest_html_file)
      return output.refuse("larger than the limit of " + std::to_string(largest_html_file >> 20) + " MiB");
  }
  if (is_blank(text)) return output.refuse("empty");
  if (is_flat) return read_flat_document(text, output);
  read_tree(std::move(text), output);
}

}  // namespace diwan::ingest
