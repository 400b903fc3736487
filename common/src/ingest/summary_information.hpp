// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// What an Office document before 2007 says of itself. UTF-8; empty where it says nothing.
struct SummaryInformation {
  std::string title;
  std::string author;
  std::string date;  ///< the day it was made, else last saved, in UTC: 2004-03-05
};

/// Reads the property set of the stream "\005SummaryInformation", as far as its bytes make sense.
SummaryInformation read_summary_information(std::string_view stream);

}  // namespace diwan::ingest
