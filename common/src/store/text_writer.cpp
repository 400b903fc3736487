// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/text_writer.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "analysis/day_piece.hpp"
#include "analysis/root_class.hpp"
#include "store/damage.hpp"
#include "store/form_lookup.hpp"
#include "store/schema.hpp"

namespace diwan::store {
namespace {

constexpr std::uint64_t token_limit = std::uint64_t{1} << token_bits;
constexpr std::uint64_t form_bytes_limit = std::numeric_limits<std::uint32_t>::max();

Error full() { return {Code::io, "the lexicon of this index is full", "Spread the archive over several indexes."}; }

template <class T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

TokenHashes hashes_of(const analysis::AnalyzedWord& word) {
  return {term_hash(word.folded),
          {term_hash(word.stems.front()), term_hash(word.stems.back())},
          term_hash(analysis::root_class(word.stems.front()))};
}

}  // namespace

Result<TextWriter> TextWriter::open(const std::filesystem::path& folder, const TextExtent& extent, std::size_t memory) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return system_error("cannot create", folder, failed);
  remove_other_lookups(folder, extent.entries);
  TextWriter writer;
  writer.folder_ = folder;
  writer.extent_ = extent;
  writer.memory_ = memory;
  writer.looked_up_ = extent.entries;
  constexpr std::array files{&TextWriter::articles_, &TextWriter::offsets_, &TextWriter::lengths_,
                             &TextWriter::entries_,  &TextWriter::forms_,   &TextWriter::tokens_};
  const auto sizes = text_file_sizes(extent);
  static_assert(files.size() == sizes.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto file = AppendFile::open(folder / sizes[i].name, sizes[i].bytes);
    if (!file) return std::move(file).error();
    writer.*files[i] = *std::move(file);
  }
  if (auto loaded = writer.load(folder); !loaded) return std::move(loaded).error();
  return writer;
}

Result<void> TextWriter::load(const std::filesystem::path& folder) {
  auto store = TextStore::open(folder, extent_);
  if (!store) return std::move(store).error();
  before_ = *std::move(store);
  const auto count = static_cast<EntryId>(before_.entry_count());
  for (EntryId id = 0; id < count; ++id) {
    if (!before_.is_sound(id)) return damaged("entry " + std::to_string(id) + " of the lexicon is damaged");
    // Words are looked up when they come; nothing looks a gap up.
    if (!before_.is_gap(id)) continue;
    const auto form = before_.form(id);
    if (!keys_.find(form)) keep(form, {.entry = id, .analyzed = true, .piece = analysis::day_piece(form, {})});
  }
  return {};
}

std::optional<EntryId> TextWriter::find_before(std::string_view form, analysis::LanguageClass language,
                                               const std::vector<analysis::AnalyzedWord>& words) const {
  if (words.empty()) return std::nullopt;
  for (const auto id : before_.forms_with_hash(term_hash(words.front().folded))) {
    if (before_.form(id) == form && before_.language(id) == static_cast<unsigned>(language)) return id;
  }
  return std::nullopt;
}

std::size_t TextWriter::bytes() const {
  return keys_.bytes() + terms_->bytes() + known_.capacity() * sizeof(Form) + word_terms_.capacity() * sizeof(WordTerm);
}

void TextWriter::keep(std::string_view key, const Form& form) {
  keys_.intern(key);
  known_.push_back(form);
}

void TextWriter::forget() {
  StringPool keys;
  std::vector<Form> known;
  std::swap(keys, keys_);
  std::swap(known, known_);
  word_terms_ = {};
  terms_ = std::make_shared<StringPool>();
  space_.reset();
  for (FormNumber number = 0; number < known.size(); ++number) {
    auto& form = known[number];
    if (form.entry >= word_stream::first_pair) continue;
    const bool is_gap = form.terms_begin == form.terms_end && form.analyzed;
    form.terms_begin = form.terms_end = form.readings = 0;
    form.analyzed = is_gap;
    keep(keys[number], form);
  }
  least_bytes_ = bytes();
}

Result<FormNumber> TextWriter::intern(std::string_view form, analysis::LanguageClass language, bool word) {
  const bool by_language = word && analysis::depends_on_language(form);
  if (by_language) {
    // The byte behind the form is a control character, which no word holds: keys never meet by chance.
    key_ = form;
    key_ += static_cast<char>(language);
  }
  const auto [number, is_new] = keys_.intern(by_language ? key_ : form);
  if (!is_new) return number;
  const auto words = word ? analysis::analyze_word(form, by_language ? language : analysis::LanguageClass{})
                          : std::vector<analysis::AnalyzedWord>();
  const auto analyzed_as = by_language ? language : analysis::LanguageClass{};
  const auto before = find_before(form, analyzed_as, words);
  const auto entry = before.value_or(static_cast<EntryId>(extent_.entries));
  if (!before) {
    if (auto stored = store(form, analyzed_as, words); !stored) return std::move(stored).error();
  }
  known_.push_back(
      {.entry = entry, .by_language = by_language, .analyzed = true, .piece = analysis::day_piece(form, words)});
  set_terms(known_.back(), words);
  return number;
}

Result<void> TextWriter::store(std::string_view form, analysis::LanguageClass language,
                               const std::vector<analysis::AnalyzedWord>& words) {
  if (extent_.entries + 1 >= word_stream::entry_limit || extent_.forms + form.size() > form_bytes_limit ||
      extent_.tokens + words.size() >= token_limit) {
    return full();
  }
  for (const auto& each : words) {
    if (auto done = tokens_.append(bytes_of(hashes_of(each))); !done) return done;
  }
  if (auto done = forms_.append(form); !done) return done;
  extent_.forms += form.size();
  extent_.tokens += words.size();
  ++extent_.entries;
  const LexiconEntry entry{static_cast<std::uint32_t>(extent_.forms),
                           static_cast<std::uint32_t>(extent_.tokens) | static_cast<std::uint32_t>(language)
                                                                            << token_bits};
  return entries_.append(bytes_of(entry));
}

void TextWriter::set_terms(Form& form, const std::vector<analysis::AnalyzedWord>& words) {
  const auto add = [&](std::string_view prefix, std::string_view value, bool is_stem) {
    word_terms_.push_back({terms_->intern(make_term(prefix, value)).first & 0x7FFF'FFFF, is_stem});
  };
  form.terms_begin = static_cast<std::uint32_t>(word_terms_.size());
  for (const auto& word : words) {
    add(prefix::exact, word.folded, false);
    for (const auto& stem : word.stems) add(prefix::stem, stem, true);
    form.readings += static_cast<std::uint32_t>(word.stems.size());
  }
  form.terms_end = static_cast<std::uint32_t>(word_terms_.size());
  form.analyzed = true;
}

const TextWriter::Form& TextWriter::analyzed(FormNumber number) {
  auto& form = known_[number];
  if (!form.analyzed) {
    auto text = keys_[number];
    auto language = analysis::LanguageClass{};
    if (form.by_language) {
      language = static_cast<analysis::LanguageClass>(text.back());
      text.remove_suffix(1);
    }
    const auto words = analysis::analyze_word(text, language);
    form.piece = analysis::day_piece(text, words);
    set_terms(form, words);
  }
  return form;
}

std::span<const WordTerm> TextWriter::terms_of(FormNumber number) {
  const auto& form = analyzed(number);
  return std::span(word_terms_).subspan(form.terms_begin, form.terms_end - form.terms_begin);
}

Result<EncodedText> TextWriter::encode(std::string_view text, std::span<const analysis::Segment> segments,
                                       analysis::LanguageClass language) {
  EncodedText encoded;
  bool after_word = false;
  // A gap of one space behind a word waits: it is left out when a word comes next.
  bool holds_space = false;
  pieces_.clear();
  // Each word is looked up in tables that no cache holds, so they are asked for some words ahead.
  constexpr std::size_t ahead = 16;
  std::array<std::uint32_t, ahead> hashes{};
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto& segment = segments[i];
    keys_.expect_string(hashes[(i + ahead / 2) % ahead]);
    if (i + ahead < segments.size() && segments[i + ahead].word) {
      const auto& later = segments[i + ahead];
      hashes[i % ahead] = keys_.expect(text.substr(later.begin, later.end - later.begin));
    }
    const auto form = text.substr(segment.begin, segment.end - segment.begin);
    const bool is_space = form == " ";
    const auto number = is_space && space_ ? Result<FormNumber>(*space_) : intern(form, language, segment.word);
    if (!number) return number.error();
    if (is_space) space_ = *number;
    const auto& known = analyzed(*number);
    const auto entry = known.entry;  // interning another form moves it
    const auto readings = known.readings;
    const bool word = known.terms_begin != known.terms_end;
    pieces_.push_back(known.piece);
    if (holds_space && !word) word_stream::append(encoded.units, known_[*space_].entry);
    if (word && after_word && !holds_space) {
      const auto nothing = intern("", {}, false);
      if (!nothing) return nothing.error();
      word_stream::append(encoded.units, known_[*nothing].entry);
    }
    holds_space = after_word && is_space;
    after_word = word || holds_space;
    if (holds_space) {
      continue;
    }
    word_stream::append(encoded.units, entry);
    if (!word) continue;
    encoded.words.push_back(*number);
    encoded.readings += readings;
  }
  if (holds_space) word_stream::append(encoded.units, known_[*space_].entry);
  for (const auto& day : text::find_days(pieces_)) encoded.days.push_back(day.date);
  return encoded;
}

Result<void> TextWriter::append(std::uint32_t document, const EncodedText& title, const EncodedText& text) {
  const auto place = [&](std::uint64_t offset, std::uint32_t length) -> Result<void> {
    if (auto done = offsets_.append(bytes_of(offset)); !done) return done;
    ++extent_.documents;
    return lengths_.append(bytes_of(length));
  };
  while (extent_.documents + 1 < document) {
    if (auto done = place(no_article, 0); !done) return done;
  }
  if (auto done = place(extent_.articles, title.readings * title_weight + text.readings); !done) return done;
  const ArticleHeader header{static_cast<std::uint32_t>(title.units.size()),
                             static_cast<std::uint32_t>(text.units.size())};
  if (auto done = articles_.append(bytes_of(header)); !done) return done;
  for (const auto* units : {&title.units, &text.units}) {
    const std::string_view bytes(reinterpret_cast<const char*>(units->data()), units->size() * sizeof(std::uint16_t));
    if (auto done = articles_.append(bytes); !done) return done;
  }
  extent_.articles = articles_.size();
  return {};
}

Result<void> TextWriter::write() {
  for (auto* file : {&articles_, &offsets_, &lengths_, &entries_, &forms_, &tokens_}) {
    if (auto written = file->flush(); !written) return written;
  }
  if (extent_.entries == looked_up_) return {};
  auto written = write_form_lookup(folder_, extent_);
  if (written) looked_up_ = extent_.entries;
  return written;
}

Result<void> TextWriter::sync() {
  if (auto written = write(); !written) return written;
  for (auto* file : {&articles_, &offsets_, &lengths_, &entries_, &forms_, &tokens_}) {
    if (auto synced = file->sync(); !synced) return synced;
  }
  return {};
}

}  // namespace diwan::store
