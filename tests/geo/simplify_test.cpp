#include "geo/simplify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "geo/assemble.hpp"
#include "geo/error.hpp"
#include "geo/triangle.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using geo::GridPoint;
using geo::GridRings;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr double brutal_m = 1e9;

/// One ring an area, in metres.
GridRings areas_of(const std::vector<std::vector<GridPoint>>& rings) {
    GridRings out;
    for (const std::vector<GridPoint>& ring : rings) {
        for (const GridPoint p : ring)
            out.points.push_back({p.x * support::cell_side, p.y * support::cell_side});
        out.close_ring();
        out.close_area();
    }
    return out;
}

struct Simplified {
    geo::SimplifyReport report;
    geo::Topology topology;
    GridRings outlines;

    Simplified(const GridRings& rings, const geo::SimplifyOptions& options)
        : topology(geo::simplify(geo::build_topology(rings, geo::Grid{}), options, report)),
          outlines(geo::outlines(topology)) {}

    /// Vertices of a ring in metres.
    [[nodiscard]] std::vector<GridPoint> ring(std::size_t r) const {
        std::vector<GridPoint> points;
        for (const GridPoint p : outlines.ring(r))
            points.push_back({p.x / support::cell_side, p.y / support::cell_side});
        return points;
    }
    [[nodiscard]] double area_m2(std::size_t area) const {
        return topology.grid.area_m2(geo::twice_areas(topology)[area]);
    }
};

Simplified to_tolerance(const GridRings& rings, double tolerance_m) {
    return {rings, {.tolerance_m = tolerance_m, .keep_share = {}}};
}

Simplified to_share(const GridRings& rings, double keep_share) {
    return {rings, {.tolerance_m = {}, .keep_share = keep_share}};
}

/// A shallow bay in the upper border of a field; its tip weighs 425 m2, everything else more than 1,000.
const std::vector<GridPoint> bay{{0, 0}, {100, 0}, {100, 50}, {50, 45}, {0, 50}};
constexpr double enough_for_the_bay_m = 21;

TEST(VertexWeight, IsTheAreaOfTheTriangleAtARightAngle) {
    EXPECT_DOUBLE_EQ(geo::vertex_weight({0, 6}, {0, 0}, {4, 0}, 0.7), 12);
}

TEST(VertexWeight, IsLessForASpikeAndMoreForAFlatBend) {
    const double spike = geo::vertex_weight({-1, 100}, {0, 0}, {1, 100}, 0.7);
    const double bend = geo::vertex_weight({-100, 1}, {0, 0}, {100, 1}, 0.7);
    EXPECT_NEAR(spike, 0.3 * 100, 0.1);
    EXPECT_NEAR(bend, 1.7 * 100, 0.1);
    EXPECT_DOUBLE_EQ(geo::vertex_weight({-1, 100}, {0, 0}, {1, 100}, 0), 100);
}

TEST(VertexWeight, IsNothingOnAStraightLine) {
    EXPECT_EQ(geo::vertex_weight({-7, -7}, {0, 0}, {3, 3}, 0.7), 0);
}

TEST(VertexWeight, IsTheSameFromBothSidesToTheLastBit) {
    EXPECT_EQ(geo::vertex_weight({-1073741823, 17}, {3, 5}, {1073741823, 1073741822}, 0.7),
              geo::vertex_weight({1073741823, 1073741822}, {3, 5}, {-1073741823, 17}, 0.7));
}

TEST(Simplify, AToleranceOfNothingTakesTheVerticesOfStraightLines) {
    const auto drawing = support::draw({"AAB",  //
                                        "AAB"});
    const Simplified result = to_tolerance(drawing.rings, 0);
    EXPECT_THAT(result.ring(0),
                UnorderedElementsAre(GridPoint{0, 0}, GridPoint{2, 0}, GridPoint{2, 2}, GridPoint{0, 2}));
    EXPECT_THAT(result.ring(1),
                UnorderedElementsAre(GridPoint{2, 0}, GridPoint{3, 0}, GridPoint{3, 2}, GridPoint{2, 2}));
    EXPECT_EQ(result.report.greatest_distance_m, 0);
}

TEST(Simplify, AVertexOfASharedBorderGoesFromBothAreas) {
    const Simplified result = to_tolerance(areas_of({{{0, 0}, {100, 0}, {100, 50}, {50, 45}, {0, 50}},
                                                     {{0, 50}, {50, 45}, {100, 50}, {100, 100}, {0, 100}}}),
                                           enough_for_the_bay_m);
    EXPECT_THAT(result.ring(0), UnorderedElementsAre(GridPoint{0, 0}, GridPoint{100, 0}, GridPoint{100, 50},
                                                     GridPoint{0, 50}));
    EXPECT_THAT(result.ring(1), UnorderedElementsAre(GridPoint{0, 50}, GridPoint{100, 50},
                                                     GridPoint{100, 100}, GridPoint{0, 100}));
    EXPECT_EQ(result.report.vertices_before, 7u);
    EXPECT_EQ(result.report.vertices_after, 6u);
    EXPECT_EQ(result.report.removable, 5u);
    EXPECT_EQ(result.report.removed, 1u);
    EXPECT_EQ(result.report.vetoed, 0u);
    EXPECT_DOUBLE_EQ(result.report.greatest_distance_m, 5);
}

TEST(Simplify, TheToleranceIsTheSideOfASquareOfTheWeight) {
    // Half a square metre at each right angle.
    const auto drawing = support::draw({"A"});
    EXPECT_EQ(to_tolerance(drawing.rings, 0.70).report.removed, 0u);
    EXPECT_EQ(to_tolerance(drawing.rings, 0.71).report.removed, 1u);
}

TEST(Simplify, ARingKeepsThreeVertices) {
    const auto drawing = support::draw({"A"});
    const Simplified result = to_tolerance(drawing.rings, brutal_m);
    EXPECT_EQ(result.ring(0).size(), 3u);
    EXPECT_DOUBLE_EQ(result.area_m2(0), 0.5);
    EXPECT_EQ(result.report.vetoed, 3u);
}

TEST(Simplify, ABorderFromAJunctionBackToItKeepsTwoOtherVertices) {
    const auto drawing = support::draw({"A.",  //
                                        ".B"});
    const Simplified result = to_tolerance(drawing.rings, brutal_m);
    for (const std::size_t area : {0u, 1u}) {
        EXPECT_EQ(result.ring(area).size(), 3u);
        EXPECT_THAT(result.ring(area), testing::Contains(GridPoint{1, 1}));
        EXPECT_GT(result.area_m2(area), 0);
    }
}

TEST(Simplify, OfTwoBordersWithTheSameEndsOneKeepsAVertex) {
    const auto drawing = support::draw({"AAAAA",  //
                                        "ABBBA",  //
                                        "CCCCC"});
    const Simplified result = to_tolerance(drawing.rings, brutal_m);
    EXPECT_EQ(result.ring(1).size(), 3u);
    EXPECT_GT(result.area_m2(1), 0);
}

TEST(Simplify, ThreeBordersWithTheSameEndsStayThree) {
    // Two lenses on one line between the same two junctions: one border may become straight.
    const Simplified result = to_tolerance(
        areas_of({{{0, 0}, {50, -20}, {100, 0}, {50, 10}}, {{0, 0}, {50, 10}, {100, 0}, {50, 40}}}),
        brutal_m);
    EXPECT_EQ(result.report.removed, 1u);
    EXPECT_GT(result.area_m2(0), 0);
    EXPECT_GT(result.area_m2(1), 0);
}

TEST(Simplify, ABayGoesWhenNothingLiesInIt) {
    const Simplified result = to_tolerance(areas_of({bay}), enough_for_the_bay_m);
    EXPECT_EQ(result.report.removed, 1u);
    EXPECT_THAT(result.ring(0), testing::Not(testing::Contains(GridPoint{50, 45})));
}

TEST(Simplify, ABayStaysForTheSakeOfAnIslandInIt) {
    const Simplified result =
        to_tolerance(areas_of({bay, {{49, 48}, {51, 48}, {50, 49}}}), enough_for_the_bay_m);
    EXPECT_EQ(result.report.removed, 0u);
    EXPECT_EQ(result.report.vetoed, 4u) << "the tip of the bay and three vertices of the island";
}

TEST(Simplify, ABayStaysWhenAnIslandWouldTouchTheNewBorder) {
    const Simplified result =
        to_tolerance(areas_of({bay, {{50, 50}, {90, 95}, {10, 95}}}), enough_for_the_bay_m);
    EXPECT_THAT(result.ring(0), testing::Contains(GridPoint{50, 45}));
}

TEST(Simplify, ABayStaysForTheSakeOfAJunctionInIt) {
    // Two islands that touch in a point within the bay, with nothing else there.
    const Simplified result =
        to_tolerance(areas_of({bay, {{50, 49}, {40, 90}, {10, 90}}, {{50, 49}, {90, 90}, {60, 90}}}),
                     enough_for_the_bay_m);
    EXPECT_THAT(result.ring(0), testing::Contains(GridPoint{50, 45}));
}

/// Three fields side by side; the upper border of the middle one leads from junction to junction, by the same
/// bay and a hill to its right, and over `between` in between.
std::vector<std::vector<GridPoint>> fields(const std::vector<GridPoint>& between = {}) {
    std::vector<GridPoint> middle{{0, 0}, {200, 0}, {200, 50}, {150, 90}};
    middle.insert(middle.end(), between.begin(), between.end());
    middle.insert(middle.end(), {{100, 50}, {50, 45}, {0, 50}});
    return {middle, {{200, 0}, {300, 0}, {300, 50}, {200, 50}}, {{-100, 0}, {0, 0}, {0, 50}, {-100, 50}}};
}

TEST(Simplify, ABayBetweenJunctionsGoesWhenNothingLiesInIt) {
    std::vector<std::vector<GridPoint>> areas = fields();
    areas.push_back({{49, 52}, {51, 52}, {50, 59}});
    const Simplified result = to_tolerance(areas_of(areas), enough_for_the_bay_m);
    EXPECT_THAT(result.ring(0), testing::Not(testing::Contains(GridPoint{50, 45})));
    EXPECT_THAT(result.ring(0), testing::Contains(GridPoint{150, 90}));
}

TEST(Simplify, ABayBetweenJunctionsStaysForTheSakeOfAnIslandInIt) {
    std::vector<std::vector<GridPoint>> areas = fields();
    areas.push_back({{49, 48}, {51, 48}, {50, 49}});
    const Simplified result = to_tolerance(areas_of(areas), enough_for_the_bay_m);
    EXPECT_THAT(result.ring(0), testing::Contains(GridPoint{50, 45}));
}

TEST(Simplify, ABayBetweenJunctionsStaysForTheSakeOfAHeadlandOfTheSameBorder) {
    const Simplified result =
        to_tolerance(areas_of(fields({{150, 390}, {51, 49}, {100, 390}})), enough_for_the_bay_m);
    EXPECT_THAT(result.ring(0), testing::Contains(GridPoint{50, 45}));
    EXPECT_EQ(result.report.vetoed, 1u);
}

TEST(Simplify, WhatIsGoneFromABayNoLongerKeepsIt) {
    // The upper area reaches into the bay with a vertex that weighs more than the tip, and goes after it.
    const Simplified result =
        to_tolerance(areas_of({bay, {{0, 60}, {50, 49}, {100, 60}, {100, 100}, {0, 100}}}), 31);
    EXPECT_EQ(result.report.removed, 2u);
    EXPECT_EQ(result.report.vetoed, 0u);
}

TEST(Simplify, WhatWaitsForAVertexOfAnotherBorderGoesAfterIt) {
    // As above, with an enclave in the upper area: its tip lies in the way of the vertex in the bay and is
    // the first to go, then the vertex in the bay, then the bay. Each of the three hangs on the one before.
    GridRings rings = areas_of({bay, {{30, 62}, {50, 59}, {70, 62}, {50, 90}}});
    const GridRings upper = areas_of({{{0, 60}, {50, 49}, {100, 60}, {100, 100}, {0, 100}},  //
                                      {{50, 90}, {70, 62}, {50, 59}, {30, 62}}});
    rings.points.insert(rings.points.end(), upper.points.begin(), upper.points.begin() + 5);
    rings.close_ring();
    rings.points.insert(rings.points.end(), upper.points.begin() + 5, upper.points.end());
    rings.close_ring();
    rings.close_area();
    const Simplified result = to_tolerance(rings, 31);
    EXPECT_EQ(result.ring(0).size(), 4u);
    EXPECT_EQ(result.ring(1).size(), 3u);
    EXPECT_EQ(result.ring(2).size(), 4u);
    EXPECT_EQ(result.ring(3).size(), 3u);
    EXPECT_EQ(result.report.removed, 3u);
}

TEST(Simplify, AHoleStaysInItsShell) {
    const auto drawing = support::draw({"AAA",  //
                                        "ABA",  //
                                        "AAA"});
    const Simplified result = to_tolerance(drawing.rings, brutal_m);
    ASSERT_EQ(result.outlines.rings(), 3u);
    EXPECT_GT(geo::twice_area(result.outlines.ring(0)), 0);
    EXPECT_LT(geo::twice_area(result.outlines.ring(1)), 0);
    EXPECT_DOUBLE_EQ(result.area_m2(1), 0.5);
    for (const GridPoint p : result.outlines.ring(1)) {
        EXPECT_TRUE(
            geo::contains_doubled(result.outlines.ring(0), 2 * std::int64_t{p.x}, 2 * std::int64_t{p.y}));
    }
}

TEST(Simplify, AreasOfTheSameOutlineStayTheSame) {
    const Simplified result = to_tolerance(areas_of({bay, bay}), enough_for_the_bay_m);
    EXPECT_EQ(result.ring(0), result.ring(1));
    EXPECT_EQ(result.ring(0).size(), 4u);
    EXPECT_EQ(result.topology.conflicts.size(), 1u);
}

TEST(Simplify, TheLightestGoFirstUntilTheShareIsLeft) {
    // Four bumps of growing height along a border between two fixed ends.
    const GridRings rings = areas_of({{{0, 0},
                                       {90, 0},
                                       {90, 50},
                                       {80, 59},
                                       {70, 50},
                                       {60, 57},
                                       {50, 50},
                                       {40, 55},
                                       {30, 50},
                                       {20, 53},
                                       {10, 50},
                                       {0, 50}},
                                      {{0, 0}, {0, -50}, {90, -50}, {90, 0}}});
    const Simplified all = to_share(rings, 1);
    EXPECT_EQ(all.report.removed, 0u);
    EXPECT_EQ(all.report.removable, 12u);
    const Simplified half = to_share(rings, 0.5);
    // The tip of a bump follows its foot at once, so one more than half may go.
    EXPECT_GE(half.report.removed, 6u);
    EXPECT_LE(half.report.removed, 7u);
    EXPECT_THAT(half.ring(0), testing::Not(testing::Contains(GridPoint{20, 53})));
    EXPECT_THAT(half.ring(0), testing::Contains(GridPoint{80, 59}));
    EXPECT_GT(half.report.tolerance_m, 0);
}

TEST(Simplify, AShareOfNothingKeepsWhatTheBordersNeed) {
    const auto drawing = support::draw({"AAB",  //
                                        "CCB"});
    const Simplified none = to_share(drawing.rings, 0);
    const Simplified brutal = to_tolerance(drawing.rings, brutal_m);
    EXPECT_EQ(none.outlines.points, brutal.outlines.points);
}

TEST(Simplify, ArcsAndRingsKeepTheirIndices) {
    const auto drawing = support::draw({"AAB",  //
                                        "CDD",  //
                                        "CDD"});
    const geo::Topology before = geo::build_topology(drawing.rings, geo::Grid{});
    const Simplified result = to_tolerance(drawing.rings, brutal_m);
    const geo::Topology& after = result.topology;
    EXPECT_EQ(after.left, before.left);
    EXPECT_EQ(after.right, before.right);
    EXPECT_EQ(after.ring_arcs, before.ring_arcs);
    EXPECT_EQ(after.ring_start, before.ring_start);
    EXPECT_EQ(after.area_start, before.area_start);
    EXPECT_EQ(after.junctions, before.junctions);
    ASSERT_EQ(after.arcs(), before.arcs());
    for (std::size_t a = 0; a < after.arcs(); ++a) {
        EXPECT_EQ(after.vertex(after.arc(a).front()), before.vertex(before.arc(a).front()));
        EXPECT_EQ(after.vertex(after.arc(a).back()), before.vertex(before.arc(a).back()));
    }
}

TEST(Simplify, NoAreasGiveNoAreas) {
    EXPECT_EQ(to_tolerance(GridRings{}, 10).topology.areas(), 0u);
    EXPECT_EQ(to_share(GridRings{}, 0.5).topology.areas(), 0u);
}

TEST(Simplify, AnAreaWithoutRingsStaysOne) {
    GridRings rings = areas_of({bay});
    rings.close_area();
    const Simplified result = to_tolerance(rings, brutal_m);
    EXPECT_THAT(result.outlines.area_start, ElementsAre(0, 1, 1));
}

TEST(Simplify, RefusesATargetThatIsNone) {
    const geo::Topology topology = geo::build_topology(areas_of({bay}), geo::Grid{});
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    geo::SimplifyReport report;
    const std::vector<geo::SimplifyOptions> refused{{.tolerance_m = {}, .keep_share = {}},
                                                    {.tolerance_m = 1, .keep_share = 0.5},
                                                    {.tolerance_m = -1, .keep_share = {}},
                                                    {.tolerance_m = nan, .keep_share = {}},
                                                    {.tolerance_m = {}, .keep_share = -0.1},
                                                    {.tolerance_m = {}, .keep_share = 1.1},
                                                    {.tolerance_m = {}, .keep_share = nan},
                                                    {.tolerance_m = 1, .keep_share = {}, .weighting = 1},
                                                    {.tolerance_m = 1, .keep_share = {}, .weighting = -0.1}};
    for (const geo::SimplifyOptions& options : refused)
        EXPECT_THROW((void)geo::simplify(topology, options, report), geo::UsageError);
}

}  // namespace
