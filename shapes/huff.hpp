// The Huff model: flows that distance and size alone would give, for reviews without measured flows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.hpp"

namespace shapes {

/// Where patients live, in metres of a projected CRS.
struct HuffOrigin {
    geo::Point place;
    std::int64_t patients = 0;
};

/// Where they may be treated. Attractiveness is any measure of size, for example beds.
struct HuffSite {
    geo::Point place;
    double attractiveness = 1.0;
};

struct HuffParameters {
    double attraction_exponent = 1.0;
    double distance_exponent = 2.0;
    double min_distance_m = 1000.0;  ///< shorter distances count as this one, so that no site takes all
};

struct HuffFlow {
    std::size_t origin;
    std::size_t site;
    std::int64_t patients;  ///< at least 1
};

/// Flows by P_ij = S_j^a d_ij^-b / sum_k S_k^a d_ik^-b (Huff 1963, 1964), in whole patients by largest
/// remainder (Hamilton), so that the flows of each origin add up to its patients exactly; of equal remainders
/// the site that comes first is rounded up. Sorted by origin and site. O(origins x sites log sites).
/// @throws UsageError when an exponent is negative or not finite, or the least distance is not above 0;
/// InputError
///   when a place is not finite, patients or attractiveness are negative, or no site attracts.
[[nodiscard]] std::vector<HuffFlow> huff_flows(std::span<const HuffOrigin> origins,
                                               std::span<const HuffSite> sites,
                                               const HuffParameters& parameters);

}  // namespace shapes
