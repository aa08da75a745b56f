// Hexagons that tile the plane, by column and row, as HexJSON counts them: rows from south to north, and
// every second row (or column) shifted by half a hexagon.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "geo/point.hpp"
#include "geo/ring_set.hpp"

namespace geo {

/// Which are shifted: odd or even rows to the right (hexagons stand on a corner), odd or even columns up
/// (hexagons lie on a side).
enum class HexLayout { odd_r, even_r, odd_q, even_q };

/// "odd-r" and so on.
[[nodiscard]] std::string_view to_string(HexLayout layout);
[[nodiscard]] std::optional<HexLayout> hex_layout_from(std::string_view name);

/// A place in a layout.
struct HexCell {
    std::int32_t q = 0;  ///< column
    std::int32_t r = 0;  ///< row, from the south

    friend auto operator<=>(const HexCell&, const HexCell&) = default;
};

/// Columns and rows reach this far from 0, so that no place overflows.
inline constexpr std::int32_t greatest_hex_position = 100'000;

/// How far neighbours are apart, from centre to centre, is the width of a hexagon. Its area in squares of the
/// width:
inline constexpr double hexagon_area = 0.86602540378443865;

/// Centre of a hexagon in widths, from that of cell (0, 0) in a layout that does not shift it.
[[nodiscard]] Point hex_centre(HexLayout layout, HexCell cell);

/// The six corners, counter-clockwise, in widths. Hexagons that share a corner get the same doubles for it.
[[nodiscard]] std::array<Point, 6> hex_corners(HexLayout layout, HexCell cell);

/// One area for each cell, `width_m` wide, with the centre of layout (0, 0) in `origin`. O(cells).
[[nodiscard]] Rings hexagons(HexLayout layout, std::span<const HexCell> cells, double width_m, Point origin);

/// Whether areas are a diagram and no map: all outlines run along the sides of hexagons of one size, which
/// stand on a corner or lie on a side. Sides may differ by a thousandth. O(points); false for no areas.
[[nodiscard]] bool are_hexagons(const GridRings& areas);

}  // namespace geo
