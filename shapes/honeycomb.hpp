// A honeycomb of numbered cells, on which hexagons can change places fast. For hex_layout.cpp and its
// annealing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/hexagons.hpp"
#include "geo/point.hpp"

namespace shapes {

/// A honeycomb of limited size. Cells are numbered row by row in a slanted lattice, so that the six
/// neighbours of a cell are at the same six distances everywhere; cells along the edge stay empty.
class Honeycomb {
public:
    /// With room for all points and `margin` cells around; points are in widths.
    Honeycomb(std::span<const geo::Point> points, std::int32_t margin);

    [[nodiscard]] std::size_t cells() const { return m_is_inner.size(); }
    [[nodiscard]] bool is_inner(std::size_t cell) const { return m_is_inner[cell] != 0; }
    [[nodiscard]] geo::Point centre(std::size_t cell) const { return m_centre[cell]; }
    [[nodiscard]] geo::HexCell position(std::size_t cell) const;
    /// The neighbour in one of the six directions, which go round. @pre the cell is inner.
    [[nodiscard]] std::size_t beside(std::size_t cell, std::size_t direction) const {
        return cell + static_cast<std::size_t>(m_step[direction]);
    }

private:
    std::int32_t m_first_row = 0;
    std::int32_t m_first_column = 0;
    std::int32_t m_columns = 0;
    std::array<std::ptrdiff_t, 6> m_step{};
    std::vector<char> m_is_inner;
    std::vector<geo::Point> m_centre;
};

}  // namespace shapes
