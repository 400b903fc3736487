// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace diwan {

/// What kind of failure an Error reports; programs map it to an exit code.
enum class Code {
  invalid_argument,  ///< the caller's words are off: an option, a query, a date
  not_found,         ///< no such file, index or article
  not_an_index,      ///< the path exists and is no diwan index
  wrong_version,     ///< the index was written with another schema or analyzer
  busy,              ///< another run holds the index
  io,                ///< the system refused to read or write
  malformed,         ///< bytes that are not what they claim to be
  corrupt,           ///< the index contradicts itself
  internal,          ///< a library failed in a way nobody expected
};

/// An expected failure: what happened, and what the user can do about it.
/// A plain value. `message` names the place; `hint` is a whole sentence, or empty.
struct Error {
  Code code = Code::internal;
  std::string message;
  std::string hint;

  bool operator==(const Error&) const = default;
};

/// A value or an Error: the subset of std::expected that C++20 lacks.
/// Owns its value. Reading the side that is not there is a bug and asserts.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  T& value() & { return *pointer(); }
  const T& value() const& { return *const_cast<Result*>(this)->pointer(); }
  T&& value() && { return std::move(*pointer()); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return pointer(); }
  const T* operator->() const { return const_cast<Result*>(this)->pointer(); }

  const Error& error() const& {
    assert(!has_value());
    return *std::get_if<1>(&state_);
  }
  Error&& error() && {
    assert(!has_value());
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  T* pointer() {
    assert(has_value());
    return std::get_if<0>(&state_);
  }

  std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool has_value() const noexcept { return !error_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  const Error& error() const& {
    assert(!has_value());
    return *error_;
  }
  Error&& error() && {
    assert(!has_value());
    return std::move(*error_);
  }

 private:
  std::optional<Error> error_;
};

}  // namespace diwan
