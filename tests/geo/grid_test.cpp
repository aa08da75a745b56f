#include "geo/grid.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "geo/error.hpp"
#include "geo/finite_box.hpp"

namespace {

geo::Box box(double min_x, double min_y, double max_x, double max_y) {
    geo::Box b;
    b.add({min_x, min_y});
    b.add({max_x, max_y});
    return b;
}

TEST(Grid, GreatBritainFitsMillimetres) {
    const geo::Grid grid = geo::choose_grid(box(5500, 5300, 655700, 1220300));
    EXPECT_EQ(grid.cells_per_m, 1000);
    EXPECT_EQ(grid.origin_x_m, 330600);
}

TEST(Grid, WiderLayersGetWiderCells) {
    EXPECT_EQ(geo::choose_grid(box(0, 0, 3e6, 1e6)).cells_per_m, 100);
    EXPECT_EQ(geo::choose_grid(box(-1.5e7, 0, 1.5e7, 1e6)).cells_per_m, 10);
    EXPECT_THROW((void)geo::choose_grid(box(-1.5e8, 0, 1.5e8, 0)), geo::InputError);
}

TEST(Grid, PositionsComeBackAsShortDecimals) {
    const geo::Grid grid = geo::choose_grid(box(400000, 300000, 500000, 400000));
    const geo::Point p{451234.567, 312345.678};
    EXPECT_EQ(grid.to_point(grid.to_grid(p)), p);
}

TEST(Grid, RoundingIsToTheNearestCell) {
    const geo::Grid grid{100, 200, 1000};
    EXPECT_EQ(grid.to_grid({100.0004, 200.0006}), (geo::GridPoint{0, 1}));
}

TEST(Grid, CoordinatesThatAreNotNumbersAreRefused) {
    geo::Rings rings;
    rings.points = {{0, 0}, {1, std::nan("")}, {1, 1}};
    rings.close_ring();
    rings.close_area();
    EXPECT_THROW((void)geo::round_to_grid(rings, {}), geo::InputError);
    rings.points[1].y = INFINITY;
    EXPECT_THROW((void)geo::round_to_grid(rings, {}), geo::InputError);
}

// More points than one thread takes.
TEST(Grid, OnePointThatIsNotFiniteIsFoundAmongMany) {
    std::vector<geo::Point> points(100000, {1.5, 1e300});
    ASSERT_TRUE(geo::finite_box(points));
    EXPECT_EQ(geo::finite_box(points)->max_y, 1e300);
    ASSERT_TRUE(geo::finite_box({}));
    EXPECT_TRUE(geo::finite_box({})->empty());
    for (const std::size_t i : {std::size_t{0}, std::size_t{49999}, std::size_t{99999}}) {
        for (const double wrong : {std::numeric_limits<double>::infinity(),
                                   -std::numeric_limits<double>::infinity(), std::nan("")}) {
            std::vector<geo::Point> others = points;
            others[i].y = wrong;
            EXPECT_FALSE(geo::finite_box(others)) << i << " " << wrong;
        }
    }
}

TEST(Grid, BoundsAreThoseOfAllPointsHoweverMany) {
    geo::Rings rings;
    EXPECT_TRUE(geo::bounds(rings).empty());
    rings.points.assign(30000, {0.0, 0.0});
    rings.points.front() = {-3.0, 1.0};
    rings.points.back() = {2.0, -4.0};
    const geo::Box box = geo::bounds(rings);
    EXPECT_EQ(box.min_x, -3.0);
    EXPECT_EQ(box.min_y, -4.0);
    EXPECT_EQ(box.max_x, 2.0);
    EXPECT_EQ(box.max_y, 1.0);
}

TEST(Grid, ABoxUnitedWithAnEmptyOneStaysAsItIs) {
    geo::Box all = box(1, 2, 3, 4);
    all.unite({});
    EXPECT_EQ(all, box(1, 2, 3, 4));
    geo::Box none;
    none.unite(all);
    EXPECT_EQ(none, all);
}

TEST(Grid, AnEmptyBoxGivesTheDefaultGrid) {
    EXPECT_EQ(geo::choose_grid({}), geo::Grid{});
}

TEST(GridBounds, AreThoseOfFewAndOfManyPoints) {
    for (const std::int32_t count : {1, 20000}) {
        std::vector<geo::GridPoint> points;
        for (std::int32_t i = 0; i < count; ++i)
            points.push_back({5 - i, -7 + 2 * i});
        const auto [low, high] = geo::grid_bounds(points);
        EXPECT_EQ(low, (geo::GridPoint{5 - (count - 1), -7}));
        EXPECT_EQ(high, (geo::GridPoint{5, -7 + 2 * (count - 1)}));
    }
}

}  // namespace
