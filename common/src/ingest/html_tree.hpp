// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// An HTML document as gumbo reads it. Owns the bytes and the tree. Move-only.
class HtmlTree {
 public:
  /// Any UTF-8 gives a tree. Fails with malformed where the page would take too much memory, or too much time because
  /// its elements are nested without end.
  static Result<HtmlTree> parse(std::string html);

  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  const GumboNode& document() const { return *document_; }

 private:
  class Arena;
  HtmlTree(std::unique_ptr<Arena> arena, const GumboNode* document);

  std::unique_ptr<Arena> arena_;
  const GumboNode* document_;
};

/// What is done at each node of a tree, parents before their children.
class HtmlVisitor {
 public:
  virtual ~HtmlVisitor() = default;
  /// Whether to go on to the node's children.
  virtual bool enter(const GumboNode& node) = 0;
  /// Follows each `enter` that gave true, after the children.
  virtual void leave(const GumboNode& node) = 0;
};

/// Visits a node and all below it, without recursion.
void walk_html(const GumboNode& root, HtmlVisitor& visitor);

/// The children of a node; nullptr for a text or a comment.
const GumboVector* children_of(const GumboNode& node);

/// The tag of an element; GUMBO_TAG_LAST for what is none.
GumboTag tag_of(const GumboNode& node);

/// The text of a text node; empty for other nodes.
std::string_view text_of(const GumboNode& node);

/// The value of an attribute; nullptr when the node has none of that name.
const char* attribute_of(const GumboNode& node, const char* name);

}  // namespace diwan::ingest
