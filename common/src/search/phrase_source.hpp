// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "search/analyzed_query.hpp"
#include "store/state_reader.hpp"

namespace diwan::search {

/// The articles that hold a phrase, as a set that composes with every operator: candidates have all its words, and the
/// word streams tell which have them side by side; a day of it may be spelt otherwise. Weight 0. Belongs to one query
/// of one Searcher; the reader outlives it.
class PhraseSource : public Xapian::PostingSource {
 public:
  PhraseSource(const store::StateReader& reader, Clause phrase);

  void init(const Xapian::Database& part) override;
  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;
  bool at_end() const override { return started_ && next_ == documents_.size(); }
  Xapian::docid get_docid() const override { return documents_[next_]; }
  PhraseSource* clone() const override;
  std::string get_description() const override { return "PhraseSource"; }

 private:
  using Documents = std::vector<Xapian::docid>;

  Xapian::doccount size() const { return static_cast<Xapian::doccount>(documents_.size()); }
  Documents find(const Xapian::Database& part, std::size_t shard) const;

  const store::StateReader& reader_;
  Clause phrase_;
  std::shared_ptr<std::map<std::size_t, Documents>> found_;  // by shard, for every evaluation of the query
  std::span<const Xapian::docid> documents_;                 // of the part, ascending
  std::size_t next_ = 0;
  bool started_ = false;
};

}  // namespace diwan::search
