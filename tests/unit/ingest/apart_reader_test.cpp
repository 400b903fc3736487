// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/apart_reader.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "support/temporary_folder.hpp"
#include "unit/ingest/pack.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan {
namespace {

using test::gzip;
using test::pack;
using test::TemporaryFolder;
using Lines = std::vector<std::string>;

/// All that a sink is told, each call a line, in order.
struct Protocol final : ArticleSink {
  bool begin_file(const std::string& source, const std::string& path, const FileStamp& /*stamp*/,
                  const std::function<std::string()>& content_hash) override {
    lines.push_back("begin " + source + " " + path);
    hash = content_hash();
    return true;
  }
  void end_file(const FileStamp& /*stamp*/, const std::string& content_hash) override {
    lines.push_back(content_hash == hash   ? "end, hash right"
                    : content_hash.empty() ? "end, no hash"
                                           : "end, hash wrong");
  }
  bool article(Article article, std::string_view place) override {
    const auto& [identity, title, text, date, fields] = article;
    auto line = "article " + identity.source + " " + identity.path + " " + identity.id + " @" + std::string(place) +
                " “" + title + "” “" + text + "” " + (date ? to_string(*date) : "");
    for (const auto& field : fields) {
      line += " " + field.name + "=" + field.value + "/" + std::to_string(static_cast<int>(field.kind));
    }
    lines.push_back(std::move(line));
    return --enough > 0;
  }
  void refused(Refusal refusal) override { note("refused ", refusal); }
  void warned(const Refusal& warning) override { note("warned ", warning); }
  void skipped(const std::string& path, const std::string& type) override {
    lines.push_back("skipped " + path + " " + type);
  }
  void note(const char* what, const Refusal& about) {
    lines.push_back(what + about.source + " " + about.path + " @" + about.place + ": " + about.reason);
  }

  Lines lines;
  std::string hash;
  int enough = 1'000'000;
};

/// Patient, so that a machine with much to do is no hang.
ApartReader hostile_reader(std::chrono::seconds patience = std::chrono::seconds(120)) {
  return ApartReader({DIWAN_HOSTILE_READER}, {std::uint64_t{64} << 20, patience});
}

Protocol read(const std::filesystem::path& path, ApartReader* apart, const ReadOptions& options = {}) {
  Protocol protocol;
  std::istringstream no_input;
  REQUIRE(read_source({"s", path}, no_input, protocol, {}, options, apart));
  return protocol;
}

std::string page(const std::string& title, const std::string& text = "نص") {
  return "<html><head><title>" + title + "</title></head><body><p>" + text + "</p></body></html>";
}

TEST_CASE("a file gives the same apart as in this process") {
  const TemporaryFolder folder;
  folder.write("a.html", "<html lang=ar><head><title>رسالة</title><meta name=date content=2020-05-04></head>نص</html>");
  folder.write("b/empty.html", "");
  folder.write("b/old.htm",
               "<meta charset=windows-1256><title>\xC8\xED\xC7\xE4</title>\xE4\xD5 \xC7\xE1\xC8\xED\xC7\xE4");
  folder.write("c.zip",
               pack({{"one.html", page("واحد")},
                     {"d/two.txt", "اثنان\nنص"},
                     {"../up.txt", "t"},
                     {"data.bin", "x"},
                     {"inner.zip", pack({{"three.html", page("ثلاثة")}, {"four.md", "# أربعة\nنص"}})},
                     {"rows.csv", "title,reads,text\nأ,1,نص\nب,2,نص\n"},
                     {"lines.jsonl", "{\"title\":\"ج\",\"n\":-1.50e3,\"b\":true}\nbroken\n{\"title\":\"د\"}\n"}}));
  folder.write("d.tar.gz",
               pack({{"five.html", page("خمسة")}}, archive_write_set_format_pax, archive_write_add_filter_gzip));
  folder.write("e.xml", "<rss><channel><item><title>خبر</title><description>نص</description></item></channel></rss>");
  folder.write("f.html.gz", gzip(page("ستة")));
  folder.write("g.html.bz2", pack({{"x", page("سبعة")}}, archive_write_set_format_raw, archive_write_add_filter_bzip2));
  folder.write("h.txt", "نص");
  folder.write("i.zip", pack({{"a.txt", "t"}}).substr(0, 40));
  folder.write("j.html", page("طويل", std::string(300'000, 'x')));
  for (const auto& options : {ReadOptions{}, ReadOptions{"windows-1256", {{"text", "reads"}}}}) {
    auto apart = hostile_reader();
    const auto here = read(folder.path(), nullptr, options).lines;
    CHECK(here.size() > 30);
    CHECK(read(folder.path(), &apart, options).lines == here);
  }
}

TEST_CASE("what kills its reader is refused, and nothing else") {
  struct Row {
    const char* word;
    const char* reason;
  };
  const Row rows[] = {
      {"CRASH", "its reader crashed (SIGSEGV)"},
      {"ABORT", "its reader crashed (SIGABRT)"},
      {"EXIT", "its reader ended, with exit status 3"},
      {"HANG", "took longer than 4 s to read"},
      {"SPIN", "took longer than 4 s to read"},
      {"ALLOCATE", "needs more memory than its reader may take (64 MiB)"},
      {"FILL", "needs more memory than its reader may take (64 MiB)"},
      {"FORGE", "it made its reader send what no reader sends"},
  };
  for (const auto& [word, reason] : rows) {
    INFO(word);
    const TemporaryFolder folder;
    folder.write("a.html", page(word));
    folder.write("b.zip", pack({{"1.html", page("قبل")}, {"2.html", page(word)}, {"3.html", page("بعد")}}));
    folder.write("c.html", page("سليم"));
    const bool hangs = std::string(reason).starts_with("took");
    auto apart = hostile_reader(std::chrono::seconds(hangs ? 4 : 120));
    const auto lines = read(folder.path(), &apart).lines;
    const Lines expected{
        "begin s a.html",
        std::string("refused s a.html @: ") + reason,
        word == std::string("ALLOCATE") ? "end, hash right" : "end, no hash",
        "begin s b.zip",
        "article s b.zip b.zip/1.html @1.html “قبل” “نص” ",
        std::string("refused s b.zip @2.html: ") + reason,
        "article s b.zip b.zip/3.html @3.html “بعد” “نص” ",
        "end, hash right",
        "begin s c.html",
        "article s c.html c.html @ “سليم” “نص” ",
        "end, hash right",
    };
    CHECK(lines == expected);
  }
}

// Under a sanitizer the process has no limit.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

/// XZ that says that unpacking it takes a dictionary of 1 GiB.
std::string with_large_dictionary(const std::string& text) {
  constexpr std::size_t header = 12;
  constexpr char gibibyte = 36;
  auto xz = pack({{"x", text}}, archive_write_set_format_raw, archive_write_add_filter_xz);
  const auto size = (std::size_t{static_cast<unsigned char>(xz[header])} + 1) * 4;
  xz[xz.find("\x21\x01", header) + 2] = gibibyte;
  auto sum = ::crc32(0, reinterpret_cast<const Bytef*>(xz.data() + header), static_cast<uInt>(size - 4));
  for (std::size_t i = size - 4; i < size; ++i, sum >>= 8) xz[header + i] = static_cast<char>(sum & 0xFF);
  return xz;
}

TEST_CASE("a library that finds no memory is not damage") {
  const TemporaryFolder folder;
  std::string elements;
  for (int i = 0; i < 1'000'000; ++i) elements += "<b/>x";
  folder.write("a.xml", "<doc><p>" + elements + "</p></doc>");
  folder.write("b.txt.xz", with_large_dictionary("نص"));
  folder.write("c.zip", pack({{"1.txt.xz", with_large_dictionary("نص")}, {"2.txt", "نص"}}));
  auto apart = hostile_reader();
  const std::string reason = "needs more memory than its reader may take (64 MiB)";
  const std::string remedy = " to unpack it; unpack it yourself and index the files";
  const Lines expected{
      "begin s a.xml",
      "refused s a.xml @: " + reason,
      "end, hash right",
      "begin s b.txt.xz",
      "refused s b.txt.xz @: " + reason + remedy,
      "end, hash right",
      "begin s c.zip",
      "refused s c.zip @1.txt.xz: " + reason + remedy,
      "article s c.zip c.zip/2.txt @2.txt “نص” “” ",
      "end, hash right",
  };
  CHECK(read(folder.path(), &apart).lines == expected);
}

#endif

TEST_CASE("a 7z archive that is too large is told as that") {
  const TemporaryFolder folder;
  folder.write("b.7z", "7z\xBC\xAF\x27\x1C");
  // Zeros that take no room, also not in this process: a child would be taken for as large.
  std::filesystem::resize_file(folder.path() / "b.7z", std::uintmax_t{129} << 20);
  ApartReader apart({DIWAN_HOSTILE_READER}, {std::uint64_t{256} << 20, std::chrono::seconds(120)});
  const auto lines = read(folder.path(), &apart).lines;
  REQUIRE(lines.size() == 3);
  CHECK(lines[1] ==
        "refused s b.7z @: a 7z archive larger than the limit of 128 MiB; unpack it yourself and index the files");
}

TEST_CASE("several members that kill their reader, at any depth") {
  const TemporaryFolder folder;
  folder.write("a.zip",
               pack({{"1.html", page("CRASH")},
                     {"in.zip", pack({{"2.html", page("ABORT")}, {"3.html", page("ج")}, {"4.html", page("EXIT")}})},
                     {"lines.jsonl", "{\"title\":\"د\"}\n{\"title\":\"ه\"}\n"},
                     {"5.html", page("CRASH")},
                     {"6.html", page("و")}}));
  auto apart = hostile_reader();
  const Lines expected{
      "begin s a.zip",
      "refused s a.zip @1.html: its reader crashed (SIGSEGV)",
      "refused s a.zip @in.zip/2.html: its reader crashed (SIGABRT)",
      "article s a.zip a.zip/in.zip/3.html @in.zip/3.html “ج” “نص” ",
      "refused s a.zip @in.zip/4.html: its reader ended, with exit status 3",
      "article s a.zip a.zip/lines.jsonl#1 @lines.jsonl, line 1 “د” “” ",
      "article s a.zip a.zip/lines.jsonl#2 @lines.jsonl, line 2 “ه” “” ",
      "refused s a.zip @5.html: its reader crashed (SIGSEGV)",
      "article s a.zip a.zip/6.html @6.html “و” “نص” ",
      "end, hash right",
  };
  CHECK(read(folder.path(), &apart).lines == expected);
}

TEST_CASE("messages of a mailbox that kill their reader, wherever in them") {
  const auto message = [](const std::string& number, const std::string& body) {
    return "From a@x\nSubject: " + number + "\nMessage-ID: <" + number + "@x>\n" + body + "\n\n";
  };
  const auto html = [](const std::string& text) { return "Content-Type: text/html\n\n" + page("", text); };
  const std::string attached =
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
      "Content-Type: text/html\nContent-Disposition: attachment; filename=f.html\n\n" +
      page("CRASH") + "\n--b\nContent-Disposition: attachment; filename=g.html\n\n" + page("g") + "\n--b--\n";
  const auto box = message("1", html("one")) + message("2", html("CRASH")) + message("3", "\nthree\n") +
                   message("4", html("ABORT")) + message("5", attached) + message("6", html("six"));
  const TemporaryFolder folder;
  folder.write("a.mbox", box);
  folder.write("b.zip", pack({{"in.mbox", box.substr(0, box.find("From a@x", box.find("CRASH")))}}));
  auto apart = hostile_reader();
  const Lines expected{
      "begin s a.mbox",
      "article s a.mbox 1@x @message 1 “1” “one” ",
      "refused s a.mbox @message 2: its reader crashed (SIGSEGV)",
      "article s a.mbox 3@x @message 3 “3” “three” ",
      "refused s a.mbox @message 4: its reader crashed (SIGABRT)",
      "article s a.mbox 5@x @message 5 “5” “text” ",
      "refused s a.mbox @message 5/f.html: its reader crashed (SIGSEGV)",
      "article s a.mbox a.mbox/message 5/g.html @message 5/g.html “g” “نص” ",
      "article s a.mbox 6@x @message 6 “6” “six” ",
      "end, hash right",
      "begin s b.zip",
      "article s b.zip 1@x @in.mbox/message 1 “1” “one” ",
      "refused s b.zip @in.mbox/message 2: its reader crashed (SIGSEGV)",
      "end, hash right",
  };
  CHECK(read(folder.path(), &apart).lines == expected);
}

TEST_CASE("records of XML that kill their reader, whether it holds all of the file or not") {
  const auto record = [](const std::string& title, const std::string& html) {
    return "<item><title>" + title + "</title><description>&lt;p&gt;" + html + "&lt;/p&gt;</description></item>\n";
  };
  const auto feed = [&](const std::string& filling) {
    return "<rss><channel>" + filling + record("1", "one") + record("2", "CRASH") + record("3", "three") +
           record("4", "ABORT") + record("5", "five") + "</channel></rss>";
  };
  std::string large;
  constexpr std::size_t tree = std::size_t{16} << 20;
  for (int i = 0; large.size() < tree; ++i) large += record("0", std::string(std::size_t{1} << 20, 'x'));
  const TemporaryFolder folder;
  folder.write("a.xml", feed(""));
  folder.write("b.xml", feed(large));
  folder.write("c.zip", pack({{"in.xml", feed("")}}));
  auto apart = ApartReader({DIWAN_HOSTILE_READER}, {std::uint64_t{512} << 20, std::chrono::seconds(120)});
  auto lines = read(folder.path(), &apart).lines;
  std::erase_if(lines, [](const std::string& line) { return line.find("“0”") != std::string::npos; });
  Lines expected;
  const auto expect = [&](const std::string& file, const std::string& member, int first) {
    const auto place = [&](int number) {
      return (member.empty() ? "@" : "@" + member + ", ") + "record " + std::to_string(first + number);
    };
    const auto article = [&](int number, const std::string& rest) {
      const auto id = file + (member.empty() ? "" : "/" + member) + "#" + std::to_string(first + number);
      expected.push_back("article s " + file + " " + id + " " + place(number) + " " + rest);
    };
    expected.push_back("begin s " + file);
    article(0, "“1” “one” ");
    expected.push_back("refused s " + file + " " + place(1) + ": its reader crashed (SIGSEGV)");
    article(2, "“3” “three” ");
    expected.push_back("refused s " + file + " " + place(3) + ": its reader crashed (SIGABRT)");
    article(4, "“5” “five” ");
    expected.emplace_back("end, hash right");
  };
  expect("a.xml", "", 1);
  expect("b.xml", "", 17);
  expect("c.zip", "in.xml", 1);
  CHECK(lines == expected);
}

TEST_CASE("a file that kills one reader after the other is left in the end") {
  const TemporaryFolder folder;
  test::Members members{{"0.html", page("أول")}};
  for (int i = 1; i < 20; ++i) members.emplace_back(std::to_string(i) + ".html", page("CRASH"));
  folder.write("a.zip", pack(members));
  folder.write("b.html", page("بعد"));
  auto apart = hostile_reader();
  const auto lines = read(folder.path(), &apart).lines;
  CHECK(lines.at(1) == "article s a.zip a.zip/0.html @0.html “أول” “نص” ");
  CHECK(lines.at(lines.size() - 5) ==
        "refused s a.zip @9.html: its reader crashed (SIGSEGV); what follows in the file was not read");
  CHECK(lines.at(lines.size() - 2) == "article s b.html b.html @ “بعد” “نص” ");
}

TEST_CASE("a sink that has had enough ends the reading apart, and the next file is read all the same") {
  const TemporaryFolder folder;
  folder.write("a.zip", pack({{"1.html", page("أ")}, {"2.html", page("ب")}, {"3.html", page("CRASH")}}));
  auto apart = hostile_reader();
  Protocol protocol;
  protocol.enough = 2;
  std::istringstream no_input;
  REQUIRE(read_source({"s", folder.path()}, no_input, protocol, {}, {}, &apart));
  CHECK(protocol.lines.size() == 3);
  CHECK(protocol.lines.back() == "article s a.zip a.zip/2.html @2.html “ب” “نص” ");
  CHECK(read(folder.path(), &apart).lines.size() == 5);
}

std::ptrdiff_t open_files() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

TEST_CASE("no file stays open, here or there") {
  const TemporaryFolder folder;
  for (int i = 0; i < 100; ++i) folder.write("d/" + std::to_string(i) + ".html", page("ملف"));
  folder.write("e.html", page("CRASH"));
  folder.write("f.html", page("FILES"));
  std::vector<int> inheritable;
  for (int i = 0; i < 20; ++i) inheritable.push_back(::open("/dev/null", O_RDONLY));  // not O_CLOEXEC
  const auto before = open_files();
  {
    auto apart = hostile_reader();
    const auto lines = read(folder.path(), &apart).lines;
    CHECK(lines.at(lines.size() - 2) == "article s f.html f.html @ “FILES” “نص” ");
  }
  CHECK(open_files() == before);
  for (const int descriptor : inheritable) ::close(descriptor);
}

TEST_CASE("a program that is no reader is an error, not one refusal after the other") {
  const TemporaryFolder folder;
  folder.write("a.html", page("أ"));
  folder.write("b.html", page("ب"));
  folder.write("c.txt", "نص");
  const std::vector<std::string> commands[] = {{"/nowhere/reader"}, {"true"}, {"sh", "-c", "echo no reader"}, {}};
  for (const auto& command : commands) {
    INFO((command.empty() ? std::string("none") : command.front()));
    ApartReader apart(command);
    Protocol protocol;
    std::istringstream no_input;
    const auto outcome = read_source({"s", folder.path()}, no_input, protocol, {}, {}, &apart);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().code == Code::internal);
    CHECK(protocol.lines == Lines{"begin s a.html"});
  }
}

}  // namespace
// The last one here: the tests above look at how much their readers took.
TEST_CASE("what the starter has had of memory is not the reader's") {
  const TemporaryFolder folder;
  folder.write("a.html", page("CRASH"));
  std::string much(std::size_t{120} << 20, '\1');
  auto apart = hostile_reader();
  const auto lines = read(folder.path(), &apart).lines;
  CHECK(std::ranges::count(lines, "refused s a.html @: its reader crashed (SIGSEGV)") == 1);
  CHECK(much.back() == '\1');
}

}  // namespace diwan
