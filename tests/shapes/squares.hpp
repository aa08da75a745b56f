// Areas on squared paper, for tests of moves.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/topology.hpp"
#include "shapes/movable_plan.hpp"

namespace support {

/// Areas on squared paper, each a square of 1 m; a letter is its footprint, '.' is in none.
struct Squares {
    std::size_t width;
    std::size_t height;
    std::vector<shapes::FootprintIndex> footprint_of;
    std::vector<geo::Border> borders;
    std::vector<shapes::AreaFacts> facts;

    explicit Squares(const std::vector<std::string>& rows)
        : width(rows.front().size()), height(rows.size()), facts(width * height, {100.0, 1.0, 4.0}) {
        for (const std::string& row : rows)
            for (const char letter : row)
                footprint_of.push_back(letter == '.' ? shapes::no_footprint : letter - 'A');
        for (std::size_t y = 0; y < height; ++y) {
            for (std::size_t x = 0; x < width; ++x) {
                const auto here = static_cast<std::int32_t>(y * width + x);
                if (x + 1 < width) borders.push_back({here, here + 1, 1.0});
                if (y + 1 < height) borders.push_back({here, here + static_cast<std::int32_t>(width), 1.0});
            }
        }
    }
    [[nodiscard]] std::size_t areas() const { return width * height; }
    [[nodiscard]] std::size_t footprints() const {
        return static_cast<std::size_t>(*std::max_element(footprint_of.begin(), footprint_of.end()) + 1);
    }
    [[nodiscard]] shapes::Neighbourhood neighbourhood(
        const std::vector<std::array<std::int32_t, 2>>& links = {}) const {
        return shapes::make_neighbourhood(areas(), borders, links);
    }
};

}  // namespace support
