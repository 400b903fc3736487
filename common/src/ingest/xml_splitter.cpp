// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_splitter.hpp"

#include "ingest/plain_text.hpp"
#include "ingest/xml_references.hpp"

#include <algorithm>

namespace diwan::ingest {
namespace {

using Kind = XmlTags::Tag::Kind;

}  // namespace

std::optional<XmlSplitter::Piece> XmlSplitter::next() {
  while (const auto tag = tags_.next()) {
    if (tag->kind == Kind::end) {
      close(tag->name);
    } else if (is_record(*tag)) {
      return take_record(*tag);
    } else if (tag->kind == Kind::start) {
      if (is_above_records(*tag)) {
        open(*tag);
      } else if (auto fault = pass_over(*tag)) {
        return fault;
      }
    }
  }
  auto failure = take_failure();
  if (failure.empty()) return std::nullopt;
  return Piece{{}, 0, tags_.line(), std::move(failure)};
}

/// Why reading ended early, once.
std::string XmlSplitter::take_failure() {
  return std::exchange(has_told_failure_, true) ? std::string() : tags_.failure();
}

bool XmlSplitter::is_same(std::string_view left, std::string_view right) const {
  return left == right || (place_.is_sgml && to_ascii_lower(left) == to_ascii_lower(right));
}

bool XmlSplitter::has_name(const XmlTags::Tag& tag, std::string_view name) const {
  return is_same(tag.name, name) || is_same(tag.name.substr(tag.name.find(':') + 1), name);
}

bool XmlSplitter::is_record(const XmlTags::Tag& tag) const {
  return (place_.is_anywhere || open_.size() == place_.ancestors.size()) && has_name(tag, place_.name);
}

bool XmlSplitter::is_above_records(const XmlTags::Tag& tag) const {
  return place_.is_anywhere ||
         (open_.size() < place_.ancestors.size() && has_name(tag, place_.ancestors[open_.size()]));
}

void XmlSplitter::open(const XmlTags::Tag& tag) {
  constexpr std::size_t deepest = 64;
  if (!place_.is_sgml && open_.size() < deepest) open_.push_back({std::string(tag.name), std::string(tag.text)});
}

/// An end closes all that is open inside of its element, and is nothing where that is not open.
void XmlSplitter::close(std::string_view name) {
  const auto found = std::ranges::find(open_.rbegin(), open_.rend(), name, &Open::name);
  if (found != open_.rend()) open_.erase(found.base() - 1, open_.end());
}

std::optional<XmlSplitter::Piece> XmlSplitter::take_record(const XmlTags::Tag& first) {
  const std::string name(first.name);
  std::size_t depth = first.kind == Kind::start ? 1 : 0;
  Piece piece{{}, open_.size(), tags_.line(), {}};
  bool holds_others = false;
  tags_.hold();
  while (depth > 0) {
    const auto tag = tags_.next();
    if (!tag) return take_open_record(std::move(piece), name, holds_others);
    if (tag->kind == Kind::empty || !is_same(tag->name, name)) continue;
    if (tag->kind == Kind::end) {
      --depth;
    } else if (may_nest_) {
      holds_others = true;
      ++depth;
    } else {
      tags_.step_back();
      tags_.release();
      piece.fault = "it has no end before the next record, so it was left out";
      return piece;
    }
  }
  piece.xml = wrap(tags_.held());
  tags_.release();
  return piece;
}

/// The record that is held, of which no end can be found.
std::optional<XmlSplitter::Piece> XmlSplitter::take_open_record(Piece piece, const std::string& name,
                                                                bool holds_others) {
  if (holds_others) {
    // Rather its end is missing than that so many are inside of one another.
    may_nest_ = false;
    tags_.rewind();
    return next();
  }
  if (!tags_.holds_too_much()) {
    piece.xml = wrap(tags_.held());
    piece.fault = take_failure();
    if (piece.fault.empty()) piece.fault = "the file ends inside of it";
    tags_.release();
    return piece;
  }
  piece.fault = "longer than the limit of " + std::to_string(largest_ >> 20) + " MiB";
  tags_.release();
  while (const auto tag = tags_.next()) {
    if (tag->kind == Kind::empty || !is_same(tag->name, name)) continue;
    if (tag->kind == Kind::start) tags_.step_back();
    break;
  }
  return piece;
}

/// Goes behind an element that has no records in it; gives a fault when it has no end.
std::optional<XmlSplitter::Piece> XmlSplitter::pass_over(const XmlTags::Tag& first) {
  const std::string name(first.name);
  const auto line = tags_.line();
  for (std::size_t depth = 1; depth > 0;) {
    const auto tag = tags_.next();
    if (!tag)
      return Piece{{}, 0, line, "<" + name + "> is not closed, so that what stands behind it could not be read"};
    if (tag->kind == Kind::empty || !is_same(tag->name, name)) continue;
    if (tag->kind == Kind::start) {
      ++depth;
    } else {
      --depth;
    }
  }
  return std::nullopt;
}

std::string XmlSplitter::wrap(std::string_view record) const {
  std::string xml;
  for (const auto& [name, tag] : open_) xml += tag;
  xml += record;
  for (auto open = open_.rbegin(); open != open_.rend(); ++open) xml += "</" + open->name + ">";
  // Of a long document type, each record would pay for all.
  return needs_declarations(xml, tags_.doctype()) ? tags_.doctype() + xml : xml;
}

}  // namespace diwan::ingest
