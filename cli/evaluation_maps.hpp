// Maps of a proposal: what changes hands, and the plan before and after side by side.
#pragma once

#include <string>

#include "cli/areas_input.hpp"
#include "cli/evaluation_tables.hpp"
#include "render/map.hpp"

namespace cli {

/// What does not come from the proposal.
struct EvaluationMapStyle {
    render::PageSize page;
    std::string source;  ///< source line
    double dpi = 200.0;  ///< of PNG
};

/// The footprints touched: areas that moved, footprints that gained, lost, or both, and those around them
/// unchanged; with flows, patients newly inside and newly outside as lines.
[[nodiscard]] render::MapPlan change_map(const Areas& areas, const EvaluationsToReport& report,
                                         const shapes::Evaluation& evaluation,
                                         const EvaluationMapStyle& style);

/// The same ground twice, coloured by footprint.
[[nodiscard]] render::MapPlan before_after_map(const Areas& areas, const EvaluationsToReport& report,
                                               const shapes::Evaluation& evaluation,
                                               const EvaluationMapStyle& style);

}  // namespace cli
