#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How time and memory grow with an archive, as two tables.

  growth.py BUILD DOCS.jsonl[.gz] [--times N] [--megabytes MB]

Articles of DOCS, and N times as many with new ids and shuffled words: seconds, processor seconds (user and system), peak
memory, and the same for a night in which one in a hundred has changed. Then one file of MB megabytes of such articles in
each format of records. Memory is Pss summed over the process and all that it has started, mapped files included, looked
at twenty times a second. docs/performance.md has the figures.
"""

import argparse
import csv
import itertools
import json
import os
import random
import subprocess
import tempfile
import time
from xml.sax.saxutils import escape

from nights import read

BETWEEN_LOOKS = 0.05  # seconds
STAMPS_ARE_TRUSTED_AFTER = 2.2


def shuffled(articles):
    """Articles without end: those given, again and again, with new ids and their words in another order."""
    dice = random.Random(1)
    for number in itertools.count(1):
        article = articles[(number - 1) % len(articles)]
        words = (article.get("text") or article.get("body") or "").split()
        dice.shuffle(words)
        yield {"id": str(number), "title": article.get("title", ""), "text": " ".join(words)}


def changed(articles):
    for article in articles:
        if int(article["id"]) % 100 == 37:
            article = article | {"title": article["title"] + " جديد"}
        yield article


def as_json_line(article):
    return json.dumps(article, ensure_ascii=False) + "\n"


def as_item(article):
    return (f"<item><guid>{article['id']}</guid><title>{escape(article['title'])}</title>"
            f"<description>{escape(article['text'])}</description></item>\n")


def as_message(article):
    return (f"From x@example.org Sat Jan  1 00:00:00 2022\nMessage-ID: <{article['id']}@example.org>\n"
            "From: x@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
            f"Content-Transfer-Encoding: 8bit\nSubject: {article['id']}\n\n{article['title']}\n\n{article['text']}\n\n")


class Line:
    """A file for csv.writer that keeps one line."""

    def write(self, line):
        self.line = line


def as_row(article):
    line = Line()
    csv.writer(line).writerow([article["id"], article["title"], article["text"]])
    return line.line


FORMATS = {
    "feed.xml": ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>\n', as_item, "", "</channel></rss>\n"),
    "array.json": ("[", as_json_line, ",", "]\n"),
    "table.csv": ("id,title,text\n", as_row, "", ""),
    "mail.mbox": ("", as_message, "", ""),
}


def write(path, articles, write_one, first="", between="", last=""):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(first)
        for number, article in enumerate(articles):
            file.write((between if number else "") + write_one(article))
        file.write(last)


def write_megabytes(path, articles, megabytes, form):
    first, write_one, between, last = form

    def enough():
        size = 0
        for article in articles:
            yield article
            size += len(write_one(article).encode())
            if size >= megabytes << 20:
                return

    write(path, enough(), write_one, first, between, last)


def family(root):
    """The process ids of a process and of all that it has started."""
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as stat:
                parent = int(stat.read().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has just ended
        children.setdefault(parent, []).append(int(name))
    found = [root]
    for process in found:
        found += children.get(process, [])
    return found


def memory(process):
    """Pss in kilobytes."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="utf-8") as rollup:
            return sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    except OSError:
        return 0  # it has just ended


def index(build, archive, db):
    """Seconds, processor seconds and peak megabytes."""
    os.sync()
    before, start, peak = os.times(), time.monotonic(), 0
    with subprocess.Popen([f"{build}/indexer/indexer", "--quiet", "--db", db, archive]) as run:
        while run.poll() is None:
            peak = max(peak, sum(memory(process) for process in family(run.pid)))
            time.sleep(BETWEEN_LOOKS)
    if run.returncode != 0:
        raise SystemExit(f"the indexer ended with {run.returncode}")
    seconds, after = time.monotonic() - start, os.times()
    return seconds, sum(after[2:4]) - sum(before[2:4]), peak >> 10


def size(folder):
    """Megabytes of all files in it."""
    return sum(os.path.getsize(f"{path}/{name}") for path, _, names in os.walk(folder) for name in names) >> 20


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("build")
    parser.add_argument("docs")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--megabytes", type=int, default=500)
    options = parser.parse_args()
    articles = read(options.docs)
    print("| articles | run | seconds | processor seconds | peak MB | MB on disk |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        dump, db = f"{scratch}/dump.jsonl", f"{scratch}/db"
        for count in (len(articles), options.times * len(articles)):
            for run, form in (("first", lambda some: some), ("one percent changed", changed)):
                write(dump, form(itertools.islice(shuffled(articles), count)), as_json_line)
                time.sleep(STAMPS_ARE_TRUSTED_AFTER)
                seconds, processors, peak = index(options.build, dump, db)
                print(f"| {count} | {run} | {seconds:.1f} | {processors:.1f} | {peak} | {size(db)} |", flush=True)
            subprocess.run(["rm", "-r", db], check=True)
        os.remove(dump)
        print(f"\n| {options.megabytes} MB | seconds | peak MB |\n|---|---|---|")
        for name, form in FORMATS.items():
            write_megabytes(f"{scratch}/{name}", shuffled(articles), options.megabytes, form)
            seconds, _, peak = index(options.build, f"{scratch}/{name}", db)
            print(f"| {name} | {seconds:.1f} | {peak} |", flush=True)
            os.remove(f"{scratch}/{name}")
            subprocess.run(["rm", "-r", db], check=True)


if __name__ == "__main__":
    main()
