// The least that finding equal points takes: each goes once into a table of distinct positions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/point.hpp"

namespace bench {

/// The table, filled in the order of the points. O(points).
inline std::vector<geo::GridPoint> hash_points(std::span<const geo::GridPoint> points) {
    std::size_t slots = 1;
    while (slots < 2 * points.size())
        slots *= 2;
    constexpr geo::GridPoint none{std::numeric_limits<std::int32_t>::max(), 0};
    std::vector<geo::GridPoint> table(slots, none);
    for (const geo::GridPoint p : points) {
        const std::uint64_t key =
            std::uint64_t{static_cast<std::uint32_t>(p.x)} << 32 | static_cast<std::uint32_t>(p.y);
        std::size_t slot = (key * 0x9e3779b97f4a7c15U >> 20) & (slots - 1);
        while (table[slot] != none && table[slot] != p)
            slot = (slot + 1) & (slots - 1);
        table[slot] = p;
    }
    return table;
}

}  // namespace bench
