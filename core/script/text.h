// Text helpers that Python's str needs: UTF-8 by code points, and how floats are written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace inflight::script {

void append_utf8(std::string& out, std::uint32_t code_point);

// The code point at `at`, which moves behind it. The text must be UTF-8.
std::uint32_t next_code_point(std::string_view text, std::size_t& at);

// The byte offset of the character number `index`, at most the text's size.
std::size_t byte_offset(std::string_view text, std::size_t index);

// repr(float): the shortest text that reads back the same, with ".0" or an exponent as Python writes it.
std::string float_repr(double value);

// What is not ASCII as \x, \u and \U: ascii() and !a.
std::string escaped_to_ascii(std::string_view text);

// repr(str) and repr(bytes).
std::string quote_text(std::string_view text);
std::string quote_bytes(std::string_view bytes);

}  // namespace inflight::script
