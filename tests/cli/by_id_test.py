# SPDX-License-Identifier: GPL-2.0-or-later
"""indexer --by-id: exports that bring an article again and again, over nights and at once."""

import os

import programs
from programs import INDEXER, SEARCHER, ProgramTest, json_lines, run, write

NIGHTS = (
    [{"id": f"k{n}", "title": f"خبر {n}", "text": f"قوات قتالية {n}", "date": "2021-03-01"} for n in range(20)],
    [{"id": "k1", "title": "خبر مصحح", "text": "قوات حفظ السلام", "date": "2021-03-02"},
     {"id": "k2", "title": "خبر قديم", "text": "لا يعود", "date": "2020-01-01"},
     {"id": "k20", "title": "خبر جديد", "text": "وزير الخارجية"}],
    [{"id": "k1", "title": "خبر مصحح ثانية", "text": "قوات حفظ السلام في بيروت", "date": "2021-03-02"},
     {"id": "k20", "title": "خبر جديد مصحح", "text": "وزير الخارجية في بغداد"}],
)
QUERIES = ("خبر", "قوات", '"حفظ السلام"', "وزير", "مصحح")


class ById(ProgramTest):
    def answers(self, db):
        return [run(SEARCHER, "--db", db, "--format", "jsonl", "--limit", "100", query).out for query in QUERIES]

    def test_nights_come_to_what_one_run_makes(self):
        archive = os.path.join(self.folder, "archive")
        os.mkdir(archive)
        for number, night in enumerate(NIGHTS):
            write(archive, f"delta-{number}.jsonl", json_lines(*night))
            self.assert_outcome(self.index("--by-id", "--quiet", archive), 0, out="", err="")
        clean = os.path.join(self.folder, "clean")
        outcome = run(INDEXER, "--db", clean, "--by-id", archive)
        self.assert_outcome(outcome, 0, err="")
        for line in ("indexed:      21", "replaced:     3", "superseded:   1", "in the index: 21"):
            self.assertIn(line + "\n", outcome.out)
        self.assertEqual(self.answers(self.db), self.answers(clean))
        self.assertCountEqual(self.ids("مصحح"), ["k1", "k20"])
        self.assertEqual(self.ids("يعود"), [])

        os.remove(os.path.join(archive, "delta-0.jsonl"))
        self.assert_outcome(self.index("--by-id", "--quiet", archive), 0, out="", err="")
        self.assertEqual(self.answers(self.db), self.answers(clean), "nothing vanishes")

        self.assert_error(self.index(archive), "--by-id", "--full")
        self.assert_outcome(self.index("--forget", "k1", "--quiet"), 0)
        self.assert_outcome(self.index("--by-id", "--retry", "--quiet", archive), 0, out="", err="")
        self.assertNotIn("k1", self.ids("مصحح"))

    def test_an_index_by_file_and_id_says_what_to_do(self):
        path = write(self.folder, "a.jsonl", json_lines(*NIGHTS[0]))
        self.assert_outcome(self.index("--quiet", path), 0)
        self.assert_error(self.index("--by-id", path), "--by-id", "--full")
        self.assert_outcome(self.index("--by-id", "--full", "--quiet", path), 0, out="", err="")
        self.assert_outcome(self.index("--by-id", "--quiet", path), 0, out="", err="")


if __name__ == "__main__":
    programs.main()
