// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/mail_parts.hpp"

#include "ingest/plain_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr int deepest_part = 64;

bool is_any_of(std::string_view type, std::initializer_list<std::string_view> types) {
  return std::ranges::find(types, type) != types.end();
}

bool is_signature(std::string_view type) {
  return is_any_of(type, {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
                          "application/pgp-keys"});
}

/// What only dresses a page.
bool is_decoration(std::string_view type) {
  return type.starts_with("image/") || type.starts_with("font/") ||
         is_any_of(type, {"text/css", "text/javascript", "application/javascript", "application/x-javascript"});
}

/// Why a part of this type cannot be read, or empty.
std::string fault_of(GMimeObject& part, std::string_view type) {
  if (is_any_of(type, {"application/pkcs7-mime", "application/x-pkcs7-mime"})) {
    const auto kind = to_ascii_lower(parameter(part, "smime-type"));
    return kind == "signed-data" ? "signed by S/MIME in a form that hides the text" : "encrypted (S/MIME)";
  }
  if (is_any_of(type, {"application/pgp-encrypted", "multipart/encrypted"})) return "encrypted (PGP)";
  return {};
}

void append(MailParts& to, MailParts from) {
  to.body.insert(to.body.end(), from.body.begin(), from.body.end());
  to.attachments.insert(to.attachments.end(), from.attachments.begin(), from.attachments.end());
  to.frames.insert(to.frames.end(), from.frames.begin(), from.frames.end());
  if (to.unreadable.empty()) to.unreadable = std::move(from.unreadable);
}

class Sorter {
 public:
  explicit Sorter(bool is_page) : is_page_(is_page) {}

  MailParts sort(GMimeObject& part, int depth) {
    if (depth > deepest_part) return {};
    if (GMIME_IS_MULTIPART(&part)) return sort_multipart(*GMIME_MULTIPART(&part), depth);
    MailParts parts;
    if (GMIME_IS_MESSAGE_PART(&part)) {
      parts.attachments.push_back(&part);
    } else if (GMIME_IS_PART(&part)) {
      sort_leaf(*GMIME_PART(&part), parts);
    }
    return parts;
  }

 private:
  void sort_leaf(GMimePart& part, MailParts& parts) {
    auto& object = *GMIME_OBJECT(&part);
    const auto type = type_of_part(object);
    parts.unreadable = fault_of(object, type);
    if (!parts.unreadable.empty() || is_signature(type)) return;
    const bool is_text = (type.starts_with("text/") && !is_any_of(type, {"text/calendar", "text/vcard", "text/x-vcard",
                                                                         "text/rtf", "text/csv", "text/css"})) ||
                         is_any_of(type, {"message/delivery-status", "application/xhtml+xml"});
    const char* const disposition = g_mime_object_get_disposition(&object);
    const bool is_attached = disposition != nullptr && to_ascii_lower(disposition) == "attachment";
    // Some programs name the text itself.
    const bool is_named = g_mime_part_get_filename(&part) != nullptr;
    if (is_text && !is_attached && (!is_named || !std::exchange(has_text_, true))) {
      has_text_ = true;
      parts.body.push_back(&part);
    } else {
      parts.attachments.push_back(&object);
    }
  }

  MailParts sort_multipart(GMimeMultipart& multipart, int depth) {
    const auto type = type_of_part(*GMIME_OBJECT(&multipart));
    MailParts parts;
    parts.unreadable = fault_of(*GMIME_OBJECT(&multipart), type);
    if (!parts.unreadable.empty()) return parts;
    const int count = g_mime_multipart_get_count(&multipart);
    if (type == "multipart/related") return sort_related(multipart, count, depth);
    std::vector<MailParts> children;
    for (int i = 0; i < count; ++i) {
      if (type == "multipart/alternative") has_text_ = false;
      children.push_back(sort(*g_mime_multipart_get_part(&multipart, i), depth + 1));
    }
    if (type == "multipart/alternative") keep_best(children);
    for (auto& child : children) append(parts, std::move(child));
    return parts;
  }

  /// Plain text where it says something, else the last that has a text; what is attached to any of them stays.
  static void keep_best(std::vector<MailParts>& alternatives) {
    const auto size_of = [](const MailParts& parts, bool is_plain) {
      std::size_t size = 0;
      for (auto* const part : parts.body) {
        if ((type_of_part(*GMIME_OBJECT(part)) == "text/plain") != is_plain) continue;
        const auto content = content_of(*part);
        if (content.find_first_not_of(" \t\r\n") != std::string::npos) size += content.size();
      }
      return size;
    };
    std::size_t best = alternatives.size();
    std::size_t richest = 0;
    for (const auto& parts : alternatives) richest = std::max(richest, size_of(parts, false));
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
      const auto plain = size_of(alternatives[i], true);
      // «Your program cannot show this message» stands for a page; a page has some thousand bytes around its words.
      constexpr std::size_t short_text = 300;
      constexpr std::size_t long_page = 5000;
      if (plain > 0 && !(plain < short_text && richest > long_page)) {
        best = i;
        break;
      }
      if (!alternatives[i].body.empty() && size_of(alternatives[i], false) > 0) best = i;
    }
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
      if (best < alternatives.size() && i != best) alternatives[i].body.clear();
    }
  }

  MailParts sort_related(GMimeMultipart& multipart, int count, int depth) {
    int root = 0;
    const auto start = parameter(*GMIME_OBJECT(&multipart), "start");
    for (int i = 0; i < count && !start.empty(); ++i) {
      const char* const id = g_mime_object_get_content_id(g_mime_multipart_get_part(&multipart, i));
      if (id != nullptr && start.find(id) != std::string::npos) root = i;
    }
    MailParts parts;
    if (count > 0) parts = sort(*g_mime_multipart_get_part(&multipart, root), depth + 1);
    for (int i = 0; i < count; ++i) {
      if (i == root) continue;
      auto& child = *g_mime_multipart_get_part(&multipart, i);
      const auto type = type_of_part(child);
      if (GMIME_IS_PART(&child) && is_page_ && type == "text/html") parts.frames.push_back(GMIME_PART(&child));
      if (is_page_ || is_decoration(type)) continue;
      append(parts, sort(child, depth + 1));
    }
    return parts;
  }

  bool is_page_;
  bool has_text_ = false;
};

}  // namespace

MailParts sort_parts(GMimeObject& part, bool is_page) { return Sorter(is_page).sort(part, 0); }

std::string type_of_part(GMimeObject& part) {
  auto* const type = g_mime_object_get_content_type(&part);
  if (type == nullptr) return "text/plain";
  const GlibString name(g_mime_content_type_get_mime_type(type));
  return name == nullptr ? "text/plain" : to_ascii_lower(name.get());
}

std::string parameter(GMimeObject& part, const char* name) {
  const char* const value = g_mime_object_get_content_type_parameter(&part, name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string content_of(GMimePart& part) {
  auto* const content = g_mime_part_get_content(&part);
  if (content == nullptr) return {};
  const Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const auto* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return bytes == nullptr || bytes->len == 0 ? std::string()
                                             : std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

}  // namespace diwan::ingest
