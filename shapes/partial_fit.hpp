// Fit of the units of a map to another map of which only some is known, such as footprints to digital
// roadmaps: what is unknown stays unknown, is counted, and never reads as misaligned.
#pragma once

#include <cstddef>
#include <vector>

#include "shapes/cross_table.hpp"
#include "shapes/roadmap_fit.hpp"

namespace shapes {

/// What a unit of A has in a known unit of B.
struct KnownPart {
    UnitRow b = no_unit;
    double amount = 0.0;
    double elsewhere = 0.0;  ///< of the unit of B: known to be outside this unit of A
};

struct PartialFit {
    RoadmapFit fit = RoadmapFit::unknown;
    double amount = 0.0;           ///< of the unit, without noise
    double known = 0.0;            ///< of it, in units of B
    std::vector<KnownPart> parts;  ///< by row of B
};

/// Fit of each unit of A by what it has in common with the known units of B, as fit_roadmaps() has it for
/// areas: `crossing` needs two units of B seen in it, of which one is seen outside as well; every other
/// answer needs all of the unit known. A share of `tolerance_share` of either unit may lie elsewhere, or be
/// unknown, without counting. O(cells).
/// @throws geo::UsageError when the tolerance is not from 0 to below 0.5.
[[nodiscard]] std::vector<PartialFit> fit_partial(const CrossTable& table, double tolerance_share);

/// The table without what units of A have outside B, which is not known: so that no measure takes it for a
/// difference. O(cells).
[[nodiscard]] CrossTable known_part(CrossTable table);

}  // namespace shapes
