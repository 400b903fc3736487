// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/file_output.hpp"
#include "ingest/office_parts.hpp"

#include <diwan/article.hpp>
#include <diwan/result.hpp>

namespace diwan::ingest {

/// The chapters of an EPUB in reading order, and what it says of itself. Chapters that are encrypted or missing are
/// told and left out; where no order is given, that of its list of files stands, with a warning. Fails with malformed
/// where it has no package, or where each chapter is encrypted.
Result<Article> read_epub(OfficeParts& parts, FileOutput& output);

}  // namespace diwan::ingest
