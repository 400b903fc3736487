# SPDX-License-Identifier: GPL-2.0-or-later
"""What the command-line tests share: the two programs, a scratch folder, a small archive."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

# The arguments of every test: where the two programs are.
INDEXER, SEARCHER = (os.path.abspath(path) for path in sys.argv[1:3])

# The locale is the poorest there is, unless a test says otherwise: input and output are UTF-8 all the same.
ENVIRONMENT = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}

SECONDS = 120


class Outcome:
    """What a program did: exit code, standard output and error as text."""

    def __init__(self, code, out, err):
        self.code, self.raw, self.out, self.err = code, out, out.decode(), err.decode()

    def __repr__(self):
        return f"exit {self.code}\nstdout: {self.out}\nstderr: {self.err}"


def run(program, *arguments, stdin=b"", stdout=subprocess.PIPE, cwd=None, environment=None):
    done = subprocess.run(
        [program, *arguments], input=stdin, stdout=stdout, stderr=subprocess.PIPE, cwd=cwd, timeout=SECONDS,
        env=ENVIRONMENT | (environment or {}), check=False)
    return Outcome(done.returncode, done.stdout or b"", done.stderr)


def write(folder, name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return path


def json_lines(*articles):
    return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)


STATEMENT = "بيان مشترك بين بغداد وواشنطن\n\nاتفق الطرفان على مغادرة القوات القتالية لِلقُوَّاتِ العراقية بحلول سنة ٢٠٢١.\nوعقدت جلسة الحوار الاستراتيجي بعد إجراء الانتخابات.\n"
LETTER = """<!DOCTYPE html><html lang="ar"><head><title>رسالة من البعثة الدائمة</title><meta name="date" content="2020-05-04">
</head><body><nav>تصفح الموقع</nav><p>تهدي البعثة الدائمة تحياتها إلى وزارة الخارجية بشأن القوات.</p></body></html>
"""
NEWS = [
    {"id": "n1", "title": "وصول قوات حفظ السلام إلى الخرطوم", "text": "وصلت قوات إلى السودان اليوم.", "date": "2021-03-01", "source": "وكالة ألف", "category": "أمن", "reads": 12.50, "urgent": True},
    {"id": "n2", "title": "انتخابات في بيروت", "text": "أدلى الناخبون بأصواتهم في لبنان.", "date": "2022-03-01", "source": "وكالة باء", "language": "ar"},
    {"id": "n3", "title": "President Biden meets envoys", "text": "Troops and قوات were discussed in Washington.", "date": "2023-03-01", "source": "وكالة باء", "language": "en"},
    {"id": "n4", "title": "خبر بلا تاريخ", "text": "قال وزير الخارجية إن قتالي كلمة.", "source": "وكالة ألف"},
]


def write_archive(folder):
    """Seven files, six articles: a statement (.txt), a letter (.html), four records (.jsonl), and what is skipped."""
    write(folder, "statement.txt", STATEMENT)
    write(folder, "letters/رسالة.html", LETTER)
    write(folder, "news.jsonl", json_lines(*NEWS))
    write(folder, "photo.PNG", b"\x89PNG")
    write(folder, "scan.png", b"\x89PNG")
    write(folder, "README", "not an article")


def summary(indexed=0, replaced=0, unchanged=0, refused=0, skipped="0", total=0):
    """What a run of indexer says at its end."""
    return (
        f"indexed:      {indexed}\nreplaced:     {replaced}\nunchanged:    {unchanged}\n"
        f"refused:      {refused}\nskipped:      {skipped}\nin the index: {total}\n")


class ProgramTest(unittest.TestCase):
    """A test with a scratch folder of its own."""

    maxDiff = None

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name
        self.db = os.path.join(self.folder, "db")

    def index(self, *arguments, **more):
        return run(INDEXER, "--db", self.db, *arguments, **more)

    def search(self, *arguments, **more):
        return run(SEARCHER, "--db", self.db, *arguments, **more)

    def ids(self, *arguments):
        """The ids of an answer, in order."""
        outcome = self.search("--format", "ids", "--limit", "1000", *arguments)
        self.assertIn(outcome.code, (0, 1), outcome)
        self.assertEqual(outcome.code, 0 if outcome.out else 1, outcome)
        return outcome.out.splitlines()

    def assert_outcome(self, outcome, code, out=None, err=None):
        self.assertEqual(outcome.code, code, outcome)
        if out is not None:
            self.assertEqual(outcome.out, out, outcome)
        if err is not None:
            self.assertEqual(outcome.err, err, outcome)

    def assert_error(self, outcome, *words, code=2):
        """One clear line on standard error that has these words, nothing on standard output."""
        self.assert_outcome(outcome, code, out="")
        self.assertEqual(outcome.err.count("\n"), 1, outcome)
        self.assertTrue(outcome.err.endswith("\n"), outcome)
        for word in words:
            self.assertIn(word, outcome.err)


def main():
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
