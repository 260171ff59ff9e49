// The types of a script's values that are not objects, and of its exceptions, as type() and `except` see them.
#pragma once

#include <span>
#include <string_view>

#include "core/script/value.h"

namespace inflight::script {

extern const Type kIntType;
extern const Type kFloatType;
extern const Type kBoolType;
extern const Type kNoneType;

// Exceptions by name, base and module.
#define INFLIGHT_EXCEPTIONS(X)           \
  X(SystemExit, BaseException)           \
  X(KeyboardInterrupt, BaseException)    \
  X(GeneratorExit, BaseException)        \
  X(Exception, BaseException)            \
  X(ArithmeticError, Exception)          \
  X(FloatingPointError, ArithmeticError) \
  X(OverflowError, ArithmeticError)      \
  X(ZeroDivisionError, ArithmeticError)  \
  X(AssertionError, Exception)           \
  X(AttributeError, Exception)           \
  X(BufferError, Exception)              \
  X(EOFError, Exception)                 \
  X(ImportError, Exception)              \
  X(ModuleNotFoundError, ImportError)    \
  X(LookupError, Exception)              \
  X(IndexError, LookupError)             \
  X(KeyError, LookupError)               \
  X(MemoryError, Exception)              \
  X(NameError, Exception)                \
  X(UnboundLocalError, NameError)        \
  X(OSError, Exception)                  \
  X(ConnectionError, OSError)            \
  X(TimeoutError, OSError)               \
  X(InterruptedError, OSError)           \
  X(RuntimeError, Exception)             \
  X(NotImplementedError, RuntimeError)   \
  X(RecursionError, RuntimeError)        \
  X(StopIteration, Exception)            \
  X(SyntaxError, Exception)              \
  X(TypeError, Exception)                \
  X(ValueError, Exception)               \
  X(UnicodeError, ValueError)            \
  X(UnicodeDecodeError, UnicodeError)    \
  X(UnicodeEncodeError, UnicodeError)    \
  X(Warning, Exception)                  \
  X(DeprecationWarning, Warning)         \
  X(UserWarning, Warning)

namespace errors {
extern const Type BaseException;
#define INFLIGHT_DECLARE(name, base) extern const Type name;
INFLIGHT_EXCEPTIONS(INFLIGHT_DECLARE)
#undef INFLIGHT_DECLARE
}  // namespace errors

// Every builtin exception type.
std::span<const Type* const> exception_types();

// What type() says of a value.
const Type& type_of(const Value& value);

// A builtin function or type by name; null in both if there is none.
struct Builtin {
  std::string_view name;
  NativeFn call = nullptr;
  const Type* type = nullptr;
};
std::span<const Builtin> builtins();

}  // namespace inflight::script
