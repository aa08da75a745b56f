// Small helpers for names and codes: ASCII only, no locale.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Without leading and trailing blanks, tabs and line breaks.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Capitals A to Z made small; everything else as it is.
[[nodiscard]] std::string to_lower(std::string_view text);

/// "a, b, c".
[[nodiscard]] std::string join(const std::vector<std::string>& names);

/// Ending of a path in small letters, with its dot; empty when there is none.
[[nodiscard]] std::string lower_extension(const std::filesystem::path& path);

/// Appends a Unicode code point as UTF-8. @pre it is a scalar value.
void append_utf8(std::string& out, unsigned code_point);

}  // namespace geo
