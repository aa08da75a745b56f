// Text as XML has it.
#pragma once

#include <string>
#include <string_view>

namespace render {

/// Text for element content and attribute values. Control characters, which XML cannot hold, are dropped, and
/// line feeds become `line_feed`.
[[nodiscard]] std::string xml_text(std::string_view text, char line_feed = ' ');

}  // namespace render
