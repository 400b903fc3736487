// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/reader_process.hpp"

#include "ingest/apart_messages.hpp"
#include "ingest/limits.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::chrono::seconds start_time{60};

Error no_start(const std::string& program, const std::string& reason) {
  return {Code::internal, "cannot start " + program + ", which reads files apart: " + reason,
          "Run the program from where it is installed, and see that /proc is mounted."};
}

/// What posix_spawn is told about the new process.
class SpawnPlan {
 public:
  explicit SpawnPlan(int socket) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawn_file_actions_adddup2(&actions_, socket, STDIN_FILENO);
    // Parsers by others write what they think of a file to these.
    ::posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&signals, signal);
    ::posix_spawnattr_setsigmask(&attributes_, &signals);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

std::string took_too_long(const ReaderLimits& limits) {
  return "took longer than " + std::to_string(limits.patience.count()) + " s to read";
}

/// The most memory that this process has had, in kibibytes.
long own_peak() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss;
}

/// `inherited`: what a process counts as its peak from its starter, in kibibytes, before it has taken anything.
std::string describe_end(int status, const rusage& used, long inherited, const ReaderLimits& limits) {
  constexpr std::uint64_t kibibyte = 1024;
  const bool was_full =
      used.ru_maxrss > inherited && static_cast<std::uint64_t>(used.ru_maxrss) * kibibyte > limits.memory / 8 * 7;
  if (!WIFSIGNALED(status)) {
    if (was_full) return too_much_memory(limits.memory);
    return "its reader ended, with exit status " + std::to_string(WEXITSTATUS(status));
  }
  const int signal = WTERMSIG(status);
  if (signal == SIGXCPU) return took_too_long(limits);
  if (was_full) return too_much_memory(limits.memory);
  const char* const name = ::sigabbrev_np(signal);
  return "its reader crashed (" + (name == nullptr ? "signal " + std::to_string(signal) : std::string("SIG") + name) +
         ")";
}

}  // namespace

Result<std::unique_ptr<ReaderProcess>> ReaderProcess::start(const std::vector<std::string>& command) {
  if (command.empty()) return no_start("a program", "none is named");
  const auto& program = command.front();
  int sockets[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
    return no_start(program, std::generic_category().message(errno));
  Descriptor ours(sockets[0]);
  Descriptor theirs(sockets[1]);
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const SpawnPlan plan(theirs.number());
  const auto inherited = own_peak();
  pid_t id = -1;
  const int failure =
      ::posix_spawnp(&id, program.c_str(), plan.actions(), plan.attributes(), arguments.data(), environ);
  if (failure != 0) return no_start(program, std::generic_category().message(failure));
  theirs = Descriptor();  // with only its own end open, a process that ends at once is seen to have ended
  std::unique_ptr<ReaderProcess> process(new ReaderProcess(id, std::move(ours), inherited));
  auto& channel = process->channel();
  channel.allow(start_time, 0);
  if (!receive_ready(channel)) return no_start(program, process->kill({.patience = start_time}));
  return process;
}

ReaderProcess::~ReaderProcess() {
  if (id_ >= 0) kill({});
}

bool ReaderProcess::has_ended() const {
  siginfo_t information{};
  return ::waitid(P_PID, static_cast<id_t>(id_), &information, WEXITED | WNOHANG | WNOWAIT) != 0 ||
         information.si_pid != 0;
}

std::string ReaderProcess::kill(const ReaderLimits& limits) {
  const auto id = std::exchange(id_, -1);
  ::kill(-id, SIGKILL);
  int status = 0;
  rusage used{};
  pid_t ended = 0;
  do {
    ended = ::wait4(id, &status, 0, &used);
  } while (ended < 0 && errno == EINTR);
  switch (channel_.state()) {
    case Channel::State::late:
      return took_too_long(limits);
    case Channel::State::malformed:
      return "it made its reader send what no reader sends";
    default:
      return ended == id ? describe_end(status, used, inherited_peak_, limits) : "its reader ended";
  }
}

}  // namespace diwan::ingest
