// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/descriptor.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// Numbers and texts through a socket between two processes of one program. What is read may come from a process that
/// foreign bytes have taken over: nothing of it is believed. Once something failed, `state` says what, and all that is
/// read is zero or empty. One thread at a time.
class Channel {
 public:
  enum class State {
    open,
    closed,     ///< the other side is gone
    late,       ///< it sent nothing, or took nothing, for as long as it was waited for
    malformed,  ///< it sends what it must not send
  };

  explicit Channel(Descriptor socket) : socket_(std::move(socket)) {}

  void put(std::uint64_t number);
  void put(std::string_view text);
  /// Sends what was put.
  void flush();
  /// Sends an open file, in front of what is put next.
  void send_file(int descriptor);

  /// How long to wait, in all, until what is read or sent from now on has gone through, and how many bytes of text may
  /// be read. No bounds unless called.
  void allow(std::chrono::milliseconds waiting, std::size_t bytes);
  std::uint64_t number();
  std::string text();
  /// A file that the other side sends; none at the end of the channel. Nothing else may be left to read.
  Descriptor receive_file();

  State state() const { return state_; }
  /// The other side sent what it must not send.
  void distrust() {
    if (state_ == State::open) state_ = State::malformed;
  }

 private:
  void send(std::string_view bytes);
  void read(char* to, std::size_t size);
  int flags() const;
  /// The system has not read or sent: waits until it can, by the names of poll(), or gives up.
  void heed_failure(short events);
  void await(short events);
  std::size_t receive(char* to, std::size_t size);

  Descriptor socket_;
  State state_ = State::open;
  std::string unsent_;
  static constexpr std::size_t block_size = std::size_t{64} << 10;
  std::unique_ptr<char[]> block_ = std::make_unique_for_overwrite<char[]>(block_size);
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  bool is_bounded_ = false;
  std::chrono::nanoseconds waiting_{0};
  std::size_t bytes_ = 0;
};

}  // namespace diwan::ingest
