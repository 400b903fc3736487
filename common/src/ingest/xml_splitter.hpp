// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/xml_tags.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace diwan::ingest {

/// Where the records of a file of XML stand.
struct XmlPlace {
  std::string name;                    ///< of the record elements, without prefix
  std::vector<std::string> ancestors;  ///< from the root to their parent, without prefixes
  bool is_anywhere = false;            ///< they stand at any place; `ancestors` does not count then
  bool is_sgml = false;                ///< anywhere, without a root; names count by any case
};

/// Parts XML of any size into its records by its tags alone, so that a damaged record costs no other. Holds one record
/// at a time.
class XmlSplitter {
 public:
  /// `chunks` outlives this; `begin` is what has been read of it. A record has at most `largest` bytes.
  XmlSplitter(TextChunks& chunks, std::string begin, XmlPlace place, std::size_t largest)
      : tags_(chunks, std::move(begin), largest), place_(std::move(place)), largest_(largest) {}

  struct Piece {
    std::string xml;        ///< a document of its own: the record in copies of the tags that it is in; empty: none
    std::size_t depth = 0;  ///< in how many elements the record is
    std::size_t line = 0;   ///< where it begins, from 1
    std::string fault;      ///< what is wrong there, or empty
  };

  /// The next record or fault; nothing at the end.
  std::optional<Piece> next();

 private:
  struct Open {
    std::string name;
    std::string tag;
  };

  bool is_same(std::string_view left, std::string_view right) const;
  bool has_name(const XmlTags::Tag& tag, std::string_view name) const;
  bool is_record(const XmlTags::Tag& tag) const;
  bool is_above_records(const XmlTags::Tag& tag) const;
  void open(const XmlTags::Tag& tag);
  void close(std::string_view name);
  std::optional<Piece> take_record(const XmlTags::Tag& first);
  std::optional<Piece> take_open_record(Piece piece, const std::string& name, bool holds_others);
  std::optional<Piece> pass_over(const XmlTags::Tag& first);
  std::string take_failure();
  std::string wrap(std::string_view record) const;

  XmlTags tags_;
  XmlPlace place_;
  std::size_t largest_;
  std::vector<Open> open_;
  bool may_nest_ = true;  ///< a record may hold elements of its own name
  bool has_told_failure_ = false;
};

}  // namespace diwan::ingest
