// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/document_data.hpp"

#include <array>
#include <nlohmann/json.hpp>

namespace diwan::store {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kind_names{"text", "number", "boolean"};

std::optional<Field::Kind> kind_of(const std::string& name) {
  for (std::size_t i = 0; i < kind_names.size(); ++i) {
    if (name == kind_names[i]) return static_cast<Field::Kind>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string to_document_data(const Article& article) {
  Json fields = Json::array();
  for (const auto& field : article.fields) {
    Json row = {field.name, field.value};
    if (field.kind != Field::Kind::text) row.push_back(kind_names[static_cast<std::size_t>(field.kind)]);
    fields.push_back(std::move(row));
  }
  const Json data = {{"source", article.identity.source},
                     {"path", article.identity.path},
                     {"id", article.identity.id},
                     {"fields", std::move(fields)}};
  return data.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Article> from_document_data(std::string_view data) {
  const Json json = Json::parse(data, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto text = [&](const char* key) -> const std::string* {
    const auto found = json.find(key);
    return found == json.end() ? nullptr : found->get_ptr<const std::string*>();
  };
  const auto *source = text("source"), *path = text("path"), *id = text("id");
  const auto fields = json.find("fields");
  if (source == nullptr || path == nullptr || id == nullptr || fields == json.end() || !fields->is_array()) {
    return std::nullopt;
  }
  Article article;
  article.identity = {*source, *path, *id};
  for (const auto& row : *fields) {
    if (!row.is_array() || row.size() < 2 || row.size() > 3) return std::nullopt;
    for (const auto& part : row) {
      if (!part.is_string()) return std::nullopt;
    }
    const auto kind = row.size() == 3 ? kind_of(row[2].get_ref<const std::string&>()) : Field::Kind::text;
    if (!kind) return std::nullopt;
    article.fields.push_back({row[0].get<std::string>(), row[1].get<std::string>(), *kind});
  }
  return article;
}

}  // namespace diwan::store
