# SPDX-License-Identifier: GPL-2.0-or-later
"""indexer night after night: what is skipped, replaced, gone, forgotten, refused, killed, stopped and full."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import time

import programs
from programs import ENVIRONMENT, INDEXER, NEWS, ProgramTest, json_lines, run, write

MOMENTS = 100
QUERIES = ("خبر", "قوات", "رقم", '"خبر رقم"', "=خبر", "وزير -قوات")


def records(count, words="خبر رقم"):
    return [{"id": f"k{number}", "title": f"عنوان {number % 7}", "text": f"{words} {number} قوات {number % 13}"}
            for number in range(count)]


def number_of(outcome, name):
    found = re.search(rf"^{re.escape(name)}: +(\d+)", outcome.out, re.MULTILINE)
    return int(found.group(1)) if found else 0


class NightTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.archive = os.path.join(self.folder, "archive")
        os.mkdir(self.archive)

    def answers(self, db):
        """All that an index tells of its articles: hits, scores, passages, texts."""
        told = {}
        for query in QUERIES:
            outcome = run(programs.SEARCHER, "--db", db, "--format", "jsonl", "--limit", "1000", query)
            self.assertIn(outcome.code, (0, 1), outcome)
            told[query] = outcome.out
        return told

    def assert_equal_to_a_clean_build(self, *arguments):
        clean = os.path.join(self.folder, "clean")
        shutil.rmtree(clean, ignore_errors=True)
        self.assertIn(run(INDEXER, "--db", clean, "--quiet", *(arguments or [self.archive])).code, (0, 1))
        self.assertEqual(self.answers(self.db), self.answers(clean))


class Unchanged(NightTest):
    def test_a_file_that_has_not_changed_is_not_opened(self):
        for name in ("a", "b"):
            write(self.archive, f"{name}.jsonl", json_lines(*records(20)))
        time.sleep(2.2)  # a stamp as young as this could be that of a later change too
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        write(self.archive, "b.jsonl", json_lines(*records(21)))
        if not shutil.which("strace"):
            self.skipTest("strace is not there")
        trace = os.path.join(self.folder, "trace")
        outcome = run("strace", "-f", "-e", "trace=open,openat", "-o", trace, INDEXER, "--db", self.db, self.archive)
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual((number_of(outcome, "unchanged"), number_of(outcome, "indexed")), (40, 1), outcome)
        with open(trace, encoding="utf-8", errors="replace") as lines:
            opened = lines.read()
        self.assertNotIn("a.jsonl", opened)
        self.assertIn("b.jsonl", opened)
        self.assert_equal_to_a_clean_build()

    def test_a_touched_file_is_known_by_its_content(self):
        path = write(self.archive, "a.jsonl", json_lines(*records(20)))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        before = os.listdir(self.db)
        os.utime(path, (1, 1))
        outcome = self.index(self.archive)
        self.assertEqual((outcome.code, number_of(outcome, "unchanged")), (0, 20), outcome)
        self.assertEqual(sorted(os.listdir(self.db)), sorted(before), "no new state")

    def test_lines_of_a_dump_that_move_change_and_go(self):
        # Those that name their articles are passed over wherever they stand; others are what their place makes them.
        named = records(40)
        places = [{"title": f"بلا اسم {number}", "text": f"خبر رقم {number} بلا اسم"} for number in range(10)]
        nights = [named + places, named[1:] + places + named[:1],
                  records(1, "وزير رقم") + named[1:20] + places[5:] + places[:5] + named[20:],
                  named[:38] + [named[3] | {"title": "ثانية"}] + places, [named[5], named[4]] + named[6:] + places[1:]]
        for night in nights:
            write(self.archive, "a.jsonl", json_lines(*night))
            self.assertIn(self.index("--quiet", "--remove", self.archive).code, (0, 1))
            self.assert_equal_to_a_clean_build()
        self.assertEqual(number_of(self.index("--map", "text=title", self.archive), "unchanged"), 0, "read anew")

    def test_another_encoding_reads_a_file_again(self):
        write(self.archive, "a.txt", "عنوان\n\nوصلت القوات إلى الخرطوم.\n".encode("cp1256"))
        self.index("--quiet", "--encoding", "windows-1251", self.archive)
        self.assertEqual(self.ids("القوات"), [])
        self.index("--quiet", "--encoding", "windows-1256", self.archive)
        self.assertEqual(self.ids("القوات"), ["a.txt"])


class Gone(NightTest):
    def test_less_than_a_tenth_goes_by_itself(self):
        for number in range(21):
            write(self.archive, f"{number}.txt", f"عنوان\n\nخبر رقم {number}.\n")
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        for number in (3, 4):
            os.remove(os.path.join(self.archive, f"{number}.txt"))
        outcome = self.index(self.archive)
        self.assert_outcome(outcome, 0, err="")
        self.assertEqual((number_of(outcome, "removed"), number_of(outcome, "in the index")), (2, 19), outcome)
        self.assert_equal_to_a_clean_build()

    def test_more_stays_until_told(self):
        write(self.archive, "a.jsonl", json_lines(*records(20)))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        write(self.archive, "a.jsonl", json_lines(*records(18)))
        for _ in range(2):
            outcome = self.index(self.archive)
            self.assertEqual((outcome.code, number_of(outcome, "in the index")), (0, 20), outcome)
            self.assertIn("note: 2 of 20 articles of ", outcome.err)
            self.assertIn("--remove", outcome.err)
        outcome = self.index("--remove", self.archive)
        self.assert_outcome(outcome, 0, err="")
        self.assertEqual((number_of(outcome, "removed"), number_of(outcome, "in the index")), (2, 18), outcome)
        self.assert_equal_to_a_clean_build()

    def test_an_empty_mount_empties_nothing(self):
        write(self.archive, "sub/a.jsonl", json_lines(*records(20)))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        shutil.rmtree(os.path.join(self.archive, "sub"))
        outcome = self.index("--quiet", self.archive)
        self.assertEqual(outcome.code, 0)
        self.assertIn("note: 20 of 20 articles", outcome.err)
        self.assert_error(self.index("--full", self.archive), "20 of 20 articles", "--remove")
        self.assertEqual(len(self.ids("خبر")), 20)
        self.assert_outcome(self.index("--full", "--remove", self.archive), 0, err="")
        self.assertEqual(self.ids("خبر"), [])

    def test_other_sources_and_standard_input_never_vanish(self):
        other = write(self.folder, "other.jsonl", json_lines(*records(5)))
        write(self.archive, "a.txt", "عنوان\n\nخبر.\n")
        self.assert_outcome(self.index("--quiet", self.archive, other), 0)
        self.assert_outcome(self.index("--quiet", "-", stdin=json_lines(*NEWS).encode()), 0, err="")
        outcome = self.index("--remove", "-", stdin=json_lines(NEWS[0]).encode())
        self.assertEqual(number_of(outcome, "in the index"), 10, outcome)

    def test_full_gives_what_a_clean_build_gives(self):
        write(self.archive, "a.jsonl", json_lines(*records(30)))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        write(self.archive, "a.jsonl", json_lines(*records(30, "وزير رقم")))
        self.assert_outcome(self.index("--quiet", "--full", self.archive), 0, "", "")
        self.assert_equal_to_a_clean_build()
        self.assertEqual(len([name for name in os.listdir(self.db) if name.startswith(("state", "text"))]), 2)


class Forgotten(NightTest):
    def test_an_article_goes_at_once_and_comes_back_only_when_told(self):
        write(self.archive, "a.jsonl", json_lines(*records(20)))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        outcome = self.index("--forget", "k3", "--forget=k4")
        self.assert_outcome(outcome, 0, "removed:      2\nin the index: 18\n", "")
        self.assertEqual(self.search("--show", "k3").code, 1)
        for more in ([], ["--full"]):
            write(self.archive, "a.jsonl", json_lines(*records(20), NEWS[0]))
            outcome = self.index(*more, "--remove", self.archive)
            self.assertEqual((number_of(outcome, "forgotten"), number_of(outcome, "in the index")), (2, 19), outcome)
        self.assert_outcome(self.index("--restore", "k3"), 0, "restored:     1\nin the index: 19\n", "")
        outcome = self.index(self.archive)
        self.assertEqual(number_of(outcome, "in the index"), 20, outcome)
        self.assertEqual(self.search("--show", "k3").code, 0)

    def test_a_source_that_exists_no_more(self):
        write(self.archive, "a.jsonl", json_lines(*records(20)))
        self.assert_outcome(self.index("--quiet", self.archive, "-", stdin=json_lines(*NEWS).encode()), 0)
        moved = os.path.join(self.folder, "moved")
        os.rename(self.archive, moved)
        outcome = self.index("--forget-source", self.archive)
        self.assert_outcome(outcome, 0, "removed:      20\nin the index: 4\n", "")
        os.rename(moved, self.archive)
        outcome = self.index(self.archive)
        self.assertEqual(number_of(outcome, "in the index"), 4, outcome)
        self.assertIn("--restore-source", outcome.err)
        self.assert_outcome(self.index("--quiet", "--restore-source", self.archive), 0, "", "")
        self.assertEqual(number_of(self.index(self.archive), "in the index"), 24)

    def test_it_is_a_run_of_its_own(self):
        self.assert_error(self.index("--forget", "k3", self.archive), "Leave PATH out")


class Failures(NightTest):
    def test_only_new_ones_count(self):
        write(self.archive, "a.jsonl", "{broken\n" + json_lines(*records(3)))
        report = os.path.join(self.folder, "report")
        rows = [
            # (what is written to a.jsonl, options, exit code, failures that are new, reason)
            (None, [], 1, [True], "the first time"),
            (None, [], 0, [False], "known, and not tried again"),
            (None, ["--retry"], 0, [False], "tried again, and the same"),
            ("{broken\n" + json_lines(*records(4)), [], 0, [False], "its file has changed, it has not"),
            ("{broken\n" + json_lines(*records(4)) + "[]\n", [], 1, [False, True], "one more"),
            (json_lines(*records(4)), [], 0, [], "mended"),
        ]
        for content, options, code, news, reason in rows:
            with self.subTest(reason=reason):
                if content is not None:
                    write(self.archive, "a.jsonl", content)
                outcome = self.index("--report", report, *options, self.archive)
                self.assertEqual(outcome.code, code, outcome)
                self.assertEqual(outcome.err.count("refused: "), sum(news), outcome)
                with open(report, encoding="utf-8") as lines:
                    told = [json.loads(line) for line in lines]
                self.assertEqual([each["new"] for each in told], news)
                for each in told:
                    self.assertEqual((each["source"], each["path"]), (self.archive, "a.jsonl"))
                    self.assertTrue(each["place"].startswith("line ") and each["reason"])


class Ended(NightTest):
    def start(self, *arguments):
        process = subprocess.Popen([INDEXER, "--db", self.db, "--quiet", *arguments], stdin=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=ENVIRONMENT)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def test_a_run_killed_at_random_goes_on_to_what_a_clean_build_gives(self):
        # A grown night: changed, vanished and new articles over a first build that may have been killed as well.
        chance = random.Random(20260)
        for name in range(8):
            write(self.archive, f"{name}.jsonl", json_lines(*(dict(each, id=f"{name}-{each['id']}")
                                                              for each in records(120))))
        began = time.monotonic()
        self.assert_outcome(self.index("--quiet", "--publish-every", "1", self.archive), 0)
        whole = time.monotonic() - began
        for moment in range(MOMENTS):
            if moment % 10 == 0:
                shutil.rmtree(self.db, ignore_errors=True)
            name = chance.randrange(8)
            write(self.archive, f"{name}.jsonl", json_lines(*(dict(each, id=f"{name}-{each['id']}")
                                                              for each in records(chance.randrange(100, 140)))))
            process = self.start("--publish-every", "1", self.archive)
            time.sleep(chance.random() * whole * (1.2 if moment % 10 == 0 else 0.6))
            process.kill()
            process.communicate()
            if os.path.exists(os.path.join(self.db, "XAPIANDB")):
                self.assertIn(self.search("--count", "خبر").code, (0, 1), f"after kill {moment}")
        outcome = self.index("--remove", self.archive)
        self.assertEqual(outcome.code, 0, outcome)
        self.assert_equal_to_a_clean_build()

    def test_what_was_published_on_the_way_is_not_done_again(self):
        process = self.start("--publish-every", "1", "-")
        for begin in ("k", "x"):
            process.stdin.write(json_lines(*(dict(each, id=begin + each["id"]) for each in records(4000))).encode())
            process.stdin.flush()
            time.sleep(1.5)
        deadline = time.monotonic() + programs.SECONDS
        while self.search("--show", "kk49").code != 0:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        process.kill()
        process.communicate()
        outcome = self.index("-", stdin=json_lines(*(dict(each, id="k" + each["id"]) for each in records(50))).encode())
        self.assertEqual((number_of(outcome, "unchanged"), number_of(outcome, "indexed")), (50, 0), outcome)

    def test_a_run_that_is_asked_to_stop_keeps_its_work(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(signal=number):
                shutil.rmtree(self.db, ignore_errors=True)
                process = self.start("-")
                process.stdin.write(json_lines(*records(4000)).encode() + b'{"id": "cut')
                process.stdin.flush()
                deadline = time.monotonic() + programs.SECONDS
                while not os.path.exists(os.path.join(self.db, "lock")):
                    self.assertLess(time.monotonic(), deadline)
                    time.sleep(0.02)
                time.sleep(0.7)
                process.send_signal(number)
                self.assertEqual(process.wait(programs.SECONDS), -number)
                self.assertEqual(process.stderr.read().decode(), "note: stopped on request; the next run goes on\n")
                self.assertFalse([n for n in os.listdir(self.db) if n.endswith((".building", ".new"))])
                self.assertEqual(self.search("--show", "k49").code, 0)

    def small_disk(self, size):
        """A file system of so many bytes; the index will stand on it."""
        disk = os.path.join(self.folder, "disk")
        os.makedirs(disk, exist_ok=True)
        if run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk).code != 0:
            self.skipTest("no file system may be mounted here")
        self.addCleanup(run, "umount", disk)
        self.db = os.path.join(disk, "db")
        return disk

    def large_files(self):
        """JSON Lines of 150 articles each, of many words, most of which all files have."""
        letters = random.Random(8)
        words = ["".join(letters.choices("بتثجحخدذرزسشصضطظعغفقكلمنهوي", k=7)) for _ in range(10000)]
        for name in "abc":
            yield json_lines(*({"id": f"{name}{n}", "title": f"خبر {n}", "text": " ".join(letters.choices(words, k=400))}
                               for n in range(150)))

    def sizes(self, db):
        """Bytes of the text store, and of the tables."""
        folders = {name.partition("-")[0]: os.path.join(db, name) for name in os.listdir(db)}
        return [sum(entry.stat().st_size for entry in os.scandir(folders[kind])) for kind in ("text", "state")]

    def test_a_merge_without_room_is_not_begun(self):
        write(self.archive, "a.jsonl", next(self.large_files()))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        dump = os.path.join(self.folder, "dump")
        write(self.folder, "dump", self.index("--dump").out)
        texts, tables = self.sizes(self.db)
        # What waits to be merged takes about as much as the tables that come of it, and those have half of their room.
        short, enough = texts + tables * 3 // 2, texts + tables * 5 // 2
        for name, build in (("a first run", [self.archive]), ("a dump", ["--from-dump", dump])):
            with self.subTest(build=name):
                disk = self.small_disk(short)
                outcome = self.index("--quiet", *build)
                self.assert_error(outcome, "no room for the next state of", " MB more, and less than ", "Free ")
                self.assertEqual(os.listdir(disk), [])
                self.assertEqual(run("mount", "-o", f"remount,size={enough}", disk).code, 0)
                self.assert_outcome(self.index("--quiet", *build), 0, "", "")
                self.assertEqual(len(self.ids("--sort", "date", "خبر")), 150)
                self.assertEqual(run("umount", disk).code, 0)

        disk = self.small_disk(texts + tables + short)
        self.assert_outcome(self.index("--quiet", self.archive), 0, "", "")
        before, names = self.answers(self.db), sorted(os.listdir(self.db))
        # The text store that --full begins does not wait for anything, so its bytes are what is left.
        for build in (["--full", self.archive], ["--reindex"]):
            with self.subTest(build=build):
                self.assert_error(self.index("--quiet", *build), "no room for the next state of")
                self.assertEqual(sorted(os.listdir(self.db)), names)
                self.assertEqual(self.answers(self.db), before)
        self.assertEqual(run("mount", "-o", f"remount,size={texts + tables + enough}", disk).code, 0)
        for build in (["--full", self.archive], ["--reindex"]):
            self.assert_outcome(self.index("--quiet", *build), 0, "", "")
            self.assertEqual(self.answers(self.db), before)

    def test_a_night_without_room_leaves_the_last_state(self):
        files = self.large_files()
        write(self.archive, "a.jsonl", next(files))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        tables = self.sizes(self.db)[1]
        more = next(files)
        write(self.archive, "b.jsonl", more)
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        os.remove(os.path.join(self.archive, "b.jsonl"))
        short = self.sizes(self.db)[0] + tables + tables * 3 // 2  # for the old tables, and for what waits to be merged
        disk = self.small_disk(short)
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        names = sorted(os.listdir(self.db))
        write(self.archive, "b.jsonl", more)
        outcome = self.index("--quiet", self.archive)
        self.assert_error(outcome, "no room for the next state of")
        self.assertEqual(sorted(os.listdir(self.db)), names)
        self.assertEqual(len(self.ids("خبر")), 150)
        self.assertEqual(run("mount", "-o", f"remount,size={short + 3 * tables}", disk).code, 0)
        self.assert_outcome(self.index("--quiet", self.archive), 0, "", "")
        self.assertEqual(len(self.ids("خبر")), 300)

    def test_a_full_disk_leaves_the_last_state(self):
        self.small_disk("1m")
        write(self.archive, "a.jsonl", json_lines(*records(50)))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        letters = random.Random(7)
        write(self.archive, "b.jsonl", json_lines(*(
            {"id": f"b{n}", "text": "".join(letters.choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", k=20000))}
            for n in range(100))))
        outcome = self.index(self.archive)
        self.assert_error(outcome, code=2)
        self.assertEqual(len(self.ids("خبر")), 50)
        os.remove(os.path.join(self.archive, "b.jsonl"))
        self.assert_outcome(self.index("--quiet", self.archive), 0, "", "")

    def test_every_file_of_a_state_is_synced_before_it_is_published(self):
        if not shutil.which("strace"):
            self.skipTest("strace is not there")
        write(self.archive, "a.jsonl", json_lines(*records(50)))
        trace = os.path.join(self.folder, "trace")
        synced = set()
        for night in range(2):
            write(self.archive, "b.txt", f"عنوان\n\nخبر {night}.\n")
            outcome = run("strace", "-f", "-y", "-e", "trace=fsync,fdatasync,rename", "-o", trace, INDEXER, "--db",
                          self.db, "--quiet", self.archive)
            self.assertEqual(outcome.code, 0, outcome)
            with open(trace, encoding="utf-8", errors="replace") as lines:
                calls = lines.read().splitlines()
            published = next(i for i, call in enumerate(calls) if "rename(" in call and '/XAPIANDB"' in call)
            synced |= {name.replace(".building", "") for call in calls[:published] if "sync(" in call
                      for name in re.findall(r"<([^<>]*)>", call)}
            state = f"state-{night + 1:06}"
            expected = {os.path.join(self.db, f"ledger-{night + 1:06}"), os.path.join(self.db, "XAPIANDB.new")}
            for folder in (state, "text-000001"):
                expected |= {os.path.join(self.db, folder, name) for name in os.listdir(os.path.join(self.db, folder))}
            self.assertEqual({os.path.realpath(path) for path in expected} - synced, set())


if __name__ == "__main__":
    programs.main()
