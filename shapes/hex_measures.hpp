// How well a hexagonal layout keeps the ground, for layouts of any origin: neighbours, displacement,
// directions, pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geo/point.hpp"
#include "shapes/hex_layout.hpp"

namespace shapes {

/// A footprint, or an area of several hexagons, in more pieces than on the ground.
struct HexPieces {
    std::int32_t index;  ///< of the footprint or area
    std::size_t on_ground = 1;
    std::size_t in_layout = 1;
};

struct HexMeasures {
    std::size_t neighbours = 0;         ///< pairs that share a border on the ground
    std::size_t kept = 0;               ///< of these, pairs whose hexagons share a side
    std::size_t touching = 0;           ///< pairs whose hexagons share a side
    std::optional<double> kept_share;   ///< kept / neighbours; nothing without neighbours
    std::optional<double> false_share;  ///< touching pairs that are no neighbours / touching
    double fitted_width_m = 0.0;        ///< width of a hexagon at which the layout fits the ground best
    std::vector<std::optional<double>> displacement;  ///< of each area, in widths
    double mean_displacement = 0.0;                   ///< in widths
    double greatest_displacement = 0.0;
    std::int32_t furthest = -1;               ///< the area with the greatest
    std::optional<double> mean_turn_degrees;  ///< of the directions between neighbours
    std::vector<HexPieces> footprints_apart;
    std::vector<HexPieces> areas_apart;
    std::size_t footprints_whole = 0;   ///< in one piece on the ground and in the layout
    std::size_t footprints_in_one = 0;  ///< in one piece on the ground
};

/// Measures a layout of the areas of `ground`. `area_of` names the area of each hexagon and `centre` its
/// centre in widths; hexagons share a side where their centres are one width apart. An area lies at the mean
/// of its hexagons. The layout is moved and scaled, not turned, so that the sum of squared distances of areas
/// from their centroids is least; a displacement is what is left, in widths of the scaled hexagons.
/// O(hexagons^2 + neighbours + footprints x hexagons).
/// @pre every area with hexagons on the ground has some here.
[[nodiscard]] HexMeasures measure_layout(const HexGround& ground, std::span<const std::int32_t> area_of,
                                         std::span<const geo::Point> centre);

}  // namespace shapes
