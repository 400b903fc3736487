# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds the source tree against the architecture: architecture_test.py ROOT BUILD_INCLUDE COMPILER."""

import os
import sys
import tempfile
import unittest

import architecture

ROOT, BUILD_INCLUDE, COMPILER = sys.argv[1:4]
SPDX = "// SPDX-License-Identifier: GPL-2.0-or-later\n"


class TheTree(unittest.TestCase):
    def assert_holds(self, problems):
        self.assertEqual(problems, [], "\n" + "\n".join(problems))

    def test_includes(self):
        self.assert_holds(architecture.check_includes(ROOT))

    def test_leaks(self):
        self.assert_holds(architecture.check_leaks(ROOT, COMPILER, [BUILD_INCLUDE]))

    def test_licence_lines(self):
        self.assert_holds(architecture.check_licence_lines(ROOT))

    def test_sizes(self):
        self.assert_holds(architecture.check_sizes(ROOT))

    def test_headers(self):
        self.assert_holds(architecture.check_headers(ROOT))

    def test_packages(self):
        self.assert_holds(architecture.check_packages(ROOT))

    def test_there_is_something_to_check(self):
        self.assertGreater(len(architecture.source_files(ROOT)), 50)


class TheChecks(unittest.TestCase):
    """A check that cannot fail is no check: each must flag a small tree that breaks its rule, and only that."""

    def tree(self, contents):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for path, text in contents.items():
            full = os.path.join(folder.name, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        return folder.name

    def test_include_lines(self):
        rows = [
            # (file, include line, allowed, reason)
            ("common/src/core/a.cpp", "<vector>", True, "core uses the standard library"),
            ("common/src/core/a.cpp", "<unicode/uchar.h>", False, "core knows no ICU"),
            ("common/src/core/a.cpp", '"text/utf8.hpp"', False, "core is under text"),
            ("common/src/text/a.cpp", "<unicode/uchar.h>", True, "ICU is at home in text"),
            ("common/src/query/a.cpp", "<unicode/uchar.h>", False, "ICU only in text"),
            ("common/src/query/a.cpp", '"text/utf8.hpp"', True, "a lower layer"),
            ("common/src/query/a.cpp", '"analysis/fold.hpp"', False, "siblings never include each other"),
            ("common/src/query/a.cpp", "<diwan/analyzer.hpp>", False, "nor by way of a public header"),
            ("common/src/query/a.cpp", "<xapian.h>", False, "no Xapian in the parser"),
            ("common/src/render/a.cpp", "<xapian/document.h>", False, "no Xapian in the renderer"),
            ("common/src/render/a.cpp", "<nlohmann/json.hpp>", True, "JSON is written there"),
            ("common/src/render/a.cpp", "<diwan/analyzer.hpp>", True, "for its plain values"),
            ("common/src/store/a.cpp", "<xapian.h>", True, "storage"),
            ("common/src/store/a.cpp", '"index/writer.hpp"', False, "never up"),
            ("common/src/index/a.cpp", '"search/scorer.hpp"', False, "siblings of the engine"),
            ("common/src/search/a.cpp", '"store/schema.hpp"', True, "down"),
            ("common/src/search/a.cpp", '"scorer.hpp"', False, "internal headers are named with their module"),
            ("common/src/search/a.cpp", "<boost/optional.hpp>", False, "Boost only in the command line"),
            ("common/src/stray/a.cpp", "<vector>", False, "a module that the table does not know"),
            ("common/src/search/a.cpp", "<diwan/unheard_of.hpp>", False, "a header that the table does not know"),
            ("common/src/search/a.cpp", "# include  <strange.h>", False, "an unknown library, oddly spaced"),
            ("common/include/diwan/a.hpp", "<diwan/result.hpp>", True, "siblings"),
            ("common/include/diwan/a.hpp", "<xapian.h>", False, "public headers name no library"),
            ("common/include/diwan/a.hpp", "<sys/types.h>", False, "nor the system"),
            ("common/include/diwan/a.hpp", '"result.hpp"', False, "nor by a relative path"),
            ("searcher/run.cpp", "<diwan/archive.hpp>", True, "public headers"),
            ("searcher/run.cpp", '"cli/terminal.hpp"', True, "what both programs share"),
            ("searcher/run.cpp", '"store/schema.hpp"', False, "programs see public headers only"),
            ("searcher/run.cpp", "<boost/program_options.hpp>", False, "Boost only where options are read"),
            ("searcher/options.cpp", "<boost/program_options.hpp>", True, "there"),
        ]
        for path, line, allowed, reason in rows:
            line = line if line.startswith("#") else "#include " + line
            problems = architecture.check_includes(self.tree({path: SPDX + line + "\n"}))
            self.assertEqual(problems == [], allowed, f"{path} {line}: {reason}: {problems}")

    def test_leaks(self):
        rows = [
            ("#include <string>\n#pragma once\n", True, "std only"),
            ("#pragma once\nstd::string text;\n", False, "does not compile by itself"),
            ("struct Twice {};\n", False, "cannot be included twice"),
            ("#pragma once\n#include <xapian.h>\n", False, "reaches Xapian"),
            ("#pragma once\n#include <diwan/other.hpp>\n", False, "reaches ICU through another header"),
        ]
        for text, clean, reason in rows:
            root = self.tree({"common/include/diwan/a.hpp": text, "common/include/diwan/other.hpp": "#pragma once\n#include <unicode/uchar.h>\n"})
            problems = [line for line in architecture.check_leaks(root, COMPILER) if line.startswith("diwan/a.hpp")]
            self.assertEqual(problems == [], clean, f"{reason}: {problems}")

    def test_licence_sizes_and_guards(self):
        good = {"common/src/core/a.cpp": SPDX, "common/src/core/a.hpp": SPDX + "#pragma once\n"}
        rows = [
            (architecture.check_licence_lines, {}, 0),
            (architecture.check_licence_lines, {"tests/cli/a.py": "import os\n"}, 1),
            (architecture.check_licence_lines, {"run-tests": "#!/bin/bash\n\n\n# SPDX-License-Identifier: GPL-2.0-or-later\n"}, 1),
            (architecture.check_licence_lines, {"tests/data/a.cpp": "data\n"}, 0),
            (architecture.check_sizes, {"common/src/core/b.cpp": "\n" * 400}, 0),
            (architecture.check_sizes, {"common/src/core/b.cpp": "\n" * 401}, 1),
            (architecture.check_sizes, {"indexer/main.cpp": "\n" * 41}, 1),
            (architecture.check_headers, {}, 0),
            (architecture.check_headers, {"common/src/core/b.hpp": SPDX}, 1),
        ]
        for check, more, count in rows:
            problems = check(self.tree(good | more))
            self.assertEqual(len(problems), count, f"{check.__name__} {list(more)}: {problems}")

    def test_packages(self):
        packages = "# comment\nbuild\tg++\tcompiler\ntest\tpython3\ttests\n"
        rows = [("| `g++` | a |\n| `python3` | b |\n", 0), ("| `g++` | a |\n", 1), ("| `g++` | a |\n| `python3` | b |\n| `tcl` | c |\n", 1)]
        for table, count in rows:
            problems = architecture.check_packages(self.tree({".ci/packages.txt": packages, "docs/dependencies.md": table}))
            self.assertEqual(len(problems), count, f"{table}: {problems}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
