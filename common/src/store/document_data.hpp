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

}  // namespace diwan::store
