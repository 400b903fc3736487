// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/dictionary_compiler/compile.hpp"
#include "analysis/dictionary_compiler/forms.hpp"
#include "analysis/dictionary_compiler/hunspell_files.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

namespace diwan::dictionary_compiler {
namespace {

/// Two files that go with the test.
class Files {
 public:
  Files(const std::string& affixes, const std::string& words) {
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "ar.aff") << affixes;
    std::ofstream(folder_ / "ar.dic") << words;
  }
  ~Files() { std::filesystem::remove_all(folder_); }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  Result<HunspellFiles> read() const { return read_hunspell(folder_ / "ar.aff", folder_ / "ar.dic"); }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }

 private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("diwan-dictionary-" + std::to_string(::getpid()));
};

const char* const affixes =
    "FLAG\tlong\nSET UTF-8\nIGNORE ٌٍَُِّْـٰ\n"
    "AF 3\nAF SaSb # 1\nAF Pa # 2\nAF PlSc # 3\n"
    "AM 2\nAM is:pst st:قَالَ po:verb\nAM heading\n"
    "PFX\tPa\tY\t2\nPFX Pa 0 وَ .\nPFX Pa ل لل ل\n"
    "PFX Pl Y 1\nPFX Pl 0 ال [^ا]\n"
    "SFX Sa Y 2\nSFX Sa ة ات/2 [^أ]ة\nSFX Sa ء ؤُهم ء\n"
    "SFX Sb Y 1\nSFX Sb 0 ي/3 [^ةء]\n"
    "SFX Sc Y 1\nSFX Sc ي ية ي\n";

bool has(const FormRules& rules, const std::u32string& added, const std::u32string& removed) {
  return rules.contains(FoldedAffix{added, removed});
}

}  // namespace

TEST_CASE("a dictionary is read with its aliases, without its marks and headings") {
  const Files files(affixes, "5\n#####\nقُوَّة/1\nقال/2\t1\nبيروت\u200E\nkein\n");
  const auto read = files.read();
  REQUIRE(read);
  REQUIRE(read->entries.size() == 3);
  CHECK(read->entries[0].word == U"قوة");
  CHECK(read->entries[0].lemma.empty());
  CHECK(read->entries[1].lemma == U"قال");
  CHECK(read->entries[2].word == U"بيروت");
  CHECK(read->entries[2].flag_set == 0);
  CHECK(read->flag_sets[1].size() == 2);
}

TEST_CASE("what is not understood is named with its line") {
  struct Row {
    const char* affixes;
    const char* words;
    const char* place;
    const char* reason;
  };
  const Row rows[] = {
      {"FLAG num\n", "", "ar.aff:1", "other flags"},
      {"SET ISO8859-6\n", "", "ar.aff:1", "another encoding"},
      {"FLAG long\nSFX Sa N 1\n", "", "ar.aff:2", "rules that do not combine"},
      {"FLAG long\nSFX Sa Y 1\nSFX Sa 0 ي/9 .\n", "", "ar.aff:3", "an alias that is not there"},
      {"FLAG long\n", "قوة/7\n", "ar.dic:1", "an alias that is not there"},
      {"FLAG long\n", "قوة\nقال\t4\n", "ar.dic:2", "a lemma that is not there"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto read = Files(row.affixes, row.words).read();
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Code::malformed);
    CHECK(read.error().message.find(row.place) != std::string::npos);
  }
  const auto missing = read_hunspell("/nonexistent/ar.aff", "/nonexistent/ar.dic");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == Code::io);
}

TEST_CASE("forms are those that hunspell accepts, folded") {
  const Files files(affixes, "قوة/1\nوزراء/1\nعراق/1\nلجنة/2\nجزأة/1\n");
  const auto read = files.read();
  REQUIRE(read);
  FormFinder finder(*read);
  const auto& force = finder.rules_of(read->entries[0]);
  CHECK(has(force, U"", U""));
  CHECK(has(force, U"ات", U"ه"));
  CHECK_FALSE(has(force, U"ي", U""));  // the condition forbids ة
  CHECK(has(finder.rules_of(read->entries[1]), U"وهم", U"ء"));
  const auto& iraq = finder.rules_of(read->entries[2]);
  CHECK(has(iraq, U"ي", U""));
  CHECK(has(iraq, U"يه", U""));  // a suffix on a suffix
  CHECK_FALSE(has(iraq, U"ات", U"ه"));
  CHECK_FALSE(has(finder.rules_of(read->entries[4]), U"ات", U"ه"));  // conditions see أ although it folds to ا

  const auto prefix = [&](const std::u32string& added, const std::u32string& removed) {
    const auto& all = finder.prefixes();
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), FoldedAffix{added, removed}) - all.begin());
  };
  const auto allows = [](const FormRules& rules, const std::u32string& added, const std::u32string& removed,
                         std::size_t number) {
    return (rules.at({added, removed})[0] >> number & 1) != 0;
  };
  REQUIRE(prefix(U"و", U"") < finder.prefixes().size());
  CHECK(allows(force, U"ات", U"ه", prefix(U"و", U"")));     // the suffix brings the flag of و
  CHECK_FALSE(allows(force, U"", U"", prefix(U"و", U"")));  // the word alone has it not
  CHECK(allows(iraq, U"يه", U"", prefix(U"ال", U"")));
  CHECK(allows(finder.rules_of(read->entries[3]), U"", U"", prefix(U"لل", U"ل")));
  CHECK_FALSE(allows(force, U"ات", U"ه", prefix(U"لل", U"ل")));  // قوات has no ل
}

TEST_CASE("the same files give the same bytes, others do not") {
  const Files files(affixes, "قوة/1\nعراق/1\nقال/2\t1\nعراق/2\n");
  const auto read = files.read();
  REQUIRE(read);
  const auto once = compile(*read);
  const auto again = compile(*files.read());
  REQUIRE(once);
  CHECK(*once == *again);
  auto fewer = *read;
  fewer.entries.pop_back();
  CHECK(*compile(fewer) != *once);
}

TEST_CASE("listed names take the affixes of names that the dictionary has") {
  const Files files(affixes, "4\nلبنان/2\nعراق/3\nموسكو/1\nقال/2\t1\n");
  auto read = files.read();
  REQUIRE(read);
  const auto list = files.write("names", "# heading\n\nغوتيريش\nالفلوجة\n");
  REQUIRE(add_names(*read, list));
  REQUIRE(read->entries.size() == 6);
  CHECK(read->entries[4].word == U"غوتيريش");
  CHECK(read->entries[4].flag_set == read->entries[0].flag_set);
  CHECK(read->entries[5].word == U"فلوجة");
  CHECK(read->entries[5].flag_set == read->entries[1].flag_set);
  CHECK(read->entries[5].name);
  CHECK(read->entries[0].name);  // of the dictionary itself

  const auto two_words = add_names(*read, files.write("names", "غوتيريش\nأبو ظبي\n"));
  REQUIRE_FALSE(two_words);
  CHECK(two_words.error().message.ends_with("names:2: not one Arabic word"));
  CHECK_FALSE(add_names(*read, list.parent_path() / "missing"));
}

}  // namespace diwan::dictionary_compiler
