# SPDX-License-Identifier: GPL-2.0-or-later
"""searcher, as a user meets it: queries, filters, formats, counts, single articles."""

import json
import os
import shutil
import tempfile

import programs
from programs import INDEXER, NEWS, SEARCHER, STATEMENT, ProgramTest, json_lines, run, write, write_archive


class SearcherTest(ProgramTest):
    """Tests that share one index: it is made once and not changed."""

    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.shared)
        cls.archive = os.path.join(cls.shared, "أرشيف")
        write_archive(cls.archive)
        cls.index_folder = os.path.join(cls.shared, "db")
        outcome = run(INDEXER, "--db", cls.index_folder, cls.archive)
        assert outcome.code == 0, outcome

    def setUp(self):
        super().setUp()
        self.db = self.index_folder


class Queries(SearcherTest):
    def test_what_is_found(self):
        all_ids = {"statement.txt", "letters/رسالة.html", "n1", "n2", "n3", "n4"}
        rows = [
            # (arguments, expected ids, reason)
            (["قوات"], {"statement.txt", "letters/رسالة.html", "n1", "n3"}, "every form of the word"),
            (["قوات قتالية"], {"statement.txt", "letters/رسالة.html", "n1", "n3", "n4"}, "any of the words"),
            (["قوات", "قتالية"], {"statement.txt", "letters/رسالة.html", "n1", "n3", "n4"}, "arguments are joined"),
            (["غغغغغ", "بيروت"], {"n2"}, "an unknown word costs nothing"),
            (['"جلسة الحوار الاستراتيجي"'], {"statement.txt"}, "phrase"),
            (['"الحوار جلسة"'], set(), "the order of a phrase counts"),
            (["=قتالي"], {"n4"}, "exact form"),
            (["=القتالية"], {"statement.txt"}, "exact form with its article"),
            (["2021"], {"statement.txt"}, "digits of another script"),
            (["٢٠٢١"], {"statement.txt"}, "digits as written"),
            (["biden"], {"n3"}, "Latin letters, any case"),
            (["قوات", "-السودان"], {"statement.txt", "letters/رسالة.html", "n3"}, "an exclusion as an argument"),
            (["-السودان", "قوات"], {"statement.txt", "letters/رسالة.html", "n3"}, "in front"),
            (["-Biden", "قوات"], {"statement.txt", "letters/رسالة.html", "n1"}, "a Latin exclusion"),
            (["+قوات", "-السودان", "-Biden"], {"statement.txt", "letters/رسالة.html"}, "combined"),
            (["-قوات"], {"n2", "n4"}, "exclusions alone answer all others"),
            (["-2021"], all_ids - {"statement.txt"}, "an excluded number is no option"),
            (['-"جلسة الحوار الاستراتيجي"', "قوات"], {"letters/رسالة.html", "n1", "n3"}, "an excluded phrase"),
            (["--", "-قوات"], {"n2", "n4"}, "behind --"),
            (["--plain", "قوات", "-السودان"], {"statement.txt", "letters/رسالة.html", "n1", "n3"}, "signs are punctuation"),
            (["قُوّاتٌ"], {"statement.txt", "letters/رسالة.html", "n1", "n3"}, "marks do not count"),
            (["تصفح"], set(), "navigation is not text"),
            (["زير"], set(), "half of وزير is no word of these"),
            (["--since", "2022-03-01", "قوات"], {"n3"}, "first day, inclusive"),
            (["--until=2021-03-01", "قوات"], {"letters/رسالة.html", "n1"}, "last day, inclusive"),
            (["--since", "2021-01-01", "--until", "2021-12-31", "قوات"], {"n1"}, "a year"),
            (["--since", "2024-01-01", "--until", "2021-12-31", "قوات"], set(), "an empty span"),
            (["--source", "وكالة باء", "قوات"], {"n3"}, "the field source"),
            (["--source", "وكالة باء", "--source", "وكالة ألف", "قوات"], {"n1", "n3"}, "one or the other"),
            (["--source", self.archive, "بيروت"], {"n2"}, "a path"),
            (["--source", os.path.join(self.archive, "letters", ".."), "بيروت"], {"n2"}, "a path, however written"),
            (["--source", "لا شيء", "قوات"], set(), "no such source"),
            (["--source", "وكالة ألف", "--since", "2021-01-01", "-الخرطوم"], set(), "all of it composes"),
        ]
        for arguments, expected, reason in rows:
            with self.subTest(arguments=arguments, reason=reason):
                self.assertEqual(set(self.ids(*arguments)), expected)
                count = self.search("--count", *arguments)
                self.assert_outcome(count, 0 if expected else 1, f"{len(expected)}\n")

    def test_a_replaced_word_is_said_in_every_format(self):
        for name in ("text", "json", "jsonl", "tsv", "trec", "ids"):
            with self.subTest(format=name):
                outcome = self.search("--format", name, "بيروتت")
                self.assertEqual(outcome.code, 0, outcome)
                self.assertIn("n2", outcome.out)
                said = outcome.out if name in ("text", "json") else outcome.err
                self.assertIn("بيروتت", said)
                self.assertIn("بيروت", said.replace("بيروتت", ""))
        self.assert_outcome(self.search("--count", "بيروتت"), 1, "0\n")

    def test_order_and_pages(self):
        by_date = self.ids("--sort", "date", "-غغغغغ")
        self.assertEqual(by_date[:4], ["n3", "n2", "n1", "letters/رسالة.html"])
        self.assertEqual(set(by_date[4:]), {"statement.txt", "n4"})
        ranked = self.ids("قوات قتالية")
        self.assertEqual(ranked[0], "statement.txt")
        self.assertEqual(self.ids("--sort=relevance", "قوات قتالية"), ranked)
        pages = []
        for offset in range(0, 6, 2):
            page = self.search("--format", "ids", "--limit=2", f"--offset={offset}", "قوات قتالية")
            self.assertEqual(page.code, 0, page)
            pages += page.out.splitlines()
        self.assertEqual(pages, ranked)
        self.assert_outcome(self.search("--format", "ids", "--limit", "0", "قوات"), 0, "")
        self.assert_outcome(self.search("--format", "ids", "--offset", "1000000000", "قوات"), 0, "")
        self.assert_outcome(self.search("--count", "--limit", "1", "--offset", "3", "--sort", "date", "قوات"), 0, "4\n")

    def test_notes_about_a_query_go_to_standard_error(self):
        outcome = self.search("--format", "ids", 'بيروت "')
        self.assert_outcome(outcome, 0, "n2\n")
        self.assertTrue(outcome.err.startswith("note: "), outcome)

    def test_the_same_in_any_locale(self):
        for locale in ("C", "C.UTF-8", "tr_TR.UTF-8", "ar_SA.UTF-8"):
            outcome = self.search("قوات قتالية", environment={"LC_ALL": locale})
            self.assert_outcome(outcome, 0, self.search("قوات قتالية").out, "")


class Formats(SearcherTest):
    def test_text(self):
        outcome = self.search("قوات قتالية")
        self.assert_outcome(outcome, 0, err="")
        self.assertNotIn("\x1b", outcome.out)
        for word in ("بيان مشترك", "لِلقُوَّاتِ", "statement.txt", "2021-03-01", "5 hits"):
            self.assertIn(word, outcome.out)
        for line in outcome.out.splitlines():
            self.assertFalse(line and "\u0590" <= line[0] <= "\u08ff", f"begins right to left: {line}")
        self.assert_outcome(self.search("غغغغغ"), 1, "0 hits\n", "")

    def test_colour(self):
        rows = [
            (["--color", "always"], {}, True),
            (["--color=always"], {"NO_COLOR": "1"}, True),
            (["--color", "never"], {}, False),
            (["--color", "auto"], {}, False),
            ([], {}, False),
        ]
        for arguments, environment, colour in rows:
            outcome = self.search(*arguments, "قوات", environment=environment)
            self.assertEqual("\x1b[" in outcome.out, colour, f"{arguments} {environment}")

    def test_json(self):
        answer = json.loads(self.search("--format", "json", "قوات قتالية").out)
        self.assertEqual((answer["total"], answer["total_is_exact"], len(answer["hits"])), (5, True, 5))
        first = answer["hits"][0]
        self.assertEqual((first["id"], first["path"], first["source"]), ("statement.txt", "statement.txt", self.archive))
        snippet = first["snippet"]
        lit = [snippet["text"].encode()[begin:end].decode() for begin, end in map(self.range_of, snippet["highlights"])]
        self.assertIn("القتالية", lit)
        self.assertIn("لِلقُوَّاتِ", lit)
        empty = json.loads(self.search("--format=json", "غغغغغ").out)
        self.assertEqual((empty["total"], empty["hits"]), (0, []))

    @staticmethod
    def range_of(value):
        return (value["begin"], value["end"]) if isinstance(value, dict) else value

    def test_json_lines(self):
        hits = [json.loads(line) for line in self.search("--format", "jsonl", "قوات").out.splitlines()]
        self.assertEqual({hit["id"] for hit in hits}, {"statement.txt", "letters/رسالة.html", "n1", "n3"})
        self.assertEqual([hit["rank"] for hit in hits], [1, 2, 3, 4])
        self.assert_outcome(self.search("--format", "jsonl", "غغغغغ"), 1, "")

    def test_tsv(self):
        lines = self.search("--format", "tsv", "قوات").out.splitlines()
        self.assertEqual(len(lines), 5)
        self.assertEqual({line.count("\t") for line in lines}, {lines[0].count("\t")})
        self.assertIn("id", lines[0].split("\t"))

    def test_trec(self):
        lines = self.search("--format", "trec", "--tag", "mine", "قوات").out.splitlines()
        self.assertEqual([(line.split(" ")[0], line.split(" ")[5]) for line in lines], [("1", "mine")] * 4)


class Show(SearcherTest):
    def test_every_field_and_the_text_exactly_as_read(self):
        outcome = self.search("--show", "n1", "--format", "jsonl")
        self.assert_outcome(outcome, 0, err="")
        self.assertEqual(outcome.out.count("\n"), 1)
        article = json.loads(outcome.out)
        self.assertEqual((article["id"], article["title"], article["text"]), ("n1", NEWS[0]["title"], NEWS[0]["text"]))
        self.assertEqual(article["date"], "2021-03-01")
        self.assertEqual(article["fields"]["category"], "أمن")
        self.assertEqual(article["fields"]["urgent"], True)
        self.assertIn('"reads":12.5', outcome.out.replace(" ", ""))
        statement = json.loads(self.search("--show", "statement.txt", "--format", "jsonl").out)
        self.assertTrue(STATEMENT.endswith(statement["text"]), statement)
        self.assertIn("لِلقُوَّاتِ العراقية بحلول سنة ٢٠٢١.\nوعقدت", statement["text"])

    def test_for_eyes(self):
        for identity in ("n1", "letters/رسالة.html"):
            outcome = self.search("--show", identity)
            self.assert_outcome(outcome, 0, err="")
            self.assertIn(identity, outcome.out)
        self.assertIn("تهدي البعثة الدائمة", outcome.out)
        self.assertNotIn("تصفح", outcome.out)

    def test_every_id_that_is_found_can_be_shown(self):
        for identity in self.ids("-غغغغغ"):
            self.assertEqual(json.loads(self.search("--show", identity, "--format", "json").out)["id"], identity)

    def test_unknown(self):
        self.assert_error(self.search("--show", "n999"), "n999", code=1)

    def test_several_candidates(self):
        self.db = os.path.join(self.folder, "db")
        write(self.folder, "a/x.jsonl", json_lines(NEWS[0]))
        write(self.folder, "a/y.jsonl", json_lines(NEWS[0] | {"title": "نسخة"}))
        write(self.folder, "b.jsonl", json_lines(NEWS[0]))
        outcome = self.index("--quiet", "أ=" + os.path.join(self.folder, "a"), "ب=" + os.path.join(self.folder, "b.jsonl"))
        self.assert_outcome(outcome, 0, "", "")
        outcome = self.search("--show", "n1")
        self.assertEqual(outcome.code, 2, outcome)
        self.assertIn("3 articles", outcome.err)
        for word in ("x.jsonl", "y.jsonl", "b.jsonl"):
            self.assertIn(word, outcome.out)
        self.assert_outcome(self.search("--show", "n1", "--source", "ب"), 0, err="")
        self.assertEqual(self.search("--show", "n1", "--source", "أ").code, 2)
        one = self.search("--show", "n1", "--source", "أ", "--path", "y.jsonl", "--format", "jsonl")
        self.assertEqual(json.loads(one.out)["title"], "نسخة")
        self.assert_error(self.search("--show", "n1", "--source", "ج"), "n1", code=1)


class Analyze(ProgramTest):
    def test_needs_no_index(self):
        outcome = run(SEARCHER, "--analyze", "والقوات قتالية Troops ٢٠٢١")
        self.assert_outcome(outcome, 0, err="")
        for word in ("والقوات", "قتالي", "2021"):
            self.assertIn(word, outcome.out)
        for form in ("json", "jsonl"):
            lines = run(SEARCHER, "--analyze", "والقوات", "--format", form).out
            self.assertTrue(json.loads(lines))


if __name__ == "__main__":
    programs.main()
