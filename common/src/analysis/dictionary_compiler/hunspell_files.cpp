// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/dictionary_compiler/hunspell_files.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include "text/classes.hpp"
#include "text/utf8.hpp"
#include "text/word_break.hpp"

namespace diwan::dictionary_compiler {
namespace {

constexpr std::string_view blank = " \t\r";
constexpr std::string_view nothing = "0";
constexpr std::string_view lemma_tag = "st:";
constexpr std::string_view verb_tag = "po:verb";

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t at = line.find_first_not_of(blank); at != line.npos; at = line.find_first_not_of(blank, at)) {
    const auto end = std::min(line.find_first_of(blank, at), line.size());
    fields.push_back(line.substr(at, end - at));
    at = end;
  }
  return fields;
}

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<LetterSet> condition_of(std::string_view text) {
  std::vector<LetterSet> condition;
  if (text == ".") return condition;
  LetterSet* open = nullptr;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_code_point(text, i);
    if (c == U'[') {
      open = &condition.emplace_back();
    } else if (c == U']') {
      open = nullptr;
    } else if (open != nullptr && c == U'^' && open->letters.empty()) {
      open->negated = true;
    } else if (open != nullptr) {
      open->letters += c;
    } else {
      condition.push_back({c == U'.' ? U"" : std::u32string(1, c), c == U'.'});
    }
  }
  return condition;
}

std::vector<Flag> flags_of(std::string_view text) {
  std::vector<Flag> flags;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    flags.push_back(
        static_cast<Flag>(static_cast<unsigned char>(text[i]) << 8 | static_cast<unsigned char>(text[i + 1])));
  }
  return flags;
}

class Reader {
 public:
  Result<HunspellFiles> read(const std::filesystem::path& affixes, const std::filesystem::path& words) {
    files_.flag_sets.emplace_back();
    lemmas_.emplace_back();
    if (auto done = each_line(affixes, &Reader::affix_line); !done) return std::move(done).error();
    if (auto done = each_line(words, &Reader::word_line); !done) return std::move(done).error();
    return std::move(files_);
  }

 private:
  /// A line that is not understood gives false.
  Result<void> each_line(const std::filesystem::path& path, bool (Reader::*take)(std::string_view)) {
    std::ifstream file(path);
    if (!file) return Error{Code::io, "cannot open " + path.string(), ""};
    std::string line;
    for (std::size_t at = 1; std::getline(file, line); ++at) {
      if (!(this->*take)(line)) {
        return Error{Code::malformed, path.string() + ":" + std::to_string(at) + ": " + line, ""};
      }
    }
    if (file.bad()) return Error{Code::io, "cannot read " + path.string(), ""};
    return {};
  }

  bool affix_line(std::string_view line) {
    const auto fields = fields_of(line);
    if (fields.size() < 2) return true;
    if (fields[0] == "FLAG") return fields[1] == "long";
    if (fields[0] == "SET") return fields[1] == "UTF-8";
    if (fields[0] == "AF")
      return alias_line(fields[1], saw_flag_count_, [&] { files_.flag_sets.push_back(flags_of(fields[1])); });
    if (fields[0] == "AM") return alias_line(fields[1], saw_lemma_count_, [&] { lemmas_.push_back(lemma_of(fields)); });
    if (fields[0] == "PFX") return rule_line(fields, files_.prefixes);
    if (fields[0] == "SFX") return rule_line(fields, files_.suffixes);
    return true;
  }

  /// The first line of a kind gives the number of the others.
  template <class Take>
  bool alias_line(std::string_view count, bool& saw_count, Take take) {
    if (saw_count) {
      take();
      return true;
    }
    saw_count = true;
    return number(count).has_value();
  }

  std::u32string lemma_of(const std::vector<std::string_view>& fields) {
    if (std::find(fields.begin(), fields.end(), verb_tag) == fields.end()) return {};
    for (const auto field : fields) {
      if (field.starts_with(lemma_tag)) return letters_of(field.substr(lemma_tag.size()));
    }
    return {};
  }

  bool rule_line(const std::vector<std::string_view>& fields, std::map<Flag, std::vector<AffixRule>>& groups) {
    const auto flags = flags_of(fields[1]);
    if (flags.size() != 1 || fields.size() < 4) return false;
    auto& group = groups[flags.front()];
    if (fields[2] == "Y" && number(fields[3])) return true;  // opens a group whose rules all combine
    if (fields[2] == "N") return false;
    AffixRule rule;
    if (fields[2] != nothing) rule.strip = letters_of(fields[2]);
    const auto slash = fields[3].find('/');
    const auto add = fields[3].substr(0, slash);
    if (add != nothing) rule.add = letters_of(add);
    if (slash != fields[3].npos) {
      const auto set = number(fields[3].substr(slash + 1));
      if (!set || *set >= files_.flag_sets.size()) return false;
      rule.continuation = files_.flag_sets[*set];
    }
    if (fields.size() > 4) rule.condition = condition_of(fields[4]);
    group.push_back(std::move(rule));
    return true;
  }

  /// Lines that are no Arabic word are headings of the word list.
  bool word_line(std::string_view line) {
    const auto fields = fields_of(line);
    if (fields.empty()) return true;
    const auto slash = fields[0].find('/');
    DictionaryEntry entry;
    entry.word = letters_of(fields[0].substr(0, slash));
    if (!is_arabic(entry.word)) return true;
    if (slash != fields[0].npos) {
      const auto set = number(fields[0].substr(slash + 1));
      if (!set || *set >= files_.flag_sets.size()) return false;
      entry.flag_set = *set;
    }
    if (fields.size() > 1) {
      const auto lemma = number(fields[1]);
      if (!lemma || *lemma >= lemmas_.size()) return false;
      entry.lemma = lemmas_[*lemma];
    }
    files_.entries.push_back(std::move(entry));
    return true;
  }

  HunspellFiles files_;
  std::vector<std::u32string> lemmas_;
  bool saw_flag_count_ = false;
  bool saw_lemma_count_ = false;
};

}  // namespace

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_code_point(text, i);
    const bool shown = text::word_class(c) != text::WordClass::mark && !text::is_ignorable(c) && c != U'\u0640';
    if (shown) letters += c;
  }
  return letters;
}

bool is_arabic(const std::u32string& word) {
  return !word.empty() && std::all_of(word.begin(), word.end(),
                                      [](char32_t c) { return text::word_class(c) == text::WordClass::arabic; });
}

Result<HunspellFiles> read_hunspell(const std::filesystem::path& affixes, const std::filesystem::path& words) {
  return Reader().read(affixes, words);
}

}  // namespace diwan::dictionary_compiler
