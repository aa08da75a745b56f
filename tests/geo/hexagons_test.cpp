// Hexagons by column and row, and telling layouts of them from maps.
#include "geo/hexagons.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "geo/grid.hpp"
#include "geo/topology.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using geo::HexCell;
using geo::HexLayout;

constexpr HexLayout all_layouts[] = {HexLayout::odd_r, HexLayout::even_r, HexLayout::odd_q,
                                     HexLayout::even_q};

std::vector<HexCell> block(std::int32_t first, std::int32_t side) {
    std::vector<HexCell> cells;
    for (std::int32_t q = first; q < first + side; ++q)
        for (std::int32_t r = first; r < first + side; ++r)
            cells.push_back({q, r});
    return cells;
}

geo::GridRings on_grid(const geo::Rings& rings) {
    return geo::round_to_grid(rings, geo::choose_grid(geo::bounds(rings)));
}

TEST(Hexagons, OddRowsLieHalfAHexagonToTheRightInOddR) {
    EXPECT_EQ(geo::hex_centre(HexLayout::odd_r, {0, 0}).x, 0.0);
    EXPECT_EQ(geo::hex_centre(HexLayout::odd_r, {0, 1}).x, 0.5);
    EXPECT_EQ(geo::hex_centre(HexLayout::odd_r, {0, -1}).x, 0.5);
    EXPECT_GT(geo::hex_centre(HexLayout::odd_r, {0, 1}).y, 0.0) << "rows go north";
}

TEST(Hexagons, EvenRowsLieHalfAHexagonToTheRightInEvenR) {
    EXPECT_EQ(geo::hex_centre(HexLayout::even_r, {0, 0}).x, 0.5);
    EXPECT_EQ(geo::hex_centre(HexLayout::even_r, {0, 1}).x, 0.0);
}

TEST(Hexagons, OddColumnsLieHalfAHexagonUpInOddQ) {
    EXPECT_EQ(geo::hex_centre(HexLayout::odd_q, {0, 0}).y, 0.0);
    EXPECT_EQ(geo::hex_centre(HexLayout::odd_q, {1, 0}).y, 0.5);
    EXPECT_EQ(geo::hex_centre(HexLayout::odd_q, {-1, 0}).y, 0.5);
}

TEST(Hexagons, EvenColumnsLieHalfAHexagonUpInEvenQ) {
    EXPECT_EQ(geo::hex_centre(HexLayout::even_q, {0, 0}).y, 0.5);
    EXPECT_EQ(geo::hex_centre(HexLayout::even_q, {1, 0}).y, 0.0);
}

TEST(Hexagons, EachOneInsideABlockHasSixNeighboursAtOneWidthInEveryLayout) {
    for (const HexLayout layout : all_layouts) {
        const std::vector<HexCell> cells = block(-3, 7);
        std::size_t at_one_width = 0;
        for (const HexCell cell : cells) {
            const geo::Point a = geo::hex_centre(layout, {0, 0});
            const geo::Point b = geo::hex_centre(layout, cell);
            const double distance = std::hypot(b.x - a.x, b.y - a.y);
            if (std::abs(distance - 1.0) < 1e-9)
                ++at_one_width;
            else
                EXPECT_TRUE(distance == 0.0 || distance > 1.7) << distance;
        }
        EXPECT_EQ(at_one_width, 6U) << geo::to_string(layout);
    }
}

TEST(Hexagons, NeighboursShareTheirCornersToTheLastBitAndTurnToTheLeft) {
    for (const HexLayout layout : all_layouts) {
        std::set<std::pair<double, double>> corners;
        for (const HexCell cell : block(-2, 5)) {
            double twice_area = 0.0;
            const auto ring = geo::hex_corners(layout, cell);
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const geo::Point p = ring[i];
                const geo::Point q = ring[(i + 1) % 6];
                twice_area += p.x * q.y - q.x * p.y;
                corners.emplace(p.x, p.y);
            }
            EXPECT_NEAR(twice_area / 2.0, geo::hexagon_area, 1e-12) << geo::to_string(layout);
        }
        // A block of 5 by 5 has 2 (5 + 1)^2 - 2 corners.
        EXPECT_EQ(corners.size(), 70U) << geo::to_string(layout);
    }
}

TEST(Hexagons, ABlockOnTheGroundIsACoverageWithSharedSides) {
    const geo::Rings rings = geo::hexagons(HexLayout::odd_r, block(0, 4), 27123.4, {400000.0, 300000.0});
    const geo::Grid grid = geo::choose_grid(geo::bounds(rings));
    const geo::Topology topology = geo::build_topology(geo::round_to_grid(rings, grid), grid);
    // Within rows 4 x 3 sides, between rows 3 x 7.
    EXPECT_EQ(geo::borders(topology).size(), 33U);
    EXPECT_TRUE(topology.conflicts.empty());
}

TEST(Hexagons, NamesOfLayoutsGoThereAndBack) {
    for (const HexLayout layout : all_layouts)
        EXPECT_EQ(geo::hex_layout_from(geo::to_string(layout)), layout);
    EXPECT_FALSE(geo::hex_layout_from("odd-s"));
}

TEST(Hexagons, ALayoutIsToldFromAMapByItsSides) {
    for (const HexLayout layout : all_layouts)
        EXPECT_TRUE(geo::are_hexagons(on_grid(geo::hexagons(layout, block(0, 3), 27000.0, {}))));
    EXPECT_FALSE(geo::are_hexagons(support::draw({"AAB", "CCB"}).rings));
    EXPECT_FALSE(geo::are_hexagons({}));
}

TEST(Hexagons, OneHexagonThatIsALittleLargerMakesAMapOfIt) {
    geo::Rings rings = geo::hexagons(HexLayout::odd_r, block(0, 2), 27000.0, {});
    rings.points.back().x -= 100.0;
    EXPECT_FALSE(geo::are_hexagons(on_grid(rings)));
}

}  // namespace
