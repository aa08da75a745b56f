#include "geo/run_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "geo/triangle.hpp"
#include "tests/support/points_found.hpp"

namespace {

using geo::ClosedTriangle;
using geo::GridPoint;
using geo::RunGrid;
using support::points_found;

/// Lines of fifty points in steps of up to `usual`, from here and there, and the like in long steps.
std::vector<GridPoint> lines(std::mt19937& random, std::int32_t usual) {
    const auto within = [&](std::int32_t n) {
        return static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(n));
    };
    std::vector<GridPoint> points;
    for (std::int32_t line = 0; line < 100; ++line) {
        const std::int32_t step = line % 10 == 0 ? 100000 : usual;
        GridPoint at{within(1000), within(1000)};
        for (int i = 0; i < 50; ++i) {
            points.push_back(at);
            at = {at.x + within(2 * step) - step, at.y + within(2 * step) - step};
        }
    }
    return points;
}

TEST(RunGrid, FindsWhatALookAtEveryPointFinds) {
    std::mt19937 random(11);
    // Short steps, and some so long that a run of them would reach beyond everything.
    for (const std::int32_t usual : {10, 10'000'000}) {
        const std::vector<GridPoint> points = lines(random, usual);
        const RunGrid grid(points);
        for (std::uint32_t t = 0; t < 300; ++t) {
            const std::int32_t reach = usual * (t % 3 == 0 ? 40 : t % 3 == 1 ? 12 : 3);
            const GridPoint from = points[random() % points.size()];
            const auto some = [&] {
                return static_cast<std::int32_t>(random() % static_cast<unsigned>(reach));
            };
            const auto corner = [&] { return GridPoint{from.x + some(), from.y - some()}; };
            const ClosedTriangle triangle(corner(), corner(), corner());
            EXPECT_THAT(points_found(grid, triangle),
                        testing::UnorderedElementsAreArray(support::points_in(points, triangle)));
        }
    }
}

TEST(RunGrid, StopsAtTheFirstThatIsWanted) {
    const std::vector<GridPoint> points{{0, 0}, {1, 0}, {2, 0}, {3, 0}};
    const RunGrid grid(points);
    int asked = 0;
    EXPECT_TRUE(grid.find_in(ClosedTriangle({-5, -5}, {9, -5}, {2, 5}), [&](std::uint32_t) {
        ++asked;
        return true;
    }));
    EXPECT_EQ(asked, 1);
}

TEST(RunGrid, FindsNothingAmongNoPointsAndOneAmongEqualOnes) {
    const ClosedTriangle triangle({-5, -5}, {5, -5}, {0, 5});
    EXPECT_TRUE(points_found(RunGrid({}), triangle).empty());
    const std::vector<GridPoint> twins{{0, 0}, {0, 0}};
    EXPECT_THAT(points_found(RunGrid(twins), triangle), testing::UnorderedElementsAre(0, 1));
}

TEST(RunGrid, TakesTheFarthestCornersOfTheGrid) {
    constexpr std::int32_t far = (1 << 30) - 1;
    const std::vector<GridPoint> points{{-far, -far}, {far, far}, {-far, far}, {0, 0}};
    const RunGrid grid(points);
    EXPECT_THAT(points_found(grid, ClosedTriangle({-far - 1, -far - 1}, {far, -far}, {0, 1})),
                testing::UnorderedElementsAre(0, 3));
}

}  // namespace
