// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/any_reader.hpp"
#include "ingest/apart_messages.hpp"
#include "ingest/byte_stream.hpp"
#include "ingest/channel.hpp"
#include "ingest/file_output.hpp"
#include "ingest/file_stamp.hpp"
#include "ingest/trail.hpp"

#include <diwan/apart_reader.hpp>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace diwan {
namespace {

using ingest::ReadEvent;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool reserves_address_space = true;  // a sanitizer maps far more than it uses
#else
constexpr bool reserves_address_space = false;
#endif

void lower_limit(__rlimit_resource resource, rlim_t wanted) {
  rlimit limit{};
  if (::getrlimit(resource, &limit) != 0) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  ::setrlimit(resource, &limit);
}

rusage usage() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return used;
}

/// Sends what the readers find, each thing at once: what was on its way when the process died is lost, and whoever
/// waits for it must know where reading stood.
class EventSender final : public ArticleSink, public ingest::Trail {
 public:
  EventSender(ingest::Channel& channel, const ingest::ReadRequest& request)
      : channel_(channel),
        patience_(static_cast<rlim_t>(request.patience.count())),
        next_(request.cuts.begin()),
        end_(request.cuts.end()) {
    allow_time();
  }

  bool article(Article article, std::string_view place) override {
    if (article.fields.size() > ingest::most_fields_apart) {
      refused(
          {{}, {}, std::string(place), "it has more than " + std::to_string(ingest::most_fields_apart) + " fields"});
      return true;
    }
    ReadEvent event{ReadEvent::Kind::article};
    event.place = place;
    event.article = std::move(article);
    send(event);
    return channel_.state() == ingest::Channel::State::open;
  }
  void refused(Refusal refusal) override {
    send({ReadEvent::Kind::refused, std::move(refusal.place), std::move(refusal.reason)});
  }
  void warned(const Refusal& warning) override { send({ReadEvent::Kind::warned, warning.place, warning.reason}); }
  void skipped(const std::string& path, const std::string& type) override {
    send({ReadEvent::Kind::skipped, {}, type, path});
  }

  void entered(const std::string& place) override { send({ReadEvent::Kind::entered, place}); }
  void left() override { send({ReadEvent::Kind::left}); }
  const std::string* cut() const override { return cut_; }

 private:
  void send(const ReadEvent& event) {
    ingest::send(channel_, event);
    ++events_;
    cut_ = next_ != end_ && next_->event == events_ ? &next_++->reason : nullptr;
    allow_time();
  }

  /// Time to compute until the next thing is found. It counts for the process, and also where nobody waits any more.
  void allow_time() {
    const auto used = usage();
    const auto seconds = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
    if (std::exchange(allowed_at_, seconds) != seconds) lower_limit(RLIMIT_CPU, seconds + patience_ + 2);
  }

  ingest::Channel& channel_;
  rlim_t patience_;
  rlim_t allowed_at_ = RLIM_INFINITY;  ///< seconds used when more were last allowed
  std::vector<ingest::Cut>::const_iterator next_;
  std::vector<ingest::Cut>::const_iterator end_;
  std::uint64_t events_ = 0;
  const std::string* cut_ = nullptr;
};

void limit_process() {
  // Its own name in lists of processes; the first 15 bytes count.
  ::prctl(PR_SET_NAME, "diwan-reader");
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  constexpr rlim_t most_files = 64;
  constexpr rlim_t largest_file = rlim_t{256} << 20;
  lower_limit(RLIMIT_CORE, 0);
  lower_limit(RLIMIT_NOFILE, most_files);
  lower_limit(RLIMIT_FSIZE, largest_file);
}

void limit_memory(std::uint64_t bytes) {
  if (!reserves_address_space) lower_limit(RLIMIT_DATA, bytes);
}

/// The most memory that this process has had, in bytes. What getrusage tells begins with the peak of who started it.
std::uint64_t own_peak() {
  constexpr std::uint64_t kibibyte = 1024;
  constexpr std::string_view name = "VmHWM:";
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::uint64_t kibibytes = 0;
    if (word == name && status >> kibibytes) return kibibytes * kibibyte;
  }
  return 0;
}

/// Whether the process has taken so much memory that a new one is better for what comes next.
bool has_grown(std::uint64_t limit) { return own_peak() > limit / 2; }

void serve(ingest::Channel& channel, const ingest::ReadRequest& request, const ingest::Descriptor& file) {
  EventSender sender(channel, request);
  ingest::FileOutput output(request.source, request.path, sender, request.options, &sender);
  auto bytes = std::make_unique<ingest::HashedBytes>(ingest::descriptor_bytes(file));
  const auto outcome = bytes->outcome();
  ingest::read_any(std::move(bytes), output);
  ReadEvent done{ReadEvent::Kind::done, {}, outcome->hash};
  done.failed = outcome->failed;
  done.spent = has_grown(request.memory);
  send(channel, done);
}

}  // namespace

int serve_reader() {
  limit_process();
  ingest::Channel channel(ingest::Descriptor(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)));
  // Nothing that a parser starts may read from the socket.
  const ingest::Descriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  ::dup2(nothing.number(), STDIN_FILENO);
  send_ready(channel);
  for (;;) {
    const auto file = channel.receive_file();
    const auto request = receive_request(channel);
    if (channel.state() != ingest::Channel::State::open) return 0;
    limit_memory(request.memory);
    serve(channel, request, file);
  }
}

}  // namespace diwan
