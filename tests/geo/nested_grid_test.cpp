#include "geo/nested_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "geo/triangle.hpp"

namespace {

using geo::ClosedTriangle;
using geo::GridPoint;
using geo::NestedGrid;

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

TEST(ClosedTriangle, HasAMarginBesideTheSideThatTakesThePlaceOfTheOthers) {
    const ClosedTriangle triangle({0, 0}, {50, 40}, {100, 0}, 5);
    EXPECT_EQ(triangle.low(), (GridPoint{-5, -5}));
    EXPECT_EQ(triangle.high(), (GridPoint{105, 45}));
    EXPECT_TRUE(triangle.contains({50, -5}));
    EXPECT_TRUE(triangle.contains({1, -4}));
    EXPECT_TRUE(triangle.contains({50, 20}));
    EXPECT_FALSE(triangle.contains({50, -6}));
    EXPECT_FALSE(triangle.contains({-1, -1})) << "not beside it";
    EXPECT_FALSE(triangle.contains({20, 25})) << "beside another side";
    EXPECT_FALSE(triangle.contains({100, 0}));
}

TEST(ClosedTriangle, WithoutAreaIsASegment) {
    const ClosedTriangle segment({0, 0}, {6, 6}, {3, 3});
    EXPECT_TRUE(segment.contains({5, 5}));
    EXPECT_FALSE(segment.contains({5, 4}));
    EXPECT_FALSE(segment.contains({7, 7}));
}

struct Numbered {
    GridPoint at;
    std::uint32_t number;
};

/// The grid of points in two lists, numbered in the order of both.
NestedGrid<Numbered> grid_of(std::span<const GridPoint> points, std::size_t in_first) {
    std::array<std::vector<Numbered>, 2> halves;
    for (std::uint32_t i = 0; i < points.size(); ++i)
        halves[i < in_first ? 0 : 1].push_back({points[i], i});
    return {halves, points.empty() ? geo::GridBox{} : geo::grid_bounds(points)};
}

std::vector<std::uint32_t> found_in(const NestedGrid<Numbered>& grid, const geo::GridBox& box) {
    std::vector<std::uint32_t> numbers;
    grid.find_in(box, [&](const Numbered& item) {
        numbers.push_back(item.number);
        return false;
    });
    return numbers;
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
    const NestedGrid<Numbered> grid = grid_of(points, 1400);
    for (std::uint32_t t = 0; t < 300; ++t) {
        const std::int32_t reach = t % 3 == 0 ? 1073741823 : t % 3 == 1 ? 200000 : 1200;
        const GridPoint low{within(reach) - reach / 10, within(reach) - reach / 10};
        const geo::GridBox box{low, {low.x + within(reach / 10), low.y + within(reach / 10)}};
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < points.size(); ++i) {
            const GridPoint p = points[i];
            if (p.x >= box.low.x && p.x <= box.high.x && p.y >= box.low.y && p.y <= box.high.y)
                expected.push_back(i);
        }
        EXPECT_THAT(found_in(grid, box), testing::UnorderedElementsAreArray(expected));
    }
}

TEST(NestedGrid, FindsNothingAmongNoPointsAndAllOfEqualOnes) {
    const geo::GridBox box{{-5, -5}, {5, 5}};
    EXPECT_THAT(found_in(grid_of({}, 0), box), testing::IsEmpty());
    const std::vector<GridPoint> twins{{0, 0}, {0, 0}};
    for (const std::size_t in_first : {0U, 1U, 2U})
        EXPECT_THAT(found_in(grid_of(twins, in_first), box), testing::ElementsAre(0, 1));
}

TEST(NestedGrid, StopsAtTheFirstThatIsWanted) {
    const std::vector<GridPoint> points{{0, 0}, {1, 0}, {2, 0}};
    int asked = 0;
    EXPECT_TRUE(grid_of(points, 1).find_in({{0, 0}, {2, 0}}, [&](const Numbered&) { return ++asked == 2; }));
    EXPECT_EQ(asked, 2);
}

}  // namespace
