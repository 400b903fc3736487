// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/http_message.hpp"

#include "ingest/content.hpp"
#include "ingest/gzip.hpp"
#include "ingest/plain_text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace diwan::ingest {
namespace {

constexpr std::size_t longest_line = std::size_t{64} << 10;
constexpr std::size_t most_fields = 1000;

/// The length in front of a chunk; nothing where the line is none.
std::optional<std::size_t> chunk_length(std::string_view line) {
  line = line.substr(0, line.find(';'));
  while (line.ends_with(' ')) line.remove_suffix(1);
  std::size_t length = 0;
  const auto [end, fault] = std::from_chars(line.data(), line.data() + line.size(), length, 16);
  if (line.empty() || fault != std::errc() || end != line.data() + line.size()) return std::nullopt;
  return length;
}

/// The chunks of a body joined. Some archives keep the header of chunks and the body without them: then it is given as
/// it is. A wrong length ends the body.
class Dechunked final : public ByteStream {
 public:
  explicit Dechunked(BufferedBytes& bytes) : bytes_(bytes) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    while (left_ == 0 && !is_over_) {
      const auto begun = begin_chunk();
      if (!begun) return begun.error();
    }
    if (!plain_.empty()) {
      const auto size = plain_.copy(buffer.data(), buffer.size());
      plain_.erase(0, size);
      return size;
    }
    if (is_plain_) return bytes_.read(buffer);
    if (is_over_) return std::size_t{0};
    const auto count = bytes_.read(buffer.subspan(0, std::min(buffer.size(), left_)));
    if (!count) return count.error();
    if (*count == 0) is_over_ = true;
    left_ -= *count;
    return *count;
  }

 private:
  Result<void> begin_chunk() {
    std::string line;
    for (int blank_lines = 0; blank_lines < 2; ++blank_lines) {
      const auto more = bytes_.line(line, longest_line);
      if (!more) return more.error();
      if (!*more) {
        is_over_ = true;
        return {};
      }
      if (!line.empty()) break;
    }
    const auto length = chunk_length(line);
    if (!length && is_first_) {
      is_plain_ = true;
      plain_ = line + '\n';
    }
    is_first_ = false;
    is_over_ = !length || *length == 0;
    left_ = length.value_or(0);
    return {};
  }

  BufferedBytes& bytes_;
  std::size_t left_ = 0;
  std::string plain_;
  bool is_first_ = true;
  bool is_plain_ = false;
  bool is_over_ = false;
};

/// Bytes that belong to somebody else.
class Borrowed final : public ByteStream {
 public:
  explicit Borrowed(ByteStream& bytes) : bytes_(bytes) {}
  Result<std::size_t> read(std::span<char> buffer) override { return bytes_.read(buffer); }

 private:
  ByteStream& bytes_;
};

}  // namespace

std::string_view find_field(const HeaderFields& fields, std::string_view name) {
  const auto field = std::ranges::find(fields, name, [](const auto& pair) { return std::string_view(pair.first); });
  return field == fields.end() ? std::string_view() : std::string_view(field->second);
}

Result<HeaderFields> read_fields(BufferedBytes& bytes) {
  HeaderFields fields;
  std::string line;
  for (;;) {
    const auto more = bytes.line(line, longest_line);
    if (!more) return more.error();
    if (!*more || line.empty()) return fields;
    const auto colon = line.find(':');
    if ((line.front() == ' ' || line.front() == '\t') && !fields.empty()) {
      fields.back().second += ' ' + collapse_white_space(line);
    } else if (colon != std::string::npos && fields.size() < most_fields) {
      fields.emplace_back(to_ascii_lower(collapse_white_space(line.substr(0, colon))),
                          collapse_white_space(line.substr(colon + 1)));
    }
  }
}

Result<HttpResponse> read_http_response(BufferedBytes& bytes) {
  HttpResponse response;
  std::string line;
  const auto more = bytes.line(line, longest_line);
  if (!more) return more.error();
  const auto space = line.find(' ');
  if (!line.starts_with("HTTP/") || space == std::string::npos)
    return Error{Code::malformed, "no answer of a web server in it", {}};
  std::from_chars(line.data() + space + 1, line.data() + line.size(), response.status);
  auto fields = read_fields(bytes);
  if (!fields) return fields.error();
  response.fields = std::move(fields).value();
  if (to_ascii_lower(find_field(response.fields, "transfer-encoding")).find("chunked") != std::string::npos) {
    response.body = std::make_unique<Dechunked>(bytes);
  } else {
    response.body = std::make_unique<Borrowed>(bytes);
  }
  const auto packed = to_ascii_lower(find_field(response.fields, "content-encoding"));
  if (packed.empty() || packed == "identity") return response;
  auto peeked = std::make_unique<PeekedBytes>(std::move(response.body));
  const auto head = peeked->peek();
  // Many archives unpack a body and leave what its header says.
  if (head.starts_with("\x1F\x8B")) {
    response.body = gunzip(std::move(peeked));
  } else if (packed != "gzip" && packed != "x-gzip") {
    response.fault = "packed by " + escape_invalid(packed) + ", which is not read";
  } else {
    response.body = std::move(peeked);
  }
  return response;
}

}  // namespace diwan::ingest
