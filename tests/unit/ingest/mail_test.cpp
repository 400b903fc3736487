// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <utility>

#include "ingest/any_reader.hpp"
#include "ingest/mail_header.hpp"
#include "ingest/mail_reader.hpp"
#include "ingest/mail_text.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::read_with;
using test::Recorder;
using namespace std::string_literals;

Recorder read_file(std::string bytes, const std::string& path) {
  Recorder recorder;
  FileOutput output("s", path, recorder);
  read_any(std::make_unique<test::MemoryBytes>(std::move(bytes), 700), output);
  return recorder;
}

TEST_CASE("headers are decoded, also those that break the rules") {
  struct Row {
    std::string raw;
    const char* value;
    const char* reason;
  };
  const Row rows[] = {
      {" =?utf-8?b?2KjZitin2YYg2YjYstin2LHYqQ==?=\n =?utf-8?q?_=D8=A7?=", "بيان وزارة ا", "two ways in one value"},
      {"=?utf-8?B?2KrYtdix2YrYrdg=?=\n =?utf-8?B?p9iqINin2YTZiNiy2YrYsQ==?=", "تصريحات الوزير",
       "a character cut in two"},
      {"=?windows-1256?Q?=C8=ED=C7=E4?= (=?iso-8859-6?Q?=C8=EA=C7=E6?=)", "بيان (بيان)", "two encodings, a comment"},
      {"=?iso-8859-1?Q?=C8=ED=C7=E4_=C7=E1=E6=D2=C7=D1=C9?=", "بيان الوزارة", "the wrong encoding"},
      {"=?x-none?Q?=C8=ED=C7=E4_=C7=E1=E6=D2=C7=D1=C9?=", "بيان الوزارة", "an unknown encoding"},
      {"\xC8\xED\xC7\xE4 \xC7\xE1\xE6\xD2\xC7\xD1\xC9", "بيان الوزارة", "bare bytes"},
      {"بيان\r\n\tالوزارة", "بيان الوزارة", "bare UTF-8, folded"},
      {"=?utf-8*ar?Q?=D8=A8 =D9=8A?=", "ب ي", "a language, a blank"},
      {"=?iso-2022-jp?B?GyRCJF8bKEI=?=", "み", "seven bits"},
      {"a =?utf-8?X?b?= =?", "a =?utf-8?X?b?= =?", "no encoded word"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(decode_header(row.raw, {}) == row.value);
  }
  CHECK(decode_addresses("\"=?utf-8?Q?=D8=AA?=, x\" <q@x>, (c) r@x,\n \"r\\\"s\" <>", {}) ==
        "ت, x <q@x>, (c) r@x, r\"s");
}

TEST_CASE("a message is an article, its attachments are files in it") {
  const std::string message =
      "From: =?utf-8?b?2KPYrdmF2K8=?= <a@x.org>\r\nTo: b@x.org\r\nSubject: =?windows-1256?Q?=CA=DE=D1=ED=D1?=\r\n"
      "Date: Wed, 7 Apr 2021 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
      "Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n"
      "Content-Type: text/plain; charset=windows-1256\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      "=DE=C7=E1 =C7=E1=E6=D2=ED=D1\r\n> =E3=E4=DE=E6=E1\r\n--a\r\n"
      "Content-Type: text/html\r\n\r\n<p>html</p>\r\n--a--\r\n--m\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
      "Content-Disposition: attachment; filename*0*=utf-8''%D9%85%D9%84; filename*1*=%D8%AD%D9%82.txt\r\n\r\n"
      "2LnZhtmI2KfZhgrZhti1\r\n--m\r\n"
      "Content-Type: text/plain; name=\"../../up.txt\"\r\nContent-Disposition: attachment\r\n\r\nup\r\n--m\r\n"
      "Content-Type: image/png; name=p.png\r\n\r\nx\r\n--m\r\n"
      "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninside\r\n--m--\r\n";
  for (const char* const path : {"d/m.eml", "d/none", "d/m.txt"}) {
    INFO(path);
    const auto got = read_file(message, path);
    const std::string id = path;
    CHECK(got.refusals.empty());
    CHECK(got.warnings.empty());
    REQUIRE(got.articles.size() == 4);
    CHECK(got.articles[0] == Article{{"s", id, id},
                                     "تقرير",
                                     "قال الوزير\n> منقول",
                                     Date{2021, 4, 7},
                                     {{"date", "Wed, 7 Apr 2021 23:30:00 -0500", {}},
                                      {"author", "أحمد <a@x.org>", {}},
                                      {"to", "b@x.org", {}}}});
    CHECK(got.articles[1] == Article{{"s", id, id + "/ملحق.txt"}, "عنوان", "نص", {}, {}});
    CHECK(got.articles[2].identity.id == id + "/.._.._up.txt");
    CHECK(got.articles[3] == Article{{"s", id, id + "/part 4"}, "inner", "inside", {}, {}});
    REQUIRE(got.skips.size() == 1);
    CHECK(got.skips[0].second == ".png");
  }
}

TEST_CASE("what is wrong with a message costs no more than it must") {
  struct Row {
    std::string message;
    const char* title;
    const char* text;
    const char* refusal;
    std::size_t warnings;
  };
  const std::string from = "From: a@x\nSubject: t\n";
  const Row rows[] = {
      {from + "no blank line behind the header", "t", "no blank line behind the header", "", 0},
      {from + "Content-Type: multipart/mixed\n\nno boundary", "t", "no boundary", "", 1},
      {from + "Content-Type: multipart/mixed; boundary=b\n\n--other\n\ntext", "t", "--other\n\ntext", "", 1},
      {from + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ncut", "t", "cut", "", 1},
      {from + "Content-Type: text/plain; charset=iso-8859-1\n\n\xDE\xC7\xE1 \xE6\xD2\xED\xD1 "
              "\xC7\xE1\xCE\xC7\xD1\xCC\xED\xC9 "
              "\xDD\xED \xC8\xED\xC7\xE4 \xC5\xE4 \xC7\xE1\xE3\xDD\xC7\xE6\xD6\xC7\xCA",
       "t", "قال وزير الخارجية في بيان إن المفاوضات", "", 1},
      {from + "Content-Transfer-Encoding: base64\n\n2YbYtQ!!=\n%%%", "t", "نص", "", 0},
      {from + "\na\0b"s, "t", "ab", "", 1},
      {from + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx", "t", "", "encrypted (S/MIME)", 0},
      {from +
           "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/octet-stream\n\nx\n--b--\n",
       "t", "", "encrypted (PGP)", 0},
      {"Subject:\n\nfirst\nsecond", "first", "first\nsecond", "", 0},
      {"12\nSubject: t\n\nx\n<?xml plist", "t", "", "", 0},
  };
  for (const auto& row : rows) {
    INFO(row.message);
    const auto got = read_with(read_mail, row.message, "m.eml");
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].title == row.title);
    CHECK(got.articles[0].text == row.text);
    CHECK(got.warnings.size() == row.warnings);
    CHECK((got.refusals.empty() ? "" : got.refusals[0].reason) == row.refusal);
  }
  CHECK(read_with(read_mail, "// nothing", "m.eml").refusals.at(0).reason == "not a message: it has no header");
  CHECK(read_with(read_mail, "From: a@x\n\n", "m.eml").refusals.at(0).reason == "no text in it");
  std::string deep = "Subject: t\n";
  for (int i = 0; i < 100; ++i) deep += "Content-Type: message/rfc822\n\n";
  const auto nested = read_with(read_mail, deep + "\nx", "m.eml");
  CHECK(nested.articles.size() + nested.refusals.size() >= 1);
}

TEST_CASE("a page saved as MHTML is the page") {
  const auto got = read_file(
      "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.org/a\nSubject: =?utf-8?Q?=D8=AE=D8=A8=D8=B1?=\n"
      "Date: Wed, 7 Apr 2021 10:00:00 -0000\nMIME-Version: 1.0\n"
      "Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\n"
      "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://x.org/a\n\n"
      "<html lang=3Dar><meta name=3Ddate content=3D2020-01-02><meta name=3Dauthor content=3DX><p>=D9=86=D8=B5\n--b\n"
      "Content-Type: text/css\n\np {}\n--b--\n",
      "page.doc");
  REQUIRE(got.articles.size() == 1);
  const auto& page = got.articles[0];
  CHECK(page.title == "خبر");
  CHECK(page.text == "نص");
  CHECK(page.date == Date{2020, 1, 2});
  CHECK(page.field("author") == "X");
  CHECK(page.field("url") == "https://x.org/a");
  CHECK(page.field("language") == "ar");
  CHECK(got.skips.empty());
}

TEST_CASE("a mailbox gives an article a message") {
  const std::string box =
      "\xEF\xBB\xBF"
      "From a@x Mon Jun  1 10:00:00 2009\nSubject: one\nMessage-ID: <1@x>\n\ntext\n>From here\n\nFrom Russia with "
      "love\n"
      "Year: 1963\n\nFrom -\r\nSubject: two\r\nMessage-ID: <1@x>\r\n\r\nb\r\n"
      "From 12@xxx\nFrom: c@x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nthree\n--b\n"
      "Content-Type: text/plain\nContent-Disposition: attachment; filename=f.txt\n\nfile\n--b--\n";
  for (const char* const path : {"d/m.mbox", "d/Inbox"}) {
    const auto got = read_file(box, path);
    const std::string id = path;
    REQUIRE(got.articles.size() == 4);
    CHECK(got.articles[0].identity == Identity{"s", id, "1@x"});
    CHECK(got.articles[0].text == "text\nFrom here\n\nFrom Russia with love\nYear: 1963");
    CHECK(got.articles[1].identity.id == id + "#2");
    CHECK(got.articles[1].title == "two");
    CHECK(got.articles[2].identity.id == id + "#3");
    CHECK(got.articles[2].title == "three");
    CHECK(got.places[2] == "message 3");
    CHECK(got.articles[3].identity.id == id + "/message 3/f.txt");
    CHECK(got.refusals.empty());
  }
  const auto damaged = [&] {
    Recorder recorder;
    test::MemoryBytes bytes(box.substr(0, 120), 7, {Code::malformed, "gzip data is cut short", {}});
    FileOutput output("s", "m.mbox.gz", recorder);
    read_mbox(bytes, output);
    return recorder;
  }();
  CHECK(damaged.articles.size() == 1);
  CHECK(damaged.refusals.at(0).reason == "gzip data is cut short");
}

TEST_CASE("a message without a date has the day of the line that parts it off") {
  struct Row {
    const char* separator;
    const char* header;
    std::optional<Date> day;
    const char* reason;
  };
  const Row rows[] = {
      {"From a@x Mon Jun  1 10:00:00 2009", "Subject: t", Date{2009, 6, 1}, "the form of mbox"},
      {"From 123@xxx Mon Jun 01 10:00:00 +0000 2009", "Subject: t", Date{2009, 6, 1}, "with a zone"},
      {"From MAILER-DAEMON Mon Jun  1 10:00:00 2009", "Subject: t", Date{2009, 6, 1}, "no address"},
      {"From a@x Mon Jun  1 10:00:00 2009", "Date: Sun, 31 May 2009 23:00:00 -0700", Date{2009, 5, 31}, "Date counts"},
      {"From a@x Mon Jun  1 10:00:00 2009", "Received: by x; Sun, 31 May 2009 23:00:00 -0700", Date{2009, 5, 31},
       "and Received"},
      {"From a@x Mon Jun  1 10:00:00 2009", "Date: x", std::nullopt, "a date that cannot be read is told instead"},
      {"From - Mon Jun  1 10:00:00 2009", "Subject: t", std::nullopt, "when it was fetched"},
      {"From a@x", "Subject: t", std::nullopt, "no day there"},
      {"From 1/6/2009@x", "Subject: t", std::nullopt, "an address is none"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    // The last one shows that a day stays with its message.
    const auto box =
        std::string(row.separator) + '\n' + row.header + "\nFrom: a@x\n\none\n\nFrom b@x\nSubject: u\n\ntwo\n";
    const auto got = read_file(box, "m.mbox");
    REQUIRE(got.articles.size() == 2);
    CHECK(got.articles[0].date == row.day);
    CHECK(got.articles[0].text == "one");
    CHECK_FALSE(got.articles[1].date);
  }
}

TEST_CASE("text that is not mail stays what it is") {
  for (const char* const text :
       {"From: the editor\nTo: all\n\nnote", "From the start: a history\nChapter one: x\n",
        "Received: a\nSubject matter of the letter\n\nMessage-ID: x", "Date: today\n", "", "From "}) {
    INFO(text);
    CHECK_FALSE(is_mail(text));
    CHECK_FALSE(is_mbox(text));
  }
  CHECK(unwrap_flowed("a \nb\n> c \n> d\n-- \ne", false) == "a b\n> c d\n-- \ne\n");
}

}  // namespace
}  // namespace diwan::ingest
