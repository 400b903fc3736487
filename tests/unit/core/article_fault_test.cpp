// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/article_fault.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace diwan {

TEST_CASE("what is no article from outside is told") {
  struct Row {
    std::string id;
    std::vector<Field> fields;
    std::string fault;
  };
  using Kind = Field::Kind;
  const std::string no_number = "a number of its fields is none";
  const Row rows[] = {
      {"a", {}, ""},
      {"a", {{"", "", Kind::text}, {"تاريخ", "x", Kind::text}}, ""},
      {"a", {{"n", "-0", Kind::number}, {"m", "12.50", Kind::number}, {"k", "1E+400", Kind::number}}, ""},
      {"a", {{"b", "true", Kind::boolean}, {"c", "false", Kind::boolean}}, ""},
      {"", {}, "its id is empty"},
      {"a", {{"text", "x", Kind::text}}, "id, title or text is one of its fields"},
      {"a",
       {{"n", "1", Kind::text}, {"m", "1", Kind::text}, {"n", "1", Kind::text}},
       "two of its fields have one name"},
      {"a", {{"n", "", Kind::number}}, no_number},
      {"a", {{"n", "01", Kind::number}}, no_number},
      {"a", {{"n", "+1", Kind::number}}, no_number},
      {"a", {{"n", "1.", Kind::number}}, no_number},
      {"a", {{"n", "1e", Kind::number}}, no_number},
      {"a", {{"n", "٣", Kind::number}}, no_number},
      {"a", {{"n", "1,\"x\":2", Kind::number}}, no_number},
      {"a", {{"b", "True", Kind::boolean}}, "a boolean of its fields is neither true nor false"},
  };
  for (const auto& [id, fields, fault] : rows) {
    INFO(id << " " << (fields.empty() ? "" : fields.back().value));
    const auto* const found = fault_of({{"s", "p", id}, "t", "x", {}, fields});
    CHECK((found == nullptr ? "" : std::string(found)) == fault);
  }
}

}  // namespace diwan
