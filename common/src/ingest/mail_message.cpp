// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/mail_message.hpp"

#include "core/field_table.hpp"
#include "ingest/any_reader.hpp"
#include "ingest/content_type.hpp"
#include "ingest/html_reader.hpp"
#include "ingest/mail_header.hpp"
#include "ingest/mail_parts.hpp"
#include "ingest/mail_text.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/whole_file.hpp"
#include "text/encoding.hpp"
#include "text/read_date.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <mutex>
#include <set>
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr int deepest_message = 8;
constexpr std::size_t sample_size = std::size_t{256} << 10;

void start_gmime() {
  static std::once_flag once;
  std::call_once(once, g_mime_init);
}

/// The encoding of bytes that stand bare in headers; empty where all are UTF-8.
std::string bare_encoding(std::string_view bytes) {
  const auto sample = bytes.substr(0, sample_size);
  // The end of the sample may cut a character.
  const auto invalid = text::find_invalid_utf8(sample);
  if (!invalid || (sample.size() < bytes.size() && *invalid + 4 > sample.size())) return {};
  const auto guess = text::guess_encoding(sample).name;
  return guess == "UTF-8" ? std::string() : guess;
}

void note_fault(gint64 /*offset*/, GMimeParserWarning fault, const gchar* /*item*/, gpointer is_damaged) {
  if (fault == GMIME_WARN_TRUNCATED_MESSAGE || fault == GMIME_WARN_MALFORMED_MULTIPART ||
      fault == GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY || fault == GMIME_CRIT_NESTING_OVERFLOW)
    *static_cast<bool*>(is_damaged) = true;
}

std::string header(GMimeObject& object, const char* name) {
  auto* const found = g_mime_header_list_get_header(g_mime_object_get_header_list(&object), name);
  const char* const raw = found == nullptr ? nullptr : g_mime_header_get_raw_value(found);
  return raw == nullptr ? std::string() : std::string(raw);
}

std::string without_brackets(std::string value) {
  std::erase_if(value, [](char c) { return c == '<' || c == '>' || c == ' '; });
  return value;
}

/// What stands behind the header, whatever the header says about it.
std::string_view behind_header(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const auto line = bytes.substr(0, end);
    const bool is_end = trim(line.substr(0, 1)).empty() && line.find_first_not_of(" \t\r") == std::string_view::npos;
    const auto colon = line.find(':');
    const bool is_field = colon != std::string_view::npos && line.substr(0, colon).find(' ') == std::string_view::npos;
    if (!is_end && !is_field && line.find_first_of(" \t") != 0) return bytes;
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (is_end) return bytes;
  }
  return bytes;
}

/// One message while it is read.
class MessageReader {
 public:
  MessageReader(const std::string& bytes, GMimeMessage& message, std::string bare, FileOutput& output)
      : bytes_(bytes), message_(message), root_(g_mime_message_get_mime_part(&message)), output_(output) {
    is_page_ = tells_page();
    if (root_ != nullptr) parts_ = sort_parts(*root_, is_page_);
    hint_ = std::move(bare);
    for (auto* const part : parts_.body) {
      const auto charset = parameter(*GMIME_OBJECT(part), "charset");
      if (hint_.empty() && text::is_encoding(charset) && !text::same_encoding(charset, "UTF-8")) hint_ = charset;
    }
  }

  bool is_multipart() const { return root_ != nullptr && GMIME_IS_MULTIPART(root_); }

  void read(const TakeMessage& take) {
    Article article;
    read_text(article);
    describe(article);
    const bool is_empty = is_blank(article.title) && is_blank(article.text);
    if (!parts_.unreadable.empty()) output_.refuse(parts_.unreadable);
    if (is_empty && parts_.unreadable.empty() && parts_.attachments.empty()) return output_.refuse("no text in it");
    if (!is_empty && output_.wants_more()) take(std::move(article), without_brackets(field("Message-ID")));
    for (auto* const attachment : parts_.attachments) {
      if (!output_.wants_more()) return;
      read_attachment(*attachment);
    }
  }

 private:
  GMimeObject& object() { return *GMIME_OBJECT(&message_); }

  std::string field(const char* name) { return decode_header(header(object(), name), hint_); }

  std::string part_field(const char* name) {
    return root_ == nullptr ? std::string() : decode_header(header(*root_, name), hint_);
  }

  /// Whether a browser saved a page in this form, and nobody sent it.
  bool tells_page() {
    if (!header(object(), "Snapshot-Content-Location").empty()) return true;
    if (header(object(), "From").find("Saved by ") != std::string::npos) return true;
    if (root_ == nullptr || !header(object(), "To").empty() || !header(object(), "Received").empty()) return false;
    return type_of_part(*root_) == "multipart/related" && header(object(), "Message-ID").empty();
  }

  void read_text(Article& article) {
    for (auto* const part : parts_.body) add_text(*part, article);
    // A page that is only frames.
    if (is_blank(article.text)) {
      for (auto* const part : parts_.frames) add_text(*part, article);
    }
    const bool is_lost = article.text.empty() && parts_.attachments.empty() && parts_.unreadable.empty();
    if (is_lost && !is_page_ && (parts_.body.empty() || content_of(*parts_.body.front()).empty())) {
      auto rest = text_of(std::string(behind_header(bytes_)), output_);
      if (rest) article.text = std::move(rest).value();
    }
    article.text.erase(article.text.find_last_not_of(" \t\r\n") + 1);
  }

  void add_text(GMimePart& part, Article& article) {
    auto& object = *GMIME_OBJECT(&part);
    const auto charset = parameter(object, "charset");
    auto bytes = content_of(part);
    const auto type = type_of_part(object);
    std::string text;
    if (type == "text/html" || type == "application/xhtml+xml") {
      auto page = read_html_part(std::move(bytes), output_, charset);
      if (!page) return output_.warn(page.error().message);
      text = std::move(page->text);
      if (pages_.fields.empty() && pages_.title.empty()) pages_ = std::move(page).value();
    } else {
      if (!to_ascii_lower(charset).starts_with("utf-16") && std::erase(bytes, '\0') > 0)
        output_.warn("NUL bytes in the text were left out");
      auto plain = text_of(std::move(bytes), output_, [&](std::string_view) { return std::string(charset); });
      if (!plain) return output_.warn(plain.error().message);
      text = std::move(plain).value();
      if (text.find("-----BEGIN PGP MESSAGE-----") != std::string::npos && parts_.unreadable.empty())
        parts_.unreadable = "encrypted (PGP)";
      if (to_ascii_lower(parameter(object, "format")) == "flowed") {
        text = unwrap_flowed(text, to_ascii_lower(parameter(object, "delsp")) == "yes");
      } else {
        std::erase(text, '\r');
      }
    }
    if (is_blank(text)) return;
    if (!article.text.empty() && !article.text.ends_with('\n')) article.text += '\n';
    article.text += text;
  }

  void add_field(Article& article, std::string_view name, std::string value) {
    if (!value.empty() && article.field(name).empty())
      article.fields.push_back({std::string(name), std::move(value), {}});
  }

  void describe(Article& article) {
    article.title = field("Subject");
    if (is_page_) article.fields = std::move(pages_.fields);
    date(article);
    if (!is_page_) {
      add_field(article, fields::author, decode_addresses(header(object(), "From"), hint_));
      add_field(article, "to", decode_addresses(header(object(), "To"), hint_));
      add_field(article, "cc", decode_addresses(header(object(), "Cc"), hint_));
    }
    add_field(article, fields::language, part_field("Content-Language"));
    add_field(article, fields::language, std::string(pages_.field(fields::language)));
    add_field(article, fields::url, address());
    if (article.title.empty()) article.title = pages_.title;
    if (article.title.empty()) article.title = first_line(article.text);
    if (article.title.empty() && !article.text.empty()) article.title = output_.name();
  }

  void date(Article& article) {
    auto written = field("Date");
    const auto received = field("Received");
    if (written.empty() && received.find(';') != std::string::npos) {
      written = trim(std::string_view(received).substr(received.rfind(';') + 1));
      if (!text::read_date(written)) return;
    }
    add_field(article, fields::date, std::move(written));
  }

  std::string address() {
    auto url = field("Snapshot-Content-Location");
    if (url.empty()) url = part_field("Content-Location");
    if (url.empty() && is_page_ && !parts_.body.empty())
      url = decode_header(header(*GMIME_OBJECT(parts_.body.front()), "Content-Location"), hint_);
    if (url.empty()) url = without_brackets(field("Archived-At"));
    return url.find("://") == std::string::npos ? std::string() : url;
  }

  static std::string first_line(std::string_view text) {
    constexpr std::size_t longest_title = 200;
    const auto begin = trim(text);
    const auto line = trim(begin.substr(0, begin.find('\n')));
    return line.size() > longest_title ? std::string() : std::string(line);
  }

  /// A name of its own for an attachment, without a way out of the message.
  std::string name_of(GMimeObject& attachment) {
    std::string name;
    if (GMIME_IS_PART(&attachment)) {
      const char* const given = g_mime_part_get_filename(GMIME_PART(&attachment));
      if (given != nullptr) name = decode_header(given, hint_);
    } else {
      name = parameter(attachment, "name");
    }
    name = escape_invalid(name);
    std::ranges::replace_if(
        name, [](char c) { return c == '/' || c == '\\' || (c >= 0 && c < ' '); }, '_');
    const auto number = std::to_string(names_.size() + 1);
    if (name.empty() || name.find_first_not_of('.') == std::string::npos) name = "part " + number;
    if (!names_.insert(name).second) {
      name = number + ' ' + name;
      names_.insert(name);
    }
    return name;
  }

  void read_attachment(GMimeObject& attachment) {
    const auto name = name_of(attachment);
    FileOutput member(output_, name);
    if (GMIME_IS_MESSAGE_PART(&attachment)) {
      auto* const message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(&attachment));
      if (message == nullptr) return member.refuse("no text in it");
      if (output_.depth() >= deepest_message) return member.refuse("messages are nested too deeply");
      MessageReader(std::string(), *message, hint_, member).read([&](Article article, const std::string& /*id*/) {
        member.whole_file(std::move(article));
      });
      return;
    }
    member.read_as(name_for(name, type_of_part(attachment)));
    member.declare(parameter(attachment, "charset"));
    read_any(memory_bytes(content_of(*GMIME_PART(&attachment))), member);
  }

  const std::string& bytes_;
  GMimeMessage& message_;
  GMimeObject* root_;
  FileOutput& output_;
  bool is_page_ = false;
  MailParts parts_;
  std::string hint_;  ///< the encoding of bytes that stand bare in the header
  Article pages_;     ///< what the first page says of itself
  std::set<std::string> names_;
};

}  // namespace

void read_message(const std::string& bytes, FileOutput& output, const TakeMessage& take) {
  start_gmime();
  auto bare = bare_encoding(bytes);
  bool is_damaged = false;
  GMimeParserOptions* const options = g_mime_parser_options_new();
  const char* const encodings[] = {"utf-8", bare.empty() ? "windows-1256" : bare.c_str(), nullptr};
  g_mime_parser_options_set_fallback_charsets(options, const_cast<const char**>(encodings));
  g_mime_parser_options_set_warning_callback(options, note_fault, &is_damaged);
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options));
  if (message == nullptr) {
    g_mime_parser_options_free(options);
    return output.refuse("not a message: it has no header");
  }
  MessageReader reader(bytes, *message, std::move(bare), output);
  if (is_damaged && reader.is_multipart())
    output.warn("the message is cut short or its parts are not marked as it says; what there is was read");
  if (output.wants_more()) reader.read(take);
  g_mime_parser_options_free(options);
}

}  // namespace diwan::ingest
