// How far apart two layers draw the borders that they have in common, and so how wide a piece between them
// may be without being a difference: the width of slivers, measured.
#pragma once

#include <array>

#include "geo/displacement.hpp"
#include "geo/overlay.hpp"

namespace geo {

/// Displacement of inner borders both ways, and what it says of noise. Borders of the layer that lies nearer
/// to the other are a mixture: those that the other draws too, tens or hundreds of metres away, and those
/// that it does not have, kilometres away.
struct BorderNoise {
    std::array<Displacement, 2> displacement;  ///< a_to_b, b_to_a
    Direction direction = Direction::a_to_b;   ///< with the lesser median; from it all below comes
    double reach_m = 0.0;          ///< a border nearer than this to one of the other layer is drawn in both
    double drawn_in_both_m = 0.0;  ///< length of those
    double p99_m = 0.0;            ///< 99th percentile of their distance
    double chance_m = 0.0;         ///< median distance that borders without any relation would have
    bool is_related = false;       ///< the median is under half of that
    double sliver_width_m = 0.0;   ///< twice the percentile, whole metres; 0 where the layers are not related
};

/// Measures the noise between the borders of two layers. Borders count as drawn in both when they are at most
/// ten times the median displacement apart, or 10 m. Slivers are then less than twice the 99th percentile of
/// that wide: a piece between a border and its other version is no wider than their distance, and one between
/// three lines no wider than two of them. Where the median is no less than half of what chance would give,
/// 0.29 x ground / length of borders (for lines one way and the other at random), the layers have no borders
/// in common, and nothing is noise. That most of the nearer layer's borders are drawn in both is taken for
/// granted. Two threads; the cost of displacement() both ways.
/// @throws UsageError when the step is not a positive number.
[[nodiscard]] BorderNoise measure_border_noise(const Overlay& overlay, double step_m = 20.0);

}  // namespace geo
