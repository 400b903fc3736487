# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules of docs/architecture.md that can be read off the source: layers, leaks, file sizes, licence lines.

Each check takes the root of a source tree and gives the violations as lines of text; none means that the rule holds.
"""

import os
import re
import subprocess
import tempfile

# Module -> what it may include: other modules, and the groups of outside headers below. Its own headers go without
# saying, and so does the standard library.
LAYERS = {
    "core": set(),
    "text": {"core", "icu"},
    "analysis": {"core", "text", "stemmer"},
    "ingest": {"core", "text", "posix", "json", "gumbo", "libarchive", "libxml", "gmime", "poppler", "gsf", "zlib", "xxhash"},
    "query": {"core", "text"},
    "render": {"core", "text", "json"},
    "cli": {"core", "text", "posix", "boost", "json"},
    "store": {"core", "text", "analysis", "ingest", "query", "render", "posix", "json", "xapian", "xxhash", "libdeflate"},
    "index": {"core", "text", "analysis", "ingest", "query", "render", "store", "posix", "json", "xapian", "xxhash"},
    "search": {"core", "text", "analysis", "ingest", "query", "render", "store", "posix", "json", "xapian", "xxhash"},
}

# Public header -> the module that implements it. A header of core is a plain value that every module may use.
PUBLIC = {
    "analyzer": "analysis",
    "apart_reader": "ingest",
    "archive": "search",
    "article": "core",
    "check": "index",
    "date": "core",
    "dump": "index",
    "indexer": "index",
    "ingest": "ingest",
    "query": "core",
    "render": "render",
    "result": "core",
    "results": "core",
    "statistics": "index",
    "version": "core",
}

# A module may also include these public headers of its siblings, for the plain values in them.
VALUES = {("render", "analyzer")}

OUTSIDE = {
    "icu": r"unicode/",
    "xapian": r"xapian(\.h|/)",
    "boost": r"boost/",
    "json": r"nlohmann/",
    "gumbo": r"gumbo\.h",
    "libarchive": r"archive(_entry)?\.h",
    "libxml": r"libxml/",
    "gmime": r"gmime/",
    "poppler": r"(goo/\w+|ErrorCodes|GfxState|GlobalParams|PDFDoc|TextOutputDev|UTF)\.h",
    "gsf": r"gsf/",
    "zlib": r"zlib\.h",
    "stemmer": r"libstemmer\.h",
    "xxhash": r"xxhash\.h",
    "libdeflate": r"libdeflate\.h",
    "posix": r"(sys/\w+|unistd|fcntl|dirent|poll|spawn|termios)\.h",
    "std": r"[a-z_]+",
}

LEAKS = re.compile(r"/(unicode|xapian|boost|nlohmann|libxml|gmime|poppler|gsf)/|/(xapian|gumbo|zlib|libstemmer|xxhash|libdeflate)\.h")

LONGEST_FILE = 400
SOURCE_ENDINGS = (".cpp", ".hpp", ".h", ".c", ".S", ".py", ".sh", ".cmake")
SOURCE_NAMES = {"CMakeLists.txt", "quickstart", "run-tests", "run"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def files(root, *folders):
    """Paths relative to the root of all files in these folders, in byte order."""
    found = []
    for folder in folders:
        for where, names, leaves in os.walk(os.path.join(root, folder)):
            names[:] = [name for name in names if name != "__pycache__"]
            found += [os.path.relpath(os.path.join(where, leaf), root) for leaf in leaves]
    return sorted(found)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def includes(root, path):
    """(whether in angle brackets, what is included) for each include line of a file."""
    return [(bracket == "<", name) for bracket, name in INCLUDE.findall(read(root, path))]


def outside_group(name):
    for group, pattern in OUTSIDE.items():
        if re.fullmatch(pattern if pattern.endswith(("h", "+")) else pattern + r".*", name):
            return group
    return None


def check_module(root, path, module):
    if module not in LAYERS:
        return [f"{path}: the module {module} is not in the table of layers"]
    allowed = LAYERS[module] | {module, "std"}
    problems = []
    for angled, name in includes(root, path):
        if angled and name.startswith("diwan/"):
            header = name[len("diwan/") : -len(".hpp")]
            owner = PUBLIC.get(header)
            if owner is None:
                problems.append(f"{path}: <{name}> is not in the table of public headers")
            elif owner not in allowed and (module, header) not in VALUES:
                problems.append(f"{path}: {module} must not include <{name}>, which belongs to {owner}")
        elif angled:
            group = outside_group(name)
            if group not in allowed:
                problems.append(f"{path}: {module} must not include <{name}> ({group or 'unknown'})")
        else:
            target = name.split("/")[0]
            if "/" not in name or target not in allowed:
                problems.append(f'{path}: {module} must not include "{name}"')
    return problems


def check_public(root, path):
    problems = []
    for angled, name in includes(root, path):
        if not angled or not (name.startswith("diwan/") or outside_group(name) == "std"):
            problems.append(f"{path}: a public header includes std and diwan headers only, not {name}")
    return problems


def check_app(root, path, app):
    problems = []
    for angled, name in includes(root, path):
        if angled:
            fine = name.startswith("diwan/") or outside_group(name) == "std"
            fine = fine or (outside_group(name) == "boost" and os.path.basename(path) == "options.cpp")
        else:
            fine = name.startswith("cli/") or os.path.exists(os.path.join(root, app, name))
        if not fine:
            problems.append(f"{path}: a program must not include {name}")
    return problems


def check_includes(root):
    """Every file includes its own module and lower layers, never up and never sideways."""
    problems = []
    for path in files(root, "common/src", "common/include", "indexer", "searcher"):
        if not path.endswith((".cpp", ".hpp")):
            continue
        parts = path.split(os.sep)
        if parts[0] in ("indexer", "searcher"):
            problems += check_app(root, path, parts[0])
        elif parts[1] == "include":
            problems += check_public(root, path)
        else:
            problems += check_module(root, path, parts[2])
    return problems


def check_leaks(root, compiler, more_folders=()):
    """Every public header compiles by itself and reaches no header of a library, however indirectly."""
    folders = [os.path.join(root, "common", "include"), *more_folders]
    problems = []
    for folder in folders:
        for path in files(folder, "diwan"):
            with tempfile.TemporaryDirectory() as scratch:
                unit = os.path.join(scratch, "unit.cpp")
                with open(unit, "w", encoding="utf-8") as file:
                    file.write(f"#include <{path}>\n#include <{path}>\n")
                command = [compiler, "-std=c++20", "-Wall", "-Wextra", "-Werror", "-c", "-o", unit + ".o", "-MD", "-MF", unit + ".d"]
                run = subprocess.run(
                    command + [f"-I{each}" for each in folders] + [unit], capture_output=True, text=True, check=False)
                if run.returncode != 0:
                    problems.append(f"{path} does not compile by itself:\n{run.stderr}")
                    continue
                leaks = sorted({word for word in read(scratch, "unit.cpp.d").split() if LEAKS.search(word)})
                if leaks:
                    problems.append(f"{path} leaks {leaks[0]}")
    return problems


def source_files(root):
    tops = [name for name in ("common", "indexer", "searcher", "tests", ".ci") if os.path.isdir(os.path.join(root, name))]
    found = files(root, *tops) + [name for name in sorted(os.listdir(root)) if os.path.isfile(os.path.join(root, name))]
    return [
        path
        for path in found
        if (path.endswith(SOURCE_ENDINGS) or os.path.basename(path) in SOURCE_NAMES)
        and not path.startswith(os.path.join("tests", "data") + os.sep)
    ]


def check_licence_lines(root):
    """Every source file says its licence in the first two lines."""
    wanted = "SPDX-License-Identifier: GPL-2.0-or-later"
    return [f"{path}: no line “{wanted}”" for path in source_files(root) if wanted not in "\n".join(read(root, path).split("\n")[:2])]


def check_sizes(root):
    """No source file is over 400 lines, and no main.cpp over 40."""
    problems = []
    for path in source_files(root):
        limit = 40 if path in (os.path.join("indexer", "main.cpp"), os.path.join("searcher", "main.cpp")) else LONGEST_FILE
        lines = read(root, path).count("\n")
        if lines > limit:
            problems.append(f"{path}: {lines} lines, over {limit}")
    return problems


def check_headers(root):
    """Every header is guarded by #pragma once."""
    return [
        f"{path}: no #pragma once"
        for path in source_files(root)
        if path.endswith(".hpp") and "#pragma once" not in read(root, path)
    ]


def check_packages(root):
    """docs/dependencies.md tells of every package that the scripts install, and of no other."""
    listed = [line.split("\t")[1] for line in read(root, ".ci/packages.txt").splitlines() if line and line[0] != "#"]
    told = re.findall(r"^\| `([^`]+)` \|", read(root, "docs/dependencies.md"), re.MULTILINE)
    return [f"docs/dependencies.md: {name} is missing" for name in listed if name not in told] + [
        f"docs/dependencies.md: {name} is not in .ci/packages.txt" for name in told if name not in listed]
