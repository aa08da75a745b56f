// Findings about rows and codes, which have no place on the map.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "geo/finding.hpp"

namespace shapes {

/// A finding without a place. `text` must not be computed from codes that are moved in the same call.
[[nodiscard]] inline geo::Finding table_finding(geo::FindingKind kind, geo::Severity severity,
                                                std::vector<std::string> codes, std::string text,
                                                double size = std::numeric_limits<double>::quiet_NaN()) {
    constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
    return {kind, severity, std::move(codes), nowhere, nowhere, size, std::move(text)};
}

}  // namespace shapes
