// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/epub.hpp"

#include "ingest/html_text.hpp"
#include "ingest/html_tree.hpp"
#include "ingest/office_metadata.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/xhtml.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

constexpr std::string_view container_name = "META-INF/container.xml";
constexpr std::string_view encryption_name = "META-INF/encryption.xml";

/// `%20` and the like as bytes.
std::string decode_address(std::string_view address) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  const auto is_digit = [](char c) {
    return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
  };
  std::string bytes;
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (address[i] == '%' && i + 2 < address.size() && is_digit(address[i + 1]) && is_digit(address[i + 2])) {
      bytes += static_cast<char>(digit(address[i + 1]) * 16 + digit(address[i + 2]));
      i += 2;
    } else {
      bytes += address[i];
    }
  }
  return bytes;
}

/// The name in the archive of what an address means that stands in a file of this folder (`OEBPS/`, or empty).
std::string resolve(std::string_view folder, std::string_view address) {
  const auto path = decode_address(address.substr(0, address.find('#')));
  const std::string whole = path.starts_with('/') ? path : std::string(folder) + path;
  std::vector<std::string_view> steps;
  for (std::string_view rest = whole; !rest.empty();) {
    const auto step = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), step.size() + 1));
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
  }
  std::string name;
  for (const auto step : steps) (name += name.empty() ? "" : "/") += step;
  return name;
}

template <class Use>
void for_each_element(const xmlNode& root, const Use& use) {
  for (const xmlNode* node = next_node(&root, &root, true); node != nullptr; node = next_node(node, &root, true)) {
    if (node->type == XML_ELEMENT_NODE) use(*node, local_name(*node));
  }
}

/// The parts that are encrypted. Fonts may be, in any book.
std::set<std::string> encrypted_names(OfficeParts& parts) {
  std::set<std::string> names;
  const auto document = parts.xml(encryption_name);
  if (document == nullptr) return names;
  for_each_element(*xmlDocGetRootElement(document.get()), [&](const xmlNode& node, std::string_view name) {
    if (name == "cipherreference") names.insert(resolve({}, attribute(node, "uri")));
  });
  return names;
}

/// Where the package lies: as the container says, else the first that is there.
std::string package_name(OfficeParts& parts) {
  std::string name;
  if (const auto container = parts.xml(container_name)) {
    const auto* const root_file = find_element(*xmlDocGetRootElement(container.get()), "rootfile");
    if (root_file != nullptr) name = resolve({}, attribute(*root_file, "full-path"));
  }
  if (parts.has(name)) return name;
  const auto packages = parts.names({}, ".opf");
  return packages.empty() ? std::string() : packages.front();
}

/// The names of the chapters in reading order.
std::vector<std::string> chapters_of(const xmlNode& package, std::string_view folder, FileOutput& output) {
  std::map<std::string, std::string> names;
  std::vector<std::string> in_order;
  std::vector<std::string> pages;
  std::size_t unknown = 0;
  for_each_element(package, [&](const xmlNode& node, std::string_view element) {
    if (element == "item") {
      const auto name = resolve(folder, attribute(node, "href"));
      names[attribute(node, "id")] = name;
      if (attribute(node, "media-type").find("html") != std::string::npos) pages.push_back(name);
    } else if (element == "itemref") {
      const auto known = names.find(attribute(node, "idref"));
      unknown += known == names.end() ? 1 : 0;
      if (known != names.end()) in_order.push_back(known->second);
    }
  });
  if (unknown > 0)
    output.warn("damaged: " + std::to_string(unknown) +
                " of its chapters are not in its list of files and are left out");
  if (!in_order.empty()) return in_order;
  output.warn("damaged: its list of chapters is empty; all its pages are read, in the order of its list of files");
  return pages;
}

Result<std::string> chapter_text(const std::string& html) {
  const auto tree = HtmlTree::parse(xhtml_as_html(html));
  if (!tree) return tree.error();
  return extract_html_text(tree->document());
}

}  // namespace

Result<Article> read_epub(OfficeParts& parts, FileOutput& output) {
  const auto name = package_name(parts);
  const auto package = parts.xml(name);
  if (package == nullptr) return Error{Code::malformed, "damaged: its package (.opf) is missing or is not XML", {}};
  const xmlNode& root = *xmlDocGetRootElement(package.get());
  Article article;
  describe(article, root);
  const auto encrypted = encrypted_names(parts);
  const auto chapters = chapters_of(root, std::string_view(name).substr(0, name.rfind('/') + 1), output);
  const auto is_encrypted = [&](const std::string& chapter) { return encrypted.contains(chapter); };
  if (!chapters.empty() && std::ranges::all_of(chapters, is_encrypted)) return Error{Code::malformed, "encrypted", {}};
  for (const auto& chapter : chapters) {
    const auto html = is_encrypted(chapter) ? std::nullopt : parts.text(chapter);
    if (!html) {
      output.refuse(is_encrypted(chapter) ? "encrypted" : "damaged: this chapter is missing", chapter);
      continue;
    }
    const auto text = chapter_text(*html);
    if (!text) {
      output.refuse(text.error().message, chapter);
    } else if (!text->empty()) {
      article.text += (article.text.empty() ? "" : "\n\n") + *text;
    }
  }
  return article;
}

}  // namespace diwan::ingest
