// SPDX-License-Identifier: GPL-2.0-or-later
// dictionary_compiler AFFIXES WORDS OUTPUT: compiles a hunspell dictionary into the table that the library carries.
// Part of the build; never installed.
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
  if (argc != 4) return fail("usage: dictionary_compiler AFFIXES WORDS OUTPUT");
  const auto files = diwan::dictionary_compiler::read_hunspell(argv[1], argv[2]);
  if (!files) return fail(files.error().message);
  const auto compiled = diwan::dictionary_compiler::compile(*files);
  if (!compiled) return fail(compiled.error().message);
  std::ofstream output(argv[3], std::ios::binary);
  output << *compiled << std::flush;
  if (!output) return fail(std::string("cannot write ") + argv[3]);
  return 0;
}
