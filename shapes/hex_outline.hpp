// The outline of all hexagons of a layout together: what its inlets and lakes cost. For the annealing of a
// layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shapes/honeycomb.hpp"

namespace shapes {

/// Inlets are empty cells with four hexagons or more around. Lakes, empty cells with hexagons all around, are
/// counted by the pieces less lakes of all hexagons, which a cell changes by what is beside it alone; so two
/// pieces that join cost as much as a lake.
class HexOutline {
public:
    /// `area_in` has the area in each cell, geo::no_area for none. The honeycomb is kept. O(cells).
    HexOutline(const Honeycomb& comb, std::span<const std::int32_t> area_in);

    /// Fills an empty cell or empties a full one, and returns what that costs. Once more undoes it.
    /// @pre the cell is inner.
    double turn(std::size_t cell);

    /// Of the whole outline.
    [[nodiscard]] double cost() const;

private:
    [[nodiscard]] int pieces_less_lakes_with(std::size_t cell) const;

    const Honeycomb& m_comb;
    std::vector<char> m_is_full;
    std::vector<std::uint8_t> m_around;  // full cells beside each
    int m_pieces_less_lakes = 0;
};

}  // namespace shapes
