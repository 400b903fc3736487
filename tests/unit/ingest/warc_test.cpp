// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/warc_reader.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <utility>

#include "ingest/any_reader.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::Recorder;

Recorder read(std::string bytes, const std::string& path) {
  Recorder recorder;
  FileOutput output("s", path, recorder);
  read_any(std::make_unique<test::MemoryBytes>(std::move(bytes), 311), output);
  return recorder;
}

std::string record(const std::string& kind, const std::string& address, const std::string& block,
                   const std::string& type = "application/http; msgtype=response") {
  return "WARC/1.0\r\nWARC-Type: " + kind + "\r\nWARC-Target-URI: " + address +
         "\r\nWARC-Date: 2017-08-19T20:19:08Z\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string answer(const std::string& headers, const std::string& body, const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n" + body;
}

const std::string page = "<html lang=ar><title>خبر</title><p>نص";
const std::string html = "Content-Type: text/html; charset=utf-8";

TEST_CASE("pages of a web archive are read by what their server said of them") {
  struct Row {
    std::string record;
    const char* title;
    const char* text;
    const char* reason;
  };
  const std::string at = "http://x.org/a";
  const Row rows[] = {
      {record("response", at, answer(html, page)), "خبر", "نص", "plain"},
      {record("response", "<" + at + ">", answer(html, page)), "خبر", "نص", "an address in brackets"},
      {record("response", at,
              answer(html + "\r\nTransfer-Encoding: chunked", "5\r\n<html\r\n3;x=1\r\n><p\r\n3\r\n>ok\r\n0\r\n\r\n")),
       "http://x.org/a", "ok", "chunks; no title"},
      {record("response", at, answer(html + "\r\nTransfer-Encoding: chunked", page)), "خبر", "نص",
       "no chunks in truth"},
      {record("response", at, answer(html + "\r\nTransfer-Encoding: chunked", "ff\r\n" + page)), "خبر", "نص",
       "a wrong length"},
      {record("response", at, answer(html + "\r\nContent-Encoding: gzip", test::gzip(page))), "خبر", "نص", "gzip"},
      {record("response", at, answer(html + "\r\nContent-Encoding: br", page, "404 No")) +
           record("response", at, answer(html + "\r\nContent-Encoding: gzip", page)),
       "خبر", "نص", "another answer in front; unpacked already"},
      {record("response", at,
              answer("Content-Type: text/html; charset=windows-1256", "<title>\xC8\xED\xC7\xE4</title><p>\xE4\xD5")),
       "بيان", "نص", "the encoding in the answer"},
      {record("response", at, answer("Content-Type: ", page)), "خبر", "نص", "an empty type: a page by its beginning"},
      {record("response", at, answer("X: y", "\xEF\xBB\xBF\n<!DOCTYPE html><title>خبر</title><p>نص")), "خبر", "نص",
       "no type"},
      {record("response", at, answer("Content-Type: application/octet-stream", page)), "خبر", "نص",
       "a type that says nothing"},
      {record("response", at, answer("Content-Type:", "عنوان\nنص")), "عنوان", "نص", "text without a type"},
      {record("resource", at, "عنوان\nنص", "text/plain"), "عنوان", "نص", "a resource"},
      {record("conversion", at, "عنوان\nنص", "text/plain"), "عنوان", "نص", "a conversion"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    for (const bool is_packed : {false, true}) {
      const std::string info = record("warcinfo", "", "software: x", "application/warc-fields");
      const std::string others =
          record("request", at, "GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request") +
          record("revisit", at, answer(html, "")) + record("response", "dns:x", "x", "text/dns") +
          record("response", "http://x.org/robots.txt", answer("Content-Type: text/plain", "User"));
      const auto got = is_packed ? read(test::gzip(info) + test::gzip(row.record) + test::gzip(others), "w.warc.gz")
                                 : read(info + row.record + others, "no name");
      CHECK(got.refusals.empty());
      REQUIRE(got.articles.size() == 1);
      CHECK(got.articles[0].identity.id == at);
      CHECK(got.articles[0].title == row.title);
      CHECK(got.articles[0].text == row.text);
      CHECK(got.articles[0].field("url") == at);
      CHECK(got.articles[0].date == Date{2017, 8, 19});
      CHECK(got.articles[0].field("date") == "2017-08-19");
    }
  }
}

TEST_CASE("addresses that come twice, feeds and pictures in a web archive") {
  const auto feed = "<rss><channel><item><guid>g</guid><title>t</title><link>http://x/1</link></item></channel></rss>";
  const auto got =
      read(record("response", "http://x/", answer(html, page)) + record("response", "http://x/", answer(html, page)) +
               record("response", "http://x/f", answer("Content-Type: application/rss+xml", feed)) +
               record("response", "http://x/p", answer("Content-Type: image/png", "x")) +
               record("response", "http://x/b", answer(html + "\r\nContent-Encoding: br", "x")),
           "w.warc");
  REQUIRE(got.articles.size() == 3);
  CHECK(got.articles[1].identity.id == "w.warc#2");
  CHECK(got.articles[2].identity.id == "g");
  CHECK(got.articles[2].field("url") == "http://x/1");
  REQUIRE(got.skips.size() == 1);
  CHECK(got.skips[0].second == "image/png");
  REQUIRE(got.refusals.size() == 1);
  CHECK(got.refusals[0] == Refusal{"s", "w.warc", "record 5, http://x/b", "packed by br, which is not read"});
}

TEST_CASE("a damaged web archive gives what is whole in it") {
  const auto first = record("response", "http://x/1", answer(html, page));
  const auto second = record("response", "http://x/2", answer(html, page));
  const auto junk = read(first + "junk\nmore junk\n" + second, "w.warc");
  CHECK(junk.articles.size() == 2);
  CHECK(junk.refusals.size() == 1);
  const auto unsized = read(first + "WARC/1.0\r\nWARC-Type: response\r\n\r\n" + second, "w.warc");
  CHECK(unsized.articles.size() == 2);
  CHECK(unsized.refusals.at(0).reason == "a record without its length");
  const auto whole = first + second;
  for (std::size_t size = 6; size < whole.size() - 4; size += 5) {
    const auto got = read(whole.substr(0, size), "w.warc");
    CHECK(got.articles.size() >= (size >= first.size() ? 1U : 0U));
    CHECK(got.articles.size() + got.refusals.size() >= (size == first.size() ? 1U : 0U));
  }
}

TEST_CASE("ARC files are read too") {
  const auto body = answer(html, page);
  const std::string head = "filedesc://a.arc 0.0.0.0 20080430204825 text/plain 8\n1 0 Test\n\n";
  const auto got = read(head + "http://x.org/a 1.2.3.4 20080430204825 text/html " + std::to_string(body.size()) + "\n" +
                            body + "\nhttp://x.org/b 1.2.3.4 2008 text/html abc\n",
                        "a.arc");
  REQUIRE(got.articles.size() == 1);
  CHECK(got.articles[0].identity.id == "http://x.org/a");
  CHECK(got.articles[0].date == Date{2008, 4, 30});
  CHECK(got.refusals.size() == 1);
}

}  // namespace
}  // namespace diwan::ingest
