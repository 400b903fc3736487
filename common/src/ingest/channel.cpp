// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/channel.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace diwan::ingest {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

void Channel::put(std::uint64_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  unsent_.append(bytes, sizeof bytes);
}

void Channel::put(std::string_view text) {
  put(std::uint64_t{text.size()});
  if (text.size() < block_size) {
    unsent_ += text;
  } else {
    // A long text is not copied: there may be no memory for it.
    flush();
    send(text);
  }
}

void Channel::flush() {
  send(unsent_);
  unsent_.clear();
}

void Channel::send(std::string_view bytes) {
  while (!bytes.empty() && state_ == State::open) {
    const auto count = ::send(socket_.number(), bytes.data(), bytes.size(), flags());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else {
      heed_failure(POLLOUT);
    }
  }
}

void Channel::send_file(int descriptor) {
  char byte = 0;
  iovec piece{&byte, sizeof byte};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof descriptor)] = {};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  cmsghdr* const header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof descriptor);
  std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  while (state_ == State::open && ::sendmsg(socket_.number(), &message, flags()) < 0) heed_failure(POLLOUT);
}

Descriptor Channel::receive_file() {
  char byte = 0;
  iovec piece{&byte, sizeof byte};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  ssize_t count = 0;
  do {
    count = ::recvmsg(socket_.number(), &message, MSG_CMSG_CLOEXEC);
  } while (count < 0 && errno == EINTR);
  const cmsghdr* const header = count == 1 ? CMSG_FIRSTHDR(&message) : nullptr;
  if (header == nullptr || header->cmsg_type != SCM_RIGHTS || header->cmsg_len != CMSG_LEN(sizeof(int))) {
    state_ = State::closed;
    return Descriptor();
  }
  int descriptor = -1;
  std::memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
  return Descriptor(descriptor);
}

void Channel::allow(std::chrono::milliseconds waiting, std::size_t bytes) {
  is_bounded_ = true;
  waiting_ = waiting;
  bytes_ = bytes;
}

std::uint64_t Channel::number() {
  char bytes[sizeof(std::uint64_t)] = {};
  read(bytes, sizeof bytes);
  std::uint64_t number = 0;
  if (state_ == State::open) std::memcpy(&number, bytes, sizeof number);
  return number;
}

std::string Channel::text() {
  constexpr std::size_t step = std::size_t{1} << 20;
  std::size_t left = number();
  if (is_bounded_) {
    if (left > bytes_) distrust();
    bytes_ -= std::min(left, bytes_);
  }
  std::string text;
  // What is announced need not come, so that room is made as it does.
  while (left > 0 && state_ == State::open) {
    const auto size = std::min(left, std::max(step, text.size()));
    const auto from = text.size();
    text.resize(from + size);
    read(text.data() + from, size);
    left -= size;
  }
  if (state_ != State::open) text.clear();
  return text;
}

void Channel::read(char* to, std::size_t size) {
  while (size > 0 && state_ == State::open) {
    if (at_ == end_) {
      if (size >= block_size) {
        const auto count = receive(to, size);
        to += count;
        size -= count;
        continue;
      }
      at_ = 0;
      end_ = receive(block_.get(), block_size);
    }
    const auto count = std::min(size, end_ - at_);
    std::memcpy(to, block_.get() + at_, count);
    at_ += count;
    to += count;
    size -= count;
  }
}

std::size_t Channel::receive(char* to, std::size_t size) {
  while (state_ == State::open) {
    const auto count = ::recv(socket_.number(), to, size, flags());
    if (count > 0) return static_cast<std::size_t>(count);
    if (count == 0) {
      state_ = State::closed;
    } else {
      heed_failure(POLLIN);
    }
  }
  return 0;
}

int Channel::flags() const { return MSG_NOSIGNAL | (is_bounded_ ? MSG_DONTWAIT : 0); }

void Channel::heed_failure(short events) {
  if (errno == EAGAIN) {
    await(events);
  } else if (errno != EINTR) {
    state_ = State::closed;
  }
}

void Channel::await(short events) {
  pollfd ready_socket{socket_.number(), events, 0};
  const auto from = Clock::now();
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(waiting_);
  const int ready = ::poll(&ready_socket, 1, static_cast<int>(wait.count()));
  waiting_ -= std::min<std::chrono::nanoseconds>(Clock::now() - from, waiting_);
  if (ready < 0 && errno != EINTR) state_ = State::closed;
  if (ready == 0) state_ = State::late;
}

}  // namespace diwan::ingest
