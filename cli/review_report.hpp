// The report of a review for people, in Markdown.
#pragma once

#include <span>
#include <string>

#include "cli/report.hpp"
#include "cli/review_maps.hpp"
#include "cli/review_work.hpp"

namespace cli {

/// One table a subject: inputs, operation, joins, findings, totals, figures beside published ones,
/// footprints, flows, values, maps, definitions. `proposals` is the section about these, or empty.
[[nodiscard]] std::string review_report(const Review& review, const ReviewWork& work, const Report& report,
                                        std::span<const DrawnMap> maps, const std::string& proposals);

}  // namespace cli
