// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/apart_messages.hpp"

#include "core/article_fault.hpp"
#include "text/utf8.hpp"

#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::uint64_t ready = 0x6469'7761'6E01;

/// One line that says something.
bool is_reason(std::string_view text) { return !text.empty() && text.find_first_of("\r\n") == std::string_view::npos; }

std::string utf8_text(Channel& channel) {
  auto text = channel.text();
  if (text::find_invalid_utf8(text)) channel.distrust();
  return text;
}

bool flag(Channel& channel) {
  const auto number = channel.number();
  if (number > 1) channel.distrust();
  return number == 1;
}

template <class Enum>
Enum choice(Channel& channel, Enum last) {
  const auto number = channel.number();
  if (number <= static_cast<std::uint64_t>(last)) return static_cast<Enum>(number);
  channel.distrust();
  return last;
}

bool is_open(const Channel& channel) { return channel.state() == Channel::State::open; }

void put(Channel& channel, const Article& article) {
  // Bound by number, so that a new member of Article is not forgotten here.
  const auto& [identity, title, text, date, fields] = article;
  channel.put(identity.id);
  channel.put(title);
  channel.put(text);
  channel.put(date ? to_string(*date) : std::string());
  channel.put(std::uint64_t{fields.size()});
  for (const auto& [name, value, kind] : fields) {
    channel.put(name);
    channel.put(value);
    channel.put(static_cast<std::uint64_t>(kind));
  }
}

Field receive_field(Channel& channel) {
  Field field;
  field.name = utf8_text(channel);
  field.value = utf8_text(channel);
  field.kind = choice(channel, Field::Kind::boolean);
  return field;
}

Article receive_article(Channel& channel) {
  Article article;
  article.identity.id = utf8_text(channel);
  article.title = utf8_text(channel);
  article.text = utf8_text(channel);
  if (const auto date = utf8_text(channel); !date.empty()) {
    article.date = parse_iso_date(date);
    if (!article.date) channel.distrust();
  }
  auto count = channel.number();
  if (count > most_fields_apart) channel.distrust();
  for (; count > 0 && is_open(channel); --count) article.fields.push_back(receive_field(channel));
  if (fault_of(article) != nullptr) channel.distrust();
  return article;
}

}  // namespace

void send_ready(Channel& channel) {
  channel.put(ready);
  channel.flush();
}

bool receive_ready(Channel& channel) { return channel.number() == ready && is_open(channel); }

void send(Channel& channel, const ReadRequest& request) {
  const auto& [encoding, fields] = request.options;
  channel.put(request.source);
  channel.put(request.path);
  channel.put(encoding);
  channel.put(std::uint64_t{fields.size()});
  for (const auto& [field, name] : fields) {
    channel.put(field);
    channel.put(name);
  }
  channel.put(std::uint64_t{request.cuts.size()});
  for (const auto& cut : request.cuts) {
    channel.put(cut.event);
    channel.put(cut.reason);
  }
  channel.put(request.memory);
  channel.put(static_cast<std::uint64_t>(request.patience.count()));
  channel.flush();
}

ReadRequest receive_request(Channel& channel) {
  ReadRequest request;
  request.source = channel.text();
  request.path = channel.text();
  request.options.encoding = channel.text();
  for (auto count = channel.number(); count > 0 && is_open(channel); --count) {
    auto field = channel.text();
    request.options.fields.emplace_back(std::move(field), channel.text());
  }
  for (auto count = channel.number(); count > 0 && is_open(channel); --count) {
    const auto event = channel.number();
    request.cuts.push_back({event, channel.text()});
  }
  request.memory = channel.number();
  request.patience = std::chrono::seconds(channel.number());
  return request;
}

void send(Channel& channel, const ReadEvent& event) {
  channel.put(static_cast<std::uint64_t>(event.kind));
  channel.put(event.place);
  channel.put(event.text);
  switch (event.kind) {
    case ReadEvent::Kind::article:
      put(channel, event.article);
      break;
    case ReadEvent::Kind::skipped:
      channel.put(event.path);
      break;
    case ReadEvent::Kind::done:
      channel.put(std::uint64_t{event.failed});
      channel.put(std::uint64_t{event.spent});
      break;
    case ReadEvent::Kind::left:
      return;  // goes with what comes next, and something does
    default:
      break;
  }
  channel.flush();
}

ReadEvent receive_event(Channel& channel) {
  constexpr std::size_t hash_size = 16;
  ReadEvent event;
  event.kind = choice(channel, ReadEvent::Kind::done);
  event.place = utf8_text(channel);
  event.text = event.kind == ReadEvent::Kind::done ? channel.text() : utf8_text(channel);
  switch (event.kind) {
    case ReadEvent::Kind::article:
      event.article = receive_article(channel);
      break;
    case ReadEvent::Kind::skipped:
      event.path = utf8_text(channel);
      break;
    case ReadEvent::Kind::refused:
    case ReadEvent::Kind::warned:
      if (!is_reason(event.text)) channel.distrust();
      break;
    case ReadEvent::Kind::done:
      event.failed = flag(channel);
      event.spent = flag(channel);
      if (!event.text.empty() && event.text.size() != hash_size) channel.distrust();
      break;
    default:
      break;
  }
  return event;
}

}  // namespace diwan::ingest
