// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_reader.hpp"

#include "core/field_table.hpp"
#include "ingest/limits.hpp"
#include "ingest/pdf_metadata.hpp"
#include "ingest/pdf_page.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/running_lines.hpp"
#include "text/classes.hpp"
#include "text/encoding.hpp"
#include "text/letter_cost.hpp"
#include "text/utf8.hpp"
#include "text/visual_order.hpp"

#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <PDFDoc.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

void ignore_fault(ErrorCategory /*category*/, Goffset /*position*/, const char* /*message*/) {}

std::string count_of(std::size_t count, const char* of) {
  return std::to_string(count) + ' ' + of + (count == 1 ? "" : "s");
}

bool has_word(const PdfPage& page) {
  return std::ranges::any_of(page.lines, [](const PdfLine& line) { return text::has_word(line.text); });
}

/// The line of the first page that has the largest letters, where they are larger than those of the text.
std::string prominent_line(const PdfPage& page) {
  constexpr double clearly = 1.15;
  constexpr std::size_t longest = 300;
  std::vector<double> sizes;
  const PdfLine* largest = nullptr;
  for (const auto& line : page.lines) {
    if (!text::has_word(line.text)) continue;
    sizes.push_back(line.size);
    if (line.text.size() <= longest && (largest == nullptr || line.size > largest->size)) largest = &line;
  }
  if (largest == nullptr) return {};
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::ranges::nth_element(sizes, middle);
  return sizes.size() == 1 || largest->size >= *middle * clearly ? largest->text : std::string();
}

std::string text_of(const PdfPage& page) {
  std::string text;
  for (const auto& line : page.lines) text += line.text + (line.ends_block ? "\n\n" : "\n");
  return std::string(trim(text));
}

/// How many signs of a text stand in hardly any (of private use, U+FFFD, controls, þ and ÿ, which bytes of other codes
/// give), and how many there are.
std::pair<std::size_t, std::size_t> strange_letters_of(std::string_view text) {
  std::size_t strange = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = text::next_code_point(text, i);
    if (text::is_white_space(c)) continue;
    ++all;
    const bool is_private = (c >= 0xE000 && c < 0xF900) || c >= 0xF0000;
    if (is_private || c == 0xFFFD || c == U'þ' || c == U'ÿ' || text::is_control(c)) ++strange;
  }
  return {strange, all};
}

/// What somebody should look at in pages that were read.
void warn_of(const std::vector<PdfPage>& pages, std::size_t page_count, const std::string& text, FileOutput& output) {
  const auto count = [&](auto what) { return static_cast<std::size_t>(std::ranges::count_if(pages, what)); };
  if (const auto empty = count([](const auto& page) { return !has_word(page); }); empty > 0)
    output.warn(count_of(empty, "page") + " of " + std::to_string(page_count) + " without text; scanned?");
  if (const auto turned = count([](const auto& page) { return page.was_backwards; }); turned > 0)
    output.warn("the words of " + count_of(turned, "page") + " stood backwards and were turned; compare them");
  if (count([](const auto& page) { return page.is_cut; }) > 0 || pages.size() < page_count)
    output.warn("larger than the limit of 256 MiB of text; what is behind it is missing");
  std::size_t signs = 0;
  std::size_t unnamed = 0;
  for (const auto& page : pages) {
    signs += page.signs;
    unnamed += page.unnamed;
  }
  // Some signs are ornaments; where whole words are drawn by one sign and others stand for nothing, ActualText says so.
  constexpr std::size_t enough_signs = 50;
  if (signs >= enough_signs && unnamed > signs / 3)
    output.warn("its fonts do not tell what letters " + std::to_string(unnamed) + " of its " + std::to_string(signs) +
                " signs are; text is missing");
  std::size_t in_words = 0;
  for (const auto& page : pages) in_words += page.unnamed_in_words;
  constexpr std::size_t enough_in_words = 5;
  if (unnamed <= signs / 3 && in_words >= enough_in_words)
    output.warn("its fonts do not tell what " + std::to_string(in_words) +
                " signs inside of Arabic words are; these words lack letters or marks");
  constexpr std::size_t enough_strange = 20;
  if (const auto [strange, all] = strange_letters_of(text); strange >= enough_strange && strange * 10 > all)
    output.warn(std::to_string(strange) + " of its " + std::to_string(all) +
                " letters belong to no text; its fonts may name wrong letters");
  // Either alone is true of texts in Persian or Urdu: docs/decisions/pdf.md has the figures.
  constexpr double few_words = 0.2;
  constexpr double strange_letters = 7;
  constexpr int enough_letters = 200;
  if (text::right_to_left_surplus(text) > enough_letters && text::arabic_likeness(text) < few_words &&
      text::letter_cost(text).mean() > strange_letters)
    output.warn("its text does not read like Arabic; its fonts may name wrong letters");
}

}  // namespace

bool is_pdf(std::string_view head) {
  constexpr std::size_t furthest = 1024;
  return head.substr(0, furthest).find("%PDF-") != std::string_view::npos;
}

void read_pdf(ByteStream& bytes, FileOutput& output) {
  const auto all = read_all(bytes, largest_pdf_file);
  if (!all) return output.refuse(all.error().message);
  const GlobalParamsIniter poppler(ignore_fault);
  bool was_rebuilt = false;
  auto stream = std::make_unique<MemStream>(all->data(), 0, static_cast<Goffset>(all->size()), Object(objNull));
  PDFDoc document(stream.release(), {}, {}, nullptr, [&] { was_rebuilt = true; });
  if (!document.isOk())
    return output.refuse(document.getErrorCode() == errEncrypted ? "encrypted" : "damaged: no page can be read");

  const auto page_count = static_cast<std::size_t>(std::max(0, document.getNumPages()));
  std::vector<PdfPage> pages;
  std::size_t size = 0;
  for (std::size_t number = 1; number <= page_count && size <= largest_text_file; ++number) {
    pages.push_back(read_pdf_page(document, static_cast<int>(number)));
    for (const auto& line : pages.back().lines) size += line.text.size() + sizeof(PdfLine);
  }
  if (std::ranges::none_of(pages, has_word))
    return output.refuse(page_count == 0 ? "damaged: no page can be read"
                                         : "a scan without text: " + count_of(page_count, "page"));

  Article article;
  describe_pdf(document, output.name(), article);
  if (article.title.empty()) article.title = prominent_line(pages.front());
  if (article.title.empty()) article.title = output.name();
  drop_running_lines(pages);
  for (const auto& page : pages) {
    if (&page != &pages.front()) article.text += '\f';
    article.text += text_of(page);
  }
  article.fields.push_back({"pages", std::to_string(page_count), Field::Kind::number});
  if (was_rebuilt) output.warn("damaged: its index of objects was rebuilt; pages may be missing");
  warn_of(pages, page_count, article.text, output);
  output.whole_file(std::move(article));
}

}  // namespace diwan::ingest
