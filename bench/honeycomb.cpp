#include "bench/honeycomb.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "bench/uniform.hpp"

namespace bench {
namespace {

constexpr double west_m = 300'000;
constexpr double south_m = 110'000;
constexpr double width_m = 300'000;
constexpr double height_m = 434'000;
constexpr std::size_t block_side = 16;

/// Lines of corners run from west to east; cell (c, r) lies between the lines r and r + 1, and odd rows are
/// shifted by half a cell. Borders are kept as the points between their corners, in the direction of growing
/// numbers, so that both neighbours pass through the same points.
class Lattice {
public:
    Lattice(std::size_t columns, std::size_t rows, double points_a_border, std::uint64_t seed)
        : m_corners_a_line(2 * columns + 2), m_columns(columns), m_rows(rows), m_uniform(seed) {
        place_corners();
        const std::size_t lines = rows + 1;
        m_along.resize(lines * m_corners_a_line);
        m_up.resize(rows * m_corners_a_line);
        for (std::size_t line = 0; line < lines; ++line) {
            for (std::size_t k = 0; k + 1 < m_corners_a_line; ++k)
                m_along[at(k, line)] = wiggle(corner(k, line), corner(k + 1, line), points_a_border);
        }
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t k = r % 2; k < m_corners_a_line; k += 2)
                m_up[at(k, r)] = wiggle(corner(k, r), corner(k, r + 1), points_a_border);
        }
    }

    /// The ring of a cell, counter-clockwise, in lattice units.
    void append_cell(std::size_t c, std::size_t r, std::vector<geo::Point>& points) const {
        const std::size_t k = 2 * c + r % 2;
        forward(corner(k, r), m_along[at(k, r)], points);
        forward(corner(k + 1, r), m_along[at(k + 1, r)], points);
        forward(corner(k + 2, r), m_up[at(k + 2, r)], points);
        backward(corner(k + 2, r + 1), m_along[at(k + 1, r + 1)], points);
        backward(corner(k + 1, r + 1), m_along[at(k, r + 1)], points);
        backward(corner(k, r + 1), m_up[at(k, r)], points);
    }

    /// Lattice units to metres: each axis is squeezed by itself, which keeps the order of any two points
    /// along it, so no border can come to cross another one.
    [[nodiscard]] geo::Point to_metres(geo::Point p) const {
        const double x = p.x / (static_cast<double>(m_columns) + 0.5);
        const double y = p.y / static_cast<double>(m_rows);
        return {west_m + width_m * squeezed(x, 5), south_m + height_m * squeezed(y, 7)};
    }

private:
    using Border = std::vector<geo::Point>;

    [[nodiscard]] std::size_t at(std::size_t k, std::size_t line) const {
        return line * m_corners_a_line + k;
    }
    [[nodiscard]] geo::Point corner(std::size_t k, std::size_t line) const { return m_corners[at(k, line)]; }

    void place_corners() {
        constexpr double jitter = 0.08;
        for (std::size_t line = 0; line <= m_rows; ++line) {
            for (std::size_t k = 0; k < m_corners_a_line; ++k) {
                const double zigzag = k % 2 == line % 2 ? 1.0 / 6 : -1.0 / 6;
                const double x = static_cast<double>(k) / 2;
                const double y = static_cast<double>(line) + zigzag;
                const double dx = m_uniform(-jitter, jitter);
                const double dy = m_uniform(-jitter, jitter);
                m_corners.push_back({x + dx, y + dy});
            }
        }
    }

    Border wiggle(geo::Point from, geo::Point to, double mean_points) {
        const double floor = std::floor(mean_points);
        const bool one_more = m_uniform(0, 1) < mean_points - floor;
        Border points(static_cast<std::size_t>(floor) + (one_more ? 1 : 0) + 2);
        points.front() = from;
        points.back() = to;
        displace(points, 0, points.size() - 1);
        return {points.begin() + 1, points.end() - 1};
    }

    void displace(Border& points, std::size_t first, std::size_t last) {
        if (last - first < 2) return;
        constexpr double roughness = 0.14;
        const std::size_t middle = (first + last) / 2;
        const double share = static_cast<double>(middle - first) / static_cast<double>(last - first);
        const geo::Point a = points[first];
        const geo::Point b = points[last];
        const double offset = m_uniform(-roughness, roughness);
        points[middle] = {std::lerp(a.x, b.x, share) - offset * (b.y - a.y),
                          std::lerp(a.y, b.y, share) + offset * (b.x - a.x)};
        displace(points, first, middle);
        displace(points, middle, last);
    }

    static void forward(geo::Point begin, const Border& border, std::vector<geo::Point>& points) {
        points.push_back(begin);
        points.insert(points.end(), border.begin(), border.end());
    }
    static void backward(geo::Point begin, const Border& border, std::vector<geo::Point>& points) {
        points.push_back(begin);
        points.insert(points.end(), border.rbegin(), border.rend());
    }

    static double squeezed(double share, double towns) {
        constexpr double depth = 0.66;
        const double turn = 2 * std::numbers::pi * towns;
        return share - depth / turn * std::sin(turn * share);
    }

    std::size_t m_corners_a_line;
    std::size_t m_columns;
    std::size_t m_rows;
    Uniform m_uniform;
    std::vector<geo::Point> m_corners;
    std::vector<Border> m_along;
    std::vector<Border> m_up;
};

/// The first `count` cells in the order of blocks, each block row by row.
std::vector<std::pair<std::size_t, std::size_t>> cells_in_blocks(std::size_t columns, std::size_t rows,
                                                                 std::size_t count) {
    std::vector<std::pair<std::size_t, std::size_t>> cells;
    for (std::size_t block_r = 0; block_r < rows; block_r += block_side) {
        for (std::size_t block_c = 0; block_c < columns; block_c += block_side) {
            for (std::size_t r = block_r; r < std::min(rows, block_r + block_side); ++r) {
                for (std::size_t c = block_c; c < std::min(columns, block_c + block_side); ++c)
                    cells.emplace_back(c, r);
            }
        }
    }
    cells.resize(count);
    return cells;
}

std::uint32_t nearest(geo::Point p, const std::vector<geo::Point>& centres) {
    const auto distance = [&](geo::Point q) { return std::hypot(q.x - p.x, q.y - p.y); };
    const auto best = std::min_element(centres.begin(), centres.end(),
                                       [&](geo::Point a, geo::Point b) { return distance(a) < distance(b); });
    return static_cast<std::uint32_t>(best - centres.begin());
}

}  // namespace

Country honeycomb(std::size_t areas, std::size_t vertices, std::size_t regions, std::uint64_t seed) {
    const double aspect = width_m / height_m;
    const auto columns = static_cast<std::size_t>(std::sqrt(static_cast<double>(areas) * aspect));
    const std::size_t rows = (areas + columns - 1) / columns;
    const double points_a_border = (static_cast<double>(vertices) / static_cast<double>(areas) - 6) / 6;
    const Lattice lattice(columns, rows, points_a_border, seed);

    Uniform uniform(seed + 1);
    std::vector<geo::Point> centres(regions);
    for (geo::Point& centre : centres) {
        const double x = uniform(0, static_cast<double>(columns));
        centre = lattice.to_metres({x, uniform(0, static_cast<double>(rows))});
    }
    Country country;
    std::vector<geo::Point> ring;
    for (const auto& [c, r] : cells_in_blocks(columns, rows, areas)) {
        ring.clear();
        lattice.append_cell(c, r, ring);
        for (const geo::Point p : ring)
            country.rings.points.push_back(lattice.to_metres(p));
        country.rings.close_ring();
        country.rings.close_area();
        country.region.push_back(nearest(
            lattice.to_metres({static_cast<double>(c) + 0.5, static_cast<double>(r) + 0.5}), centres));
    }
    return country;
}

}  // namespace bench
