#include "geo/inlets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/snap.hpp"

namespace {

using geo::GridPoint;
using geo::GridRings;

std::vector<geo::Inlet> inlets(const std::vector<std::vector<GridPoint>>& outlines, double width_m) {
    GridRings rings;
    for (const auto& ring : outlines) {
        rings.points.insert(rings.points.end(), ring.begin(), ring.end());
        rings.close_ring();
        rings.close_area();
    }
    geo::SnapReport report;
    const geo::Topology topology = geo::build_snapped_topology(rings, geo::Grid{}, 0.1, report);
    return geo::find_inlets(topology, geo::find_faces(topology), width_m);
}

// Two areas that share a border from the south up to (0, 0), and drift apart to 2 m over 100 m:
//
//      A | | B
//      A  V  B
//      A  |  B
const std::vector<GridPoint> west{{-50000, -50000}, {0, -50000}, {0, 0}, {-1000, 100000}, {-50000, 100000}};
const std::vector<GridPoint> east{{0, -50000}, {50000, -50000}, {50000, 100000}, {1000, 100000}, {0, 0}};

TEST(Inlets, AreFollowedFromWhereTheAreasPartToTheMouth) {
    const auto found = inlets({west, east}, 10);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].first, 0);
    EXPECT_EQ(found[0].second, 1);
    EXPECT_NEAR(found[0].depth_m, 100, 5);
    EXPECT_NEAR(found[0].ground.area_m2, 100, 10);
    EXPECT_LE(found[0].width_m, 10);
}

TEST(Inlets, EndWhereTheyAreWiderThanTheLimit) {
    const auto found = inlets({west, east}, 1);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].depth_m, 50, 1);
}

TEST(Inlets, ABluntOpeningIsTheShapeOfACoast) {
    EXPECT_TRUE(inlets({west, east}, 40).empty());  // 100 m deep is under four times 40 m
    EXPECT_TRUE(inlets({west, east}, 0).empty());
}

TEST(Inlets, AnEnclosedGapIsNone) {
    const std::vector<GridPoint> closed{
        {0, -50000}, {50000, -50000}, {50000, 100000}, {-1000, 100000}, {0, 0}};
    EXPECT_TRUE(inlets({west, closed}, 10).empty());
}

}  // namespace
