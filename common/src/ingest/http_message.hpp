// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/buffered_bytes.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace diwan::ingest {

/// Header fields of HTTP and WARC, names in lower case.
using HeaderFields = std::vector<std::pair<std::string, std::string>>;

/// The value of a field, or empty.
std::string_view find_field(const HeaderFields& fields, std::string_view name);

/// Reads fields up to the blank line behind them.
Result<HeaderFields> read_fields(BufferedBytes& bytes);

/// An answer of a web server. `bytes` outlives it.
struct HttpResponse {
  int status = 0;
  HeaderFields fields;
  std::unique_ptr<ByteStream> body;  ///< chunks joined, unpacked; none where there is a fault
  std::string fault;                 ///< why the body cannot be read, or empty
};

/// Fails with malformed where there is no status line.
Result<HttpResponse> read_http_response(BufferedBytes& bytes);

}  // namespace diwan::ingest
