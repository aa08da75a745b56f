#include "geo/border_noise.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace geo {
namespace {

constexpr double reach_in_medians = 10.0;
constexpr double least_reach_m = 10.0;
constexpr double chance_of_spacing =
    0.29;  // 1 - sqrt(1/2): squares of side 2 x ground / length, see the header

/// Ground per length of border of a layer, each inner border once and coasts half.
double spacing_m(const Overlay& overlay, const std::vector<OverlaidArea>& areas) {
    double ground_m2 = 0.0;
    double border_m = 0.0;
    for (const OverlaidArea& area : areas) {
        ground_m2 += overlay.topology.grid.area_m2(area.twice_area);
        border_m += area.outline_m / 2;
    }
    return border_m > 0.0 ? ground_m2 / border_m : 0.0;
}

}  // namespace

BorderNoise measure_border_noise(const Overlay& overlay, double step_m) {
    BorderNoise noise;
    const DisplacementOptions options{BordersMeasured::inner, step_m};
    noise.displacement = {displacement(overlay, Direction::a_to_b, options),
                          displacement(overlay, Direction::b_to_a, options)};
    const auto median = [&](std::size_t way) { return noise.displacement[way].median_m; };
    // NaN, where a layer has no inner border, is not less.
    const bool from_b = median(1) < median(0) || std::isnan(median(0));
    noise.direction = from_b ? Direction::b_to_a : Direction::a_to_b;
    const Displacement& nearer = noise.displacement[from_b ? 1 : 0];
    if (nearer.distances.empty()) return noise;

    noise.chance_m = chance_of_spacing * spacing_m(overlay, from_b ? overlay.a : overlay.b);
    noise.is_related = nearer.median_m < noise.chance_m / 2;
    noise.reach_m = std::max(reach_in_medians * nearer.median_m, least_reach_m);
    for (const BorderDistance& place : nearer.distances)
        if (place.distance_m <= noise.reach_m) noise.drawn_in_both_m += place.length_m;
    noise.p99_m = nearer.percentile_m(0.99, noise.reach_m);
    if (noise.is_related) noise.sliver_width_m = std::ceil(2 * noise.p99_m);
    return noise;
}

}  // namespace geo
