#include "geo/snap.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "geo/error.hpp"

namespace {

using geo::GridPoint;
using geo::GridRings;
using geo::SnapReport;
using testing::ElementsAre;

const geo::Grid grid;  // millimetres

GridRings areas(const std::vector<std::vector<GridPoint>>& outlines) {
    GridRings rings;
    for (const auto& ring : outlines) {
        rings.points.insert(rings.points.end(), ring.begin(), ring.end());
        rings.close_ring();
        rings.close_area();
    }
    return rings;
}

GridRings snap(const GridRings& rings, const geo::Grid& on, double tolerance_m, SnapReport& report) {
    return geo::outlines(geo::build_snapped_topology(rings, on, tolerance_m, report));
}

/// The ring from its smallest point.
std::vector<GridPoint> ring(const GridRings& rings, std::size_t r) {
    std::vector<GridPoint> points(rings.ring(r).begin(), rings.ring(r).end());
    std::rotate(points.begin(), std::min_element(points.begin(), points.end()), points.end());
    return points;
}

TEST(Snap, NeighboursWithNoisyCornersComeToShareThem) {
    const GridRings noisy = areas({{{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}},
                                   {{10020, 3}, {20000, 0}, {20000, 10000}, {9990, 10010}}});
    SnapReport report;
    const GridRings snapped = snap(noisy, grid, 0.1, report);
    EXPECT_THAT(ring(snapped, 0), ElementsAre(GridPoint{0, 0}, GridPoint{10000, 0}, GridPoint{9990, 10010},
                                              GridPoint{0, 10000}));
    EXPECT_THAT(ring(snapped, 1), ElementsAre(GridPoint{9990, 10010}, GridPoint{10000, 0},
                                              GridPoint{20000, 0}, GridPoint{20000, 10000}));
    EXPECT_EQ(report.moved_points, 2u);
    EXPECT_NEAR(report.greatest_move_m, std::hypot(0.020, 0.003), 1e-9);
}

TEST(Snap, APointMovesOnceAndNotBeyondTheTolerance) {
    // A chain of points 60 mm apart: each survivor takes the next, none is dragged along.
    const GridRings chain = areas({{{0, 0}, {60, 0}, {120, 0}, {180, 0}, {180, 90000}, {0, 90000}}});
    SnapReport report;
    const GridRings snapped = snap(chain, grid, 0.1, report);
    EXPECT_THAT(ring(snapped, 0),
                ElementsAre(GridPoint{0, 0}, GridPoint{120, 0}, GridPoint{180, 90000}, GridPoint{0, 90000}));
    EXPECT_NEAR(report.greatest_move_m, 0.06, 1e-12);
}

TEST(Snap, AVertexOfTheNeighbourIsPutIntoTheSegmentItLiesOn) {
    const GridRings tee = areas({{{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}},
                                 {{10000, 0}, {20000, 0}, {20000, 10000}, {10000, 10000}, {10030, 5000}}});
    SnapReport report;
    const GridRings snapped = snap(tee, grid, 0.1, report);
    EXPECT_THAT(ring(snapped, 0), ElementsAre(GridPoint{0, 0}, GridPoint{10000, 0}, GridPoint{10030, 5000},
                                              GridPoint{10000, 10000}, GridPoint{0, 10000}));
    EXPECT_EQ(report.inserted_vertices, 1u);
    EXPECT_TRUE(report.settled);
}

TEST(Snap, RepeatedPointsAndSpikesGoAlsoAroundTheEndOfTheRing) {
    const GridRings dirty = areas({{{0, 0},
                                    {0, 0},
                                    {9000, 0},
                                    {9000, 9000},
                                    {20000, 20000},
                                    {9000, 9000},
                                    {0, 9000},
                                    {0, 0},
                                    {-5000, 0}}});
    SnapReport report;
    const GridRings snapped = snap(dirty, grid, 0, report);
    EXPECT_THAT(ring(snapped, 0),
                ElementsAre(GridPoint{0, 0}, GridPoint{9000, 0}, GridPoint{9000, 9000}, GridPoint{0, 9000}));
    EXPECT_EQ(report.dropped_points, 5u);
}

TEST(Snap, ARingWithoutAreaIsDroppedAndTheEmptiedAreaNamed) {
    const GridRings thin = areas({{{0, 0}, {50, 0}, {50, 50}}, {{0, 0}, {5000, 0}, {5000, 5000}}});
    SnapReport report;
    const GridRings snapped = snap(thin, grid, 0.1, report);
    EXPECT_EQ(snapped.areas(), 2u);
    EXPECT_THAT(report.emptied_areas, ElementsAre(0u));
    EXPECT_EQ(report.dropped_rings, 1u);
}

TEST(Snap, ASecondRunChangesNothing) {
    const GridRings noisy = areas({{{0, 0}, {10000, 40}, {10000, 10000}, {0, 10000}},
                                   {{10020, 3}, {20000, 0}, {20000, 10000}, {9990, 10010}, {10030, 5000}}});
    SnapReport first;
    const GridRings once = snap(noisy, grid, 0.1, first);
    SnapReport second;
    const GridRings twice = snap(once, grid, 0.1, second);
    EXPECT_EQ(twice.points, once.points);
    EXPECT_EQ(second.moved_points + second.inserted_vertices + second.dropped_points, 0u);
}

TEST(Snap, ToleranceZeroMovesNothing) {
    const GridRings noisy =
        areas({{{0, 0}, {10000, 0}, {10000, 10000}}, {{10001, 0}, {20000, 0}, {10001, 10000}}});
    SnapReport report;
    EXPECT_EQ(snap(noisy, grid, 0, report).points, noisy.points);
}

TEST(Snap, ABadToleranceIsAUsageError) {
    SnapReport report;
    EXPECT_THROW((void)snap({}, grid, -1, report), geo::UsageError);
    EXPECT_THROW((void)snap({}, grid, std::nan(""), report), geo::UsageError);
    EXPECT_THROW((void)snap({}, grid, 1e9, report), geo::UsageError);
}

TEST(Snap, TheDefaultToleranceFollowsTheGridOnly) {
    EXPECT_DOUBLE_EQ(geo::default_snap_tolerance_m({0, 0, 1000}), 0.1);
    EXPECT_DOUBLE_EQ(geo::default_snap_tolerance_m({0, 0, 100}), 0.1);
    EXPECT_DOUBLE_EQ(geo::default_snap_tolerance_m({0, 0, 10}), 0.2);
}

}  // namespace
