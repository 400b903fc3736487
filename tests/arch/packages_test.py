# SPDX-License-Identifier: GPL-2.0-or-later
"""How the two commands install what is missing, on pretended systems: packages_test.py ROOT."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = sys.argv[1]
TOOLS = ("bash", "awk", "sed", "grep", "env", "dirname", "cat")
INSTALLED = "g++ cmake ninja-build pkg-config python3"
NOBODY = 65534


class Packages(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        os.chmod(self.folder, 0o755)
        self.log = os.path.join(self.folder, "log")
        with open(self.log, "w", encoding="utf-8"):
            os.chmod(self.log, 0o666)
        for tool in TOOLS:
            os.symlink(shutil.which(tool), os.path.join(self.folder, tool))
        scripts = os.path.join(self.folder, "scripts")
        os.mkdir(scripts)
        shutil.copy(os.path.join(ROOT, ".ci", "packages.sh"), scripts)
        with open(os.path.join(scripts, "packages.txt"), "w", encoding="utf-8") as file:
            file.write("# comment\nbuild\tg++\tcompiler\nbuild\tlibicu-dev\tUnicode\ntest\tpython3\ttests\n"
                       "test\tcatch2\ttests\nfull\tclang-tidy\tchecks\n")

    def pretend(self, tool, body):
        path = os.path.join(self.folder, tool)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"#!{shutil.which('bash')}\n{body}\n")
        os.chmod(path, 0o755)

    def pretend_debian(self, installed):
        listing = "\n".join(f"installed {name}" for name in installed.split())
        self.pretend("dpkg-query", f"cat <<'END'\n{listing}\nconfig-files libicu-dev\nEND")
        self.pretend("apt-get", f'echo "apt-get $*" >>{self.log}')

    def ensure(self, *roles, user=None):
        """Exit code, what was said, and which commands were called."""
        done = subprocess.run(
            ["bash", "-c", 'set -euo pipefail; source scripts/packages.sh; ensure_packages "$@"', "bash", *roles],
            cwd=self.folder, env={"PATH": self.folder}, capture_output=True, text=True, check=False, user=user)
        with open(self.log, encoding="utf-8") as file:
            return done.returncode, done.stdout + done.stderr, file.read()

    @unittest.skipIf(os.geteuid() != 0, "needs root to be nobody")
    def test_without_root(self):
        self.pretend_debian(INSTALLED)
        code, said, called = self.ensure("build", user=NOBODY)
        self.assertEqual((code, called), (1, ""))
        self.assertIn("apt-get install --no-install-recommends libicu-dev\n", said)
        self.pretend("sudo", f'echo "sudo" >>{self.log}; exec "$@"')
        code, said, called = self.ensure("build", user=NOBODY)
        self.assertEqual(code, 0, said)
        self.assertEqual(called.splitlines()[::2], ["sudo", "sudo"])
        self.assertTrue(called.splitlines()[3].endswith("install -y --no-install-recommends libicu-dev"), called)

    @unittest.skipIf(os.geteuid() != 0, "needs root")
    def test_what_is_missing_is_installed_and_nothing_else(self):
        self.pretend_debian(INSTALLED)
        code, said, called = self.ensure("build", "test")
        self.assertEqual(code, 0, said)
        self.assertEqual([line.split()[-1] for line in called.splitlines()], ["update", "catch2"])
        self.assertTrue(called.endswith("install -y --no-install-recommends libicu-dev catch2\n"), called)

    @unittest.skipIf(os.geteuid() != 0, "needs root")
    def test_an_installation_that_fails_ends_it(self):
        self.pretend_debian(INSTALLED)
        self.pretend("apt-get", f'echo "apt-get $*" >>{self.log}; exit 100')
        code, _, called = self.ensure("build")
        self.assertNotEqual(code, 0)
        self.assertEqual(len(called.splitlines()), 2)

    def test_nothing_is_missing(self):
        self.pretend_debian(INSTALLED + " libicu-dev")
        self.assertEqual(self.ensure("build"), (0, "", ""))

    def test_without_apt(self):
        code, said, called = self.ensure("build")
        self.assertEqual((code, called), (0, ""))
        self.assertIn("g++ libicu-dev\n", said)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
