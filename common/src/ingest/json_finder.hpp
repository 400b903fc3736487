// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/json_object.hpp"
#include "ingest/record.hpp"

#include <diwan/ingest.hpp>
#include <diwan/result.hpp>

#include <string_view>
#include <vector>

namespace diwan::ingest {

/// How many objects deep the arrays are looked for that hold records.
inline constexpr int deepest_list = 4;

/// The texts of the records in a JSON text, in order. Several texts may follow each other. Views into `json`; what is
/// malformed shows when a record is parsed. `json` has no NUL bytes.
///
/// - The objects that are elements of the outermost arrays, at most deepest_list objects deep.
/// - The members of an object that are objects, each with a title or a text (names as of RecordOutput), where there are
///   two or more and nothing else.
/// - An object that is a record itself: it has a text; or a title and no array of titled objects that is most of it; or
///   a sentence and no arrays of objects that are most of it.
/// - An object in which nothing of this is found.
std::vector<std::string_view> find_json_records(std::string_view json, const ReadOptions& options = {});

/// The same for a value inside of a text, `depth` objects deep; nothing where nothing is found.
void find_json_records_in(std::string_view value, int depth, const ReadOptions& options,
                          std::vector<std::string_view>& records);

/// The values of one record. Where it has neither a title nor a text nor a sentence of its own, but an object in it has
/// a title or a text, the values of that one go before its own. Fails with malformed.
Result<Record> read_json_record(std::string_view json, const ReadOptions& options);

}  // namespace diwan::ingest
