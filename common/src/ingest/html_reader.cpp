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
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

Result<Article> article_of(std::string html, bool is_xhtml) {
  if (is_xhtml || html.starts_with("<?xml")) html = xhtml_as_html(html);
  const auto tree = HtmlTree::parse(std::move(html));
  if (!tree) return tree.error();
  auto metadata = read_html_metadata(tree->document());
  Article article;
  article.title = std::move(metadata.title);
  article.text = extract_html_text(tree->document());
  article.fields = std::move(metadata.fields);
  return article;
}

void read_page(ByteStream& bytes, FileOutput& output, bool is_xhtml) {
  auto html = read_text_or_refuse(bytes, largest_html_file, output, encoding_declared_by_html);
  if (!html) return;
  auto article = article_of(std::move(*html), is_xhtml);
  if (!article) return output.refuse(article.error().message);
  if (article->title.empty() && article->text.empty()) return output.refuse("empty");
  if (article->title.empty()) article->title = output.name();
  output.whole_file(std::move(article).value());
}

}  // namespace

Result<Article> read_html_part(std::string bytes, FileOutput& output, const std::string& declared) {
  auto html = text_of(std::move(bytes), output, [&](std::string_view page) {
    return declared.empty() ? encoding_declared_by_html(page) : declared;
  });
  if (!html) return html.error();
  return article_of(std::move(html).value(), false);
}

void read_html(ByteStream& bytes, FileOutput& output) { read_page(bytes, output, false); }

void read_xhtml(ByteStream& bytes, FileOutput& output) { read_page(bytes, output, true); }

}  // namespace diwan::ingest
