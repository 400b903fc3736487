# SPDX-License-Identifier: GPL-2.0-or-later
"""indexer where something comes in between: a full disk, another run, a kill."""

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import time

import programs
from programs import ENVIRONMENT, INDEXER, NEWS, ProgramTest, json_lines, run, summary, write


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
