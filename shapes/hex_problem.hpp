// What the search for a hexagonal layout goes by, and what it does to cells. For hex_layout.cpp and its
// annealing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.hpp"
#include "geo/topology.hpp"
#include "shapes/honeycomb.hpp"

namespace shapes {

inline constexpr std::int32_t no_group = -1;

/// Areas in groups that should hang together: footprints, land masses, or areas of several hexagons.
struct HexGroups {
    std::vector<std::int32_t> group_of;         ///< of each area; no_group for one in none
    std::vector<std::size_t> pieces_on_ground;  ///< of each group
    bool are_areas = false;                     ///< each group is one area
};

/// The ground in widths of a hexagon.
struct HexProblem {
    const Honeycomb& comb;
    std::span<const std::int32_t> area_of;  ///< of each hexagon; those of one area follow one another
    std::span<const geo::Point> target;     ///< of each area
    std::span<const geo::Point> ground;     ///< of each area: for directions
    std::span<const std::array<std::int32_t, 2>> neighbours;
    std::span<const std::int32_t> mass_of;  ///< the land mass of each area
    std::span<const HexGroups> groups;  ///< the smallest first: what tears a large one has often torn these
};

/// A cell that passes from one area to another, or is filled or emptied; geo::no_area stands for none.
struct CellChange {
    std::size_t cell;
    std::int32_t before;
    std::int32_t after;  ///< not what it was before
};

}  // namespace shapes
