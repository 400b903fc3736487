// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace diwan::store {

/// Identity, day and fields of an article as document data: a JSON object, so that any Xapian tool shows it.
/// Title and text stand in the word stream; they are not repeated here.
std::string to_document_data(const Article& article);

/// The article that document data describes, without title and text; nothing when the data is damaged.
std::optional<Article> from_document_data(std::string_view data);

/// The same with title and text, in one line without a line break: an article of a dump, as docs/dump.md has it.
std::string to_dump_line(const Article& article);
std::optional<Article> from_dump_line(std::string_view line);

}  // namespace diwan::store
