// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <string>
#include <vector>

namespace diwan::ingest {

struct FreeObject {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class Object>
using Owned = std::unique_ptr<Object, FreeObject>;

/// A string that glib has allocated.
struct FreeString {
  void operator()(char* text) const { g_free(text); }
};
using GlibString = std::unique_ptr<char, FreeString>;

/// What a person sees of the parts of a message. Everything belongs to the message.
struct MailParts {
  std::vector<GMimePart*> body;           ///< text, in order; of alternatives the best
  std::vector<GMimeObject*> attachments;  ///< GMimePart or GMimeMessagePart
  std::vector<GMimePart*> frames;         ///< pages beside the first of a page that has been saved whole
  std::string unreadable;                 ///< why a part cannot be read: encrypted; else empty
};

/// Sorts the parts below `part`; `is_page`: what belongs to a page is no attachment.
MailParts sort_parts(GMimeObject& part, bool is_page);

/// The media type of a part, lower case: `text/html`.
std::string type_of_part(GMimeObject& part);

/// A parameter of its Content-Type, or empty.
std::string parameter(GMimeObject& part, const char* name);

/// The bytes of a part, its transfer encoding undone as far as it can be.
std::string content_of(GMimePart& part);

}  // namespace diwan::ingest
