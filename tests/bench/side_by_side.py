#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Times indexing and searching, ours beside another engine's on the same articles, in one run, and prints a table.

  side_by_side.py BUILD DOCS.jsonl[.gz] QUERIES.tsv [--yardstick SCRIPT] [--rounds N]

BUILD is a release build with its programs of tests/bench. SCRIPT is called with DOCS and QUERIES and prints a line
"NAME: index_s S  peak_rss_mb M  db_mb M  db_mb_compacted M", then lines about its latency. Our index is built N times,
before and after the yardstick in turn, and the fastest counts: the machine is often not ours alone. Searches are timed
before and after it too, and the mean of the two stands beside its QueryParser's. Without SCRIPT only ours is printed, and
the last line says so. Peak memory is the
proportional set size (Pss) of the process and all it started, mapped files included, looked at every 20 ms.
docs/performance.md has the figures.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time


def children(pid):
    """The process and all below it."""
    found = [pid]
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/children") as listed:
            for child in listed.read().split():
                found += children(child)
    return found


def pss(pid):
    """Kilobytes of a process and all below it; 0 for those that have ended meanwhile."""
    total = 0
    try:
        for each in children(pid):
            with open(f"/proc/{each}/smaps_rollup") as rollup:
                total += sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    except (FileNotFoundError, ProcessLookupError):
        pass
    return total


def index(build, docs, folder):
    """Seconds, processor seconds and peak Pss in MB of one build of an index."""
    shutil.rmtree(folder, ignore_errors=True)
    before = os.times()
    start = time.monotonic()
    process = subprocess.Popen([f"{build}/indexer/indexer", "--quiet", "--db", folder, docs])
    peak = 0
    while process.poll() is None:
        peak = max(peak, pss(process.pid))
        time.sleep(0.02)
    seconds = time.monotonic() - start
    if process.returncode != 0:
        sys.exit(f"indexer ended with {process.returncode}")
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, processor, peak / 1000


def megabytes(folder):
    return sum(os.path.getsize(os.path.join(where, name)) for where, _, names in os.walk(folder) for name in names) / 1e6


def latencies(output):
    """Name to (p50, p95) in milliseconds, of lines that say so."""
    lines = re.finditer(r"^(.*?):?\s+(?:top10_ms )?p50 ([\d.]+)\s+p95 ([\d.]+)", output, re.M)
    return {line[1].strip(): (float(line[2]), float(line[3])) for line in lines}


def search(build, folder, queries):
    return latencies(subprocess.run([f"{build}/tests/bench/query_latency", folder, queries], check=True,
                                    stdout=subprocess.PIPE, text=True).stdout)


def print_searches(runs, others):
    """A table of ours, the mean of some runs, with the ratios to each of the other's."""
    print("\n| top 10, ms | p50 | p95 |\n|---|---|---|")
    for name, (p50, p95) in others.items():
        print(f"| {name} | {p50:.3f} | {p95:.3f} |")
    for name in runs[0]:
        p50, p95 = (sum(run[name][i] for run in runs) / len(runs) for i in range(2))
        ratios = [f" ({p50 / other[0]:.2f} times, {p95 / other[1]:.2f} times)" for other in others.values()]
        print(f"| {name}{''.join(ratios)} | {p50:.3f} | {p95:.3f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("docs")
    parser.add_argument("queries")
    parser.add_argument("--yardstick")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    work = tempfile.mkdtemp(prefix="side-by-side-")
    try:
        folder = os.path.join(work, "db")
        rounds = [index(options.build, options.docs, folder) for _ in range((options.rounds + 1) // 2)]
        searches = [search(options.build, folder, options.queries)]
        other, others = None, {}
        if options.yardstick and os.path.isfile(options.yardstick):
            output = subprocess.run([options.yardstick, options.docs, options.queries], check=True,
                                    stdout=subprocess.PIPE, text=True).stdout
            name, line = re.search(r"^(\S+): (index_s .*)$", output, re.M).groups()
            words = line.split()
            other = dict(zip(words[::2], map(float, words[1::2])))
            others = latencies(output)
        rounds += [index(options.build, options.docs, folder) for _ in range(options.rounds // 2)]
        seconds, processor, _ = min(rounds)
        peak = max(each[2] for each in rounds)
        size = megabytes(folder)

        print("| | seconds | processor seconds | peak MB | MB on disk |\n|---|---|---|---|---|")
        print(f"| indexer, first build | {seconds:.2f} | {processor:.2f} | {peak:.0f} | {size:.1f} |")
        if other:
            compacted = other["db_mb_compacted"]
            print(f"| {name} | {other['index_s']:.1f} | | {other['peak_rss_mb']:.0f} "
                  f"| {other['db_mb']:.0f}, compacted {compacted:.0f} |")
            print(f"| ratio | {other['index_s'] / seconds:.1f} | | | {size / compacted:.3f} of the compacted |")
        if other:
            searches.append(search(options.build, folder, options.queries))
        print_searches(searches, others)
        if not other:
            print(f"yardstick skipped: {options.yardstick or 'none given'}"
                  + (" is not there" if options.yardstick else ""))
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
