// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/doc_reader.hpp"

#include "core/field_table.hpp"
#include "ingest/document_title.hpp"
#include "ingest/formats.hpp"
#include "ingest/html_reader.hpp"
#include "ingest/limits.hpp"
#include "ingest/ole_file.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/summary_information.hpp"
#include "ingest/text_reader.hpp"
#include "ingest/word_text.hpp"
#include "ingest/xml_reader.hpp"
#include "text/encoding.hpp"

#include <memory>
#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

/// Files of other programs that are called `.doc`.
void read_misnamed(std::string bytes, FileOutput& output) {
  constexpr std::size_t head_size = 2048;
  const auto head = to_ascii_lower(std::string_view(bytes).substr(0, head_size));
  const auto has = [&](std::string_view mark) { return head.find(mark) != std::string::npos; };
  const auto stream = memory_bytes(std::move(bytes));
  if (has("<html") || has("<!doctype html")) return read_html(*stream, output);
  if (head.starts_with("<?xml") || head.starts_with("\xEF\xBB\xBF<?xml")) return read_xml(*stream, output);
  read_text(*stream, output);
}

}  // namespace

void read_doc(ByteStream& bytes, FileOutput& output) {
  auto all = read_all(bytes, largest_document);
  if (!all) return output.refuse(all.error().message);
  if (!all->starts_with(OleFile::mark)) return read_misnamed(std::move(*all), output);
  const auto file = OleFile::open(*all);
  if (!file) return output.refuse(file.error().message);
  // Documents of Office since 2007 stand in such a file when they are encrypted.
  if (file->has("EncryptedPackage")) return output.refuse("encrypted");
  const auto document = file->read("WordDocument");
  if (document.empty()) return output.skip(type_of(output.name()));
  auto word = read_word_text(document, file->read("0Table"), file->read("1Table"));
  if (!word) return output.refuse(word.error().message);

  auto about = read_summary_information(file->read("\005SummaryInformation"));
  Article article;
  article.text = trim(word->text);
  article.title = real_title(about.title, output.name());
  if (is_blank(article.text) && article.title.empty()) return output.refuse("no text in it");
  if (article.title.empty()) article.title = output.name();
  const auto add = [&](std::string_view name, std::string value) {
    if (!value.empty()) article.fields.push_back({std::string(name), std::move(value), Field::Kind::text});
  };
  add(fields::date, std::move(about.date));
  add(fields::author, std::move(about.author));
  if (word->is_cut) output.warn("damaged: some of its text lies outside of the file and is missing");
  if (word->replaced > 0) output.warn(std::to_string(word->replaced) + " characters are damaged and became U+FFFD");
  output.whole_file(std::move(article));
}

}  // namespace diwan::ingest
