#include "geo/nested_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <span>

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
    const NestedGrid grid(points);
    for (std::uint32_t t = 0; t < 300; ++t) {
        const std::int32_t reach = t % 3 == 0 ? 1073741823 : t % 3 == 1 ? 200000 : 1200;
        const auto corner = [&] { return GridPoint{within(reach) - reach / 10, within(reach) - reach / 10}; };
        const ClosedTriangle triangle(corner(), corner(), corner());
        const auto all = [](std::uint32_t) { return true; };
        EXPECT_THAT(points_found(grid, triangle),
                    testing::UnorderedElementsAreArray(support::points_in(points, triangle, all)));
    }
}

TEST(NestedGrid, FindsNothingAmongNoPointsAndAllOfEqualOnes) {
    const ClosedTriangle triangle({-5, -5}, {5, -5}, {0, 5});
    EXPECT_THAT(points_found(NestedGrid(), triangle), testing::IsEmpty());
    EXPECT_THAT(points_found(NestedGrid(std::span<const GridPoint>()), triangle), testing::IsEmpty());
    const std::vector<GridPoint> twins{{0, 0}, {0, 0}};
    EXPECT_THAT(points_found(NestedGrid(twins), triangle), testing::ElementsAre(0, 1));
}

}  // namespace
