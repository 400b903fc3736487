# SPDX-License-Identifier: GPL-2.0-or-later
"""What indexer does with an index that is there: dumping it, making it of a dump, building it anew from its texts."""

import json
import os
import re
import shutil
import subprocess

import programs
from programs import ENVIRONMENT, INDEXER, SEARCHER, ProgramTest, json_lines, run, write, write_archive

DOCS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs")
QUERIES = ("قوات", "خبر", '"حفظ السلام"', "=قتالي", "وزير -قوات", "Biden")


def overwrite(path):
    with open(path, "r+b") as file:
        file.write(b"\xa7" * os.path.getsize(path))


class ModesTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.archive = os.path.join(self.folder, "archive")
        write_archive(self.archive)
        self.assertEqual(self.index("--quiet", self.archive).code, 0)

    def answers(self, db):
        """All that an index tells of its articles: hits, scores, passages, texts."""
        answers = [run(SEARCHER, "--db", db, "--format", "jsonl", "--limit", "1000", query).out for query in QUERIES]
        return answers + [run(SEARCHER, "--db", db, "--format", "json", "--show", each).out for each in ("n1", "n4")]

    def dump(self, db=None):
        outcome = run(INDEXER, "--db", db or self.db, "--dump")
        self.assert_outcome(outcome, 0, err="")
        return outcome.raw


class Dump(ModesTest):
    def test_lines_are_json_and_hold_all(self):
        lines = [json.loads(line) for line in self.dump().decode().splitlines()]
        self.assertEqual(lines[0], {"diwan_dump": 1})
        self.assertEqual(lines[-1], {"end": 6})
        articles = {line["id"]: line for line in lines if "id" in line}
        self.assertEqual(len(articles), 6)
        news = articles["n1"]
        self.assertEqual(
            news, {"source": self.archive, "path": "news.jsonl", "id": "n1", "day": "2021-03-01",
                   "title": programs.NEWS[0]["title"], "text": programs.NEWS[0]["text"],
                   "fields": [["date", "2021-03-01"], ["source", "وكالة ألف"], ["category", "أمن"],
                              ["reads", "12.5", "number"], ["urgent", "true", "boolean"]]})
        self.assertEqual({line["file"]["path"] for line in lines if "file" in line and "news" in line["file"]["path"]},
                         {"news.jsonl"})

    def test_an_index_made_of_it_is_equal(self):
        write(self.archive, "broken.jsonl", "{broken\n")
        self.assertEqual(self.index("--quiet", self.archive).code, 1)
        dumped = self.dump()
        again, piped = os.path.join(self.folder, "again"), os.path.join(self.folder, "piped")
        file = write(self.folder, "dump.jsonl", dumped)
        self.assert_outcome(run(INDEXER, "--db", again, "--from-dump", file), 0,
                            "refused:      0\nin the index: 6\n", "")
        self.assert_outcome(run(INDEXER, "--db", piped, "--quiet", "--from-dump", "-", stdin=dumped), 0, "", "")
        for db in (again, piped):
            self.assertEqual(self.dump(db), dumped)
            self.assertEqual(self.answers(db), self.answers(self.db))
        # The next night: nothing is new, nothing comes twice, and what has gone is noticed.
        night = run(INDEXER, "--db", again, self.archive)
        self.assert_outcome(night, 0, err="")
        self.assertRegex(night.out, r"indexed: +0\n(.*\n)*unchanged: +6\n(.*\n)*as before: +1 ")
        os.remove(os.path.join(self.archive, "news.jsonl"))
        night = run(INDEXER, "--db", again, self.archive)
        self.assertIn("4 of 6 articles", night.err)
        self.assertEqual(run(INDEXER, "--db", again, "--quiet", "--remove", self.archive).code, 0)
        self.assertEqual(run(SEARCHER, "--db", again, "--count", "قوات").out, "2\n")

    def test_what_is_forgotten_stays_so(self):
        self.assertEqual(self.index("--quiet", "--forget", "n1").code, 0)
        again = os.path.join(self.folder, "again")
        self.assertEqual(run(INDEXER, "--db", again, "--from-dump", "-", stdin=self.dump()).code, 0)
        night = run(INDEXER, "--db", again, "--retry", self.archive)
        self.assertRegex(night.out, r"in the index: 5\n$")

    def test_damaged_lines_are_named_and_cost_only_themselves(self):
        lines = self.dump().splitlines(keepends=True)
        place = next(number for number, line in enumerate(lines) if b'"n2"' in line)
        lines[place] = lines[place][:50] + b"\n"
        again = os.path.join(self.folder, "again")
        outcome = run(INDEXER, "--db", again, "--from-dump", write(self.folder, "d.jsonl", b"".join(lines)))
        self.assert_outcome(outcome, 1, "refused:      1\nin the index: 5\n")
        self.assertRegex(outcome.err, rf"^refused: \S*/d.jsonl, line {place + 1}: .+\n$")
        cut = os.path.join(self.folder, "cut")
        outcome = run(INDEXER, "--db", cut, "--from-dump", "-", stdin=b"".join(lines[:place]))
        self.assertEqual(outcome.code, 1, outcome)
        self.assertRegex(outcome.err, rf"^refused: standard input, line {place}: the dump ends before its end.*\n$")

    def test_errors(self):
        rows = [
            (["--from-dump", os.path.join(self.folder, "none")], b"", "No such file"),
            (["--from-dump", self.folder], b"", "cannot read the dump"),
            (["--from-dump", write(self.folder, "empty", "")], b"", "empty"),
            (["--from-dump", "-"], json_lines(*programs.NEWS).encode(), "no dump"),
            (["--from-dump", "-"], b'{"diwan_dump":7}\n', "version 7"),
        ]
        for number, (arguments, stdin, words) in enumerate(rows):
            with self.subTest(words=words):
                db = os.path.join(self.folder, f"new{number}")
                self.assert_error(run(INDEXER, "--db", db, *arguments, stdin=stdin), words)
                self.assertFalse(os.path.exists(db))
        dumped = self.dump()
        self.assert_error(self.index("--from-dump", "-", stdin=dumped), "already", "--full")
        self.assertEqual(self.index("--quiet", "--full", "--from-dump", "-", stdin=dumped).code, 0)
        self.assertEqual(self.dump(), dumped)
        self.assert_error(run(INDEXER, "--db", os.path.join(self.folder, "none"), "--dump"), "there is no index")

    def test_full_disks_and_closed_pipes(self):
        with open("/dev/full", "wb") as full:
            self.assert_error(self.index("--dump", stdout=full), "cannot write the output")
        for number in range(2000):
            write(self.archive, f"many/{number}.txt", f"عنوان {number}\n\nنص طويل عن القوات {number}\n" * 5)
        self.assertEqual(self.index("--quiet", self.archive).code, 0)
        with subprocess.Popen([INDEXER, "--db", self.db, "--dump"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=ENVIRONMENT) as program:
            program.stdout.readline()
            program.stdout.close()
            self.assertEqual((program.wait(programs.SECONDS), program.stderr.read()), (0, b""))


class Stats(ModesTest):
    def test_it_counts_what_is_there(self):
        write(self.archive, "broken.jsonl", "{broken\n")
        self.assertEqual(self.index("--quiet", self.archive).code, 1)
        self.assertEqual(self.index("--quiet", "--forget", "n2").code, 0)
        outcome = self.index("--stats")
        self.assert_outcome(outcome, 0, err="")
        lines = outcome.out.splitlines()
        self.assertEqual(lines[:5], ["articles:     5", f"  5 {self.archive}", "oldest:       2020-05-04",
                                     "newest:       2023-03-01", "undated:      2"])
        self.assertRegex(outcome.out, r"\nrefused:      1\n  1 \S.*\nskipped:      3\n  2 \.png\n  1 no ending\n")
        self.assertIn("to forget:    1 ids, 0 sources\n", outcome.out)
        articles = [json.loads(line) for line in self.dump().decode().splitlines()]
        size = sum(len((each["title"] + each["text"]).encode()) for each in articles if "id" in each)
        self.assertIn(f"texts:        {size} bytes\n", outcome.out)
        files = [os.path.join(where, name) for where, _, names in os.walk(self.db) for name in names]
        size = sum(os.path.getsize(path) for path in files if os.path.basename(path) not in ("XAPIANDB", "lock"))
        self.assertIn(f"on disk:      {size} bytes\n", outcome.out)
        self.assertRegex(outcome.out, r"\nwritten:      \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n"
                                      r"made by:      index version \d+, analyzer rules .*\n$")

    def test_as_json_it_has_the_documented_keys(self):
        write(self.archive, "سيء.jsonl", "{broken\n")
        self.assertEqual(self.index("--quiet", self.archive).code, 1)
        outcome = self.index("--stats", "--format", "json")
        self.assert_outcome(outcome, 0, err="")
        self.assertEqual(outcome.out.count("\n"), 1)
        told = json.loads(outcome.out)
        with open(os.path.join(DOCS, "output-json.md"), encoding="utf-8") as document:
            section = document.read().partition("\n## Index\n")[2].partition("\n## ")[0]
        self.assertEqual(list(told), re.findall(r"^\| `(\w+)`", section, re.MULTILINE))
        self.assertEqual((told["version"], told["articles"], told["sources"]), (1, 6, {self.archive: 6}))
        self.assertEqual((told["oldest"], told["newest"], told["undated"]), ("2020-05-04", "2023-03-01", 2))
        self.assertEqual((sum(told["refused"].values()), told["skipped"]), (1, {".png": 2, "no ending": 1}))
        self.assertIs(told["searchable"], True)
        self.assertEqual(self.index("--stats", "--format", "text").out, self.index("--stats").out)
        self.assert_error(self.index("--stats", "--format", "xml"), "--format does not take “xml”", "text, json")
        self.assert_error(self.index("--format", "json", self.archive), "--format does not go with indexing")
        self.assert_error(self.index("--check", "--format", "json"), "--format does not go with --check")

    def test_an_empty_index_and_none(self):
        empty = os.path.join(self.folder, "empty")
        os.mkdir(empty)
        db = os.path.join(self.folder, "nothing")
        self.assertEqual(run(INDEXER, "--db", db, "--quiet", empty).code, 0)
        outcome = run(INDEXER, "--db", db, "--stats")
        self.assert_outcome(outcome, 0, err="")
        self.assertTrue(outcome.out.startswith("articles:     0\nundated:      0\n"), outcome)
        told = json.loads(run(INDEXER, "--db", db, "--stats", "--format", "json").out)
        self.assertEqual((told["articles"], told["sources"], told["oldest"]), (0, {}, None))
        self.assert_error(run(INDEXER, "--db", empty, "--stats"), "not an index")


class Check(ModesTest):
    def current_state(self):
        with open(os.path.join(self.db, "XAPIANDB"), encoding="utf-8") as stub:
            return stub.read().split()[1]

    def files(self):
        """Those of the current state: the lookup of the one before may still be there."""
        found = sorted(os.path.join(where, name) for where, _, names in os.walk(self.db) for name in names
                       if os.path.getsize(os.path.join(where, name)))
        lookups = sorted((path for path in found if "/lookup-" in path), key=lambda path: int(path.split("lookup-")[1]))
        return [path for path in found if path not in lookups[:-1]]

    def test_a_sound_index(self):
        for night in range(2):
            write(self.archive, f"night{night}.txt", f"عنوان\n\nخبر {night} عن القوات.\n")
            self.assertEqual(self.index("--quiet", self.archive).code, 0)
            outcome = self.index("--check")
            self.assert_outcome(outcome, 0, f"sound: {len(self.files())} files, 0 MB\n", "")

    def test_each_damaged_file_is_named_with_the_remedy(self):
        for path in self.files():
            name = os.path.relpath(path, self.db)
            with self.subTest(name=name):
                with open(path, "rb") as file:
                    content = file.read()
                middle = len(content) // 2
                write(self.db, name, content[:middle] + bytes([content[middle] ^ 8]) + content[middle + 1:])
                outcome = self.index("--check")
                self.assertEqual((outcome.code, outcome.err), (2, ""), outcome)
                self.assertRegex(outcome.out, rf"^damaged: {name}: .+\nremedy: .*(--full|--reindex|auto state-).*\n$")
                write(self.db, name, content)
        self.assertEqual(self.index("--check").code, 0)

    def test_the_remedy_repairs(self):
        answers = self.answers(self.db)
        tokens = os.path.join(self.db, "text-000001", "tokens")
        write(self.db, "text-000001/tokens", bytes(os.path.getsize(tokens)))
        self.assertIn("--reindex", self.index("--check").out)
        self.assertEqual(self.index("--quiet", "--reindex").code, 0)
        self.assertEqual(self.index("--check").code, 0)
        self.assertEqual(self.answers(self.db), answers)
        articles = next(path for path in self.files() if path.endswith("articles"))
        write(os.path.dirname(articles), "articles", bytes(os.path.getsize(articles)))
        self.assertRegex(self.index("--check").out, r"\nremedy: .*--full")
        self.assert_error(self.index("--reindex"), "damaged")
        self.assertEqual(self.index("--quiet", "--full", self.archive).code, 0)
        self.assertEqual(self.index("--check").code, 0)
        self.assertEqual(self.answers(self.db), answers)

    def follow(self, advice):
        """Does what a remedy of --check says, in its order."""
        restored = re.search("with the line: (.*)", advice)
        if restored:
            write(self.db, "XAPIANDB", restored[1] + "\n")
        elif "--reindex" not in advice or self.index("--quiet", "--reindex").code != 0:
            if "remove it" in advice:
                shutil.rmtree(self.db)
            self.assert_outcome(self.index("--quiet", *(["--full"] if "--full" in advice else []), self.archive), 0)
            if "has to be forgotten again" in advice:
                self.assert_outcome(self.index("--quiet", "--forget", "m7"), 0)

    def follow_until_sound(self):
        """Gives the first advice. Of two damages, the second shows when the first is mended."""
        first = ""
        for _ in range(3):
            checked = self.index("--check")
            if checked.code == 0:
                return first
            self.assertEqual((checked.code, checked.err), (2, ""), checked)
            first = first or checked.out
            self.follow(checked.out)
        return self.fail(f"still damaged after {first}")

    def test_the_advice_of_an_error_leads_to_a_repaired_index(self):
        # More than one block of each table, and something that must stay away.
        write(self.archive, "many.jsonl", json_lines(
            *({"id": f"m{each}", "title": f"خبر {each}", "text": f"وصل الوفد رقم {each} إلى المدينة"}
              for each in range(1500))))
        self.assertEqual(self.index("--quiet", self.archive).code, 0)
        self.assertEqual(self.index("--quiet", "--forget", "m7").code, 0)
        answers, state, sound = self.answers(self.db), self.current_state(), self.db + "-sound"
        os.rename(self.db, sound)
        text = next(name for name in os.listdir(sound) if name.startswith("text-"))
        lookups = [name for name in os.listdir(os.path.join(sound, text)) if name.startswith("lookup-")]
        lookup = max(lookups, key=lambda name: int(name.split("-")[1]))
        rows = [  # (what is damaged, whether searcher needs it at once, what is advised in the end)
            (["XAPIANDB"], True, "auto state-"),
            ([state], True, "--full PATH"),
            (["XAPIANDB", state + "/iamglass"], True, "remove it and index again"),
            ([state + "/iamglass"], True, "--full PATH"),
            ([state + "/postlist.glass"], True, "--full PATH"),
            ([state + "/docdata.glass"], True, "--full PATH"),
            ([state + "/checksums"], False, "--reindex"),
            ([state.replace("state", "ledger")], False, "--full PATH"),
            ([text], True, "--full PATH"),
            ([text + "/entries"], True, "--full PATH"),
            ([text + "/tokens"], True, "--full PATH"),
            ([text + "/" + lookup], True, "--reindex"),
        ]
        for names, is_needed, advised in rows:
            is_folder = os.path.isdir(os.path.join(sound, names[0]))
            for harm in [shutil.rmtree] if is_folder else [os.remove, overwrite]:
                with self.subTest(names=names, harm=harm.__name__):
                    shutil.rmtree(self.db, ignore_errors=True)
                    shutil.copytree(sound, self.db)
                    for name in names:
                        harm(os.path.join(self.db, name))
                    if is_needed and harm is not overwrite:
                        error = self.search("خبر")
                        self.assert_error(error, advised if "XAPIANDB" in names else "indexer --db DB --check says")
                    first = self.follow_until_sound()
                    if harm is not overwrite:
                        self.assertIn(advised, first)
                    self.assertEqual(self.answers(self.db), answers)
                    self.assertEqual(self.search("--show", "m7").code, 1)

    def test_no_index_and_an_old_one(self):
        self.assert_error(run(INDEXER, "--db", os.path.join(self.folder, "none"), "--check"), "there is no index")
        self.assert_error(run(INDEXER, "--db", self.archive, "--check"), "not an index")
        self.assert_error(self.index("--check", "--quiet"), "--quiet does not go with --check")
        os.remove(os.path.join(self.db, "state-000001", "checksums"))
        outcome = self.index("--check")
        self.assertEqual((outcome.code, outcome.err), (2, ""))
        self.assertRegex(outcome.out, "this index has no checksums.*\nremedy: .*--reindex")

    def test_it_reads_whole_states_while_another_run_writes(self):
        for number in range(40):
            write(self.archive, f"many/{number}.jsonl", json_lines(
                *({"id": f"{number}-{each}", "text": f"خبر رقم {number} {each} عن القوات"} for each in range(50))))
        with subprocess.Popen([INDEXER, "--db", self.db, "--quiet", "--publish-every", "1", "--jobs", "1",
                               self.archive], env=ENVIRONMENT) as writer:
            checks = [self.index("--check")]
            while writer.poll() is None:
                checks.append(self.index("--check"))
            self.assertEqual(writer.returncode, 0)
        for outcome in checks:
            self.assertEqual((outcome.code, outcome.err), (0, ""), outcome)


class Reindex(ModesTest):
    def test_an_index_of_another_analyzer_comes_back_without_its_sources(self):
        answers, dumped = self.answers(self.db), self.dump()
        shutil.rmtree(self.archive)
        table = os.path.join(self.db, "state-000001", "postlist.glass")
        with open(table, "rb") as file:
            content = file.read()
        self.assertEqual(content.count(b"rules "), 1)
        write(self.db, "state-000001/postlist.glass", content.replace(b"rules ", b"RULES "))
        self.assert_error(self.search("قوات"), "--reindex")
        self.assert_error(self.index("--quiet", self.db), "--reindex")
        self.assertEqual(self.dump(), dumped)
        self.assertIn("searchable:   no; --reindex", self.index("--stats").out)
        self.assert_outcome(self.index("--reindex"), 0, "in the index: 6\n", "")
        self.assertEqual(self.answers(self.db), answers)
        self.assertEqual(self.dump(), dumped)

    def test_a_night_goes_on_from_it(self):
        self.assert_outcome(self.index("--quiet", "--reindex"), 0, "", "")
        night = self.index(self.archive)
        self.assertRegex(night.out, r"indexed: +0\n(.*\n)*unchanged: +6\n")

    def test_only_an_index_is_built_anew(self):
        self.assert_error(run(INDEXER, "--db", os.path.join(self.folder, "none"), "--reindex"), "there is no index")
        self.assert_error(run(INDEXER, "--db", self.archive, "--reindex"), "not an index")
        self.assertFalse(os.path.exists(os.path.join(self.folder, "none")))

    def test_modes_exclude_each_other(self):
        self.assert_error(self.index("--reindex", "--dump"), "--reindex and --dump exclude each other")
        self.assert_error(self.index("--dump", "--forget", "a"), "exclude each other")
        self.assert_error(self.index("--dump", "--quiet"), "--quiet does not go with --dump")
        self.assert_error(self.index("--reindex", self.archive), "Leave PATH out")


if __name__ == "__main__":
    programs.main()
