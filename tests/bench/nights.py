#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Times nights over an archive against its first run, and prints a table.

  nights.py BUILD DOCS.jsonl[.gz] [--rounds N]

Two nights are timed: nothing has changed, and one article in a hundred has. The archive is timed as one dump and as a
file for each article. Each is repeated N times, and the fastest counts;
processor seconds (user and system) stand beside the clock's, since a machine is often not ours alone. The night's index
is then held against one built clean: all that searcher --format jsonl tells for some common words. docs/performance.md
has the figures.
"""

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

STAMPS_ARE_TRUSTED_AFTER = 2.2  # seconds
QUERIES = ("السعودية", "وزير", "مجلس الأمن", '"خادم الحرمين"', "2015", "كلمة_جديدة")


def read(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        return [json.loads(line) for line in lines]


def write_dump(folder, articles):
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/dump.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)


def write_files(folder, articles):
    """Only what differs is written, as an archive would change."""
    for number, article in enumerate(articles):
        path = f"{folder}/{number // 1000}/{number}.txt"
        text = f"{article.get('title', '')}\n\n{article.get('text') or article.get('body') or ''}\n"
        if os.path.exists(path):
            with open(path, encoding="utf-8", newline="") as file:
                if file.read() == text:
                    continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)


def changed(articles, round_):
    """One in a hundred has a word more."""
    told = []
    for number, article in enumerate(articles):
        if number % 100 == 37:
            name = "text" if "text" in article else "body"
            article = article | {name: f"{article[name]} كلمة_جديدة {round_}"}
        told.append(article)
    return told


def index(build, archive, db, *options):
    """Seconds by the clock, and of processors."""
    os.sync()  # what wrote the archive is not what is timed
    before, start = os.times(), time.monotonic()
    subprocess.run([f"{build}/indexer/indexer", "--quiet", *options, "--db", db, archive], check=True)
    seconds, after = time.monotonic() - start, os.times()
    return seconds, sum(after[2:4]) - sum(before[2:4])


def answers(build, db):
    return [subprocess.run([f"{build}/searcher/searcher", "--db", db, "--format", "jsonl", "--limit", "200", query],
                           capture_output=True, check=False).stdout for query in QUERIES]


def best(runs):
    return tuple(min(column) for column in zip(*runs))


def measure(build, articles, write, rounds, scratch):
    """Rows of the table: name, seconds, processor seconds."""
    archive = f"{scratch}/archive"
    write(archive, articles)
    time.sleep(STAMPS_ARE_TRUSTED_AFTER)
    firsts, same, few = [], [], []
    for round_ in range(rounds):
        db = f"{scratch}/db{round_}"
        firsts.append(index(build, archive, db))
        same.append(index(build, archive, db))
    for round_ in range(rounds):
        write(archive, changed(articles, round_))
        few.append(index(build, archive, f"{scratch}/db0"))
    index(build, archive, f"{scratch}/clean")
    if answers(build, f"{scratch}/db0") != answers(build, f"{scratch}/clean"):
        sys.exit("the nights' index differs from one built clean")
    shutil.rmtree(archive)
    for name in os.listdir(scratch):
        shutil.rmtree(f"{scratch}/{name}")
    return best(firsts), best(same), best(few)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("build")
    parser.add_argument("docs")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    articles = read(options.docs)
    print(f"{len(articles)} articles\n")
    print("| Archive | Run | Seconds | Processor seconds | of the first run |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for archive, write in (("one dump", write_dump), ("a file each", write_files)):
            first, same, few = measure(options.build, articles, write, options.rounds, scratch)
            for name, run in (("first", first), ("unchanged night", same), ("one percent changed", few)):
                print(f"| {archive} | {name} | {run[0]:.2f} | {run[1]:.2f} | "
                      f"{100 * run[0] / first[0]:.1f} %, {100 * run[1] / first[1]:.1f} % of processor time |", flush=True)
    print("\nAfter the nights, the index answers as one that is built clean.")


if __name__ == "__main__":
    main()
