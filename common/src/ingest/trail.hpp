// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace diwan::ingest {

/// Told where reading stands, so that somebody outside of a reader that died knows what killed it, and can have that
/// left out when the file is read again.
class Trail {
 public:
  virtual ~Trail() = default;
  /// A file comes next, or what lies in it at `place`; what it stands in goes on after `left`.
  virtual void entered(const std::string& place) = 0;
  virtual void left() = 0;
  /// Why the innermost that was entered is not to be read further; null where it is.
  virtual const std::string* cut() const = 0;
};

}  // namespace diwan::ingest
