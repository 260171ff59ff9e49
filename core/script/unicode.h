// What Python's str knows of characters: case, kind, and whether repr() writes them as they are. The tables are those
// of CPython 3.11 (Unicode 14); tests/script/unicode_table.py writes them.
#pragma once

#include <cstdint>
#include <string>

namespace inflight::script {

bool is_alpha(std::uint32_t c);
bool is_upper(std::uint32_t c);
bool is_lower(std::uint32_t c);
bool is_title(std::uint32_t c);
bool is_decimal(std::uint32_t c);
bool is_digit(std::uint32_t c);
bool is_numeric(std::uint32_t c);
bool is_space(std::uint32_t c);
bool is_printable(std::uint32_t c);
bool is_cased(std::uint32_t c);

// Appended as UTF-8: some characters become several.
void append_upper(std::string& out, std::uint32_t c);
void append_lower(std::string& out, std::uint32_t c);
void append_title(std::string& out, std::uint32_t c);
void append_folded(std::string& out, std::uint32_t c);
void append_swapped(std::string& out, std::uint32_t c);

}  // namespace inflight::script
