# SPDX-License-Identifier: GPL-2.0-or-later
"""indexer, as a user meets it: options, summary, refusals, exit codes."""

import json
import os
import re
import shutil

import programs
from programs import INDEXER, NEWS, ProgramTest, json_lines, run, summary, write, write_archive


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

    def test_more_than_are_remembered_one_by_one(self):
        file = os.path.join(self.folder, "big.jsonl")
        told = re.compile(r"refused: big\.jsonl: (\d+) refusals, at least (\d+) of them new; .*\n")

        def night(broken, *options, new):
            write(self.folder, "big.jsonl", "".join(broken) + json_lines(NEWS[0]))
            outcome = self.index(*options, file)
            self.assertEqual(outcome.code, 1 if new else 0, outcome.err[:1000])
            self.assertIn(f"\nrefused:      {new}\nas before:    {len(broken) - new} refused in an earlier", outcome.out)
            if not new:
                return self.assertEqual(outcome.err, "")
            self.assertEqual(told.fullmatch(outcome.err).groups(), (str(len(broken)), str(new)))

        broken = ["{broken\n"] * 10500
        write(self.folder, "big.jsonl", "".join(broken) + json_lines(NEWS[0]))
        self.assertEqual(len(self.index(file).err.splitlines()), 10500)
        self.assertIn("as before:    10500 refused", self.index(file).out)
        stats = self.index("--stats").out
        self.assertRegex(stats, r"refused: +10500\b")
        self.assertIn("\n  500 not remembered one by one\n", stats)
        night(broken, "--retry", new=0)
        broken += ["{broken\n"] * 2000
        report = os.path.join(self.folder, "report")
        night(broken, "--report", report, new=2000)
        with open(report, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        self.assertEqual(len(rows), 10002)
        self.assertEqual([row["place"] for row in rows[-2:]], ["", ""])
        self.assertRegex(rows[-2]["reason"], "^2500 more ")
        self.assertEqual([row["new"] for row in rows[-2:]], [False, True])
        night(broken, new=0)
        # From standard input, which has an end, but none of a file.
        lines = "".join(broken)
        self.assertEqual(self.index("--quiet", "-", stdin=lines.encode()).code, 1)
        self.assert_outcome(self.index("--quiet", "-", stdin=lines.encode()), 0, "", "")
        more = self.index("--quiet", "-", stdin=(lines + "{broken\n").encode())
        self.assertEqual(more.code, 1, more.err)
        self.assertRegex(more.err, r"^refused: -: 12501 refusals, at least 1 of them new; .*\n$")

    def test_a_repaired_line_makes_none_new(self):
        broken = ["{broken\n"] * 10005
        file = write(self.folder, "big.jsonl", "".join(broken))
        self.assertEqual(self.index("--quiet", file).code, 1)
        write(self.folder, "big.jsonl", json_lines(NEWS[0]) + "".join(broken[1:]))
        outcome = self.index(file)
        self.assert_outcome(outcome, 0, err="")
        self.assertIn("refused:      0\nas before:    10004 refused", outcome.out)

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
            (["--db", self.db, "--map", "titel=headline", text],
             ["“titel”", "FIELD is one of: id, title, text, date, url, source, category, author, language."]),
            (["--db", self.db, "--map", "Text=story", text], ["“Text”", "text"]),
            (["--db", self.db, "--map", "body=story", text], ["“body”", "text"]),
            (["--db", self.db, "--map", "text=story", "--map", "نص=الخبر", text], ["“نص”"]),
            (["--db", self.db, "--map", "a\x1b[1mb=c", text], ["“a\\x1B[1mb”"]),
            (["--db", self.db, "--map", "text", text], ["FIELD=NAME", "“text”"]),
            (["--db", self.db, "--map", "text=", text], ["FIELD=NAME", "“text=”"]),
            (["--db", self.db, "--map", "=story", text], ["FIELD=NAME", "“=story”"]),
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
            self.assert_error(self.search(*arguments), "damaged", "--check")

    def test_output_that_cannot_be_written(self):
        text = write(self.folder, "a.txt", "عنوان\n\nنص.\n")
        with open("/dev/full", "wb") as full:
            outcome = self.index(text, stdout=full)
        self.assertEqual(outcome.code, 2, outcome)
        self.assertIn("No space left", outcome.err)
        self.assertIn("the index was written; the summary was not", outcome.err)
        self.assertIn("unchanged:    1\n", self.index(text).out)


if __name__ == "__main__":
    programs.main()
