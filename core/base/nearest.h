// The word that somebody may have meant.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace inflight {

// Levenshtein's distance, capitals or not.
std::size_t distance(std::string_view a, std::string_view b);

// The first of `words` that is nearest to `word`, at most a third of its letters away, or two; empty if none is, or if
// the word is longer than 100 bytes.
std::string_view nearest(std::string_view word, std::span<const std::string_view> words);

// " Did you mean 'down'?", or nothing where there is no near word.
std::string meant(std::string_view word, std::span<const std::string_view> words);

}  // namespace inflight
