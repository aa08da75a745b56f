// How far the borders of one layer lie from those of another: displacement, and borders within a distance.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "geo/overlay.hpp"
#include "geo/point.hpp"

namespace geo {

/// Which way displacement is measured: the measure is not symmetric.
enum class Direction {
    a_to_b,  ///< from each place on borders of A to the nearest border of B
    b_to_a,
};

/// Which borders of the one layer are measured. Those of the other are all of its borders, coasts included.
enum class BordersMeasured {
    inner,  ///< between areas, or around gaps that areas enclose: no coast, no end of what the layer covers
    all,
};

struct DisplacementOptions {
    BordersMeasured borders = BordersMeasured::inner;
    /// No place on a border is farther from one that is measured than half of it, or than a tenth of its
    /// distance.
    double step_m = 20.0;
};

/// A distance with the length of border that it holds for.
struct BorderDistance {
    double distance_m = 0.0;
    double length_m = 0.0;

    friend auto operator<=>(const BorderDistance&, const BorderDistance&) = default;
};

/// Distances from places along the borders of one layer to the nearest border of the other, weighted by the
/// length of border that each place stands for.
struct Displacement {
    double length_m = 0.0;    ///< of the borders measured
    double left_out_m = 0.0;  ///< of inner borders that lie beyond all that the other layer encloses
    double shared_m = 0.0;    ///< of those measured that are borders of the other layer too: distance 0
    std::vector<BorderDistance> distances;                       ///< of each place, sorted
    double median_m = std::numeric_limits<double>::quiet_NaN();  ///< NaN, as all below, where there is
                                                                 ///< nothing to measure
    double p95_m = std::numeric_limits<double>::quiet_NaN();     ///< 95th percentile
    double mean_m = std::numeric_limits<double>::quiet_NaN();
    double greatest_m = std::numeric_limits<double>::quiet_NaN();  ///< at most half a step too small
    Point greatest_at;    ///< the place on the border measured, in m; the smallest of equals by x, then y
    Point nearest_there;  ///< the nearest place on a border of the other layer, in m
    AreaIndex left = no_area;  ///< rows of the areas on both sides of the border at greatest_at
    AreaIndex right = no_area;

    /// The least distance that at least a share of the length does not exceed, of what is at most `within_m`
    /// away; NaN where that is nothing. O(places).
    [[nodiscard]] double percentile_m(double share,
                                      double within_m = std::numeric_limits<double>::infinity()) const;
};

/// Displacement of the borders of one layer from those of the other. Borders are densified: places are their
/// vertices and points evenly between them, at most a step apart (vertices alone can miss most of the
/// distance). Of points that are ten steps and more from the other borders some are left out, which changes
/// a percentile there by a tenth at most, and by a hundredth on real maps; the greatest distance is that of
/// all points. With BordersMeasured::inner, borders outside what the other layer covers (its gaps count as
/// covered) are left out, since they have no counterpart there; with `all` nothing is, and the greater
/// greatest_m of both directions is the Hausdorff distance of the two sets of borders.
/// @throws UsageError when the step is not a positive number.
/// O(vertices + places log segments).
[[nodiscard]] Displacement displacement(const Overlay& overlay, Direction direction,
                                        const DisplacementOptions& options);

/// Outlines of two areas that lie near each other.
struct NearBorder {
    AreaIndex a;          ///< row of A
    AreaIndex b;          ///< row of B
    double of_a_m = 0.0;  ///< length of the outline of a within the distance of the outline of b
    double of_b_m = 0.0;  ///< length of the outline of b within the distance of the outline of a
};

/// For each pair of areas with ground in common (no_area left out), in the order of Overlay::pairs: how much
/// of the outline of one lies within `distance_m` of the outline of the other, coasts included. Divided by
/// OverlaidArea::outline_m it is the measure of Goodchild and Hunter (1997). Measured at places at most a
/// step apart as in displacement(), each for the length it stands for. A distance of 0 gives
/// OverlayPair::shared_border_m, exactly.
/// @throws UsageError when the distance is negative or the step is not positive.
/// O(vertices + places x (log segments + segments within the distance)).
[[nodiscard]] std::vector<NearBorder> near_borders(const Overlay& overlay, double distance_m, double step_m);

}  // namespace geo
