// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/trail.hpp"
#include "ingest/unpacking.hpp"

#include <diwan/ingest.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ingest/plain_text.hpp"

namespace diwan::ingest {

/// One file on its way into a sink: knows whose articles and refusals they are, and whether the sink wants more. Lives
/// while the file is read.
class FileOutput {
 public:
  FileOutput(std::string source, std::string path, ArticleSink& sink, ReadOptions options = {}, Trail* trail = nullptr)
      : source_(std::move(source)),
        file_(path),
        path_(std::move(path)),
        sink_(sink),
        options_(std::move(options)),
        trail_(trail) {}

  /// The output of a file inside of this one, an archive, which outlives it: its articles belong to this file, its path
  /// is `path/member`.
  FileOutput(FileOutput& archive, const std::string& member)
      : source_(archive.source_),
        file_(archive.file_),
        path_(archive.path_ + '/' + member),
        place_(archive.place_.empty() ? member : archive.place_ + '/' + member),
        sink_(archive.sink_),
        options_(archive.options_),
        trail_(archive.trail_),
        archive_(&archive),
        depth_(archive.depth_ + 1),
        layer_(archive.layer_ + 1) {}

  const ReadOptions& options() const { return options_; }

  const std::string& source() const { return source_; }
  /// Relative to the source, with `/`.
  const std::string& path() const { return path_; }
  /// The last part of the path, or what read_as() says.
  std::string_view name() const {
    return name_.empty() ? std::string_view(path_).substr(path_.rfind('/') + 1) : std::string_view(name_);
  }
  /// The name by which the file's type is told and that stands in for a title, where that of its path does not do.
  void read_as(std::string name) { name_ = std::move(name); }
  /// The id of an article that is the whole file, where that is not its path.
  void identify(std::string id) { id_ = std::move(id); }
  /// The encoding that the file's surroundings name, such as the header of a web server's answer; it goes before what
  /// the file says itself.
  void declare(std::string encoding) { declared_ = std::move(encoding); }
  const std::string& declared() const { return declared_; }
  /// What is done to each article, also to those of files inside of this one, before it goes on.
  void complete_with(std::function<void(Article&)> complete) { complete_ = std::move(complete); }
  /// How the text of HTML is read that a value of a record holds, where not in this process: gives none where it cannot
  /// be read.
  using HtmlReader = std::function<std::optional<std::string>(const std::string& html)>;
  void read_html_with(HtmlReader reader) { html_reader_ = std::move(reader); }
  const HtmlReader& html_reader() { return outermost().html_reader_; }
  /// In how many archives the file lies.
  int depth() const { return depth_; }

  /// What came out of the outermost file up to now, and how many packings lie around what is read here.
  Unpacking& unpacking() { return outermost().unpacking_; }
  std::size_t layer() const { return layer_; }
  /// A packing of this file itself has been undone.
  void unpacked() { ++layer_; }
  bool is_outermost() const { return archive_ == nullptr; }

  /// An article that is the whole file.
  void whole_file(Article article) { member(id_.empty() ? path_ : id_, std::move(article)); }

  /// An article inside the file. Texts that were taken for another encoding and encoded again are restored, with a
  /// warning once a file, unless the user forces an encoding. Its day is read from its field `date`, unless it has one;
  /// a warning says where the field names two days, and, once a file, where it names none.
  void member(std::string id, Article article, std::string_view place = {});

  /// A record comes next whose bytes alone make its article. Gives whether it shall be read: not where the index has
  /// that article.
  bool begin_record(std::string_view bytes);
  /// What comes next depends on more than the bytes of the record that was begun.
  void forget_record();

  /// Once false, a reader has to return.
  bool wants_more() const { return wants_more_; }

  /// Reasons may quote the file: they are told in one line whatever it holds.
  void warn(const std::string& reason, std::string_view place = {}) {
    sink_.warned({source_, file_, place_of(place), one_line(reason)});
    heed_cut();
  }

  void refuse(const std::string& reason, std::string_view place = {}) {
    sink_.refused({source_, file_, place_of(place), one_line(reason)});
    heed_cut();
  }

  /// No reader takes the file.
  void skip(const std::string& type) {
    sink_.skipped(path_, type);
    heed_cut();
  }

  /// The file is read from now on, until end(). Where it wants nothing then, it is left unread.
  void begin() {
    if (trail_ == nullptr) return;
    trail_->entered(place_);
    heed_cut();
  }

  void end() {
    if (trail_ == nullptr) return;
    if (!cut_.empty()) refuse(cut_);
    trail_->left();
    if (archive_ != nullptr) archive_->heed_cut();
  }

  /// What stands at `place` in the file is read from now on, until end_part(). Gives whether it shall be read. Should
  /// it kill its reader, it alone is refused then, with that place, and the rest of the file is read.
  [[nodiscard]] bool begin_part(std::string place);
  void end_part();

 private:
  FileOutput& outermost();
  void restore(Article& article, std::string_view place);
  void find_date(Article& article, std::string_view place);

  /// A file that killed its reader here before is left here.
  void heed_cut() {
    const auto* const reason = trail_ == nullptr || !cut_.empty() ? nullptr : trail_->cut();
    if (reason == nullptr) return;
    cut_ = *reason;
    wants_more_ = false;
  }

  std::string place_of(std::string_view place) const {
    if (place_.empty()) return std::string(place);
    return place.empty() ? place_ : place_ + ", " + std::string(place);
  }

  void stop() {
    for (auto* output = this; output != nullptr; output = output->archive_) {
      output->wants_more_ = false;
      output->is_stopped_ = true;
    }
  }

  std::string source_;
  std::string file_;   ///< the file of the source
  std::string path_;   ///< the same, with the way into archives behind it
  std::string place_;  ///< that way; empty outside of archives
  std::string name_;
  std::string id_;
  std::string declared_;
  std::function<void(Article&)> complete_;
  HtmlReader html_reader_;  ///< of the outermost file
  ArticleSink& sink_;
  ReadOptions options_;
  Trail* trail_ = nullptr;
  std::string cut_;   ///< why it, or the part that is read, is not read further
  std::string part_;  ///< the place of that part
  FileOutput* archive_ = nullptr;
  int depth_ = 0;
  std::size_t layer_ = 0;
  Unpacking unpacking_;  ///< of the outermost file
  bool wants_more_ = true;
  bool is_stopped_ = false;       ///< by the sink
  bool has_unread_date_ = false;  ///< of the outermost file
  bool has_misread_ = false;      ///< likewise
};

}  // namespace diwan::ingest
