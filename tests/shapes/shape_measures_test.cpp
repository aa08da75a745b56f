#include "shapes/shape_measures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <vector>

#include "tests/support/ascii_coverage.hpp"

namespace {

using std::numbers::pi;

/// A rectangle at the origin, as geo measures it.
geo::OutlineMeasure rectangle(double width_m, double height_m) {
    geo::OutlineMeasure outline;
    outline.area_m2 = width_m * height_m;
    outline.perimeter_m = 2 * (width_m + height_m);
    outline.convex_hull_area_m2 = outline.area_m2;
    outline.bounding_circle_area_m2 = pi * (width_m * width_m + height_m * height_m) / 4;
    outline.box.add({0, 0});
    outline.box.add({width_m, height_m});
    outline.parts = 1;
    return outline;
}

TEST(ShapeMeasures, OfASquareHaveTheirKnownValues) {
    const auto square = rectangle(3, 3);
    EXPECT_DOUBLE_EQ(*shapes::polsby_popper(square), pi / 4);
    EXPECT_DOUBLE_EQ(*shapes::schwartzberg(square), std::sqrt(pi) / 2);
    EXPECT_DOUBLE_EQ(*shapes::reock(square), 2 / pi);
    EXPECT_DOUBLE_EQ(*shapes::convex_hull_ratio(square), 1.0);
    EXPECT_DOUBLE_EQ(*shapes::length_width(square), 1.0);
}

TEST(ShapeMeasures, OfACircleAreOne) {
    geo::OutlineMeasure circle;
    circle.area_m2 = pi * 25;
    circle.perimeter_m = 2 * pi * 5;
    circle.bounding_circle_area_m2 = pi * 25;
    EXPECT_DOUBLE_EQ(*shapes::polsby_popper(circle), 1.0);
    EXPECT_DOUBLE_EQ(*shapes::schwartzberg(circle), 1.0);
    EXPECT_DOUBLE_EQ(*shapes::reock(circle), 1.0);
}

TEST(ShapeMeasures, SchwartzbergIsTheRootOfPolsbyPopper) {
    for (const double width : {1.0, 2.0, 7.0, 40.0}) {
        const auto outline = rectangle(width, 1);
        EXPECT_NEAR(*shapes::schwartzberg(outline), std::sqrt(*shapes::polsby_popper(outline)), 1e-15);
    }
}

TEST(ShapeMeasures, LengthWidthIsShortOverLongWhicheverWayItLies) {
    EXPECT_DOUBLE_EQ(*shapes::length_width(rectangle(4, 1)), 0.25);
    EXPECT_DOUBLE_EQ(*shapes::length_width(rectangle(1, 4)), 0.25);
}

TEST(ShapeMeasures, OfNothingAreUndefined) {
    const geo::OutlineMeasure nothing;
    EXPECT_EQ(shapes::polsby_popper(nothing), std::nullopt);
    EXPECT_EQ(shapes::schwartzberg(nothing), std::nullopt);
    EXPECT_EQ(shapes::reock(nothing), std::nullopt);
    EXPECT_EQ(shapes::convex_hull_ratio(nothing), std::nullopt);
    EXPECT_EQ(shapes::length_width(nothing), std::nullopt);
}

TEST(ShapeMeasures, CountTheRingOfAHoleInThePerimeter) {
    const auto drawing = support::draw({"aaa",  //
                                        "aba", "aaa"});
    const auto topology = geo::build_topology(drawing.rings, geo::Grid{});
    const auto outlines = geo::measure_outlines(drawing.rings, topology.grid);
    const auto measures = shapes::measure_shapes(outlines, geo::borders(topology));
    ASSERT_EQ(measures.size(), 2u);
    EXPECT_DOUBLE_EQ(measures[0].area_m2, 8.0);
    EXPECT_DOUBLE_EQ(measures[0].perimeter_m, 16.0);
    EXPECT_DOUBLE_EQ(*measures[0].polsby_popper, 4 * pi * 8 / 256);
    EXPECT_DOUBLE_EQ(*measures[0].convex_hull_ratio, 8.0 / 9.0);
    EXPECT_EQ(measures[0].holes, 1u);
    ASSERT_EQ(measures[1].neighbours.size(), 1u);
    EXPECT_EQ(measures[1].neighbours[0].area, 0);
    EXPECT_DOUBLE_EQ(measures[1].neighbours[0].border_m, 4.0);
}

TEST(ShapeMeasures, ListNeighboursByIndexAndNotThoseThatTouchInAPoint) {
    const auto drawing = support::draw({"ab",  //
                                        "cd"});
    const auto topology = geo::build_topology(drawing.rings, geo::Grid{});
    const auto measures =
        shapes::measure_shapes(geo::measure_outlines(drawing.rings, topology.grid), geo::borders(topology));
    ASSERT_EQ(measures[0].neighbours.size(), 2u);
    EXPECT_EQ(measures[0].neighbours[0].area, 1);
    EXPECT_EQ(measures[0].neighbours[1].area, 2);
    EXPECT_DOUBLE_EQ(measures[0].neighbours[1].border_m, 1.0);
}

TEST(CutEdges, CountNeighboursInDifferentFootprintsOnly) {
    //  0 1
    //  2 3
    const std::vector<geo::Border> borders{{0, 1, 1.0}, {0, 2, 1.0}, {1, 3, 1.0}, {2, 3, 1.0}};
    EXPECT_EQ(shapes::cut_edges(borders, std::vector<std::int32_t>{0, 0, 1, 1}), 2u);
    EXPECT_EQ(shapes::cut_edges(borders, std::vector<std::int32_t>{0, 0, 0, 0}), 0u);
    EXPECT_EQ(shapes::cut_edges(borders, std::vector<std::int32_t>{0, 1, 2, 3}), 4u);
}

TEST(CutEdges, LeaveOutAreasInNoFootprint) {
    const std::vector<geo::Border> borders{{0, 1, 1.0}, {1, 2, 1.0}};
    EXPECT_EQ(shapes::cut_edges(borders, std::vector<std::int32_t>{0, -1, 1}), 0u);
}

}  // namespace
