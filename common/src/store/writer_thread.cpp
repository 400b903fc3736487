// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/writer_thread.hpp"

#include <functional>

#include "store/work_thread.hpp"

namespace diwan::store {
namespace {

constexpr std::size_t most_documents = 256;

class WriterThread : public DocumentWriter {
 public:
  WriterThread(std::unique_ptr<DocumentWriter> writer, std::size_t queue_bytes, Turns* turns)
      : writer_(std::move(writer)),
        next_(writer_->next_document()),
        thread_([this](Step& step) { return step(*writer_); }, most_documents, queue_bytes, turns) {}

  std::uint32_t next_document() const override { return next_; }

  Result<std::uint32_t> add(NewDocument document) override {
    const auto id = next_++;
    const auto bytes = document.data.size() + document.words.size() * sizeof(NewDocument::Word);
    auto pushed = thread_.push(
        [id, document = std::move(document)](DocumentWriter& writer) mutable -> Result<void> {
          const auto added = writer.add(std::move(document));
          if (!added) return added.error();
          if (*added != id) return Error{Code::internal, "an article has another number than expected", {}};
          return {};
        },
        bytes);
    if (!pushed) return std::move(pushed).error();
    return id;
  }

  Result<void> remove(std::uint32_t document) override {
    return thread_.push([document](DocumentWriter& writer) { return writer.remove(document); }, 0);
  }

  Result<void> set_metadata(std::string_view key, std::string_view value) override {
    return thread_.push([key = std::string(key), value = std::string(value)](
                            DocumentWriter& writer) { return writer.set_metadata(key, value); },
                        0);
  }

  Result<void> renew_words(std::shared_ptr<const StringPool> words) override {
    return thread_.push([words = std::move(words)](DocumentWriter& writer) { return writer.renew_words(words); }, 0);
  }

  Result<void> end_documents() override {
    auto done = thread_.finish();
    return done ? writer_->end_documents() : done;
  }

  Result<void> finish() override {
    auto done = thread_.finish();
    return done ? writer_->finish() : done;
  }

 private:
  using Step = std::function<Result<void>(DocumentWriter&)>;

  std::unique_ptr<DocumentWriter> writer_;
  std::uint32_t next_;
  WorkThread<Step> thread_;  // goes before what it works with
};

}  // namespace

std::unique_ptr<DocumentWriter> in_own_thread(std::unique_ptr<DocumentWriter> writer, std::size_t queue_bytes,
                                              Turns* turns) {
  return std::make_unique<WriterThread>(std::move(writer), queue_bytes, turns);
}

}  // namespace diwan::store
