# SPDX-License-Identifier: GPL-2.0-or-later
"""searcher --topics: a file of queries in, one run out."""

import os

import programs
from programs import NEWS, ProgramTest, json_lines, write

TOPICS = "q1\tقوات السودان\nq2\tغغغغغ\r\n\n٣\t-بيروت\n"


class Batch(ProgramTest):
    def setUp(self):
        super().setUp()
        records = [*NEWS, {"id": "with space\u00a0and\u2003more", "title": "فريد", "text": "فريد"}]
        outcome = self.index(write(self.folder, "news.jsonl", json_lines(*records)))
        assert outcome.code == 0, outcome

    def run_of(self, topics, *arguments):
        outcome = self.search("--topics", "-", *arguments, stdin=topics if isinstance(topics, bytes) else topics.encode())
        self.assertEqual(outcome.code, 0, outcome)
        return [line.split(" ") for line in outcome.out.splitlines()]

    def test_a_run(self):
        rows = self.run_of(TOPICS, "--format", "trec", "--limit", "100", "--tag", "mine")
        self.assertEqual({len(row) for row in rows}, {6})
        self.assertEqual({(row[1], row[5]) for row in rows}, {("Q0", "mine")})
        self.assertEqual({row[0] for row in rows}, {"q1", "٣"})
        first = [row for row in rows if row[0] == "q1"]
        self.assertEqual({row[2] for row in first}, {"n1", "n3"})
        self.assertEqual(first[0][2], "n1")
        self.assertEqual([row[3] for row in first], ["1", "2"])
        scores = [float(row[4]) for row in first]
        self.assertEqual(scores, sorted(scores, reverse=True))
        for row in first:
            self.assertGreaterEqual(len(row[4].replace(".", "").lstrip("0")), 6, row)

    def test_plain_words_unless_told(self):
        self.assertEqual([row[2] for row in self.run_of(TOPICS) if row[0] == "٣"], ["n2"])
        rows = [row[2] for row in self.run_of(TOPICS, "--query-language") if row[0] == "٣"]
        self.assertEqual(len(rows), 4)
        self.assertNotIn("n2", rows)

    def test_filters_and_limit_count_for_every_topic(self):
        self.assertEqual([row[2] for row in self.run_of(TOPICS, "--limit", "1")], ["n1", "n2"])
        self.assertEqual([row[2] for row in self.run_of(TOPICS, "--since", "2023-01-01")], ["n3"])

    def test_white_space_in_ids(self):
        self.assertEqual([row[2] for row in self.run_of("1\tفريد\n")], ["with%20space%C2%A0and%E2%80%83more"])

    def test_an_id_comes_once_in_a_query(self):
        records = [{"id": "n1", "title": "قوات قوات", "text": "قوات"}, {"id": "n1", "title": "خبر", "text": "قوات نص"}]
        for name, record in zip(("a.jsonl", "b.jsonl"), records):
            self.assert_outcome(self.index("--quiet", write(self.folder, name, json_lines(record))), 0, "", "")
        everything = self.ids("قوات")
        self.assertEqual(everything.count("n1"), 3)
        topics = "q1\tقوات\nq2\tقوات\n".encode()
        outcome = self.search("--topics", "-", stdin=topics)
        rows = [line.split(" ") for line in outcome.out.splitlines()]
        unique = list(dict.fromkeys(everything))
        for topic in ("q1", "q2"):
            self.assertEqual([row[2] for row in rows if row[0] == topic], unique)
            self.assertEqual([row[3] for row in rows if row[0] == topic], [str(n + 1) for n in range(len(unique))])
        self.assertRegex(outcome.err, r"^note: 4 hits have the id of a better one .*\n$")
        single = self.search("--format", "trec", "قوات")
        self.assertEqual([line.split(" ")[2] for line in single.out.splitlines()], unique)
        self.assertRegex(single.err, r"^note: 2 hits .*\n$")

    def test_odd_input_that_is_fine(self):
        self.assertEqual([row[0] for row in self.run_of("\ufeff1\tبيروت")], ["1"])
        self.assertEqual([row[0] for row in self.run_of("1\tبيروت\tلبنان\n")], ["1"])
        self.assertEqual(self.run_of(""), [])
        self.assertEqual([row[0] for row in self.run_of("1\t؟!\n2\tبيروت\n")], ["2"])

    def test_malformed_lines_are_named_before_anything_is_written(self):
        rows = [
            ("1\tقوات\nقوات\n", "line 2"),
            ("\tقوات\n", "line 1"),
            ("1\tقوات\n\n1 2\tقوات\n", "line 3"),
            ("1\t  \n", "line 1"),
            ("1\tقوات\n1\tبيروت\n", "line 2"),
            (b"1\t\xc7\xe1\n", "line 1"),
        ]
        for topics, place in rows:
            with self.subTest(topics=topics):
                path = write(self.folder, "topics.tsv", topics)
                self.assert_error(self.search("--topics", path), path, place)
        self.assert_error(self.search("--topics", "/غير/موجود"), "/غير/موجود")
        self.assert_error(self.search("--topics", self.folder), self.folder, ". Check ")
        self.assert_error(self.search("--topics", os.devnull, "قوات"), "QUERY")


if __name__ == "__main__":
    programs.main()
