// SPDX-License-Identifier: GPL-2.0-or-later
// dictionary_compiler AFFIXES WORDS NAMES OUTPUT: compiles a hunspell dictionary and a list of names into the table
// that the library carries. Part of the build; never installed.
#include <fstream>
#include <iostream>

#include "analysis/dictionary_compiler/compile.hpp"
#include "analysis/dictionary_compiler/hunspell_files.hpp"

namespace {

int fail(const std::string& message) {
  std::cerr << "dictionary_compiler: " << message << '\n';
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return fail("usage: dictionary_compiler AFFIXES WORDS NAMES OUTPUT");
  auto files = diwan::dictionary_compiler::read_hunspell(argv[1], argv[2]);
  if (!files) return fail(files.error().message);
  if (const auto added = diwan::dictionary_compiler::add_names(*files, argv[3]); !added) {
    return fail(added.error().message);
  }
  const auto compiled = diwan::dictionary_compiler::compile(*files);
  if (!compiled) return fail(compiled.error().message);
  std::ofstream output(argv[4], std::ios::binary);
  output << *compiled << std::flush;
  if (!output) return fail(std::string("cannot write ") + argv[4]);
  return 0;
}
