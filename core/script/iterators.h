// Iterators that several files make: over tables, and the views that dict.keys(), values() and items() give.
#pragma once

#include "core/script/objects.h"

namespace inflight::script {

class TableIterator final : public Iterator {
 public:
  enum class What : std::uint8_t { keys, values, items };
  TableIterator(Value of, What what);
  void clear() override { of_.reset(); }
  bool next(Machine& machine, Value& out) override;

 private:
  Value of_;
  What what_;
  std::uint64_t changes_;
  std::size_t at_ = 0;
};

class View final : public Object {
 public:
  static const Type kType;
  View(Value its_dict, TableIterator::What its_what) : Object(kType), dict(std::move(its_dict)), what(its_what) {}
  void clear() override { dict.reset(); }
  bool has_length() const override { return true; }
  std::int64_t length() override { return static_cast<std::int64_t>(dict.to<Dict>().table.size()); }
  std::string repr() override;
  Value dict;
  TableIterator::What what;
};

}  // namespace inflight::script
