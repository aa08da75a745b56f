// Coverages drawn as ASCII art: each letter is a square cell of the area with that letter, '.' is empty
// ground.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "geo/ring_set.hpp"

namespace support {

/// Side of one drawn cell, in grid cells: 1 m on a millimetre grid.
inline constexpr std::int32_t cell_side = 1000;

struct AsciiCoverage {
    std::vector<std::string> codes;  ///< the letters in alphabetical order
    geo::GridRings rings;            ///< a vertex at every corner of every cell, so that neighbours match
};

/// Rows from north to south; the lower left corner of the drawing is (0, 0). Where two cells of one area
/// touch in a corner only, the rings stay apart.
inline AsciiCoverage draw(const std::vector<std::string>& rows) {
    const auto height = static_cast<std::int32_t>(rows.size());
    std::map<char, std::vector<std::pair<std::int32_t, std::int32_t>>> cells;
    for (std::int32_t r = 0; r < height; ++r) {
        const std::string& row = rows[static_cast<std::size_t>(r)];
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (row[c] != '.') cells[row[c]].emplace_back(static_cast<std::int32_t>(c), height - 1 - r);
        }
    }
    AsciiCoverage coverage;
    for (const auto& [letter, of_area] : cells) {
        coverage.codes.emplace_back(1, letter);
        // Directed unit edges with the interior on the left; opposite ones cancel between cells of the area.
        std::map<geo::GridPoint, std::vector<geo::GridPoint>> leaving;
        for (const auto& [x, y] : of_area) {
            const std::array<geo::GridPoint, 4> corner{{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}}};
            for (std::size_t i = 0; i < 4; ++i) {
                const geo::GridPoint from = corner[i];
                const geo::GridPoint to = corner[(i + 1) % 4];
                auto& back = leaving[to];
                const auto opposite = std::find(back.begin(), back.end(), from);
                if (opposite != back.end()) {
                    back.erase(opposite);
                } else {
                    leaving[from].push_back(to);
                }
            }
        }
        for (auto& [start, exits] : leaving) {
            while (!exits.empty()) {
                std::vector<geo::GridPoint> ring;
                geo::GridPoint before = start;
                geo::GridPoint at = start;
                do {
                    ring.push_back(at);
                    auto& ways = leaving[at];
                    auto chosen = ways.begin();
                    for (auto way = ways.begin(); way != ways.end(); ++way) {
                        // Of two ways on, the one that turns left keeps parts that touch in a corner apart.
                        const std::int32_t turn =
                            (at.x - before.x) * (way->y - at.y) - (at.y - before.y) * (way->x - at.x);
                        if (turn > 0) chosen = way;
                    }
                    const geo::GridPoint next = *chosen;
                    ways.erase(chosen);
                    before = at;
                    at = next;
                } while (at != start);
                for (const geo::GridPoint p : ring) {
                    coverage.rings.points.push_back({p.x * cell_side, p.y * cell_side});
                }
                coverage.rings.close_ring();
            }
        }
        coverage.rings.close_area();
    }
    return coverage;
}

}  // namespace support
