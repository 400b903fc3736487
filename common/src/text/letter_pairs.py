#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes letter_pairs.hpp from Arabic texts: letter_pairs.py FILE... > letter_pairs.hpp"""
import math
import sys
from collections import Counter

LETTERS = " ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"  # the space is the border of a word
MARKS = set("ًٌٍَُِّْٰـ")
UNSEEN = 0.2

pairs, firsts = Counter(), Counter()
for path in sys.argv[1:]:
    before = " "
    for c in open(path, encoding="utf-8").read():
        if c in MARKS:
            continue
        c = c if c in LETTERS else " "
        if (before, c) != (" ", " "):
            pairs[before, c] += 1
            firsts[before] += 1
        before = c

print("// SPDX-License-Identifier: GPL-2.0-or-later")
print("// Written by letter_pairs.py from the texts of corpus/articles.")
print("#pragma once\n\n#include <string_view>\n\nnamespace diwan::text {\n")
print("/// The letters of the rows and columns of letter_pairs; the space is the border of a word.")
print(f'inline constexpr std::u32string_view paired_letters = U"{LETTERS}";\n')
print("/// How seldom a letter (the row) is followed by another (the column) in Arabic: minus the logarithm to the base 2 of")
print("/// how often it is; 10 and more as letters from a on.")
print("inline constexpr std::string_view letter_pairs[] = {")
for first in LETTERS:
    row = ""
    for second in LETTERS:
        share = max(pairs[first, second], UNSEEN) / max(firsts[first], 1)
        row += "0123456789abcdefghijklmnopqrstuvwxyz"[max(0, round(-math.log2(min(share, 1))))]
    print(f'    "{row}",')
print("};\n\n}  // namespace diwan::text")
