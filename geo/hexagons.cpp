#include "geo/hexagons.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace geo {

namespace {

// Half a width, and the third of the height of the triangle on a side: centres and corners are whole
// multiples of them.
constexpr double half_width = 0.5;
constexpr double third_height = 0.28867513459481287;

constexpr std::array<std::pair<std::string_view, HexLayout>, 4> layout_names = {
    {{"odd-r", HexLayout::odd_r},
     {"even-r", HexLayout::even_r},
     {"odd-q", HexLayout::odd_q},
     {"even-q", HexLayout::even_q}}};

bool lies_on_a_side(HexLayout layout) {
    return layout == HexLayout::odd_q || layout == HexLayout::even_q;
}

bool is_odd(std::int32_t number) {
    return number % 2 != 0;
}

/// Twice the place along the rows (or columns) and thrice that across them.
struct HexUnits {
    std::int64_t along = 0;
    std::int64_t across = 0;
};

HexUnits units_of(HexLayout layout, HexCell cell) {
    const bool columns = lies_on_a_side(layout);
    const std::int32_t line = columns ? cell.q : cell.r;
    const std::int32_t place = columns ? cell.r : cell.q;
    const bool shifts_odd = layout == HexLayout::odd_r || layout == HexLayout::odd_q;
    const bool shifted = is_odd(line) == shifts_odd;
    return {2 * std::int64_t{place} + (shifted ? 1 : 0), 3 * std::int64_t{line}};
}

Point place_of(HexLayout layout, HexUnits units) {
    const double along = half_width * static_cast<double>(units.along);
    const double across = third_height * static_cast<double>(units.across);
    return lies_on_a_side(layout) ? Point{across, along} : Point{along, across};
}

}  // namespace

std::string_view to_string(HexLayout layout) {
    return std::ranges::find(layout_names, layout, &std::pair<std::string_view, HexLayout>::second)->first;
}

std::optional<HexLayout> hex_layout_from(std::string_view name) {
    for (const auto& [text, layout] : layout_names)
        if (text == name) return layout;
    return std::nullopt;
}

Point hex_centre(HexLayout layout, HexCell cell) {
    return place_of(layout, units_of(layout, cell));
}

std::array<Point, 6> hex_corners(HexLayout layout, HexCell cell) {
    constexpr std::array<HexUnits, 6> around = {{{0, -2}, {1, -1}, {1, 1}, {0, 2}, {-1, 1}, {-1, -1}}};
    const HexUnits centre = units_of(layout, cell);
    std::array<Point, 6> corners;
    for (std::size_t i = 0; i < around.size(); ++i)
        corners[i] = place_of(layout, {centre.along + around[i].along, centre.across + around[i].across});
    // The axes change places and with them the direction.
    if (lies_on_a_side(layout)) std::ranges::reverse(corners);
    return corners;
}

Rings hexagons(HexLayout layout, std::span<const HexCell> cells, double width_m, Point origin) {
    Rings rings;
    for (const HexCell cell : cells) {
        for (const Point corner : hex_corners(layout, cell))
            rings.points.push_back({origin.x + width_m * corner.x, origin.y + width_m * corner.y});
        rings.close_ring();
        rings.close_area();
    }
    return rings;
}

bool are_hexagons(const GridRings& areas) {
    constexpr double tolerance_share = 0.001;
    double side = 0.0;
    bool stands = true;
    bool lies = true;
    for (std::size_t r = 0; r < areas.rings(); ++r) {
        const auto ring = areas.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const GridPoint from = ring[i];
            const GridPoint to = ring[i + 1 == ring.size() ? 0 : i + 1];
            const double dx = std::abs(static_cast<double>(to.x) - from.x);
            const double dy = std::abs(static_cast<double>(to.y) - from.y);
            const double length = std::hypot(dx, dy);
            if (side == 0.0) side = length;
            const double error = tolerance_share * side;
            const auto is = [&](double value, double wanted) {
                return std::abs(value - wanted * side) <= error;
            };
            stands = stands && ((is(dx, 0.0) && is(dy, 1.0)) || (is(dx, hexagon_area) && is(dy, 0.5)));
            lies = lies && ((is(dy, 0.0) && is(dx, 1.0)) || (is(dy, hexagon_area) && is(dx, 0.5)));
            if (!stands && !lies) return false;
        }
    }
    return side > 0.0;
}

}  // namespace geo
