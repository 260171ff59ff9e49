// Configuration as kcat and librdkafka's tools take it: 'name=value', one by one (-X) or in a file (-F).
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/result.h"
#include "core/binding/host.h"

namespace inflight {

// "name=value", blanks around both left out. `where` stands first in the error: "-X linger".
Result<Property> parse_property(std::string_view text, std::string_view where);

// A client.properties: a property a line, # for comments. Names and values are not judged (check_property does). "~/"
// is the user's home. Errors as read_text_file() has them; a torn line with its number.
Result<Properties> read_client_properties(const std::filesystem::path& path);

}  // namespace inflight
