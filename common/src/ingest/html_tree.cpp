// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/html_tree.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

constexpr std::size_t largest_tree = std::size_t{1} << 30;

/// Gumbo walks up its stack of open elements at each tag, and through all attributes of a tag at each attribute: it is
/// quadratic in both. 30,000 elements one inside the other stay under this, which is about two seconds.
constexpr std::uint64_t most_work = 2'000'000'000;

/// Makes CDATA sections what they are in HTML, comments. Inside MathML gumbo takes them for text, and where such text
/// lies in a table, an assertion of gumbo 0.10 ends the program. XHTML's have become text before.
void make_cdata_comments(std::string& html) {
  constexpr std::string_view cdata = "<![CDATA[";
  constexpr std::string_view comment = "<![cdata[";  // CDATA counts in upper case only
  for (auto at = html.find(cdata); at != std::string::npos; at = html.find(cdata, at)) {
    html.replace(at, cdata.size(), comment);
  }
}

}  // namespace

/// Gumbo's memory: given back all at once (gumbo itself frees trees recursively, and a deep one would overflow the
/// stack), and bounded. Gumbo has no way to fail, so that a request beyond the bounds leaves it by longjmp; its frames
/// are C and own nothing but this memory.
class HtmlTree::Arena {
 public:
  enum class Fault { none, no_memory, too_large, too_deep };

  explicit Arena(std::string html) : html_(std::move(html)) {}

  /// Null when gumbo was left; `fault` says why.
  const GumboNode* parse() {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* arena, std::size_t size) {
      return static_cast<Arena*>(arena)->allocate_or_leave(size);
    };
    options.deallocator = [](void*, void*) {};
    options.userdata = this;
    options.max_errors = 0;  // each error would copy the stack of open elements
    if (setjmp(escape_) != 0) return nullptr;
    return gumbo_parse_with_options(&options, html_.data(), html_.size())->document;
  }

  Fault fault() const { return fault_; }

 private:
  using Unit = std::max_align_t;

  void* allocate_or_leave(std::size_t size) {
    void* const memory = allocate_within_bounds(size);
    if (memory == nullptr) std::longjmp(escape_, 1);
    return memory;
  }

  /// Null where a bound is reached.
  void* allocate_within_bounds(std::size_t size) try {
    const bool may_be_node = size == sizeof(GumboNode);
    if (may_be_node && last_node_ != nullptr) depth_ = depth_of(last_node_);
    work_ += depth_ + ++since_last_node_;
    if (work_ > most_work) {
      fault_ = Fault::too_deep;
      return nullptr;
    }
    void* const memory = allocate(size);
    if (memory != nullptr && may_be_node) {
      std::memset(memory, 0, size);
      last_node_ = static_cast<const GumboNode*>(memory);
      depths_.emplace(last_node_, unknown);
      since_last_node_ = 0;
    }
    return memory;
  } catch (const std::bad_alloc&) {
    // An exception must not pass gumbo's frames.
    fault_ = Fault::no_memory;
    return nullptr;
  }

  /// How many elements are around a node. Gumbo asks for memory of a node's size for other things too: what has no
  /// node for its parent counts as outermost, and only pointers that were given out are ever followed.
  std::uint64_t depth_of(const GumboNode* node) {
    auto place = depths_.find(node);
    chain_.clear();
    while (place != depths_.end() && place->second == unknown) {
      place->second = 0;  // should two pieces that are no nodes name each other, this ends the loop
      chain_.push_back(&place->second);
      place = depths_.find(place->first->parent);
    }
    std::uint64_t depth = place == depths_.end() ? 0 : place->second;
    for (auto link = chain_.rbegin(); link != chain_.rend(); ++link) **link = ++depth;
    return depth;
  }

  void* allocate(std::size_t size) {
    constexpr std::size_t block_units = (std::size_t{64} << 10) / sizeof(Unit);
    const std::size_t units = std::max<std::size_t>(1, (size + sizeof(Unit) - 1) / sizeof(Unit));
    if (units > units_left_) {
      const std::size_t fresh = std::max(units, block_units);
      total_ += fresh * sizeof(Unit);
      if (total_ > largest_tree) {
        fault_ = Fault::too_large;
        return nullptr;
      }
      blocks_.push_back(std::make_unique_for_overwrite<Unit[]>(fresh));
      next_ = blocks_.back().get();
      units_left_ = fresh;
    }
    void* const memory = next_;
    next_ += units;
    units_left_ -= units;
    return memory;
  }

  static constexpr std::uint64_t unknown = ~std::uint64_t{0};

  std::string html_;
  std::jmp_buf escape_{};
  std::vector<std::unique_ptr<Unit[]>> blocks_;
  Unit* next_ = nullptr;
  std::size_t units_left_ = 0;
  std::size_t total_ = 0;
  std::unordered_map<const GumboNode*, std::uint64_t> depths_;
  std::vector<std::uint64_t*> chain_;
  const GumboNode* last_node_ = nullptr;
  std::uint64_t depth_ = 0;  ///< of the last node
  std::uint64_t since_last_node_ = 0;
  std::uint64_t work_ = 0;
  Fault fault_ = Fault::none;
};

HtmlTree::HtmlTree(std::unique_ptr<Arena> arena, const GumboNode* document)
    : arena_(std::move(arena)), document_(document) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

Result<HtmlTree> HtmlTree::parse(std::string html) {
  make_cdata_comments(html);
  auto arena = std::make_unique<Arena>(std::move(html));
  const auto* const document = arena->parse();
  if (document != nullptr) return HtmlTree(std::move(arena), document);
  if (arena->fault() == Arena::Fault::no_memory) throw std::bad_alloc();
  if (arena->fault() == Arena::Fault::too_deep) {
    return Error{Code::malformed, "HTML elements are nested too deeply, or a tag has too many attributes", {}};
  }
  return Error{Code::malformed, "the HTML tree is larger than " + std::to_string(largest_tree >> 20) + " MiB", {}};
}

void walk_html(const GumboNode& root, HtmlVisitor& visitor) {
  struct Open {
    const GumboNode* node;
    unsigned next_child;
  };
  std::vector<Open> open;
  if (visitor.enter(root)) open.push_back({&root, 0});
  while (!open.empty()) {
    auto& top = open.back();
    const auto* const children = children_of(*top.node);
    if (children == nullptr || top.next_child == children->length) {
      visitor.leave(*top.node);
      open.pop_back();
      continue;
    }
    const auto* const child = static_cast<const GumboNode*>(children->data[top.next_child++]);
    if (visitor.enter(*child)) open.push_back({child, 0});
  }
}

const GumboVector* children_of(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT:
      return &node.v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      return &node.v.element.children;
    default:
      return nullptr;
  }
}

GumboTag tag_of(const GumboNode& node) {
  const bool is_element = node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
  return is_element ? node.v.element.tag : GUMBO_TAG_LAST;
}

std::string_view text_of(const GumboNode& node) {
  const bool is_text =
      node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
  return is_text ? std::string_view(node.v.text.text) : std::string_view();
}

const char* attribute_of(const GumboNode& node, const char* name) {
  if (tag_of(node) == GUMBO_TAG_LAST) return nullptr;
  const auto* const attribute = gumbo_get_attribute(&node.v.element.attributes, name);
  return attribute == nullptr ? nullptr : attribute->value;
}

}  // namespace diwan::ingest
