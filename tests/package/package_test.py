# SPDX-License-Identifier: GPL-2.0-or-later
"""What `cmake --install` gives: package_test.py BUILD COMPILER. Projects outside build against it in both usual ways."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD, COMPILER = sys.argv[1:3]
HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.join(HERE, "project")


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **more)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def find(folder, name):
    found = [os.path.join(where, name) for where, _, leaves in os.walk(folder) if name in leaves]
    assert len(found) == 1, f"{name}: {found}"
    return found[0]


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.scratch)
        installed = os.path.join(cls.scratch, "installed")
        run("cmake", "--install", BUILD, "--prefix", installed)
        # An installed tree may be moved: nothing in it may name the place where it was.
        cls.prefix = os.path.join(cls.scratch, "moved")
        os.rename(installed, cls.prefix)
        cls.version = run(os.path.join(cls.prefix, "bin", "diwan-searcher"), "--version").split()[1]

    def assert_finds_one_of_two(self, program):
        index = os.path.join(tempfile.mkdtemp(dir=self.scratch), "db")
        self.assertEqual(run(program, index), f"{self.version}\n1\n")

    def test_find_package(self):
        build = os.path.join(self.scratch, "with-cmake")
        run("cmake", "-G", "Ninja", "-S", PROJECT, "-B", build, f"-DCMAKE_PREFIX_PATH={self.prefix}",
            f"-DCMAKE_CXX_COMPILER={COMPILER}")
        run("cmake", "--build", build)
        self.assert_finds_one_of_two(os.path.join(build, "two_articles"))

    def test_pkg_config(self):
        folder = os.path.dirname(find(self.prefix, "diwan.pc"))
        environment = os.environ | {"PKG_CONFIG_PATH": folder}
        self.assertEqual(run("pkg-config", "--modversion", "diwan", env=environment).strip(), self.version)
        flags = run("pkg-config", "--cflags", "--libs", "diwan", env=environment).split()
        program = os.path.join(self.scratch, "with-pkg-config")
        source = os.path.join(PROJECT, "two_articles.cpp")
        run(COMPILER, "-std=c++20", source, "-o", program, *flags, f"-Wl,-rpath,{os.path.dirname(folder)}")
        self.assert_finds_one_of_two(program)

    def test_programs(self):
        self.assertEqual(sorted(os.listdir(os.path.join(self.prefix, "bin"))), ["diwan-indexer", "diwan-searcher"])
        article = os.path.join(self.scratch, "article.txt")
        with open(article, "w", encoding="utf-8") as file:
            file.write("بيان\n\nمغادرة القوات.\n")
        index = os.path.join(self.scratch, "by-program")
        run(os.path.join(self.prefix, "bin", "diwan-indexer"), "--db", index, article)
        found = run(os.path.join(self.prefix, "bin", "diwan-searcher"), "--db", index, "--format", "ids", "قوات")
        self.assertEqual(found, "article.txt\n")

    def test_files(self):
        headers = sorted(os.listdir(os.path.join(self.prefix, "include", "diwan")))
        source = sorted(os.listdir(os.path.join(HERE, "..", "..", "common", "include", "diwan")))
        self.assertEqual(headers, sorted([*source, "version.hpp"]))
        self.assertEqual(os.listdir(os.path.join(self.prefix, "include")), ["diwan"])
        for name in ("LICENSE", "README.md", "diwanConfig.cmake", "diwanConfigVersion.cmake", "diwanTargets.cmake"):
            find(self.prefix, name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
