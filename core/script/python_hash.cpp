// CPython's hashes, where they are the same in each process; see objects.h.
#include <bit>
#include <cmath>

#include "core/script/objects.h"

namespace inflight::script {
namespace {

constexpr int kBits = 61;
constexpr std::uint64_t kModulus = (std::uint64_t{1} << kBits) - 1;

std::int64_t never_minus_one(std::int64_t hash) { return hash == -1 ? -2 : hash; }

// A number's hash is the number modulo a prime of 61 bits, so that equal numbers of all types have the same.
std::optional<std::int64_t> hash_of_real(double real) {
  if (std::isnan(real)) return std::nullopt;
  if (std::isinf(real)) return real > 0 ? 314159 : -314159;
  const auto turned = [](std::uint64_t x, int bits) { return ((x << bits) & kModulus) | x >> (kBits - bits); };
  constexpr int kStep = 28;
  int exponent = 0;
  double rest = std::frexp(std::abs(real), &exponent);
  std::uint64_t hash = 0;
  for (; rest != 0; exponent -= kStep) {
    rest = std::ldexp(rest, kStep);
    const auto whole = static_cast<std::uint64_t>(rest);
    rest -= static_cast<double>(whole);
    hash = (turned(hash, kStep) + whole) % kModulus;
  }
  hash = turned(hash, (exponent % kBits + kBits) % kBits);
  return never_minus_one(real < 0 ? -static_cast<std::int64_t>(hash) : static_cast<std::int64_t>(hash));
}

// xxHash over the members' hashes.
std::optional<std::int64_t> hash_of_tuple(const Tuple& tuple) {
  constexpr std::uint64_t kPrime1 = 11400714785074694791U;
  constexpr std::uint64_t kPrime2 = 14029467366897019727U;
  constexpr std::uint64_t kPrime5 = 2870177450012600261U;
  std::uint64_t hash = kPrime5;
  for (const Value& one : tuple.items) {
    const std::optional<std::int64_t> its = python_hash(one);
    if (!its) return std::nullopt;
    hash = std::rotl(hash + static_cast<std::uint64_t>(*its) * kPrime2, 31) * kPrime1;
  }
  hash += tuple.items.size() ^ (kPrime5 ^ 3527539U);
  return hash + 1 == 0 ? 1546275796 : static_cast<std::int64_t>(hash);
}

}  // namespace

std::optional<std::int64_t> python_hash(const Value& value) {
  if (value.is_integral()) return never_minus_one(value.as_integer() % static_cast<std::int64_t>(kModulus));
  if (value.is_real()) return hash_of_real(value.as_real());
  if (const Tuple* tuple = value.get<Tuple>()) return hash_of_tuple(*tuple);
  const bool empty = (value.is(Str::kType) && value.to<Str>().text.empty()) ||
                     (value.is(Bytes::kType) && value.to<Bytes>().data.empty());
  return empty ? std::optional<std::int64_t>(0) : std::nullopt;
}

}  // namespace inflight::script
