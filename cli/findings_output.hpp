// Findings as they are shown: counted, listed worst first, and as points of a layer.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/write_layer.hpp"

namespace cli {

/// Violations first, then warnings, then notes; within each by kind and size, largest first.
[[nodiscard]] std::vector<geo::Finding> worst_first(std::vector<geo::Finding> findings);

[[nodiscard]] bool any_violation(std::span<const geo::Finding> findings);

/// Counts by kind and severity, and the findings themselves up to `most` of them. Empty when there are none.
[[nodiscard]] std::string findings_text(std::span<const geo::Finding> findings, std::size_t most = 50);

/// "2 violations, 1 warning, 4 notes"
[[nodiscard]] std::string count_findings(std::span<const geo::Finding> findings);

/// The findings as points with kind, severity, codes, size, width, perimeter and text; a finding without a
/// place has no geometry.
[[nodiscard]] geo::OutputLayer findings_layer(std::span<const geo::Finding> findings, const std::string& crs);

/// Writes the layer of findings; to a .gpkg also their outlines.
void write_findings(const std::string& path, std::span<const geo::Finding> findings, const std::string& crs,
                    bool overwrite);

}  // namespace cli
