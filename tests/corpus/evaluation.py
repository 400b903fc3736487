# SPDX-License-Identifier: GPL-2.0-or-later
"""Scores of ranked runs: nDCG@10, MRR@10, Recall@100, Success@1, and a paired randomisation test.

Judgements are TREC qrels (`qid 0 docid rel`), runs are TREC runs (`qid Q0 docid rank score tag`), plain or .gz.
Only judged queries with a relevant document count; one that a run leaves out scores 0.
"""
import gzip
import math
import random
from collections import defaultdict

MEASURES = ("nDCG@10", "MRR@10", "Recall@100", "Success@1")


def fields_of_lines(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield line.split()


def read_qrels(path):
    """{qid: {docid: rel}} of the queries that have a relevant document."""
    judged = defaultdict(dict)
    for qid, _, docid, rel in fields_of_lines(path):
        judged[qid][docid] = int(rel)
    return {qid: rels for qid, rels in judged.items() if any(rel > 0 for rel in rels.values())}


def read_run(path):
    """{qid: [docid, best first]}: by descending score, ties by rank; a document counts once."""
    rows = defaultdict(list)
    for qid, _, docid, rank, score, *_ in fields_of_lines(path):
        rows[qid].append((-float(score), int(rank), docid))
    return {qid: list(dict.fromkeys(docid for _, _, docid in sorted(row))) for qid, row in rows.items()}


def discounted(gains):
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def score_query(rels, ranked):
    """The four measures of one query."""
    gains = [max(rels.get(docid, 0), 0) for docid in ranked[:100]]
    ideal = discounted(sorted((rel for rel in rels.values() if rel > 0), reverse=True)[:10])
    first = next((rank for rank, gain in enumerate(gains[:10], 1) if gain > 0), None)
    relevant = sum(rel > 0 for rel in rels.values())
    return (
        discounted(gains[:10]) / ideal,
        1 / first if first else 0.0,
        sum(gain > 0 for gain in gains) / relevant,
        float(first == 1),
    )


def score_run(qrels, run):
    """{qid: measures} over every judged query."""
    return {qid: score_query(rels, run.get(qid, [])) for qid, rels in qrels.items()}


def means(scores):
    return [sum(score[i] for score in scores.values()) / len(scores) for i in range(len(MEASURES))]


def paired_p(ours, theirs, rounds=10000, seed=1):
    """Two-sided paired randomisation test of the mean difference of two lists of scores."""
    differences = [a - b for a, b in zip(ours, theirs) if a != b]
    if not differences:
        return 1.0
    observed = abs(sum(differences)) - 1e-12
    dice = random.Random(seed)
    extreme = 0
    for _ in range(rounds):
        signs = dice.getrandbits(len(differences))
        total = 0.0
        for difference in differences:
            total += difference if signs & 1 else -difference
            signs >>= 1
        extreme += abs(total) >= observed
    return (extreme + 1) / (rounds + 1)
