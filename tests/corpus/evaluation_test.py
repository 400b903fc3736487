# SPDX-License-Identifier: GPL-2.0-or-later
"""The measures, on runs small enough to score by hand."""
import math
import pathlib
import tempfile
import unittest

import evaluation


class Measures(unittest.TestCase):
    def test_one_relevant_document(self):
        for rank in (1, 2, 10):
            ranked = [f"other{i}" for i in range(rank - 1)] + ["right"]
            ndcg, mrr, recall, success = evaluation.score_query({"right": 1}, ranked)
            self.assertAlmostEqual(ndcg, 1 / math.log2(rank + 1))
            self.assertAlmostEqual(mrr, 1 / rank)
            self.assertEqual(recall, 1)
            self.assertEqual(success, float(rank == 1))

    def test_behind_the_tenth_only_recall_counts(self):
        ranked = [f"other{i}" for i in range(10)] + ["right"]
        self.assertEqual(evaluation.score_query({"right": 1}, ranked), (0.0, 0.0, 1.0, 0.0))
        ranked = [f"other{i}" for i in range(100)] + ["right"]
        self.assertEqual(evaluation.score_query({"right": 1}, ranked), (0.0, 0.0, 0.0, 0.0))

    def test_graded_judgements(self):
        rels = {"best": 2, "good": 1, "bad": 0}
        self.assertEqual(evaluation.score_query(rels, ["best", "good"])[0], 1)
        swapped = (1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3))
        self.assertAlmostEqual(evaluation.score_query(rels, ["good", "best"])[0], swapped)
        self.assertEqual(evaluation.score_query(rels, ["bad"])[:2], (0.0, 0.0))

    def test_a_query_left_out_scores_nothing(self):
        scores = evaluation.score_run({"q1": {"d": 1}, "q2": {"d": 1}}, {"q1": ["d"]})
        self.assertEqual(evaluation.means(scores), [0.5, 0.5, 0.5, 0.5])


class Files(unittest.TestCase):
    def test_runs_are_read_by_score_then_rank(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "run"
            path.write_text("q Q0 c 3 1.0 t\nq Q0 a 1 2.0 t\nq Q0 b 2 1.0 t\nq Q0 a 4 0.5 t\n", encoding="utf-8")
            self.assertEqual(evaluation.read_run(path), {"q": ["a", "b", "c"]})

    def test_queries_without_a_relevant_document_do_not_count(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "qrels"
            path.write_text("q1 0 a 1\nq2 0 a 0\n", encoding="utf-8")
            self.assertEqual(evaluation.read_qrels(path), {"q1": {"a": 1}})


class PairedTest(unittest.TestCase):
    def test_equal_runs_do_not_differ(self):
        self.assertEqual(evaluation.paired_p([0.1, 0.5], [0.1, 0.5]), 1.0)

    def test_always_better_is_significant_and_mixed_is_not(self):
        self.assertLess(evaluation.paired_p([1.0] * 20, [0.5] * 20), 0.001)
        self.assertGreater(evaluation.paired_p([1.0, 0.0] * 10, [0.0, 1.0] * 10), 0.5)


if __name__ == "__main__":
    unittest.main()
