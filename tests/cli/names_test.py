#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Files whose names are not UTF-8, night after night: names_test.py INDEXER SEARCHER"""

import json
import os

import programs
from programs import INDEXER, SEARCHER, ProgramTest, json_lines, run, summary, write

# قرار in Windows-1256, as Python writes bytes that are not UTF-8; and how the index shows it.
OLD = "\udcde\udcd1\udcc7\udcd1"
SHOWN = "\\xDE\\xD1\\xC7\\xD1"


class NamesThatAreNotUtf8(ProgramTest):
    def setUp(self):
        super().setUp()
        self.archive = os.path.join(self.folder, "archive")
        write(self.archive, f"{OLD}.txt", "قرار المجلس\nنص القرار الأول\n")
        write(self.archive, f"{OLD}/خبر.html", "<title>خبر الوزارة</title><p>نص الخبر")
        write(self.archive, f"{OLD}/{OLD}.jsonl", json_lines({"title": "سجل", "text": "نص السجل"}, {"title": "آخر", "text": "نص"}))
        for number in range(30):
            write(self.archive, f"plain-{number}.txt", f"ملف {number}\n")
        self.assert_outcome(self.index("--quiet", self.archive), 0, out="", err="")
        self.known = [f"{SHOWN}.txt", f"{SHOWN}/خبر.html", f"{SHOWN}/{SHOWN}.jsonl#1", f"{SHOWN}/{SHOWN}.jsonl#2"]

    def test_they_are_found_and_shown_by_the_name_that_stands_for_theirs(self):
        self.assertCountEqual(self.ids("نص"), self.known)
        shown = self.search("--show", f"{SHOWN}.txt")
        self.assert_outcome(shown, 0, err="")
        self.assertIn("نص القرار الأول", shown.out)
        hits = json.loads(self.search("--format", "json", "--", "السجل").out)
        self.assertIn(f"{SHOWN}/{SHOWN}.jsonl", json.dumps(hits, ensure_ascii=False).replace("\\\\", "\\"))

    def test_nights_change_only_what_has_changed(self):
        self.assert_outcome(self.index(self.archive), 0, out=summary(unchanged=34, total=34), err="")
        write(self.archive, f"{OLD}.txt", "قرار المجلس\nنص القرار الثاني بعد التعديل\n")
        self.assert_outcome(self.index(self.archive), 0, out=summary(replaced=1, unchanged=33, total=34), err="")
        self.assertEqual(self.ids("التعديل"), [f"{SHOWN}.txt"])
        os.remove(os.path.join(self.archive, f"{OLD}/خبر.html"))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        self.assertNotIn(f"{SHOWN}/خبر.html", self.ids("نص"))

    def test_one_is_forgotten_and_stays_so(self):
        self.assert_outcome(self.index("--quiet", "--forget", f"{SHOWN}.txt"), 0, out="", err="")
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        self.assertCountEqual(self.ids("نص"), self.known[1:])

    def test_a_dump_takes_them_along(self):
        dumped = self.index("--dump")
        self.assert_outcome(dumped, 0)
        again = os.path.join(self.folder, "again")
        self.assert_outcome(run(INDEXER, "--db", again, "--quiet", "--from-dump", "-", stdin=dumped.raw), 0, out="", err="")
        found = run(SEARCHER, "--db", again, "--format", "ids", "نص")
        self.assertCountEqual(found.out.splitlines(), self.known)
        self.assert_outcome(run(INDEXER, "--db", again, self.archive), 0, out=summary(unchanged=34, total=34), err="")

    def test_one_that_looks_like_another_file_is_refused_and_touches_nothing(self):
        write(self.archive, f"{SHOWN}.txt", "اسم حرفي\nنص الملف الحرفي\n")
        refused = self.index(self.archive)
        self.assertEqual(refused.code, 1, refused)
        self.assertIn("its name is not UTF-8, and another is called as it is shown", refused.err)
        self.assertEqual(self.ids("الحرفي"), [f"{SHOWN}.txt"])
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        os.remove(os.path.join(self.archive, f"{SHOWN}.txt"))
        self.assert_outcome(self.index("--quiet", self.archive), 0, out="", err="")
        self.assertCountEqual(self.ids("نص"), self.known)


if __name__ == "__main__":
    programs.main()
