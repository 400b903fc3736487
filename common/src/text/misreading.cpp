// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/misreading.hpp"

#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace diwan::text {
namespace {

/// Those that programs and databases take UTF-8 for, the commonest first. Windows-1252 stands for ISO-8859-1 too.
constexpr std::array<std::string_view, 6> code_pages = {"windows-1252", "windows-1256", "windows-1251",
                                                        "macintosh",    "ibm-437",      "ibm-850"};

/// What 0xD8 and 0xD9 are in each of them, with which nearly all Arabic letters begin in UTF-8: Ø and Ù, ط and ظ ...
constexpr std::array<char32_t, code_pages.size()* 2> leads = {
    0x00D8, 0x00D9, 0x0637, 0x0638, 0x0428, 0x0429, 0x00FF, 0x0178, 0x256A, 0x2518, 0x00CF, 0x2518,
};

/// The bytes that characters stand for in a code page.
class BytesOf {
 public:
  explicit BytesOf(std::string_view code_page) {
    std::string all;
    for (int byte = 0x80; byte < 0x100; ++byte) all += static_cast<char>(byte);
    const auto decoded = decode(all, code_page);
    const auto characters = decoded ? code_points(decoded->text) : std::u32string();
    for (std::size_t i = 0; i < std::min(all.size(), characters.size()); ++i) bytes_.try_emplace(characters[i], all[i]);
    // Many programs turn a byte that the code page lacks into the control character of its number.
    for (char32_t c = 0x80; c < 0xA0; ++c) bytes_.try_emplace(c, static_cast<char>(c));
  }

  std::optional<char> find(char32_t character) const {
    const auto found = bytes_.find(character);
    return found == bytes_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::unordered_map<char32_t, char> bytes_;
};

/// How long a sequence of UTF-8 is that begins so; 0 where none does.
std::size_t sequence_size(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0xC2 || byte > 0xF4) return 0;
  return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// The sequence of UTF-8 that characters from `at` on stand for, which is moved behind them; or nothing.
std::string take_sequence(std::string_view text, std::size_t& at, const BytesOf& bytes_of) {
  std::size_t after = at;
  const auto lead = bytes_of.find(next_code_point(text, after));
  const auto size = lead ? sequence_size(*lead) : 0;
  if (size == 0) return {};
  std::string sequence(1, *lead);
  while (sequence.size() < size) {
    const auto byte = after < text.size() ? bytes_of.find(next_code_point(text, after)) : std::nullopt;
    if (!byte) return {};
    sequence += *byte;
  }
  if (find_invalid_utf8(sequence)) return {};
  at = after;
  return sequence;
}

/// Arabic letters and marks, and their presentation forms.
bool is_arabic(char32_t c) {
  return (c >= 0x0620 && c <= 0x065F) || (c >= 0x066E && c <= 0x06D5) || (c >= 0xFB50 && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFC);
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether a piece of text is like one that was misread: there nearly half of the characters beyond
/// ASCII are leads of Arabic letters, in other texts one in fifty.
bool is_suspicious_piece(std::string_view piece) {
  std::size_t all = 0;
  std::size_t found = 0;
  for (std::size_t at = 0; at < piece.size();) {
    const auto c = next_code_point(piece, at);
    if (c < 0x80) continue;
    ++all;
    found += std::ranges::find(leads, c) != leads.end() ? 1 : 0;
  }
  return found >= 2 && found * 5 >= all;
}

bool is_suspicious(std::string_view text) {
  constexpr std::size_t window = 256;
  constexpr std::size_t step = 2048;
  for (std::size_t at = 0; at < text.size(); at += step) {
    if (is_suspicious_piece(text.substr(at, window))) return true;
  }
  return text.size() > window && is_suspicious_piece(text.substr(text.size() - window));
}

}  // namespace

Misreading measure_misreading(std::string_view text, std::string_view code_page) {
  const BytesOf bytes_of(code_page);
  Misreading found{code_page};
  std::size_t sequences = 0;
  std::size_t arabic = 0;
  std::size_t run = 0;
  const auto end_run = [&] {
    if (run > 1) found.arabic += run;
    run = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      end_run();
      found.latin += is_ascii_letter(text[at++]) ? 1 : 0;
      continue;
    }
    const auto before = at;
    const auto sequence = take_sequence(text, at, bytes_of);
    if (sequence.empty()) {
      end_run();
      ++found.others;
      next_code_point(text, at);
      continue;
    }
    found.restored += sequence.size();
    ++sequences;
    std::size_t begin = 0;
    if (!is_arabic(next_code_point(sequence, begin))) {
      end_run();
      continue;
    }
    ++run;
    if (++arabic == 1) found.first = before;
  }
  end_run();
  return arabic * 2 >= sequences && arabic > 0 ? found : Misreading{};
}

Misreading find_misreading(std::string_view text) {
  if (!is_suspicious(text)) return {};
  Misreading best;
  for (const auto code_page : code_pages) {
    const auto found = measure_misreading(text, code_page);
    if (found.arabic > best.arabic) best = found;
  }
  return best;
}

std::string undo_misreading(std::string_view text, std::string_view code_page) {
  const BytesOf bytes_of(code_page);
  std::string undone;
  undone.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto before = at;
    const auto sequence =
        static_cast<unsigned char>(text[at]) < 0x80 ? std::string() : take_sequence(text, at, bytes_of);
    if (sequence.empty()) next_code_point(text, at);
    undone += sequence.empty() ? text.substr(before, at - before) : std::string_view(sequence);
  }
  return undone;
}

}  // namespace diwan::text
