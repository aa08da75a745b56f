#include "geo/measure.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/support/ascii_coverage.hpp"

namespace {

const geo::Grid grid;

geo::OutlineMeasure measure(const std::vector<std::string>& rows) {
    return geo::measure_outlines(support::draw(rows).rings, grid).at(0);
}

TEST(MeasureOutlines, ASquare) {
    const geo::OutlineMeasure m = measure({"A"});
    EXPECT_DOUBLE_EQ(m.area_m2, 1.0);
    EXPECT_DOUBLE_EQ(m.perimeter_m, 4.0);
    EXPECT_DOUBLE_EQ(m.convex_hull_area_m2, 1.0);
    EXPECT_NEAR(m.bounding_circle_area_m2, std::numbers::pi / 2, 1e-9);
    EXPECT_DOUBLE_EQ(m.centroid.x, 0.5);
    EXPECT_DOUBLE_EQ(m.centroid.y, 0.5);
    EXPECT_EQ(m.parts, 1u);
    EXPECT_EQ(m.holes, 0u);
}

TEST(MeasureOutlines, HolesCountInThePerimeterAndAgainstTheArea) {
    const geo::OutlineMeasure m = measure({"AAA",  //
                                           "A.A",  //
                                           "AAA"});
    EXPECT_DOUBLE_EQ(m.area_m2, 8.0);
    EXPECT_DOUBLE_EQ(m.perimeter_m, 16.0);
    EXPECT_DOUBLE_EQ(m.convex_hull_area_m2, 9.0);
    EXPECT_EQ(m.holes, 1u);
}

TEST(MeasureOutlines, PartsHaveOneHullAndOneCircleTogether) {
    const geo::OutlineMeasure m = measure({"A.A"});
    EXPECT_DOUBLE_EQ(m.area_m2, 2.0);
    EXPECT_DOUBLE_EQ(m.convex_hull_area_m2, 3.0);
    EXPECT_NEAR(m.bounding_circle_area_m2, std::numbers::pi * 10 / 4, 1e-9);
    EXPECT_EQ(m.parts, 2u);
    EXPECT_DOUBLE_EQ(m.centroid.x, 1.5);
    EXPECT_DOUBLE_EQ(m.box.width(), 3.0);
}

TEST(MeasureOutlines, AnAreaWithoutGeometryMeasuresNothing) {
    geo::GridRings rings;
    rings.close_area();
    const geo::OutlineMeasure m = geo::measure_outlines(rings, grid).at(0);
    EXPECT_EQ(m.area_m2, 0.0);
    EXPECT_EQ(m.parts, 0u);
    EXPECT_TRUE(std::isnan(m.centroid.x));
}

}  // namespace
