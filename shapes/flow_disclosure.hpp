// Disclosure control of flow measures: which counts of a plan are not shown, so that the matrix between
// footprints and the figures of each footprint do not give one another away.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "shapes/disclosure.hpp"
#include "shapes/flow_measures.hpp"

namespace shapes {

/// Counts of one footprint that are suppressed, for open and closed values alike where both have them.
struct SuppressedCounts {
    bool local = false;  ///< as the cell of the matrix, whichever way that was suppressed
    bool out = false;    ///< small, or would give `local` away by subtraction from R; so too the next three
    bool in = false;
    bool closed_out = false;
    bool closed_in = false;
    bool to_outside = false;  ///< as in the matrix; so too the rest
    bool to_unknown = false;
    bool from_outside = false;
    bool from_unknown = false;
};

struct FlowDisclosure {
    DisclosureRule rule;
    std::vector<ShownCell> matrix;             ///< of each flow
    std::vector<SuppressedCounts> footprints;  ///< of each footprint
    std::size_t primary = 0;                   ///< cells of the matrix that are small
    std::size_t secondary = 0;                 ///< cells suppressed to protect these
};

/// What may be shown of flows by place and their measures. O(flows^2) at worst.
/// @pre `result` was measured from `flows`.
[[nodiscard]] FlowDisclosure protect_flows(std::span<const PlaceFlow> flows, const FlowResult& result,
                                           const DisclosureRule& rule);

/// Which rates of a footprint may be shown: see DisclosureRule::may_show_rate().
struct ShowableRates {
    bool li = true, lofi = true, msi = true, npf = true, home_work_ratio = true, commuter_ratio = true,
         validity = true;
};
[[nodiscard]] ShowableRates showable_rates(const FlowMeasure& measure, const DisclosureRule& rule);

/// Which closed rates may be shown beside the open ones: none from which the two together would give away a
/// small count that crosses the border of the study area.
[[nodiscard]] ShowableRates showable_closed_rates(const FlowMeasure& open, const FlowMeasure& closed,
                                                  const DisclosureRule& rule);

}  // namespace shapes
