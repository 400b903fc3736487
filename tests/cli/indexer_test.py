# SPDX-License-Identifier: GPL-2.0-or-later
"""indexer, as a user meets it: options, summary, refusals, exit codes, killed and concurrent runs."""

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import time

import programs
from programs import ENVIRONMENT, INDEXER, NEWS, ProgramTest, json_lines, run, write, write_archive


def summary(indexed=0, replaced=0, unchanged=0, refused=0, skipped="0", total=0):
    return (
        f"indexed:      {indexed}\nreplaced:     {replaced}\nunchanged:    {unchanged}\n"
        f"refused:      {refused}\nskipped:      {skipped}\nin the index: {total}\n")


class Runs(ProgramTest):
    def setUp(self):
        super().setUp()
        self.archive = os.path.join(self.folder, "أرشيف")
        write_archive(self.archive)

    def test_a_first_run_a_second_and_a_change(self):
        skipped = "3 (.png 2, no ending 1)"
        self.assert_outcome(self.index(self.archive), 0, summary(indexed=6, skipped=skipped, total=6), "")
        self.assert_outcome(self.index(self.archive), 0, summary(unchanged=6, skipped=skipped, total=6), "")
        write(self.archive, "statement.txt", "عنوان جديد\n\nنص جديد.\n")
        write(self.archive, "new.txt", "عنوان\n\nخبر طازج.\n")
        self.assert_outcome(
            self.index(self.archive), 0, summary(indexed=1, replaced=1, unchanged=5, skipped=skipped, total=7), "")
        self.assertEqual(self.ids("طازج"), ["new.txt"])
        self.assertEqual(self.ids("=القتالية"), [])

    def test_quiet(self):
        self.assert_outcome(self.index("--quiet", self.archive), 0, "", "")

    def test_several_paths_and_a_path_twice(self):
        other = write(self.folder, "other/extra.txt", "عنوان\n\nنص.\n")
        outcome = self.index(other, self.archive, other, os.path.join(self.folder, "other", "..", "other", "extra.txt"))
        self.assert_outcome(outcome, 0, summary(indexed=7, skipped="3 (.png 2, no ending 1)", total=7), "")
        self.assertIn("extra.txt", self.ids("عنوان"))

    def test_standard_input(self):
        outcome = self.index("-", stdin=json_lines(*NEWS).encode())
        self.assert_outcome(outcome, 0, summary(indexed=4, total=4), "")
        self.assertEqual(self.ids("--source", "-", "بيروت"), ["n2"])

    def test_files_from(self):
        one = write(self.folder, "one.txt", "واحد\n\nنص.\n")
        two = write(self.folder, "two three.txt", "اثنان\n\nنص.\n")
        listed = write(self.folder, "list", f"{one}\r\n\n")
        outcome = self.index("--files-from", listed, "--files-from=-", stdin=f"{two}\nاسم={self.archive}\n".encode())
        self.assert_outcome(outcome, 0, summary(indexed=8, skipped="3 (.png 2, no ending 1)", total=8), "")
        self.assertEqual(self.ids("--source", "اسم", "بيروت"), ["n2"])
        empty = write(self.folder, "empty", "")
        self.assert_outcome(self.index("--files-from", empty), 0, summary(total=8), "")

    def test_a_name_for_a_path(self):
        self.assert_outcome(self.index("--quiet", f"news={self.archive}"), 0)
        moved = os.path.join(self.folder, "moved")
        os.rename(self.archive, moved)
        outcome = self.index(f"news={moved}")
        self.assert_outcome(outcome, 0, summary(unchanged=6, skipped="3 (.png 2, no ending 1)", total=6), "")

    def test_paths_that_begin_with_a_dash(self):
        write(self.folder, "-dash.txt", "عنوان\n\nشرطة.\n")
        self.assert_error(self.index("-dash.txt", cwd=self.folder), "-dash.txt", "./-dash.txt")
        self.assert_outcome(self.index("--quiet", "--", "-dash.txt", cwd=self.folder), 0, "", "")
        self.assert_outcome(self.index("--quiet", "./-dash.txt", cwd=self.folder), 0, "", "")

    def test_an_index_inside_of_a_path_is_no_part_of_it(self):
        for db in (os.path.join(self.archive, "db"), os.path.join(self.archive, "letters", "..", "letters", "db")):
            self.db = db
            for _ in range(2):
                outcome = self.index(self.archive)
                self.assertEqual(outcome.code, 0, outcome)
                self.assertIn("skipped:      3 (.png 2, no ending 1)\n", outcome.out)
            shutil.rmtree(db)

    def test_equal_ids_in_two_sources_are_two_articles(self):
        one = write(self.folder, "one.jsonl", json_lines(NEWS[0]))
        two = write(self.folder, "two.jsonl", json_lines(NEWS[0]))
        self.assert_outcome(self.index(one, two), 0, summary(indexed=2, total=2), "")


class Openness(ProgramTest):
    def test_xapians_own_tools_open_an_index(self):
        archive = os.path.join(self.folder, "archive")
        write_archive(archive)
        self.assert_outcome(self.index("--quiet", archive), 0)
        self.assert_outcome(self.index("--quiet", "-", stdin=json_lines(NEWS[0]).encode()), 0)
        delve = run("xapian-delve", self.db)
        self.assertIn("number of documents = 7\n", delve.out, delve)
        check = run("xapian-check", os.path.join(self.db, "XAPIANDB"))
        self.assertEqual((check.code, check.out.splitlines()[-1]), (0, "No errors found"), check)

    def test_an_index_may_be_moved(self):
        archive = os.path.join(self.folder, "archive")
        write_archive(archive)
        self.assert_outcome(self.index("--quiet", archive), 0)
        moved = os.path.join(self.folder, "منقول")
        os.rename(self.db, moved)
        self.db = moved
        self.assertEqual(self.ids("بيروت"), ["n2"])
        self.assert_outcome(self.index(archive), 0, summary(unchanged=6, skipped="3 (.png 2, no ending 1)", total=6))


class Refusals(ProgramTest):
    def test_each_is_named_with_its_place_and_the_run_goes_on(self):
        archive = os.path.join(self.folder, "archive")
        write(archive, "good.txt", "عنوان\n\nنص.\n")
        write(archive, "sub/picture.txt", b"\x01\x02\x03picture\0")
        write(archive, "sub/lines.jsonl", json_lines(NEWS[0]) + "{broken\n" + json_lines(NEWS[1], NEWS[0]))
        write(archive, "cut.jsonl.gz", b"\x1f\x8b\x08\x00")
        outcome = self.index(archive)
        self.assertEqual(outcome.code, 1, outcome)
        self.assertEqual(outcome.out, summary(indexed=3, refused=4, total=3))
        lines = outcome.err.splitlines()
        self.assertEqual(len(lines), 4, outcome)
        self.assertRegex(lines[0], r"^refused: cut\.jsonl\.gz(, line 1)?: \S")
        self.assertRegex(lines[1], r"^refused: sub/lines\.jsonl, line 2: \S")
        self.assertRegex(lines[2], r"^refused: sub/lines\.jsonl, line 4: .*“n1”")
        self.assertRegex(lines[3], r"^refused: sub/picture\.txt(, line 1)?: .*binary")
        again = self.index(archive)
        self.assert_outcome(again, 0, None, "")
        self.assertIn("refused:      0\nas before:    4 refused in an earlier run\n", again.out)

    def test_of_several_sources_the_right_one_is_named(self):
        for name in ("a", "b"):
            write(self.folder, f"{name}/sub/x.jsonl", "{broken\n")
        a, b = (os.path.join(self.folder, name) for name in ("a", "b"))
        file = os.path.join(a, "sub", "x.jsonl")
        rows = [
            # (arguments, what stands behind "refused: ")
            ([a], ["sub/x.jsonl, line 1: "]),
            ([file], ["x.jsonl, line 1: "]),
            ([f"مصدر={a}"], ["sub/x.jsonl, line 1: "]),
            ([a, b], [f"{a}/sub/x.jsonl, line 1: ", f"{b}/sub/x.jsonl, line 1: "]),
            ([file, b], [f"{file}, line 1: ", f"{b}/sub/x.jsonl, line 1: "]),
            ([f"مصدر={a}", f"news={file}"], ["مصدر: sub/x.jsonl, line 1: ", "news: x.jsonl, line 1: "]),
            ([a, "-"], [f"{a}/sub/x.jsonl, line 1: ", "-, line 1: "]),
            ([a, "wire=-"], [f"{a}/sub/x.jsonl, line 1: ", "wire: -, line 1: "]),
        ]
        for arguments, places in rows:
            with self.subTest(arguments=arguments):
                shutil.rmtree(self.db, ignore_errors=True)
                outcome = self.index("--quiet", *arguments, stdin=b"{broken\n")
                self.assertEqual(outcome.code, 1, outcome)
                lines = outcome.err.splitlines()
                self.assertEqual(len(lines), len(places), outcome)
                for line, place in zip(lines, places):
                    self.assertTrue(line.startswith(f"refused: {place}"), outcome)

    def test_nothing_but_refusals(self):
        path = write(self.folder, "bad.jsonl", "[]\n")
        self.assertEqual(self.index(path).code, 1)

    def test_names_cannot_steer_the_terminal(self):
        archive = os.path.join(self.folder, "archive")
        write(archive, "a\n\x1b[31m\u202e.txt", b"")
        outcome = self.index("--quiet", archive)
        self.assertEqual(outcome.code, 1, outcome)
        self.assertTrue(outcome.err.startswith("refused: a\\x0A\\x1B[31m\\u202E.txt: "), outcome)
        self.assertEqual(outcome.err.count("\n"), 1, outcome)


class CommandLine(ProgramTest):
    def test_help_and_version_under_the_name_called(self):
        for name in ("diwan-indexer", "فهرسة"):
            link = os.path.join(self.folder, name)
            os.symlink(INDEXER, link)
            for option in ("--help", "-h"):
                outcome = run(link, option)
                self.assert_outcome(outcome, 0, err="")
                self.assertTrue(outcome.out.startswith(f"usage: {name} --db DB [options] PATH...\n"), outcome)
            for option in ("db", "files-from", "full", "remove", "retry", "report", "publish-every", "forget",
                           "forget-source", "restore", "restore-source", "reindex", "dump", "from-dump", "stats", "check", "wait", "quiet", "help", "version"):
                self.assertIn(f"--{option}", outcome.out)
            self.assertLessEqual(max(len(line) for line in outcome.out.splitlines()), 80)
            version = run(link, "--version")
            self.assert_outcome(version, 0, err="")
            self.assertRegex(version.out, rf"^{name} \d+\.\d+\.\d+\n$")

    def test_errors_are_one_line_and_exit_2(self):
        text = write(self.folder, "a.txt", "عنوان\n\nنص.\n")
        rows = [
            # (arguments, words of the message)
            ([text], ["--db"]),
            (["--db", self.db], ["nothing to index"]),
            (["--db", "", text], ["--db"]),
            (["--db"], ["--db needs a value"]),
            (["--db", self.db, "--db", self.db, text], ["--db is given twice"]),
            (["--db", self.db, "--quite", text], ["--quite", "Did you mean --quiet?"]),
            (["--db", self.db, "--qui", text], ["unknown option --qui"]),
            (["--db", self.db, "--quiet=yes", text], ["--quiet takes no value"]),
            (["--db", self.db, "-q", text], ["unknown option -q"]),
            (["--db", self.db, "--wait", "soon", text], ["--wait", "“soon”"]),
            (["--db", self.db, "--wait=-1", text], ["--wait", "“-1”"]),
            (["--db", self.db, "-", "-"], ["standard input"]),
            (["--db", self.db, "-", "--files-from", "-"], ["standard input"]),
            (["--db", self.db, text, "/غير/موجود"], ["/غير/موجود"]),
            (["--db", self.db, "--files-from", "/غير/موجود"], ["/غير/موجود"]),
            (["--db", self.db, ""], []),
            (["--db", self.db, "--forget", "a", "--full"], ["--full does not go with --forget"]),
            (["--db", self.db, "--restore-source", "a", "--files-from", text], ["--files-from", "--restore-source"]),
        ]
        for arguments, words in rows:
            with self.subTest(arguments=arguments):
                outcome = run(INDEXER, *arguments)
                self.assert_error(outcome, *words)
                self.assertRegex(outcome.err, r"[^.]\. \S.*[.?]\n$", "what went wrong, and what to do")
                self.assertFalse(os.path.exists(self.db), "nothing may be indexed")

    def test_an_index_that_is_none_stays_as_it_is(self):
        text = write(self.folder, "a.txt", "عنوان\n\nنص.\n")
        folder = os.path.join(self.folder, "photos")
        write(folder, "photo.png", b"\x89PNG")
        for path in (folder, text):
            self.assert_error(run(INDEXER, "--db", path, text), path)
        self.assertEqual(os.listdir(folder), ["photo.png"])

    def test_names_that_look_like_those_of_an_index_are_the_users(self):
        text = write(self.folder, "a.txt", "عنوان\n\nنص.\n")
        for name in ("text-arabic/نص.txt", "state-papers/1921.txt", "text-notes.txt", "text-000001/نص.txt"):
            with self.subTest(name=name):
                folder = os.path.join(self.folder, "mine", name.partition("/")[0])
                path = write(folder, name, "لي")
                self.assert_error(run(INDEXER, "--db", folder, text), folder, name.partition("/")[0])
                self.assertTrue(os.path.exists(path))
                self.assertEqual(len(os.listdir(folder)), 1, "not even a lock may be made")

    def test_an_index_that_has_lost_its_stub_is_not_begun_anew(self):
        text = write(self.folder, "a.txt", "عنوان\n\nقديم.\n")
        self.assert_outcome(self.index("--quiet", text), 0)
        stub = os.path.join(self.db, "XAPIANDB")
        os.remove(stub)
        self.assert_error(self.index("--quiet", text), "XAPIANDB", "auto state-000001")
        self.assert_error(self.search("قديم"), "XAPIANDB", "auto state-000001")
        write(self.db, "XAPIANDB", "auto ../../../etc\n")
        self.assert_error(self.index("--quiet", text), "XAPIANDB", "auto state-000001")
        write(self.db, "XAPIANDB", "auto state-000001\n")
        self.assert_outcome(self.index(text), 0, summary(unchanged=1, total=1))
        self.assertEqual(self.ids("قديم"), ["a.txt"])

    def test_a_damaged_text_is_not_shown_as_an_empty_one(self):
        text = write(self.folder, "a.txt", "عنوان\n\nقديم.\n")
        self.assert_outcome(self.index("--quiet", text), 0)
        entries = os.path.join(self.db, "text-000001", "entries")
        write(os.path.dirname(entries), "entries", b"\xa7" * os.path.getsize(entries))
        for arguments in (["قديم"], ["--show", "a.txt"]):
            self.assert_error(self.search(*arguments), "damaged", "index again")

    def test_output_that_cannot_be_written(self):
        text = write(self.folder, "a.txt", "عنوان\n\nنص.\n")
        with open("/dev/full", "wb") as full:
            outcome = self.index(text, stdout=full)
        self.assertEqual(outcome.code, 2, outcome)
        self.assertIn("No space left", outcome.err)
        self.assertIn("the index was written; the summary was not", outcome.err)
        self.assertIn("unchanged:    1\n", self.index(text).out)


class FullDisk(ProgramTest):
    @staticmethod
    def limit_files():
        """Files end at a megabyte, with an error rather than a signal."""
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    def test_it_ends_the_run_at_once_and_the_index_stays_as_it_was(self):
        text = write(self.folder, "a.txt", "عنوان\n\nقديم.\n")
        self.assert_outcome(self.index("--quiet", text), 0)
        process = subprocess.Popen(
            [INDEXER, "--db", self.db, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            bufsize=0, env=ENVIRONMENT, preexec_fn=self.limit_files)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        with self.assertRaises(BrokenPipeError):
            for number in range(1000):
                letters = random.Random(number).choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", k=50000)
                process.stdin.write(json_lines({"title": "خبر", "text": "".join(letters)}).encode())
        out, err = process.communicate(timeout=programs.SECONDS)
        self.assertEqual((process.returncode, out), (2, b""), err)
        self.assertEqual(err.count(b"\n"), 1, err)
        self.assertEqual(self.ids("قديم"), ["a.txt"])
        self.assertEqual(self.ids("خبر"), [])


class Concurrency(ProgramTest):
    def start(self):
        """A run that has read two articles from its standard input and waits for more."""
        process = subprocess.Popen(
            [INDEXER, "--db", self.db, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=ENVIRONMENT)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        process.stdin.write(json_lines(NEWS[1], NEWS[2]).encode())
        process.stdin.flush()
        deadline = time.monotonic() + programs.SECONDS
        while not self.holds_the_index(process):
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        return process

    def holds_the_index(self, process):
        """Whether the process has files of the index open; trying with a run of our own could take the lock from it."""
        folder = f"/proc/{process.pid}/fd"
        links = [os.path.join(folder, name) for name in os.listdir(folder)]
        return any(os.path.lexists(link) and os.readlink(link).startswith(self.db + "/") for link in links)

    def test_a_second_run_finds_the_index_busy_and_searchers_see_the_old_state(self):
        text = write(self.folder, "a.txt", "عنوان\n\nقديم.\n")
        self.assert_outcome(self.index("--quiet", text), 0)
        process = self.start()
        for seconds in (0, 1):
            began = time.monotonic()
            self.assert_error(self.index("--wait", str(seconds), text), code=75)
            self.assertGreaterEqual(time.monotonic() - began, seconds)
        self.assertEqual(self.ids("قديم"), ["a.txt"])
        self.assertEqual(self.ids("بيروت"), [])
        out, err = process.communicate(timeout=programs.SECONDS)
        self.assertEqual((process.returncode, err), (0, b""))
        self.assertIn(b"indexed:      2\n", out)
        self.assertEqual(self.ids("بيروت"), ["n2"])

    def start_two(self):
        """A run that goes on, and one behind it that has had the time to meet its lock."""
        text = write(self.folder, "a.txt", "عنوان\n\nقديم.\n")
        first = self.start()
        second = subprocess.Popen([INDEXER, "--db", self.db, text], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=ENVIRONMENT)
        self.addCleanup(second.kill)
        time.sleep(0.5)
        return first, second

    def test_a_second_run_waits_for_the_first(self):
        first, second = self.start_two()
        self.assertIsNone(second.poll(), "it waits")
        first.communicate(timeout=programs.SECONDS)
        out, err = second.communicate(timeout=programs.SECONDS)
        self.assertEqual((second.returncode, err), (0, b""))
        self.assertEqual(out.decode(), summary(indexed=1, total=3))

    def test_a_second_run_waits_for_a_first_that_fails(self):
        first, second = self.start_two()
        first.kill()
        first.communicate(timeout=programs.SECONDS)
        out, err = second.communicate(timeout=programs.SECONDS)
        self.assertEqual((second.returncode, err), (0, b""))
        self.assertEqual(out.decode(), summary(indexed=1, total=1))

    def test_a_killed_run_leaves_the_old_state_and_does_not_stand_in_the_way(self):
        text = write(self.folder, "a.txt", "عنوان\n\nقديم.\n")
        self.assert_outcome(self.index("--quiet", text), 0)
        process = self.start()
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=programs.SECONDS)
        self.assertEqual(self.ids("قديم"), ["a.txt"])
        self.assertEqual(self.ids("بيروت"), [])
        outcome = self.index("-", stdin=json_lines(*NEWS).encode())
        self.assert_outcome(outcome, 0, err="")
        self.assertTrue(re.search(r"^in the index: 5$", outcome.out, re.MULTILINE), outcome)
        self.assertEqual(self.ids("بيروت"), ["n2"])

    def test_a_first_run_that_is_killed_at_any_time_does_not_stand_in_the_way(self):
        archive = json_lines(*({"id": f"k{number}", "text": f"خبر رقم {number}"} for number in range(2000))).encode()
        began = time.monotonic()
        self.assert_outcome(self.index("--quiet", "-", stdin=archive), 0)
        whole = time.monotonic() - began
        for step in range(12):
            shutil.rmtree(self.db)
            process = subprocess.Popen([INDEXER, "--db", self.db, "--quiet", "-"], stdin=subprocess.PIPE,
                                       stderr=subprocess.PIPE, env=ENVIRONMENT)
            self.addCleanup(process.kill)
            try:
                process.communicate(archive, timeout=whole * (step + 1) / 12)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
            with self.subTest(step=step, left=sorted(os.listdir(self.db) if os.path.isdir(self.db) else [])):
                self.assert_outcome(self.index("--quiet", "-", stdin=json_lines(NEWS[1]).encode()), 0, "", "")
                self.assertEqual(self.ids("بيروت"), ["n2"])
                self.assertFalse([name for name in os.listdir(self.db) if name.endswith((".building", ".new"))])

    def test_a_folder_that_cannot_be_made_is_told_with_a_remedy(self):
        text = write(self.folder, "a.txt", "عنوان\n\nنص.\n")
        write(self.folder, "file", "mine")
        self.assert_error(run(INDEXER, "--db", os.path.join(self.folder, "file", "db"), text), "Name another folder")


if __name__ == "__main__":
    programs.main()
