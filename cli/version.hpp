// The version of the tool and of the libraries it stands on.
#pragma once

#include <string>
#include <string_view>

namespace cli {

/// "0.1.0"
[[nodiscard]] std::string_view tool_version();

/// Text of --version: the tool, the libraries it was built with, and whether PROJ has the OSTN15 grid here.
[[nodiscard]] std::string version_text();

}  // namespace cli
