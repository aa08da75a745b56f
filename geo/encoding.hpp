// Character encodings of text files and attributes: everything inside the tool is UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace geo {

/// With which some programs begin a text in UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// True when the text is well-formed UTF-8 (no overlong forms, no surrogates). O(bytes), quick over ASCII.
[[nodiscard]] bool is_utf8(std::string_view text);

/// Windows-1252, of which Latin-1 text is a part, as UTF-8. The five bytes that Windows-1252 leaves open
/// become the control characters of the same number. O(bytes).
[[nodiscard]] std::string windows_1252_to_utf8(std::string_view text);

}  // namespace geo
