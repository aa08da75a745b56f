// Hexagonal layouts: each area becomes one hexagon, or several, of one size, on a honeycomb, with neighbours
// side by side as far as a honeycomb allows.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/hexagons.hpp"
#include "geo/point.hpp"
#include "geo/topology.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// The ground, as far as a layout follows it. Lists have one entry an area, with or without hexagons.
struct HexGround {
    std::vector<geo::Point> centre_m;                     ///< centroids; NaN for an area without ground
    std::vector<geo::Point> drawn_out_m;                  ///< centroids on the sheet of equal_area_centres()
    std::vector<std::array<std::int32_t, 2>> neighbours;  ///< pairs that share a border, a < b, sorted
    std::vector<std::int32_t> mass_of;  ///< land mass of each: areas that hang together over borders
    std::vector<FootprintIndex> footprint_of;
    std::size_t footprints = 0;
    std::vector<std::int32_t> hexagons;  ///< of each; 0 for an area without ground
    double area_m2 = 0.0;                ///< of all together
};

/// The ground of a layout: neighbours share a border of positive length. An area without ground gets no
/// hexagon, whatever `hexagons` has. Borders are simplified for the cartogram to a twentieth of a hexagon's
/// width. O(vertices log vertices + areas x simplified vertices).
/// @pre hexagons and footprint_of (or nothing) have one entry for each area of the topology.
[[nodiscard]] HexGround hex_ground(const geo::Topology& topology, std::span<const std::int32_t> hexagons,
                                   std::span<const FootprintIndex> footprint_of, std::size_t footprints);

/// How the layout is looked for.
struct HexSearch {
    std::uint64_t seed = 1;
    std::size_t restarts = 4;   ///< from different places of the honeycomb under the ground
    std::size_t sweeps = 1500;  ///< changes tried for each hexagon in each of them
};

/// More hexagons than this are refused: the time grows with more than their square, where each is an area.
inline constexpr std::size_t most_hexagons = 2500;

/// Hexagons of a layout in odd-r, those of the first area first; columns and rows begin at 0.
struct HexPlaces {
    std::vector<std::int32_t> area_of;  ///< of each hexagon
    std::vector<geo::HexCell> cell;     ///< no two are the same

    [[nodiscard]] std::size_t size() const { return cell.size(); }
};

/// The width of hexagons that cover as much as the ground, together.
[[nodiscard]] double hex_width_m(const HexGround& ground);

/// The best layout found. Hexagons begin on the cells nearest to where the cartogram has their area, assigned
/// so that the sum of squared distances is least (assign_many()); then simulated annealing (Kirkpatrick,
/// Gelatt and Vecchi 1983) swaps them, moves them into empty cells and shifts rows of them. What it makes
/// small: borders lost (1 for each pair of neighbours apart), how far apart those are, turns of the direction
/// between neighbours, distance from the cartogram, holes, land masses that touch, and, above all, pieces too
/// many: a footprint, an area of several hexagons and a land mass have no more pieces than on the ground. One
/// seed gives one layout. O(restarts x (hexagons x areas x cells + sweeps x hexagons)) at worst.
/// @throws InputError when there are more than most_hexagons, or none.
[[nodiscard]] HexPlaces lay_out_hexagons(const HexGround& ground, const HexSearch& search);

}  // namespace shapes
