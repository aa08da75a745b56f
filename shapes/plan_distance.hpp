// How far two plans of the same areas are apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shapes/plan.hpp"

namespace shapes {

struct PlanDistance {
    /// Of each footprint of b, that of a that stands for it; -1 when it has none.
    std::vector<FootprintIndex> match;
    double weight = 0.0;  ///< of all areas that are in a footprint in either plan
    double moved = 0.0;   ///< of those whose footprint in b does not stand for theirs in a
    std::size_t areas_moved = 0;
    double moved_share = 0.0;               ///< 0 when nothing weighs anything
    double variation_of_information = 0.0;  ///< in nats; 0 for equal plans
};

/// Footprints are matched so that as much weight as possible stays (Hungarian method), so that names do not
/// matter. Variation of information is H(A|B) + H(B|A) by natural logarithm (Meila 2007), over every cell of
/// the common weights, however small. Areas that are in no footprint in both plans do not count; one that is
/// so in one of them counts as moved. O(areas + footprints^3).
/// @pre both plans and the weights have one value for each area; weights are not negative.
[[nodiscard]] PlanDistance compare_plans(std::span<const FootprintIndex> a, std::span<const FootprintIndex> b,
                                         std::size_t footprints_a, std::size_t footprints_b,
                                         std::span<const double> weights);

}  // namespace shapes
