// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/mail_reader.hpp"

#include "core/field_table.hpp"
#include "ingest/limits.hpp"
#include "ingest/line_reader.hpp"
#include "ingest/mail_message.hpp"
#include "ingest/plain_text.hpp"
#include "text/read_date.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

namespace diwan::ingest {
namespace {

std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The name of the field in a line of a header, lower case; empty where the line is none.
std::string field_name(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  const auto name = line.substr(0, line.find_last_not_of(" \t", colon - 1) + 1);
  const bool is_name = std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F; });
  return is_name ? to_ascii_lower(name) : std::string();
}

/// Fields that no other text begins with.
bool is_telling(std::string_view name) {
  constexpr std::string_view names[] = {
      "received",       "return-path",   "message-id", "mime-version",   "delivered-to", "x-mozilla-status",
      "dkim-signature", "x-original-to", "newsgroups", "x-gmail-labels", "x-gm-thrid",   "snapshot-content-location"};
  return std::ranges::find(names, name) != std::end(names);
}

/// `From someone@somewhere Mon Jun  1 10:00:00 2009`, `From 123@xxx`, `From -`: how programs part messages. A sentence
/// that begins so has neither a time nor an address.
bool is_separator(std::string_view line) {
  if (!line.starts_with("From ")) return false;
  const auto rest = trim(line.substr(5));
  if (rest.empty() || rest.starts_with("- ") || rest == "-") return true;
  const auto sender = rest.substr(0, rest.find(' '));
  const auto colon = rest.find(':');
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool has_time = colon != std::string_view::npos && colon > 0 && colon + 1 < rest.size() &&
                        is_digit(rest[colon - 1]) && is_digit(rest[colon + 1]);
  return has_time || (sender.size() == rest.size() && sender.find('@') != std::string_view::npos);
}

/// The day on which a message came in, by the line before it. Behind `From -` programs write when they fetched it.
std::optional<Date> day_of(std::string_view separator) {
  const auto rest = trim(separator.substr(5));
  const auto sender = rest.substr(0, rest.find(' '));
  if (sender == "-") return std::nullopt;
  const auto reading = text::read_date(rest.substr(sender.size()));
  return reading ? std::optional(reading->day) : std::nullopt;
}

/// Fields by which nearly every message begins.
bool is_common(std::string_view name) {
  constexpr std::string_view names[] = {"from",     "to",           "subject", "date",
                                        "reply-to", "content-type", "status",  "x-status"};
  return is_telling(name) || std::ranges::find(names, name) != std::end(names);
}

bool begins_header(std::string_view line) { return line.starts_with(">From ") || !field_name(line).empty(); }

void drop_leading(std::string& bytes) {
  std::string_view rest = bytes;
  drop_byte_order_mark(rest);
  while (rest.starts_with('\n') || rest.starts_with('\r')) rest.remove_prefix(1);
  const auto line = trim(rest.substr(0, rest.find('\n')));
  // A `From ` line, or the number of bytes by which Apple begins.
  const bool is_count = !line.empty() && line.find_first_not_of("0123456789") == std::string_view::npos;
  std::size_t end = std::string_view::npos;
  if (is_count || line.starts_with("From ")) {
    take_line(rest);
    if (is_count && line.size() < 10) end = std::stoul(std::string(line));
  }
  bytes = std::string(rest.substr(0, end));
}

/// The messages of a mailbox, one after the other.
class Mailbox {
 public:
  Mailbox(ByteStream& bytes, FileOutput& output) : lines_(bytes, largest_message), output_(output) {}

  void read() {
    while (output_.wants_more()) {
      switch (lines_.next()) {
        case LineReader::Outcome::line:
          add(lines_.line());
          break;
        case LineReader::Outcome::too_long:
          is_cut_ = true;
          break;
        case LineReader::Outcome::failed:
          end_message();
          return output_.refuse(lines_.error().message, "message " + std::to_string(number_ + 1));
        case LineReader::Outcome::end:
          take_held();
          end_message();
          if (number_ == 0) output_.refuse("no message in it");
          return;
      }
    }
  }

 private:
  /// A `From ` line is held until the line behind it tells whether a message begins there.
  void add(std::string_view line) {
    const auto bare = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    if (!held_.empty()) {
      // Behind a blank line any header will do.
      if (is_held_after_blank_ ? begins_header(bare) : is_common(field_name(bare))) {
        end_message();
        received_ = day_of(std::exchange(held_, {}));
      } else {
        take_held();
      }
    }
    if (is_separator(bare)) {
      held_ = line;
      is_held_after_blank_ = std::exchange(is_after_blank_, false);
      return;
    }
    take(line);
    is_after_blank_ = bare.empty();
  }

  void take_held() {
    if (!held_.empty()) take(std::exchange(held_, {}));
  }

  void take(std::string_view line) {
    // Programs put > in front of what would begin a message.
    const auto quoted = line.find_first_not_of('>');
    if (quoted != 0 && quoted != std::string_view::npos && line.substr(quoted).starts_with("From "))
      line.remove_prefix(1);
    if (message_.size() + line.size() >= largest_message) is_cut_ = true;
    if (is_cut_) return;
    message_ += line;
    message_ += '\n';
  }

  void end_message() {
    const auto message = std::exchange(message_, {});
    const bool is_cut = std::exchange(is_cut_, false);
    const auto received = std::exchange(received_, {});
    if (is_blank_bytes(message)) return;
    const auto number = std::to_string(++number_);
    const auto place = "message " + number;
    FileOutput inside(output_, place);
    inside.begin();
    if (is_cut && inside.wants_more()) {
      inside.refuse("larger than the limit of " + std::to_string(largest_message >> 20) +
                    " MiB; only its beginning was read");
    }
    if (inside.wants_more()) {
      read_message(message, inside, [&](Article article, std::string id) {
        if (article.field(fields::date).empty()) article.date = received;
        if (id.empty() || !ids_.insert(std::hash<std::string>()(id)).second) id = output_.path() + '#' + number;
        inside.member(std::move(id), std::move(article));
      });
    }
    inside.end();
  }

  static bool is_blank_bytes(std::string_view bytes) {
    return bytes.find_first_not_of(" \t\r\n") == std::string_view::npos;
  }

  LineReader lines_;
  FileOutput& output_;
  std::string message_;
  std::string held_;
  std::optional<Date> received_;         ///< the message that is gathered
  std::unordered_set<std::size_t> ids_;  ///< hashes: a mailbox may hold millions
  std::size_t number_ = 0;
  bool is_after_blank_ = true;
  bool is_held_after_blank_ = false;
  bool is_cut_ = false;
};

}  // namespace

void read_mail(ByteStream& bytes, FileOutput& output) {
  auto read = read_all(bytes, largest_message);
  if (!read) return output.refuse(read.error().message);
  drop_leading(*read);
  read_message(*read, output,
               [&](Article article, const std::string& /*id*/) { output.whole_file(std::move(article)); });
}

void read_mbox(ByteStream& bytes, FileOutput& output) { Mailbox(bytes, output).read(); }

bool is_mail(std::string_view head) {
  drop_byte_order_mark(head);
  // Where the head is cut, so is its last line.
  bool has_telling = false;
  for (std::size_t fields = 0; !head.empty();) {
    const auto line = take_line(head);
    if (line.empty()) return has_telling;
    if (fields > 0 && (line.front() == ' ' || line.front() == '\t')) continue;
    const auto name = field_name(line);
    if (name.empty()) return head.empty() && has_telling && fields > 1;
    has_telling = has_telling || is_telling(name);
    ++fields;
  }
  return has_telling;
}

bool is_mbox(std::string_view head) {
  drop_byte_order_mark(head);
  return is_separator(take_line(head)) && begins_header(take_line(head));
}

}  // namespace diwan::ingest
