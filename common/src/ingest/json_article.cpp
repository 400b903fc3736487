// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/json_article.hpp"
#include "core/field_table.hpp"

#include "ingest/json_object.hpp"
#include "ingest/plain_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace diwan::ingest {
namespace {

using Kind = JsonMember::Kind;

constexpr std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::text:
      return "a string";
    case Kind::number:
      return "a number";
    case Kind::boolean:
      return "a boolean";
    case Kind::list:
    case Kind::nested_list:
      return "an array";
    case Kind::object:
      return "an object";
  }
  return {};
}

Error malformed(std::string message) { return {Code::malformed, std::move(message), {}}; }

/// Fields of which a nested value says who or what is meant.
constexpr std::array labelled{fields::date, fields::author, fields::language,
                              fields::url,  fields::source, fields::category};

/// The members of an object, each to be taken once by its name.
class Members {
 public:
  explicit Members(std::vector<JsonMember> members) : members_(std::move(members)) {}

  JsonMember* find(std::string_view name) {
    const auto member = std::ranges::find(members_, name, &JsonMember::name);
    return member == members_.end() || member->kind == Kind::null ? nullptr : &*member;
  }

  /// Takes a string out; an absent one is empty.
  Result<std::string> take_text(std::string_view name) {
    auto* const member = find(name);
    if (member == nullptr) return std::string();
    if (member->kind != Kind::text) {
      const bool holds_texts =
          member->kind != Kind::number && member->kind != Kind::boolean && !is_blank(member->value);
      if (holds_texts && name != fields::id) return Error{Code::not_found, "no string", {}};
      return malformed(std::string(name) + " is " + std::string(name_of(member->kind)) + ", not a string");
    }
    member->kind = Kind::null;
    return std::move(member->value);
  }

  /// Whether what is left has texts, under whatever names.
  bool has_texts() const {
    return std::ranges::any_of(members_, [](const JsonMember& member) {
      return member.kind != Kind::number && member.kind != Kind::boolean && !is_blank(member.value);
    });
  }

  /// What is left and can be a field.
  std::vector<Field> take_fields() { return fields_of(std::move(members_), labelled); }

 private:
  std::vector<JsonMember> members_;
};

Result<std::string> take_id(Members& members) {
  if (auto* const id = members.find(fields::id); id != nullptr && id->kind == Kind::number) {
    id->kind = Kind::null;
    return std::move(id->value);
  }
  auto id = members.take_text(fields::id);
  if (!id) return malformed(id.error().message + " or a number");
  return id;
}

}  // namespace

Result<Member> parse_json_article(std::string_view json) {
  auto object = parse_json_object(json);
  if (!object) return std::move(object).error();
  Members members(std::move(object).value());
  auto id = take_id(members);
  if (!id) return std::move(id).error();
  auto title = members.take_text(fields::title);
  if (!title) return std::move(title).error();
  const bool names_text = members.find(fields::text) != nullptr || members.find(fields::body) != nullptr;
  auto text = members.take_text(fields::text);
  if (!text) return std::move(text).error();
  if (text->empty()) {
    text = members.take_text(fields::body);
    if (!text) return std::move(text).error();
  }
  if (is_blank(*title) && is_blank(*text)) {
    return Error{Code::not_found, "neither a title nor a text", {}};
  }
  if (!names_text && members.has_texts()) return Error{Code::not_found, "no name of a text", {}};
  Member member{std::move(id).value(), {}};
  member.article.title = std::move(title).value();
  member.article.text = std::move(text).value();
  member.article.fields = members.take_fields();
  return member;
}

}  // namespace diwan::ingest
