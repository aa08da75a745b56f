#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/measure.hpp"
#include "geo/simplify.hpp"
#include "shapes/equal_areas.hpp"
#include "shapes/hex_layout.hpp"

namespace shapes {

namespace {

/// Areas that hang together over pairs have one number.
std::vector<std::int32_t> masses(std::size_t areas, std::span<const std::array<std::int32_t, 2>> pairs) {
    std::vector<std::int32_t> mass_of(areas);
    std::iota(mass_of.begin(), mass_of.end(), 0);
    const auto root = [&](std::int32_t area) {
        while (mass_of[static_cast<std::size_t>(area)] != area)
            area = mass_of[static_cast<std::size_t>(area)];
        return area;
    };
    for (const auto& [a, b] : pairs) {
        const auto [low, high] = std::minmax({root(a), root(b)});
        mass_of[static_cast<std::size_t>(high)] = low;
    }
    for (std::size_t area = 0; area < areas; ++area)
        mass_of[area] = root(static_cast<std::int32_t>(area));
    return mass_of;
}

}  // namespace

HexGround hex_ground(const geo::Topology& topology, std::span<const std::int32_t> hexagons,
                     std::span<const FootprintIndex> footprint_of, std::size_t footprints) {
    HexGround ground;
    ground.hexagons.assign(hexagons.begin(), hexagons.end());
    ground.footprint_of.assign(footprint_of.begin(), footprint_of.end());
    ground.footprint_of.resize(topology.areas(), no_footprint);
    ground.footprints = footprints;
    const auto measures = geo::measure_outlines(geo::outlines(topology), topology.grid);
    for (std::size_t a = 0; a < measures.size(); ++a) {
        ground.centre_m.push_back(measures[a].centroid);
        if (!(measures[a].area_m2 > 0.0)) ground.hexagons[a] = 0;
        if (ground.hexagons[a] > 0) ground.area_m2 += measures[a].area_m2;
    }
    for (const geo::Border& border : geo::borders(topology)) {
        if (ground.hexagons[static_cast<std::size_t>(border.a)] > 0 &&
            ground.hexagons[static_cast<std::size_t>(border.b)] > 0)
            ground.neighbours.push_back({border.a, border.b});
    }
    ground.mass_of = masses(topology.areas(), ground.neighbours);

    const std::size_t count = static_cast<std::size_t>(
        std::accumulate(ground.hexagons.begin(), ground.hexagons.end(), std::int64_t{0}));
    if (count == 0) return ground;
    // A tolerance is the side of the square that still goes.
    constexpr double tolerance_widths = 0.2;
    geo::SimplifyOptions simplify;
    simplify.tolerance_m = tolerance_widths * hex_width_m(ground);
    geo::SimplifyReport report;
    const std::vector<double> weights(ground.hexagons.begin(), ground.hexagons.end());
    ground.drawn_out_m = equal_area_centres(geo::simplify(topology, simplify, report), weights);
    return ground;
}

double hex_width_m(const HexGround& ground) {
    const auto count =
        static_cast<double>(std::accumulate(ground.hexagons.begin(), ground.hexagons.end(), std::int64_t{0}));
    return std::sqrt(ground.area_m2 / (count * geo::hexagon_area));
}

}  // namespace shapes
