# SPDX-License-Identifier: GPL-2.0-or-later
"""Each file of an index damaged at random: both programs answer or say an error, and never die of it."""

import os
import random
import shutil

import programs
from programs import NEWS, ProgramTest, json_lines, write

ROUNDS = 6
QUERIES = (["قوات"], ['"قوات السودان"'], ["--count", "+قوات", "-بيروت"], ["--format", "json", "فريد"])


def damage(content, chance):
    """The bytes with bits turned, runs overwritten, or the end cut off."""
    kind = chance.choice(["bits", "bytes", "zeros", "ones", "end"])
    if kind == "end" or not content:
        return content[: chance.randrange(len(content) + 1)]
    damaged = bytearray(content)
    for _ in range(chance.choice([1, 3, 30])):
        begin = chance.randrange(len(damaged))
        end = begin + 1 if kind == "bits" else min(begin + chance.choice([4, 64, 512]), len(damaged))
        for at in range(begin, end):
            damaged[at] = {"bits": damaged[at] ^ 1 << chance.randrange(8), "bytes": chance.randrange(256), "zeros": 0,
                           "ones": 255}[kind]
    return bytes(damaged)


class Damage(ProgramTest):
    def test_no_damage_kills(self):
        records = [*NEWS, *({"id": f"x{i}", "title": f"فريد {i}", "text": "قوات في بيروت " * i} for i in range(50))]
        archive = write(self.folder, "news.jsonl", json_lines(*records))
        outcome = self.index(archive)
        self.assertEqual(outcome.code, 0, outcome)
        sound = self.db + "-sound"
        shutil.copytree(self.db, sound)
        names = sorted(os.path.relpath(os.path.join(folder, name), sound)
                       for folder, _, files in os.walk(sound) for name in files)
        chance = random.Random(20210726)
        for name in names:
            for number in range(ROUNDS):
                shutil.rmtree(self.db)
                shutil.copytree(sound, self.db)
                with open(os.path.join(self.db, name), "r+b") as file:
                    content = damage(file.read(), chance)
                    file.seek(0)
                    file.write(content)
                    file.truncate()
                outcomes = [self.search(*query) for query in QUERIES]
                if number == 0:
                    outcomes.append(self.index(archive))
                for outcome in outcomes:
                    with self.subTest(name=name, number=number):
                        self.assertIn(outcome.code, (0, 1, 2), outcome)
                        if outcome.code == 2:
                            self.assertRegex(outcome.err, r"^(searcher|indexer): .", outcome)


if __name__ == "__main__":
    programs.main()
