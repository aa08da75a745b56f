// Shape measures: how compact an area is, and along which borders it lies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geo/measure.hpp"
#include "geo/topology.hpp"

namespace shapes {

/// Polsby-Popper (1991): 4 pi A / P^2, 1 for a circle. P includes the rings of holes. nullopt when P is 0.
[[nodiscard]] std::optional<double> polsby_popper(const geo::OutlineMeasure& outline);

/// Schwartzberg (1966) as the share 1 / (P / (2 pi sqrt(A / pi))), the perimeter of the circle of equal area
/// over P: 1 for a circle, and the square root of Polsby-Popper. The other convention in use is its
/// reciprocal, P over the perimeter of that circle, which is 1 or more. nullopt when P is 0.
[[nodiscard]] std::optional<double> schwartzberg(const geo::OutlineMeasure& outline);

/// Reock (1961): area over that of the minimum bounding circle of all parts. nullopt when the circle is
/// empty.
[[nodiscard]] std::optional<double> reock(const geo::OutlineMeasure& outline);

/// Area over that of the convex hull of all parts together. nullopt when the hull is empty.
[[nodiscard]] std::optional<double> convex_hull_ratio(const geo::OutlineMeasure& outline);

/// Short over long side of the box along the axes of the CRS, so that it changes when the area is turned.
/// nullopt when the box is empty or a point.
[[nodiscard]] std::optional<double> length_width(const geo::OutlineMeasure& outline);

/// A neighbour across a common border; areas that touch in points only are none.
struct Neighbour {
    geo::AreaIndex area;
    double border_m;
};

struct ShapeMeasure {
    double area_m2 = 0.0;
    double perimeter_m = 0.0;
    std::optional<double> polsby_popper;
    std::optional<double> schwartzberg;
    std::optional<double> reock;
    std::optional<double> convex_hull_ratio;
    std::optional<double> length_width;
    std::size_t parts = 0;
    std::size_t holes = 0;
    std::vector<Neighbour> neighbours;  ///< by area index
};

/// Measures of all areas. `borders` are those of geo::borders(); their indices are those of `outlines`.
/// O(areas + borders).
[[nodiscard]] std::vector<ShapeMeasure> measure_shapes(std::span<const geo::OutlineMeasure> outlines,
                                                       std::span<const geo::Border> borders);

/// Cut edges: pairs of neighbouring areas in different footprints. Pairs with an area in no footprint do not
/// count. Coast and estuary do not enter, which makes it the fairest compactness of a plan of England.
[[nodiscard]] std::size_t cut_edges(std::span<const geo::Border> borders,
                                    std::span<const std::int32_t> footprint_of);

}  // namespace shapes
