// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/ingest.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace diwan::ingest {

/// One file on its way into a sink: knows whose articles and refusals they are, and whether the sink wants more. Lives
/// while the file is read.
class FileOutput {
 public:
  FileOutput(std::string source, std::string path, ArticleSink& sink, ReadOptions options = {})
      : source_(std::move(source)), path_(std::move(path)), sink_(sink), options_(std::move(options)) {}

  const ReadOptions& options() const { return options_; }

  const std::string& source() const { return source_; }
  /// Relative to the source, with `/`.
  const std::string& path() const { return path_; }
  /// The last part of the path.
  std::string_view name() const { return std::string_view(path_).substr(path_.rfind('/') + 1); }

  /// An article that is the whole file.
  void whole_file(Article article) { member(path_, std::move(article)); }

  /// An article inside the file.
  void member(std::string id, Article article, std::string_view place = {}) {
    article.identity = {source_, path_, std::move(id)};
    wants_more_ = sink_.article(std::move(article), place);
  }

  /// Once false, a reader has to return.
  bool wants_more() const { return wants_more_; }

  void warn(std::string reason, std::string place = {}) {
    sink_.warned({source_, path_, std::move(place), std::move(reason)});
  }

  void refuse(std::string reason, std::string place = {}) {
    sink_.refused({source_, path_, std::move(place), std::move(reason)});
  }

 private:
  std::string source_;
  std::string path_;
  ArticleSink& sink_;
  ReadOptions options_;
  bool wants_more_ = true;
};

}  // namespace diwan::ingest
