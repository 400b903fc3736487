// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace diwan::test {

/// What may differ between two databases. A plain value.
struct Facts {
  bool term_lists = true;
  bool bounds = true;  ///< Xapian keeps those of documents that were removed
};

/// Everything that a database tells through Xapian's API, a fact a line: statistics, metadata, terms with their
/// postings, term lists, lengths, values with their bounds, document data. `slots`: the value slots to look at.
inline std::vector<std::string> contents(const Xapian::Database& database, const std::vector<unsigned>& slots,
                                         const Facts& facts) {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& name, auto... numbers) {
    std::string line = name;
    ((line += ' ' + std::to_string(numbers)), ...);
    lines.push_back(std::move(line));
  };
  add("documents", database.get_doccount(), database.get_lastdocid(), database.get_total_length());
  if (facts.bounds) add("lengths", database.get_doclength_lower_bound(), database.get_doclength_upper_bound());
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    add("metadata " + *key + " = " + database.get_metadata(*key));
  }
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    add("term " + *term, term.get_termfreq(), database.get_collection_freq(*term), database.get_wdf_upper_bound(*term));
    std::string postings = "postings";
    for (auto each = database.postlist_begin(*term); each != database.postlist_end(*term); ++each) {
      postings += ' ' + std::to_string(*each) + ':' + std::to_string(each.get_wdf());
    }
    lines.push_back(std::move(postings));
  }
  for (auto each = database.postlist_begin(""); each != database.postlist_end(""); ++each) {
    add("document", *each, each.get_doclength());
    lines.push_back("data " + database.get_document(*each).get_data());
    if (!facts.term_lists) continue;
    std::string terms = "terms " + std::to_string(database.get_unique_terms(*each));
    for (auto term = database.termlist_begin(*each); term != database.termlist_end(*each); ++term) {
      terms += ' ' + *term + ':' + std::to_string(term.get_wdf());
    }
    lines.push_back(std::move(terms));
    const auto document = database.get_document(*each);
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      add("value " + *value, value.get_valueno());
    }
  }
  for (const auto slot : slots) {
    add("slot", slot, database.get_value_freq(slot));
    if (facts.bounds) {
      add("from " + database.get_value_lower_bound(slot) + " to " + database.get_value_upper_bound(slot));
    }
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value) {
      add("stream " + *value, value.get_docid());
    }
  }
  return lines;
}

}  // namespace diwan::test
