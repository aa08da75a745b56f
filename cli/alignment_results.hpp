// The result of `align` for its report, key by key as the command-line contract says.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "cli/alignment_report.hpp"

namespace cli {

[[nodiscard]] nlohmann::ordered_json alignment_json(const AlignmentToReport& report);

}  // namespace cli
