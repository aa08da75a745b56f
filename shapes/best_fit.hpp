// Best fit: each unit of map A goes whole to one unit of map B, the one that contains its population-weighted
// centroid. This is the rule by which the Office for National Statistics makes figures for areas from those
// of output areas.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "geo/area_locator.hpp"
#include "geo/point.hpp"
#include "shapes/cross_table.hpp"

namespace shapes {

/// Mean place of the people of each unit, in the CRS of the places; nothing for a unit without people.
/// Places of no unit do not count. O(places).
/// @pre one place and one number of people, not negative, for each of unit_of
[[nodiscard]] std::vector<std::optional<geo::Point>> weighted_centroids(std::span<const UnitRow> unit_of,
                                                                        std::span<const geo::Point> places,
                                                                        std::span<const double> people,
                                                                        std::size_t units);

/// What a unit was fitted by.
enum class FitBasis {
    centroid,  ///< the unit of B that contains its centroid
    border,    ///< the centroid lies on a border: the first unit of B, in the order of the layer, that has it
    most,      ///< the centroid lies in no unit of B, or there is none: the unit of B with most in common
    nothing    ///< nothing in common with any unit of B
};

struct UnitFit {
    UnitRow b = no_unit;
    FitBasis basis = FitBasis::nothing;
};

/// Fits the units of A of a cross table. `locator` is of the areas of B; their indices less `first_of_b` are
/// rows of the table. O(cells + a search for each unit).
/// @pre one centroid, or nothing, for each unit of A
[[nodiscard]] std::vector<UnitFit> best_fit(const CrossTable& table,
                                            std::span<const std::optional<geo::Point>> centroids,
                                            const geo::AreaLocator& locator, std::size_t first_of_b);

/// The cross table in which each unit of A lies whole where it was fitted. What B has outside A is left out:
/// by best fit it consists of the units that were fitted to it. O(cells).
/// @pre one fit for each unit of A
[[nodiscard]] CrossTable fitted_table(const CrossTable& table, std::span<const UnitFit> fits);

}  // namespace shapes
