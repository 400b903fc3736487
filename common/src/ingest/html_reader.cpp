// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/html_reader.hpp"

#include "ingest/declared_encoding.hpp"
#include "ingest/html_metadata.hpp"
#include "ingest/html_text.hpp"
#include "ingest/html_tree.hpp"
#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/whole_file.hpp"
#include "ingest/xhtml.hpp"

#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

void read_page(ByteStream& bytes, FileOutput& output, bool is_xhtml) {
  auto html = read_text_or_refuse(bytes, largest_html_file, output, encoding_declared_by_html);
  if (!html) return;
  if (is_xhtml || html->starts_with("<?xml")) html = xhtml_as_html(*html);
  const auto tree = HtmlTree::parse(std::move(*html));
  if (!tree) return output.refuse(tree.error().message);
  auto metadata = read_html_metadata(tree->document());
  Article article;
  article.title = std::move(metadata.title);
  article.text = extract_html_text(tree->document());
  article.date = metadata.date;
  article.fields = std::move(metadata.fields);
  if (article.title.empty() && article.text.empty()) return output.refuse("empty");
  if (article.title.empty()) article.title = output.name();
  output.whole_file(std::move(article));
}

}  // namespace

void read_html(ByteStream& bytes, FileOutput& output) { read_page(bytes, output, false); }

void read_xhtml(ByteStream& bytes, FileOutput& output) { read_page(bytes, output, true); }

}  // namespace diwan::ingest
