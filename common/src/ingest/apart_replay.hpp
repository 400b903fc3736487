// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/apart_messages.hpp"

#include <diwan/ingest.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace diwan::ingest {

/// How one file comes through the channel, from one process after the other. Readers are pure: a second reading gives
/// the same events up to the place where the first one ended, and those have been passed on. The processes are not
/// believed: whatever events they send, the sink gets what it may get, and no more than such a file can hold.
class ApartReplay {
 public:
  /// What a process may send of one file, in bytes as they lie in memory here.
  struct Bounds {
    std::uint64_t open_places = std::uint64_t{16} << 20;  ///< of what was entered and not left
    std::uint64_t complaints = std::uint64_t{256} << 20;  ///< whoever gets refusals and warnings may keep them
    std::uint64_t all = std::uint64_t{4} << 30;           ///< see also bounds_of()
  };
  /// For a file of this size. Readers stop at 200 times the size of an archive; a row of a table grows as it becomes an
  /// article, by a hundred at most.
  static Bounds bounds_of(std::uint64_t file_size);

  /// All of them outlive this.
  ApartReplay(const std::string& source, const std::string& path, ArticleSink& sink, const Bounds& bounds)
      : source_(source), path_(path), sink_(sink), bounds_(bounds) {}

  /// A process begins with the file.
  void begin();
  /// Takes an event of the file; false where no reader sends it. The sink may want no more then.
  bool take(ReadEvent event);
  /// The process has died, `by_itself` or because of what it sent or did not send. Gives whether another shall read the
  /// file; where not, what was being read is refused.
  bool has_died(const std::string& reason, bool by_itself);

  /// Whether the process has entered the file and left it: what comes then is `done`.
  bool is_over() const { return seen_ > 0 && places_.empty(); }
  bool wants_more() const { return wants_more_; }
  const std::vector<Cut>& cuts() const { return cuts_; }

 private:
  bool enter(std::string place);
  void pass_on(ReadEvent event);

  const std::string& source_;
  const std::string& path_;
  ArticleSink& sink_;
  Bounds bounds_;
  Bounds used_;                      ///< by this process
  std::vector<std::string> places_;  ///< what was entered and not left
  std::vector<Cut> cuts_;
  std::uint64_t seen_ = 0;
  std::optional<std::uint64_t> last_death_;  ///< as `seen_` was then
  int deaths_ = 0;
  std::uint64_t passed_on_ = 0;
  bool wants_more_ = true;
};

}  // namespace diwan::ingest
