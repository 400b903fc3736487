// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/warc_reader.hpp"

#include "core/field_table.hpp"
#include "ingest/any_reader.hpp"
#include "ingest/content.hpp"
#include "ingest/content_type.hpp"
#include "ingest/http_message.hpp"
#include "ingest/plain_text.hpp"
#include "text/read_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <unordered_set>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::size_t longest_line = std::size_t{64} << 10;

/// What is said of a record in front of its bytes.
struct RecordHead {
  std::string address;
  std::string date;
  std::string type;  ///< of the record's bytes: what the server sent, `application/http`, or the content itself
  std::uint64_t size = 0;
};

/// The bytes of one record. A failure ends them, and is kept.
class RecordBytes final : public ByteStream {
 public:
  RecordBytes(ByteStream& bytes, std::uint64_t size) : bytes_(bytes), left_(size) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const auto room = std::min<std::uint64_t>(buffer.size(), left_);
    if (room == 0) return std::size_t{0};
    const auto count = bytes_.read(buffer.subspan(0, static_cast<std::size_t>(room)));
    if (!count) failure_ = count.error();
    if (count && *count == 0) failure_ = {Code::malformed, "the file is cut short", {}};
    left_ = failure_.message.empty() ? left_ - *count : 0;
    return failure_.message.empty() ? *count : std::size_t{0};
  }

  /// Reads what is left; gives why that failed, or nothing.
  const std::string& finish() {
    std::array<char, std::size_t{16} << 10> rest{};
    while (left_ > 0) static_cast<void>(read(rest));
    return failure_.message;
  }

 private:
  ByteStream& bytes_;
  std::uint64_t left_;
  Error failure_;
};

std::optional<std::uint64_t> number_in(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || fault != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::string charset_in(std::string_view content_type) {
  const auto lower = to_ascii_lower(content_type);
  constexpr std::string_view name = "charset=";
  const auto at = lower.find(name);
  if (at == std::string::npos) return {};
  const auto value = std::string_view(lower).substr(at + name.size());
  const auto begin = value.find_first_not_of("\"' ");
  if (begin == std::string_view::npos) return {};
  return std::string(value.substr(begin, value.find_first_of("\"'; ,", begin) - begin));
}

/// The last part of an address's path, under which its content is read.
std::string name_in(std::string_view address, std::string_view type) {
  address = address.substr(0, address.find_first_of("?#"));
  const auto host = address.find("://");
  if (host != std::string_view::npos) address.remove_prefix(host + 3);
  const auto slash = address.rfind('/');
  std::string name(slash == std::string_view::npos ? std::string_view() : address.substr(slash + 1));
  if (name.empty()) name = "index";
  // A server knows better than an address whether it sends a page.
  const bool is_sure = type == "text/html" || type == "application/xhtml+xml" || type == "application/json" ||
                       type.ends_with("/xml") || type == "application/rss+xml" || type == "application/atom+xml";
  return is_sure ? name + name_for({}, type) : name_for(std::move(name), type);
}

/// What no page is made of.
bool is_decoration(std::string_view type) {
  for (const std::string_view kind : {"image/", "audio/", "video/", "font/", "text/css", "text/javascript"}) {
    if (type.starts_with(kind)) return true;
  }
  return type.ends_with("javascript") || type.starts_with("application/font") || type == "text/dns";
}

/// What a crawler keeps for itself.
bool is_of_the_crawl(std::string_view address) {
  return address.starts_with("metadata:") || address.starts_with("dns:") || address.ends_with("/robots.txt");
}

/// Records of a web archive on their way into the output.
class WebRecords {
 public:
  explicit WebRecords(FileOutput& output) : output_(output) {}

  bool wants_more() const { return output_.wants_more(); }
  std::string place() const { return "record " + std::to_string(number_); }
  void count() { ++number_; }

  /// A record that keeps the answer of a server.
  void answer(const RecordHead& head, ByteStream& record) {
    BufferedBytes bytes(record);
    auto response = read_http_response(bytes);
    constexpr int success = 2;
    if (response && response->status / 100 != success) return;
    const auto fault = response ? response->fault : response.error().message;
    if (!fault.empty()) return output_.refuse(fault, place() + ", " + escape_invalid(head.address));
    content(head, find_field(response->fields, "content-type"), std::move(response->body));
  }

  /// Content by itself.
  void content(const RecordHead& head, std::string_view content_type, std::unique_ptr<ByteStream> bytes) {
    const auto address = escape_invalid(head.address);
    if (is_of_the_crawl(head.address)) return;
    const auto type = media_type(content_type);
    if (is_decoration(type)) return output_.skip(type);
    const bool is_new = !address.empty() && addresses_.insert(std::hash<std::string>()(address)).second;
    const auto number = std::to_string(number_);
    FileOutput member(output_, is_new ? address : number + ' ' + address);
    const auto id = is_new ? address : output_.path() + '#' + number;
    member.identify(id);
    auto peeked = std::make_unique<PeekedBytes>(std::move(bytes));
    // Empty answers are common and no failure.
    if (peeked->peek().empty()) return;
    const bool is_told = !type.empty() && type != "application/octet-stream" && type != "unknown/unknown";
    auto read_name = name_in(address, type);
    member.read_as(is_told ? std::move(read_name) : name_by_content(std::move(read_name), peeked->peek()));
    member.declare(charset_in(content_type));
    const std::string name(member.name());
    member.complete_with([&](Article& article) {
      if (article.identity.id == id && article.title == name) article.title = address;
      complete(article, address, id, head.date);
    });
    read_any(std::move(peeked), member);
  }

 private:
  static void complete(Article& article, const std::string& address, const std::string& id, std::string_view date) {
    const auto url = std::ranges::find(article.fields, fields::url, &Field::name);
    if (url == article.fields.end()) {
      article.fields.push_back({std::string(fields::url), address, {}});
    } else if (article.identity.id == id) {
      url->value = address;
    }
    if (text::read_date(article.field(fields::date))) return;
    // 2017-08-19T20:19:08Z, or 20170819201908.
    if (const auto fetched = text::read_date(date)) article.date = fetched->day;
    if (article.date && article.field(fields::date).empty())
      article.fields.push_back({std::string(fields::date), to_string(*article.date), {}});
  }

  FileOutput& output_;
  std::size_t number_ = 0;
  std::unordered_set<std::size_t> addresses_;  ///< hashes: a crawl holds millions
};

/// Passes over blank lines, and over what is no head of a record, of which the output is told once in a row.
class HeadFinder {
 public:
  HeadFinder(BufferedBytes& bytes, FileOutput& output) : bytes_(bytes), output_(output) {}

  /// The next line that `is_head`; false at the end.
  bool next(std::string& line, const std::string& place, const std::function<bool(const std::string&)>& is_head) {
    for (bool is_lost = false;;) {
      const auto more = bytes_.line(line, longest_line);
      if (!more) output_.refuse(more.error().message, place);
      if (!more || !*more) return false;
      if (line.empty()) continue;
      if (is_head(line)) return true;
      if (!std::exchange(is_lost, true)) output_.refuse("what follows is no record; looking for the next", place);
    }
  }

 private:
  BufferedBytes& bytes_;
  FileOutput& output_;
};

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(std::move(word));
  return words;
}

/// `address ip date type ... length`; nothing where the line is none.
std::optional<RecordHead> arc_head(const std::string& line) {
  const auto words = words_of(line);
  constexpr std::size_t fewest_words = 5;
  constexpr std::size_t date_digits = 14;
  if (words.size() < fewest_words || words[0].find(':') == std::string::npos) return std::nullopt;
  const auto size = number_in(words.back());
  const auto is_date = [](const std::string& word) {
    return word.size() >= date_digits && number_in(word).has_value();
  };
  const auto date = std::find_if(words.begin() + 1, words.end() - 2, is_date);
  if (!size || date == words.end() - 2) return std::nullopt;
  return RecordHead{words[0], *date, *(date + 1), *size};
}

}  // namespace

void read_warc(ByteStream& bytes, FileOutput& output) {
  BufferedBytes lines(bytes);
  HeadFinder finder(lines, output);
  WebRecords records(output);
  std::string line;
  const auto is_head = [](const std::string& text) { return text.starts_with("WARC/"); };
  while (records.wants_more() && finder.next(line, records.place(), is_head)) {
    records.count();
    const auto fields = read_fields(lines);
    if (!fields) return output.refuse(fields.error().message, records.place());
    const auto size = number_in(find_field(*fields, "content-length"));
    if (!size) {
      output.refuse("a record without its length", records.place());
      continue;
    }
    std::string address(find_field(*fields, "warc-target-uri"));
    std::erase_if(address, [](char c) { return c == '<' || c == '>'; });  // WARC 1.0 has them in brackets
    const RecordHead head{std::move(address), std::string(find_field(*fields, "warc-date")),
                          std::string(find_field(*fields, "content-type")), *size};
    RecordBytes record(lines, head.size);
    const auto kind = to_ascii_lower(find_field(*fields, "warc-type"));
    if (kind == "response" && media_type(head.type) == "application/http") {
      records.answer(head, record);
    } else if (kind == "resource" || kind == "conversion") {
      auto content = std::make_unique<BufferedBytes>(record);
      records.content(head, head.type, std::move(content));
    }
    if (const auto& fault = record.finish(); !fault.empty()) return output.refuse(fault, records.place());
  }
}

void read_arc(ByteStream& bytes, FileOutput& output) {
  BufferedBytes lines(bytes);
  HeadFinder finder(lines, output);
  WebRecords records(output);
  std::string line;
  const auto is_head = [](const std::string& text) { return arc_head(text).has_value(); };
  while (records.wants_more() && finder.next(line, records.place(), is_head)) {
    records.count();
    const auto head = *arc_head(line);
    RecordBytes record(lines, head.size);
    if (head.address.starts_with("http")) records.answer(head, record);
    if (const auto& fault = record.finish(); !fault.empty()) return output.refuse(fault, records.place());
  }
}

}  // namespace diwan::ingest
