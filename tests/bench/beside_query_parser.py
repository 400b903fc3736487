#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Latency of searches beside a yardstick, in one run and one table.

  beside_query_parser.py --programs BUILD --yardstick COMMAND DOCS QUERIES

DOCS: docs.jsonl[.gz]; QUERIES: qid<TAB>query. COMMAND DOCS QUERIES indexes the same articles with Xapian's scriptindex
and prints a line `queryparser: top10_ms p50 A  p95 B ...` for its QueryParser (no snippets, no second stage). Machines
slow down and speed up: ours is measured before and after it, and the mean of the two counts; the better one would
favour ours, as the yardstick has one run. Without COMMAND the columns of the yardstick are left out, and the last line says so.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

LINE = re.compile(r"^(?P<name>.*?):?\s+(?:top10_ms )?p50 (?P<p50>[\d.]+)\s+p95 (?P<p95>[\d.]+)", re.MULTILINE)


def figures(command):
    """Name to (p50, p95) in milliseconds, of the lines that a command prints."""
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {match["name"].strip(): (float(match["p50"]), float(match["p95"])) for match in LINE.finditer(output)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=pathlib.Path, metavar="DOCS")
    parser.add_argument("queries", type=pathlib.Path, metavar="QUERIES")
    parser.add_argument("--programs", type=pathlib.Path, required=True, metavar="BUILD")
    parser.add_argument("--yardstick", type=pathlib.Path, metavar="COMMAND")
    arguments = parser.parse_args()
    has_yardstick = arguments.yardstick is not None and arguments.yardstick.is_file()

    with tempfile.TemporaryDirectory() as work:
        database = pathlib.Path(work) / "db"
        programs = arguments.programs.resolve()
        subprocess.run([programs / "indexer/indexer", "--quiet", "--db", database, arguments.documents], check=True)
        ours = [programs / "tests/bench/query_latency", database, arguments.queries]
        runs = [figures(ours)]
        yardstick = None
        if has_yardstick:
            lines = figures([arguments.yardstick.resolve(), arguments.documents, arguments.queries])
            if "queryparser" not in lines:
                sys.exit(f"{arguments.yardstick} printed no line for queryparser")
            yardstick = lines["queryparser"]
            runs.append(figures(ours))

    header = f"{'top 10, ms':32s}{'p50':>8s}{'p95':>8s}"
    print(header + (f"{'its p50':>9s}{'its p95':>9s}{'ratio':>8s}{'ratio':>8s}" if yardstick else ""))
    for name in runs[0]:
        mean = [sum(run[name][i] for run in runs) / len(runs) for i in range(2)]
        row = f"{name:32s}{mean[0]:8.3f}{mean[1]:8.3f}"
        if yardstick:
            row += f"{yardstick[0]:9.3f}{yardstick[1]:9.3f}{mean[0] / yardstick[0]:8.2f}{mean[1] / yardstick[1]:8.2f}"
        print(row)
    if not yardstick:
        print(f"yardstick skipped: {arguments.yardstick or 'none given'}"
              + (" is not there" if arguments.yardstick else ""))


if __name__ == "__main__":
    main()
