# SPDX-License-Identifier: GPL-2.0-or-later
"""indexer by itself: bounds, dry runs, rights, logs, progress, and searchers that never pause beside it."""

import fcntl
import json
import os
import pty
import re
import resource
import struct
import subprocess
import termios
import threading
import time
import unittest

import programs
from programs import ENVIRONMENT, INDEXER, ProgramTest, json_lines, run, write


def records(count, words="خبر رقم"):
    return [{"id": f"k{number}", "title": f"عنوان {number % 7}", "text": f"{words} {number} قوات {number % 13}"}
            for number in range(count)]


class UnattendedTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.archive = os.path.join(self.folder, "archive")
        os.mkdir(self.archive)


class Bounds(UnattendedTest):
    def test_bounds_that_make_no_sense_are_errors(self):
        rows = [
            (("--jobs", "0"), "from 1 to"), (("--jobs", "two"), "whole number"), (("--jobs", "1000"), "from 1 to"),
            (("--memory", "10"), "at least"), (("--memory", "1G"), "whole number"), (("--memory", "-1"), "whole number"),
        ]
        for arguments, word in rows:
            with self.subTest(arguments):
                self.assert_error(self.index(*arguments, self.archive), word)
                self.assertFalse(os.path.exists(self.db))

    @unittest.skipIf("DIWAN_SANITIZE" in os.environ, "sanitizers map more than that before anything runs")
    def test_it_works_in_two_gigabytes_of_address_space(self):
        write(self.archive, "a.jsonl", json_lines(*records(3000)))
        limit = 2097152 * 1024
        for jobs in ("1", "8"):
            with self.subTest(jobs):
                db = os.path.join(self.folder, jobs)
                done = subprocess.run(
                    [INDEXER, "--db", db, "--jobs", jobs, self.archive], capture_output=True, check=False,
                    env=ENVIRONMENT, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                self.assertIn(b"indexed:      3000\n", done.stdout)
                self.assertEqual(run(programs.SEARCHER, "--db", db, "--count", "قوات").out, "3000\n")


class DryRun(UnattendedTest):
    def test_it_tells_what_a_run_would_do_and_writes_nothing(self):
        write(self.archive, "a.jsonl", json_lines(*records(20)) + "broken\n")
        self.assertEqual(self.index("--dry-run", self.archive).code, 1)
        self.assertFalse(os.path.exists(self.db))
        first = self.index("--dry-run", self.archive)
        self.assertIn("indexed:      20\n", first.out)
        self.assertIn("refused: a.jsonl, line 21", first.err)
        self.assertTrue(first.out.startswith("Nothing was written."), first)

        self.assertEqual(self.index("--quiet", self.archive).code, 1)
        before = snapshot(self.db)
        write(self.archive, "a.jsonl", json_lines(*records(19), {"id": "new", "text": "جديد"}, {"id": "k3", "text": "آخر"}))
        write(self.archive, "b.txt", "نص")
        dry = self.index("--dry-run", self.archive)
        self.assertEqual(snapshot(self.db), before)
        real = self.index(self.archive)
        self.assertEqual(dry.out.splitlines()[1:], real.out.splitlines())
        self.assertEqual((dry.code, dry.err), (real.code, real.err))

    def test_what_would_go_is_told(self):
        for number in range(30):
            write(self.archive, f"{number}.txt", f"نص {number}")
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        os.remove(os.path.join(self.archive, "3.txt"))
        outcome = self.index("--dry-run", self.archive)
        self.assertIn("removed:      1\n", outcome.out)
        self.assertIn("in the index: 29\n", outcome.out)
        self.assertEqual(run(programs.SEARCHER, "--db", self.db, "--count", "نص").out, "30\n")

    def test_what_is_no_index_is_an_error(self):
        write(self.db, "notes.txt", "mine")
        self.assert_error(self.index("--dry-run", self.archive), "not an index")


class Sharing(UnattendedTest):
    def modes(self):
        """The rights of all folders and of all files of the index."""
        folders, files = {os.stat(self.db).st_mode & 0o777}, set()
        for root, names, inside in os.walk(self.db):
            folders |= {os.stat(os.path.join(root, name)).st_mode & 0o777 for name in names}
            files |= {os.stat(os.path.join(root, name)).st_mode & 0o777 for name in inside}
        return folders, files

    def test_who_may_read_is_told_once_and_kept(self):
        write(self.archive, "a.jsonl", json_lines(*records(20)))
        rows = [((), {0o700}, {0o600}), (("--share", "group"), {0o750}, {0o640}), ((), {0o750}, {0o640}),
                (("--share", "all"), {0o755}, {0o644}), ((), {0o755}, {0o644}), (("--full",), {0o755}, {0o644}),
                (("--share", "none"), {0o700}, {0o600}), ((), {0o700}, {0o600})]
        for number, (arguments, folders, files) in enumerate(rows):
            with self.subTest(arguments):
                write(self.archive, f"{number}.txt", f"نص {number}")
                self.assert_outcome(self.index("--quiet", *arguments, self.archive), 0)
                self.assertEqual(self.modes(), (folders, files))
        self.assert_outcome(self.index("--quiet", "--forget", "k3"), 0)
        self.assertEqual(self.modes(), ({0o700}, {0o600}))
        self.assert_error(self.index("--share", "everybody", self.archive), "group, all")

    def test_the_mask_of_the_caller_does_not_count(self):
        write(self.archive, "a.jsonl", json_lines(*records(20)))
        before = os.umask(0o077)
        try:
            self.assert_outcome(self.index("--quiet", "--share", "all", self.archive), 0)
        finally:
            os.umask(before)
        self.assertEqual(self.modes(), ({0o755}, {0o644}))

    def test_readers_need_nothing_but_to_read(self):
        write(self.archive, "a.jsonl", json_lines(*records(20)))
        self.assert_outcome(self.index("--quiet", "--share", "all", self.archive), 0)
        for root, _, files in os.walk(self.db):
            for name in files:
                os.chmod(os.path.join(root, name), 0o444)
            os.chmod(root, 0o555)
        self.assertEqual(run(programs.SEARCHER, "--db", self.db, "--count", "قوات").out, "20\n")
        for root, _, _ in os.walk(self.db):
            os.chmod(root, 0o755)


class Logging(UnattendedTest):
    def test_every_event_is_an_object(self):
        write(self.archive, "تقرير.jsonl", json_lines(*records(20)) + "broken\n")
        write(self.archive, "صورة.png", b"\x89PNG")
        outcome = self.index("--log-format", "json", self.archive)
        self.assert_outcome(outcome, 1, out="")
        events = [json.loads(line) for line in outcome.err.splitlines()]
        self.assertEqual([event["event"] for event in events], ["started", "refused", "published", "summary"])
        for event in events:
            self.assertRegex(event["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual((events[1]["path"], events[1]["place"]), ("تقرير.jsonl", "line 21"))
        self.assertEqual(events[2]["articles"], 20)
        summary = {"indexed": 20, "replaced": 0, "unchanged": 0, "refused": 1, "refused_before": 0, "superseded": 0, "removed": 0,
                   "forgotten": 0, "skipped": 1, "in_the_index": 20}
        self.assertEqual({name: events[3][name] for name in summary}, summary)

    def test_a_failure_is_an_object_too(self):
        write(self.db, "notes.txt", "mine")
        outcome = self.index("--log-format", "json", self.archive)
        self.assertEqual(outcome.code, 2)
        event = json.loads(outcome.err)
        self.assertEqual((event["event"], event["exit"]), ("failed", 2))
        self.assertIn("not an index", event["message"])

    def test_lines_of_text_have_their_time(self):
        write(self.archive, "a.jsonl", json_lines(*records(20)) + "broken\n")
        outcome = self.index("--log-format", "text", "--quiet", self.archive)
        self.assert_outcome(outcome, 1, out="")
        lines = outcome.err.splitlines()
        words = ["started: ", "refused: a.jsonl, line 21: ", "published: 20 articles", "done: indexed 20, "]
        self.assertEqual(len(lines), len(words), outcome)
        for line, word in zip(lines, words):
            self.assertRegex(line, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ " + word)


class ProgressLine(UnattendedTest):
    def on_a_terminal(self, width, *arguments):
        """What a terminal of that many columns gets, and the exit code. Standard output is none."""
        controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        process = subprocess.Popen([INDEXER, "--db", self.db, *arguments], env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=terminal)
        os.close(terminal)
        shown = b""
        while True:
            try:
                piece = os.read(controller, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        os.close(controller)
        process.stdout.read()
        process.stdout.close()
        return shown.decode(), process.wait()

    def archive_of_six_files(self):
        """Each with something refused at its end."""
        for number in range(6):
            write(self.archive, f"تقرير {number}.jsonl",
                  json_lines(*[record | {"id": f"{number}-{record['id']}"} for record in records(1500, "خبر طويل " * 60)])
                  + "broken\n")

    def test_one_line_is_drawn_over_and_goes_at_the_end(self):
        self.archive_of_six_files()
        for width in (100, 30):
            with self.subTest(width):
                shown, code = self.on_a_terminal(width, "--full", self.archive)
                self.assertEqual(code, 1)
                drawn = re.findall(r"\r([^\r\n\x1b]+)\x1b\[K", shown)
                self.assertTrue(any("articles" in line for line in drawn), shown)
                self.assertIn("writing the index ...", drawn)
                for line in drawn:
                    self.assertLess(len(line), width)
                    self.assertTrue(line.isascii(), line)
                self.assertTrue(shown.endswith("\r\x1b[K"), shown[-200:])
                left = re.sub(r"\r[^\r\n]*?\x1b\[K", "", shown).splitlines()
                self.assertEqual(len(left), 6, left)
                for number, line in enumerate(left):
                    self.assertTrue(line.startswith(f"refused: تقرير {number}.jsonl, line 1501: "), line)

    def test_quiet_and_logs_draw_nothing(self):
        write(self.archive, "a.jsonl", json_lines(*records(20)))
        for arguments in (("--quiet",), ("--log-format", "json"), ("--log-format", "text")):
            with self.subTest(arguments):
                shown, code = self.on_a_terminal(80, "--full", *arguments, self.archive)
                self.assertEqual(code, 0)
                self.assertNotIn("\x1b", shown)


class Searching(UnattendedTest):
    """Searchers that never pause, while nights go on."""

    NIGHTS = 6

    def test_every_answer_is_that_of_one_whole_night(self):
        counts = {}
        for night in range(self.NIGHTS):
            counts[100 + 40 * night] = night
        write(self.archive, "0.jsonl", json_lines(*night_records(0, 100)))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        seen, faults, done = [], [], threading.Event()

        def search():
            own = []
            while not done.is_set():
                outcome = run(programs.SEARCHER, "--db", self.db, "--format", "jsonl", "--limit", "1000", "خبر")
                if outcome.code != 0 or outcome.err:
                    faults.append(outcome)
                    return
                hits = [json.loads(line) for line in outcome.out.splitlines()]
                seen.append(len(hits))
                own.append(len(hits))
                nights = {hit["title"].split()[-1] for hit in hits if hit["title"].startswith("متغير")}
                # An article that changes every night is there once, in the version of the night that the count tells.
                if len(hits) not in counts or nights != {str(counts[len(hits)])}:
                    faults.append((len(hits), nights))
                    return
                if own != sorted(own):
                    faults.append(own)
                    return

        searchers = [threading.Thread(target=search) for _ in range(2)]
        for searcher in searchers:
            searcher.start()
        try:
            for night in range(1, self.NIGHTS):
                write(self.archive, "0.jsonl", json_lines(*night_records(night, 100)))
                write(self.archive, f"{night}.jsonl", json_lines(*more_records(night, 40)))
                self.assert_outcome(self.index("--quiet", *(["--full"] if night == 3 else []), self.archive), 0)
                after = len(seen)
                until = time.monotonic() + 60
                while 100 + 40 * night not in seen[after:] and not faults and time.monotonic() < until:
                    time.sleep(0.01)
                self.assertEqual(faults, [])
                self.assertIn(100 + 40 * night, seen[after:])  # the new state is picked up
        finally:
            done.set()
            for searcher in searchers:
                searcher.join()
        self.assertEqual(faults, [])


def night_records(night, count):
    """The first one changes with each night."""
    first = {"id": "first", "title": f"متغير {night}", "text": "خبر الليلة"}
    return [first] + [{"id": f"k{number}", "title": f"خبر {number}", "text": "خبر قوات"} for number in range(count - 1)]


def more_records(night, count):
    return [{"id": f"n{night}-{number}", "title": f"خبر {number}", "text": "خبر آخر"} for number in range(count)]


def snapshot(folder):
    """Names, times and bytes of everything in a folder."""
    found = {}
    for root, _, files in os.walk(folder):
        found[root] = os.stat(root).st_mtime_ns
        for name in files:
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                found[path] = (os.stat(path).st_mtime_ns, file.read())
    return found


if __name__ == "__main__":
    programs.main()
