// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>
#include <diwan/result.hpp>

#include <string>
#include <string_view>

namespace diwan::ingest {

/// An article that lies inside a file, and the id that it gives itself: empty where it gives none.
struct Member {
  std::string id;
  Article article;  ///< without identity
};

/// Reads one JSON object as an article. Never throws; fails with malformed, in one line, where the text is not JSON,
/// not an object, or not an article; with not_found where its text can only be found as that of a record: where it has
/// neither title nor text, or no name of a text, and texts under other names.
///
/// - `id` is a string or a number, `title`, `text` and `body` are strings; null is as good as absent.
/// - The text is `text`, or `body` where `text` is absent or empty; beside a text, `body` is a field like others.
/// - Title and text both blank or absent: not an article.
/// - Every other string, number and boolean is a field, in the order of the object; an array of these is one field,
///   joined with ", ". Objects, and arrays that hold arrays or objects, are left out.
/// - Of a name that comes twice, the last value stands in the first one's place.
/// - Numbers keep their digits as written.
Result<Member> parse_json_article(std::string_view json);

}  // namespace diwan::ingest
