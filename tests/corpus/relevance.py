#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Index relevance sets, run their topics, and print one table of scores.

  relevance.py --programs BUILD [--at-least NDCG] FOLDER...

A FOLDER holds documents (docs.jsonl, docs.jsonl.gz or articles/), topics (queries.tsv or topics.tsv: qid<TAB>query)
and judgements (qrels.txt); with a baseline run (lucene.run.gz, or --baseline FILE) the difference and a paired
randomisation test stand beside the scores, and a last line pools all queries. Exit 1 when a set's nDCG@10 is below
--at-least; a FOLDER that does not exist is said to be skipped.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

import evaluation


def first_that_exists(folder, names):
    for name in names:
        if (folder / name).exists():
            return folder / name
    return None


def make_run(programs, folder, work, options):
    """Indexes a set, answers its topics and gives the path of the run."""
    documents = first_that_exists(folder, ("docs.jsonl.gz", "docs.jsonl", "articles"))
    topics = first_that_exists(folder, ("queries.tsv", "topics.tsv"))
    if documents is None or topics is None:
        sys.exit(f"{folder}: needs docs.jsonl[.gz] or articles/, and queries.tsv or topics.tsv")
    database, run = work / "db", work / "run"
    subprocess.run([programs / "indexer/indexer", "--quiet", "--db", database, documents], check=True)
    with run.open("wb") as out:
        subprocess.run(
            [programs / "searcher/searcher", "--db", database, "--topics", topics, "--format", "trec", "--limit", "100",
             "--tag", "diwan", *options], stdout=out, check=True)
    return run


def row(name, scores, comparison=""):
    return f"{name:12s}" + "".join(f"{mean:11.4f}" for mean in evaluation.means(scores)) + comparison


def compared(ours, theirs):
    """nDCG@10 of two scored runs side by side: baseline, difference, p."""
    order = sorted(ours)
    mine, base = ([scores[qid][0] for qid in order] for scores in (ours, theirs))
    difference = (sum(mine) - sum(base)) / len(order)
    recall = evaluation.means(theirs)[2]
    return (f"{sum(base) / len(order):11.4f}{recall:11.4f}{difference:+10.4f}"
            f"{evaluation.paired_p(mine, base):9.4f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--programs", type=pathlib.Path, required=True, metavar="BUILD")
    parser.add_argument("--at-least", type=float, default=0, metavar="NDCG")
    parser.add_argument("--baseline", default="lucene.run.gz", metavar="FILE")
    parser.add_argument("--keep", type=pathlib.Path, metavar="FOLDER", help="keep the runs here, as SET.run")
    parser.add_argument("--option", action="append", default=[], help="one more option for searcher, as --option=--NAME")
    arguments = parser.parse_args()

    print(f"{'set':12s}" + "".join(f"{name:>11s}" for name in evaluation.MEASURES)
          + f"{'baseline':>11s}{'its R@100':>11s}{'gain':>10s}{'p':>9s}")
    too_low = False
    pooled, pooled_baseline, gains = {}, {}, []
    for folder in arguments.folders:
        if not folder.is_dir():
            print(f"{folder.name:12s}  skipped: {folder} is not there")
            continue
        qrels = evaluation.read_qrels(folder / "qrels.txt")
        with tempfile.TemporaryDirectory() as work:
            run_path = make_run(arguments.programs.resolve(), folder, pathlib.Path(work), arguments.option)
            run = evaluation.read_run(run_path)
            if arguments.keep:
                arguments.keep.mkdir(parents=True, exist_ok=True)
                (arguments.keep / f"{folder.name}.run").write_bytes(run_path.read_bytes())
        scores = evaluation.score_run(qrels, run)
        comparison = ""
        if (folder / arguments.baseline).exists():
            baseline = evaluation.score_run(qrels, evaluation.read_run(folder / arguments.baseline))
            comparison = compared(scores, baseline)
            gains.append(evaluation.means(scores)[0] - evaluation.means(baseline)[0])
            pooled.update({(folder.name, qid): score for qid, score in scores.items()})
            pooled_baseline.update({(folder.name, qid): score for qid, score in baseline.items()})
        print(row(folder.name, scores, comparison), flush=True)
        too_low = too_low or evaluation.means(scores)[0] < arguments.at_least
    if len(gains) > 1:
        print(row("all queries", pooled, compared(pooled, pooled_baseline)))
        print(f"mean gain of the {len(gains)} sets: {sum(gains) / len(gains):+.4f}")
    if too_low:
        sys.exit(f"a set is below nDCG@10 {arguments.at_least}")


if __name__ == "__main__":
    main()
