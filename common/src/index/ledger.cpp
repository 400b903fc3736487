// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/ledger.hpp"

#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>

#include "index/identity_set.hpp"
#include "store/schema.hpp"

namespace diwan::index {
namespace {

constexpr std::string_view magic = "diwan ledger 3\n";
// Those before it have no hashes of records; the first one has no sources by id either.
constexpr std::string_view second_magic = "diwan ledger 2\n";
constexpr std::string_view first_magic = "diwan ledger 1\n";
constexpr std::size_t half_digits = 16;
constexpr std::size_t checksum_bytes = 16;
constexpr std::size_t piece_bytes = std::size_t{64} << 10;

std::string digits_of(XXH128_hash_t hash) {
  XXH128_canonical_t digest;
  XXH128_canonicalFromHash(&digest, hash);
  return {reinterpret_cast<const char*>(digest.digest), sizeof digest.digest};
}

std::string checksum(std::string_view bytes) { return digits_of(XXH3_128bits(bytes.data(), bytes.size())); }

/// Numbers of seven bits a byte, lower ones first; texts and lists behind their length.
class Output {
 public:
  using Take = std::function<void(std::string_view)>;

  explicit Output(Take take) : take_(std::move(take)) { XXH3_128bits_reset(state_.get()); }

  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>((value & 0x7F) | 0x80);
    bytes_ += static_cast<char>(value);
  }
  void text(std::string_view text) {
    number(text.size());
    bytes_ += text;
    if (bytes_.size() >= piece_bytes) flush();
  }
  void hashes(const std::vector<IdentityHash>& hashes) {
    number(hashes.size());
    for (const auto& hash : hashes) identity(hash);
  }
  void articles(const std::vector<GivenArticle>& articles) {
    number(articles.size());
    for (const auto& each : articles) identity(each.identity);
    const bool has_records = std::ranges::any_of(articles, [](const auto& each) { return each.record != 0; });
    number(has_records ? 1 : 0);
    if (!has_records) return;
    for (const auto& each : articles) fixed(each.record);
  }
  void texts(const std::set<std::string>& texts) {
    number(texts.size());
    for (const auto& each : texts) text(each);
  }
  /// Ends with the checksum of what came before it, and gives it.
  std::string finish() {
    flush();
    auto sum = digits_of(XXH3_128bits_digest(state_.get()));
    take_(sum);
    return sum;
  }

 private:
  void identity(const IdentityHash& hash) {
    for (const auto half : hash.half) fixed(half);
  }
  void fixed(std::uint64_t number) {
    if (bytes_.size() >= piece_bytes) flush();
    for (unsigned shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(number >> shift & 0xFF);
  }
  void flush() {
    XXH3_128bits_update(state_.get(), bytes_.data(), bytes_.size());
    take_(bytes_);
    bytes_.clear();
  }

  Take take_;
  std::string bytes_ = std::string(magic);
  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state_{XXH3_createState(), XXH3_freeState};
};

/// Reads what Output wrote. After a fault, everything is empty and `sound` says so.
class Input {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}

  bool sound() const { return sound_; }
  bool at_end() const { return rest_.empty(); }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    return fault();
  }
  std::string text() {
    const auto size = number();
    if (size > rest_.size()) fault();
    if (!sound_) return {};
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return text;
  }
  /// How many items follow, none of which takes less than `least` bytes.
  std::uint64_t count(std::size_t least) {
    const auto count = number();
    return count <= rest_.size() / least ? count : fault();
  }
  std::vector<IdentityHash> hashes() {
    std::vector<IdentityHash> hashes(count(sizeof(IdentityHash)));
    for (auto& hash : hashes) hash = identity();
    return hashes;
  }
  std::vector<GivenArticle> articles(bool with_records) {
    std::vector<GivenArticle> articles(count(sizeof(IdentityHash)));
    for (auto& each : articles) each.identity = identity();
    if (!with_records || number() == 0) return articles;
    if (articles.size() > rest_.size() / sizeof(std::uint64_t)) fault();
    if (!sound_) return {};
    for (auto& each : articles) each.record = fixed();
    return articles;
  }
  std::set<std::string> texts() {
    std::set<std::string> texts;
    for (auto left = count(1); left != 0 && sound_; --left) texts.insert(text());
    return texts;
  }

 private:
  // Whoever calls these has looked whether there are so many bytes.
  IdentityHash identity() {
    IdentityHash hash;
    for (auto& half : hash.half) half = fixed();
    return hash;
  }
  std::uint64_t fixed() {
    std::uint64_t number = 0;
    for (unsigned i = 0; i < 8; ++i) number |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    rest_.remove_prefix(8);
    return number;
  }
  std::uint64_t fault() {
    sound_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool sound_ = true;
};

void write(const FileRecord& record, Output& output) {
  output.number(record.stamp.size);
  output.number(static_cast<std::uint64_t>(record.stamp.modified));
  output.number(static_cast<std::uint64_t>(record.stamp.changed));
  output.text(record.content_hash);
  output.text(record.reading);
  output.articles(record.given);
  output.hashes(record.missing);
  output.number(record.failures.size());
  for (const auto& failure : record.failures) {
    output.text(failure.place);
    output.text(failure.reason);
  }
  output.number(record.skipped.size());
  for (const auto& type : record.skipped) output.text(type);
}

FileRecord read_record(Input& input, bool with_records) {
  FileRecord record;
  record.stamp.size = input.number();
  record.stamp.modified = static_cast<std::int64_t>(input.number());
  record.stamp.changed = static_cast<std::int64_t>(input.number());
  record.content_hash = input.text();
  record.reading = input.text();
  record.given = input.articles(with_records);
  record.missing = input.hashes();
  for (auto left = input.count(2); left != 0 && input.sound(); --left) {
    auto place = input.text();
    record.failures.push_back({std::move(place), input.text()});
  }
  for (auto left = input.count(1); left != 0 && input.sound(); --left) record.skipped.push_back(input.text());
  return record;
}

}  // namespace

IdentityHash hash_of(const Identity& identity) {
  const auto term = store::identity_term(identity);
  const auto* digits = term.data() + store::prefix::identity.size();
  IdentityHash hash;
  for (auto& half : hash.half) {
    std::from_chars(digits, digits + half_digits, half, 16);
    digits += half_digits;
  }
  return hash;
}

std::string term_of(const IdentityHash& hash) {
  char digits[2 * half_digits + 1];
  std::snprintf(digits, sizeof digits, "%016llx%016llx", static_cast<unsigned long long>(hash.half[0]),
                static_cast<unsigned long long>(hash.half[1]));
  return std::string(store::prefix::identity) + digits;
}

std::uint64_t articles_of(const Ledger::Files& files) {
  std::uint64_t articles = 0;
  for (const auto& [path, record] : files) articles += record.articles();
  return articles;
}

std::uint64_t distinct_articles_of(const Ledger::Files& files) {
  IdentitySet seen;
  std::uint64_t articles = 0;
  for (const auto& [path, record] : files) {
    for (const auto& each : record.given) articles += seen.insert(each.identity) ? 1 : 0;
    for (const auto& hash : record.missing) articles += seen.insert(hash) ? 1 : 0;
  }
  return articles;
}

namespace {

std::string write_all(const Ledger& ledger, const std::function<void(std::string_view)>& take) {
  Output output(take);
  output.texts(ledger.forgotten_ids);
  output.texts(ledger.forgotten_sources);
  output.texts(ledger.by_id);
  output.number(ledger.sources.size());
  for (const auto& [source, files] : ledger.sources) {
    output.text(source);
    output.number(files.size());
    for (const auto& [path, record] : files) {
      output.text(path);
      write(record, output);
    }
  }
  return output.finish();
}

}  // namespace

void write(const Ledger& ledger, const std::function<void(std::string_view)>& take) { write_all(ledger, take); }

std::string to_bytes(const Ledger& ledger) {
  std::string bytes;
  write_all(ledger, [&](std::string_view piece) { bytes += piece; });
  return bytes;
}

std::string checksum(const Ledger& ledger) {
  return write_all(ledger, [](std::string_view) {});
}

std::optional<Ledger> parse_ledger(std::string_view bytes) {
  const bool is_newest = bytes.starts_with(magic);
  const bool knows_by_id = is_newest || bytes.starts_with(second_magic);
  if ((!knows_by_id && !bytes.starts_with(first_magic)) || bytes.size() < magic.size() + checksum_bytes)
    return std::nullopt;
  const auto body = bytes.substr(0, bytes.size() - checksum_bytes);
  if (bytes.substr(body.size()) != checksum(body)) return std::nullopt;
  Input input(body.substr(magic.size()));
  Ledger ledger;
  ledger.forgotten_ids = input.texts();
  ledger.forgotten_sources = input.texts();
  if (knows_by_id) ledger.by_id = input.texts();
  for (auto sources = input.count(2); sources != 0 && input.sound(); --sources) {
    auto& files = ledger.sources[input.text()];
    for (auto left = input.count(8); left != 0 && input.sound(); --left) {
      auto path = input.text();
      files.emplace_hint(files.end(), std::move(path), read_record(input, is_newest));
    }
  }
  if (!input.sound() || !input.at_end()) return std::nullopt;
  return ledger;
}

}  // namespace diwan::index
