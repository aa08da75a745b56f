// Distance of footprints from the ideal population, in the three definitions that rival tools use.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "shapes/plan.hpp"

namespace shapes {

/// Shares of the ideal: all people over all footprints. nullopt where a population is missing or the ideal is
/// 0.
struct PopulationDeviation {
    double ideal = 0.0;
    std::size_t missing = 0;  ///< footprints without a population, left out throughout
    /// Dave's Redistricting: (greatest - least) / ideal, over footprints that have people.
    std::optional<double> range_share;
    /// GerryChain: (population - ideal) / ideal of each footprint, with its sign.
    std::vector<std::optional<double>> signed_share;
    /// Where that is farthest from 0, the first of equals.
    FootprintIndex farthest = no_footprint;
    /// redist: the greatest |population - ideal| / ideal.
    std::optional<double> greatest_share;
};

/// O(footprints). @pre populations are 0 or more.
[[nodiscard]] PopulationDeviation population_deviation(std::span<const std::optional<double>> populations);

}  // namespace shapes
