# SPDX-License-Identifier: GPL-2.0-or-later
"""indexer by itself: bounds on threads and memory."""

import os
import resource
import subprocess

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


if __name__ == "__main__":
    programs.main()
