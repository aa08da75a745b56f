// Random coverages on a jittered grid: gaps, islands, exclaves and areas that touch in points, from a fixed
// seed.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "geo/ring_set.hpp"

namespace support {

struct RandomCoverage {
    geo::GridRings rings;             ///< one quadrilateral an area
    std::vector<std::int32_t> group;  ///< of each area
    std::vector<std::string> codes;
    std::size_t groups = 0;
};

/// Cells of `columns` x `rows` jittered quadrilaterals, 10 m wide and never inside out, one in seven left
/// out; groups are drawn at random with a liking for the neighbour's, so that there are both large parts and
/// exclaves.
inline RandomCoverage random_coverage(std::uint32_t seed, std::int32_t columns, std::int32_t rows,
                                      std::size_t groups) {
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t n) { return static_cast<std::int32_t>(random() % n); };
    constexpr std::int32_t side = 10000;
    constexpr std::uint32_t jitter =
        2500;  // a quarter of the side each way at most keeps every cell convex enough
    std::vector<geo::GridPoint> corners;
    for (std::int32_t y = 0; y <= rows; ++y) {
        for (std::int32_t x = 0; x <= columns; ++x) {
            corners.push_back({x * side + below(2 * jitter) - static_cast<std::int32_t>(jitter),
                               y * side + below(2 * jitter) - static_cast<std::int32_t>(jitter)});
        }
    }
    const auto corner = [&](std::int32_t x, std::int32_t y) {
        return corners[static_cast<std::size_t>(y * (columns + 1) + x)];
    };
    RandomCoverage coverage;
    coverage.groups = groups;
    for (std::int32_t y = 0; y < rows; ++y) {
        for (std::int32_t x = 0; x < columns; ++x) {
            if (below(7) == 0) continue;
            std::vector<geo::GridPoint> ring{corner(x, y), corner(x + 1, y), corner(x + 1, y + 1),
                                             corner(x, y + 1)};
            const auto start = static_cast<std::size_t>(below(4));
            for (std::size_t i = 0; i < 4; ++i)
                coverage.rings.points.push_back(ring[(start + i) % 4]);
            coverage.rings.close_ring();
            coverage.rings.close_area();
            const bool as_before = !coverage.group.empty() && below(3) != 0;
            coverage.group.push_back(as_before ? coverage.group.back()
                                               : below(static_cast<std::uint32_t>(groups)));
            coverage.codes.push_back("A" + std::to_string(coverage.codes.size()));
        }
    }
    return coverage;
}

}  // namespace support
