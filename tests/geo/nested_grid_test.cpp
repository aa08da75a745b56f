#include "geo/nested_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "geo/triangle.hpp"
#include "tests/support/points_found.hpp"

namespace {

using geo::ClosedTriangle;
using geo::GridPoint;
using geo::NestedGrid;
using support::points_found;

TEST(ClosedTriangle, HoldsItsSidesAndItsInsideButNotItsCorners) {
    for (const ClosedTriangle& triangle :
         {ClosedTriangle({0, 0}, {4, 0}, {0, 4}), ClosedTriangle({0, 0}, {0, 4}, {4, 0})}) {
        EXPECT_TRUE(triangle.contains({0, 1}));
        EXPECT_FALSE(triangle.contains({0, 0}));
        EXPECT_FALSE(triangle.contains({4, 0}));
        EXPECT_FALSE(triangle.contains({0, 4}));
        EXPECT_TRUE(triangle.contains({2, 2}));
        EXPECT_TRUE(triangle.contains({1, 1}));
        EXPECT_FALSE(triangle.contains({3, 2}));
        EXPECT_FALSE(triangle.contains({-1, 0}));
    }
}

TEST(ClosedTriangle, WithoutAreaIsASegment) {
    const ClosedTriangle segment({0, 0}, {6, 6}, {3, 3});
    EXPECT_TRUE(segment.contains({5, 5}));
    EXPECT_FALSE(segment.contains({5, 4}));
    EXPECT_FALSE(segment.contains({7, 7}));
}

TEST(NestedGrid, FindsWhatALookAtEveryPointFinds) {
    // A town in a corner of empty country, with points far out.
    std::mt19937 random(7);
    const auto within = [&](std::int32_t n) {
        return static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(n));
    };
    std::vector<GridPoint> points;
    for (std::uint32_t i = 0; i < 3000; ++i) {
        const std::int32_t reach = i % 50 == 0 ? 1000000000 : i % 5 == 0 ? 100000 : 1000;
        points.push_back({within(reach), within(reach)});
    }
    const auto keep = [](std::uint32_t i) { return i % 7 != 3; };
    const NestedGrid grid(points, keep);
    for (std::uint32_t t = 0; t < 300; ++t) {
        const std::int32_t reach = t % 3 == 0 ? 1073741823 : t % 3 == 1 ? 200000 : 1200;
        const auto corner = [&] { return GridPoint{within(reach) - reach / 10, within(reach) - reach / 10}; };
        const ClosedTriangle triangle(corner(), corner(), corner());
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < points.size(); ++i) {
            if (keep(i) && triangle.contains(points[i])) expected.push_back(i);
        }
        EXPECT_THAT(points_found(grid, triangle), testing::UnorderedElementsAreArray(expected));
    }
}

TEST(NestedGrid, FindsNothingAmongNoPointsAndOneAmongEqualOnes) {
    const ClosedTriangle triangle({-5, -5}, {5, -5}, {0, 5});
    const auto all = [](std::uint32_t) { return true; };
    EXPECT_TRUE(points_found(NestedGrid({}, all), triangle).empty());
    const std::vector<GridPoint> twins{{0, 0}, {0, 0}};
    EXPECT_THAT(points_found(NestedGrid(twins, all), triangle), testing::ElementsAre(0, 1));
    EXPECT_TRUE(points_found(NestedGrid(twins, [](std::uint32_t) { return false; }), triangle).empty());
}

}  // namespace
