# SPDX-License-Identifier: GPL-2.0-or-later
"""searcher's command line where things go wrong, and at the edges of the system: pipes, full disks, terminals."""

import os
import pty
import re
import select
import subprocess

import programs
from programs import ENVIRONMENT, INDEXER, NEWS, SEARCHER, SECONDS, ProgramTest, json_lines, run, write


class WithAnIndex(ProgramTest):
    def setUp(self):
        super().setUp()
        path = write(self.folder, "news.jsonl", json_lines(*NEWS))
        outcome = self.index(path)
        assert outcome.code == 0, outcome


class Manuals(ProgramTest):
    def test_the_manual_pages_have_the_options_of_the_help(self):
        docs = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs")
        with open(os.path.join(docs, "operations.md"), encoding="utf-8") as page:
            operations = page.read()
        for program, name in ((INDEXER, "indexer"), (SEARCHER, "searcher")):
            with self.subTest(program=name):
                options = re.findall(r"^  (?:-h \[ )?--([a-z-]+)", run(program, "--help").out, re.MULTILINE)
                self.assertGreater(len(options), 15)
                with open(os.path.join(docs, "man", f"diwan-{name}.1"), encoding="utf-8") as page:
                    headings = re.findall(r"^\.TP\n\.B\S* (.*)", page.read(), re.MULTILINE)
                self.assertEqual(re.findall(r"--([a-z-]+)", "\n".join(headings).replace("\\-", "-")), options)
                self.assertEqual([each for each in options if f"--{each}" not in operations], [])


class CommandLine(WithAnIndex):
    def test_help_and_version_under_the_name_called(self):
        link = os.path.join(self.folder, "diwan-searcher")
        os.symlink(SEARCHER, link)
        for option in ("--help", "-h"):
            outcome = run(link, option)
            self.assert_outcome(outcome, 0, err="")
            self.assertTrue(outcome.out.startswith("usage: diwan-searcher --db DB [options] QUERY...\n"), outcome)
        for option in (
                "db limit offset sort since until source plain format color tag count show path analyze topics "
                "query-language help version").split():
            self.assertIn(f"--{option}", outcome.out)
        self.assertLessEqual(max(len(line) for line in outcome.out.splitlines()), 80)
        self.assertRegex(run(link, "--version").out, r"^diwan-searcher \d+\.\d+\.\d+\n$")
        self.assertEqual(run(link, "--version").out.split()[1], run(INDEXER, "--version").out.split()[1])

    def test_errors_are_one_line_and_exit_2(self):
        db = ["--db", self.db]
        file = write(self.folder, "plain.txt", "text")
        photos = os.path.join(self.folder, "photos")
        write(photos, "photo.png", b"\x89PNG")
        rows = [
            # (arguments, words of the message, reason)
            (["قوات"], ["--db"], "no index named"),
            (db, ["empty"], "no query"),
            ([*db, ""], ["empty"], "an empty query"),
            ([*db, "  ", "\t"], ["empty"], "white space"),
            ([*db, "؟", "!"], [], "no word in it"),
            ([*db, "--count", "؟"], [], "nor to count"),
            ([*db, "--cuont", "قوات"], ["--cuont", "Did you mean --count?"], "unknown option"),
            ([*db, "--lim", "5", "قوات"], ["unknown option --lim"], "no abbreviations"),
            ([*db, "--limit"], ["--limit needs a value"], "nothing behind it"),
            ([*db, "--limit", "5", "--limit", "6", "قوات"], ["--limit is given twice"], "twice"),
            ([*db, "--limit", "-1", "قوات"], ["--limit", "-1"], "negative"),
            ([*db, "--limit", "1e9", "قوات"], ["--limit", "1e9"], "no exponents"),
            ([*db, "--limit=abc", "قوات"], ["--limit", "abc"], "no number"),
            ([*db, "--limit=", "قوات"], ["--limit"], "nothing"),
            ([*db, "--limit", "5 ", "قوات"], ["--limit"], "white space behind it"),
            ([*db, "--limit", "+5", "قوات"], ["--limit"], "a sign"),
            ([*db, "--offset", "99999999999999999999", "قوات"], ["--offset"], "more than a machine counts"),
            ([*db, "--since", "2021-02-30", "قوات"], ["--since", "2021-02-30"], "no such day"),
            ([*db, "--until", "2021", "قوات"], ["--until", "YYYY-MM-DD"], "no day"),
            ([*db, "--sort", "size", "قوات"], ["size", "relevance"], "unknown order"),
            ([*db, "--format", "xml", "قوات"], ["xml", "jsonl"], "unknown format"),
            ([*db, "--format", "", "قوات"], ["format"], "empty format"),
            ([*db, "--color", "red", "قوات"], ["red", "never"], "unknown colour"),
            ([*db, "--tag", "a b", "قوات"], ["--tag"], "white space in the tag"),
            ([*db, "--source", "", "قوات"], ["--source"], "an empty source"),
            ([*db, "--count", "--show", "n1"], ["--count", "--show"], "two modes"),
            ([*db, "--count", "--topics", file], ["--count", "--topics"], "two modes"),
            ([*db, "--analyze", "x", "--show", "n1"], ["--show", "--analyze"], "two modes"),
            ([*db, "--show", "n1", "قوات"], ["--show", "QUERY"], "a query too many"),
            ([*db, "--show", ""], ["--show"], "an empty id"),
            ([*db, "--show", "n1", "--format", "tsv"], ["--show", "tsv", "text, json, jsonl, ids."], "an article is no table"),
            (["--analyze", "x", "--format", "ids"], ["--analyze", "ids", "text, json, jsonl."], "words have no ids"),
            ([*db, "--topics", file, "--format", "text"], ["--topics", "text"], "a run is written as trec"),
            ([*db, "--path", "x", "قوات"], ["--path", "--show"], "without its mode"),
            ([*db, "--query-language", "قوات"], ["--query-language", "--topics"], "without its mode"),
            ([*db, "--show", "n1", "--query-language"], ["--query-language does not go with --show"], "no query"),
            ([*db, "--count", "--path", "x", "قوات"], ["--path does not go with --count"], "the path of one article"),
            *(([*db, "--show", "n1", *option], [f"{option[0]} does not go with --show"], "one article") for option in (
                ["--limit", "5"], ["--offset", "5"], ["--sort", "date"], ["--since", "2021-01-01"],
                ["--until", "2021-01-01"], ["--plain"], ["--tag", "x"])),
            *((["--analyze", "x", *option], [f"{option[0]} does not go with --analyze"], "one text") for option in (
                ["--limit", "5"], ["--sort", "date"], ["--since", "2021-01-01"], ["--source", "x"], ["--path", "x"],
                ["--plain"])),
            ([*db, "--topics", file, "--plain", "--query-language"], ["--plain", "--query-language"], "one or the other"),
            ([*db, "--plain=x", "قوات"], ["--plain"], "a switch"),
            ([*db, b"\xc7\xe1\xde\xe6\xc7\xca"], ["UTF-8"], "Windows-1256"),
            ([*db, "--show", b"\xff"], ["UTF-8"], "an id that is not UTF-8"),
            (["--db", "/غير/موجود", "قوات"], ["/غير/موجود"], "a missing index"),
            (["--db", file, "قوات"], [file], "a file is no index"),
            (["--db", photos, "قوات"], [photos], "nor is any folder"),
            (["--db", "a\n\x1b[31m", "قوات"], ["a\\x0A\\x1B[31m"], "a name cannot steer the terminal"),
        ]
        for arguments, words, reason in rows:
            with self.subTest(arguments=arguments, reason=reason):
                outcome = run(SEARCHER, *arguments)
                self.assert_error(outcome, *words)
                self.assertRegex(outcome.err, r"[^.]\. \S.*[.?“”'«»\w]\n$", "what went wrong, and what to do")


class Edges(WithAnIndex):
    def test_a_full_disk_is_an_error(self):
        for arguments in (["قوات"], ["--count", "قوات"], ["--show", "n1"], ["--help"]):
            with open("/dev/full", "wb") as full:
                outcome = self.search(*arguments, stdout=full)
            self.assertEqual(outcome.code, 2, f"{arguments} {outcome}")
            self.assertIn("No space left", outcome.err)

    def test_a_closed_pipe_is_a_quiet_end(self):
        many = json_lines(*({"id": f"m{number}", "title": "خبر", "text": "كلمة " * 50} for number in range(1000)))
        self.assert_outcome(self.index("--quiet", "-", stdin=many.encode()), 0, "", "")
        process = subprocess.Popen(
            [SEARCHER, "--db", self.db, "--limit", "1000", "--format", "jsonl", "كلمة"], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=ENVIRONMENT)
        self.assertTrue(process.stdout.readline().startswith(b"{"))
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertEqual(process.wait(SECONDS), 0)

    def test_standard_output_that_is_closed(self):
        command = '"$0" --db "$1" قوات >&-'
        done = subprocess.run(
            ["bash", "-c", command, SEARCHER, self.db], capture_output=True, env=ENVIRONMENT, timeout=SECONDS, check=False)
        self.assertEqual(done.returncode, 2, done)
        self.assertEqual(self.ids("بيروت"), ["n2"])

    def on_terminal(self, environment):
        """What searcher writes to a terminal of 80 columns."""
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [SEARCHER, "--db", self.db, "قوات"], stdout=slave, stderr=subprocess.PIPE, env=ENVIRONMENT | environment)
        os.close(slave)
        shown = b""
        while select.select([master], [], [], SECONDS)[0]:
            try:
                piece = os.read(master, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        os.close(master)
        process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 0)
        return shown.decode()

    def test_colour_on_a_terminal(self):
        self.assertIn("\x1b[", self.on_terminal({"TERM": "xterm"}))
        self.assertIn("\x1b[", self.on_terminal({"TERM": "xterm", "NO_COLOR": ""}))
        self.assertNotIn("\x1b[", self.on_terminal({"TERM": "xterm", "NO_COLOR": "1"}))
        self.assertNotIn("\x1b[", self.on_terminal({"TERM": "dumb"}))


if __name__ == "__main__":
    programs.main()
