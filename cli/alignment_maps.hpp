// The map of an alignment: where the units of A fail to fit B.
#pragma once

#include "cli/alignment_report.hpp"
#include "render/map.hpp"

namespace cli {

/// The areas of A by inhomogeneity, whole ones left pale, under the borders of B. `spec` has
/// the texts and the page; its classes, legend and insets are filled in.
/// @pre there is an overlay
/// @throws geo::InputError when no area of A has an inhomogeneity, since B is one unit or has none of A.
[[nodiscard]] render::MapPlan inhomogeneity_map(const AlignmentToReport& report, render::MapSpec spec);

}  // namespace cli
