// Result<T>: a value, or an error that a person can act on. For operating errors (bad input, a missing file, an
// unreachable broker); bugs assert. An error is one sentence that names the thing at fault and what to do.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace inflight {

enum class ErrorKind {
  usage,        // the words of the command line are wrong: exit status 2
  bad_input,    // a script, lesson, property or file that can't be taken: exit status 1
  unavailable,  // something outside doesn't answer: exit status 1
};

struct Error {
  ErrorKind kind = ErrorKind::bad_input;
  std::string sentence;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: a value is a result
  Result(Error error) : state_(std::move(error)) {}  // NOLINT: so is an error

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  T& value() & { return assert(ok()), std::get<T>(state_); }
  const T& value() const& { return assert(ok()), std::get<T>(state_); }
  T&& value() && { return assert(ok()), std::get<T>(std::move(state_)); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { return assert(!ok()), std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

// A result that carries nothing but success.
struct Done {};
using Status = Result<Done>;

inline Error bad_input(std::string sentence) { return {ErrorKind::bad_input, std::move(sentence)}; }
inline Error usage_error(std::string sentence) { return {ErrorKind::usage, std::move(sentence)}; }
inline Error unavailable(std::string sentence) { return {ErrorKind::unavailable, std::move(sentence)}; }

}  // namespace inflight
