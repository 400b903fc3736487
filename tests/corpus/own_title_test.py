# SPDX-License-Identifier: GPL-2.0-or-later
"""Every article of the sample archive is found by its own title, first but for a few."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

BUILD, ARTICLES = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])


def output(*command):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, check=True).stdout.decode()


class OwnTitle(unittest.TestCase):
    def test_every_article(self):
        with tempfile.TemporaryDirectory() as folder:
            index = pathlib.Path(folder) / "db"
            output(BUILD / "indexer/indexer", "--quiet", "--db", index, ARTICLES)
            search = (BUILD / "searcher/searcher", "--db", index)
            everything = output(*search, "--format", "jsonl", "--limit", "1000", "-لاشيءكهذا")
            titles = {hit["id"]: hit["title"] for hit in map(json.loads, everything.splitlines())}
            self.assertGreater(len(titles), 60)
            first = 0
            for id_, title in titles.items():
                with self.subTest(id=id_, title=title):
                    found = output(*search, "--plain", "--format", "ids", "--limit", "3", "--", title).splitlines()
                    self.assertIn(id_, found)
                    first += found[0] == id_
            self.assertGreaterEqual(first, 0.95 * len(titles))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
