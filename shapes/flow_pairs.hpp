// Pairs of footprints: how strongly patients tie one to another, and who imports and exports most.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "shapes/flow_measures.hpp"

namespace shapes {

/// Two footprints with flows between them.
struct FlowPair {
    FootprintIndex a;  ///< below b
    FootprintIndex b;
    Estimate a_to_b;  ///< live in a, treated in b
    Estimate b_to_a;
    /// T^2 = f_ab^2 / (R_a W_b) + f_ba^2 / (R_b W_a) with open R and W; a term whose marginal is 0 is 0.
    double cohesion = 0.0;
    double cohesion_closed = 0.0;  ///< with closed R and W
    std::optional<Range> cohesion_bounds;
    std::optional<Range> cohesion_closed_bounds;

    [[nodiscard]] double patients() const { return a_to_b.value + b_to_a.value; }
};

/// Pairs with flows between them, those of most patients (both ways together) first, equal ones by index.
///
/// Cohesion is that of the travel-to-work areas (Coombes and Bond 2008; determineCohesion of Istat's
/// LabourMarketAreas). Its bounds are exact: each of f_ab and f_ba stands in one term only and raises it, and
/// all other cells of the four marginals lower the terms. O(flows log flows).
/// @pre `flows` is sorted by (from, to) and `result` was measured from it.
[[nodiscard]] std::vector<FlowPair> flow_pairs(std::span<const PlaceFlow> flows, const FlowResult& result);

/// The at most `most` footprints with the greatest net inflow of all patients, greatest first, ties by index.
[[nodiscard]] std::vector<FootprintIndex> top_importers(const FlowResult& result, std::size_t most);
/// The same of net outflow.
[[nodiscard]] std::vector<FootprintIndex> top_exporters(const FlowResult& result, std::size_t most);

}  // namespace shapes
