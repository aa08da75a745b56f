#include "geo/displacement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "geo/error.hpp"
#include "tests/support/overlay_of.hpp"

namespace {

using geo::BordersMeasured;
using geo::Direction;
using geo::Displacement;
using geo::displacement;
using support::overlay_of;
using Drawing = std::vector<std::string>;

constexpr geo::DisplacementOptions inner{BordersMeasured::inner, 0.25};

const Drawing west{"AAAABBBBBB",  //
                   "AAAABBBBBB",  //
                   "AAAABBBBBB",  //
                   "AAAABBBBBB",  //
                   "AAAABBBBBB",  //
                   "AAAABBBBBB"};
const Drawing east_by_two{"PPPPPPQQQQ",  //
                          "PPPPPPQQQQ",  //
                          "PPPPPPQQQQ",  //
                          "PPPPPPQQQQ",  //
                          "PPPPPPQQQQ",  //
                          "PPPPPPQQQQ"};

TEST(Displacement, OfOneSetOfBordersFromItselfIsNothing) {
    const Displacement d = displacement(overlay_of(west, west), Direction::a_to_b, inner);
    EXPECT_DOUBLE_EQ(d.length_m, 6);
    EXPECT_DOUBLE_EQ(d.shared_m, 6);
    EXPECT_EQ(d.median_m, 0);
    EXPECT_EQ(d.p95_m, 0);
    EXPECT_EQ(d.greatest_m, 0);
    EXPECT_EQ(d.greatest_at, (geo::Point{4, 0}));
}

TEST(Displacement, IsMeasuredFromInnerBordersToTheNearestBorderOfAnyKind) {
    const Displacement d = displacement(overlay_of(west, east_by_two), Direction::a_to_b, inner);
    EXPECT_DOUBLE_EQ(d.length_m, 6);
    EXPECT_EQ(d.shared_m, 0);
    EXPECT_DOUBLE_EQ(d.greatest_m, 2);  // nowhere more: beside the coast that is nearer
    EXPECT_DOUBLE_EQ(d.median_m, 1.5);  // half of the border lies within 1.5 m of an end
    EXPECT_DOUBLE_EQ(d.greatest_at.x, 4);
    EXPECT_DOUBLE_EQ(d.greatest_at.y, 2);  // the smallest of equals
    EXPECT_EQ(d.left, 0);
    EXPECT_EQ(d.right, 1);
}

TEST(Displacement, IsWeightedByLengthAndNotByVertices) {
    // B departs from A over 2 m of 23 m, by 1 m in the middle; both have a vertex for every metre.
    const Drawing a{std::string(23, 'A'), std::string(23, 'A'), std::string(23, 'A'),
                    std::string(23, 'B'), std::string(23, 'B'), std::string(23, 'B')};
    Drawing b = a;
    b[2].replace(10, 2, "BB");
    const Displacement d = displacement(overlay_of(a, b), Direction::a_to_b, inner);
    EXPECT_DOUBLE_EQ(d.length_m, 23);
    EXPECT_DOUBLE_EQ(d.shared_m, 21);
    EXPECT_EQ(d.median_m, 0);
    EXPECT_DOUBLE_EQ(d.p95_m, 0.5);  // 1.15 m lie farther than 0.425 m; there are places at 0.25 and 0.5 m
    EXPECT_DOUBLE_EQ(d.greatest_m, 1);
    EXPECT_EQ(d.greatest_at, (geo::Point{11, 3}));
    EXPECT_NEAR(d.mean_m, 1.0 / 23, 1e-9);
}

TEST(Displacement, IsNotSymmetric) {
    const Drawing two{"AABB",  //
                      "AABB"};
    const Drawing four{"PQRS",  //
                       "PQRS"};
    const geo::Overlay overlay = overlay_of(two, four);
    EXPECT_EQ(displacement(overlay, Direction::a_to_b, inner).greatest_m, 0);
    const Displacement back = displacement(overlay, Direction::b_to_a, inner);
    EXPECT_DOUBLE_EQ(back.greatest_m, 1);
    EXPECT_DOUBLE_EQ(back.length_m, 6);
    EXPECT_DOUBLE_EQ(back.shared_m, 2);
}

TEST(Displacement, SeesWhatVerticesAloneMiss) {
    // The straight border of A has no vertex where that of B runs 70 m beside it.
    const auto rings_of = [](const std::vector<std::vector<geo::GridPoint>>& outlines) {
        geo::GridRings rings;
        for (const std::vector<geo::GridPoint>& ring : outlines) {
            rings.points.insert(rings.points.end(), ring.begin(), ring.end());
            rings.close_ring();
            rings.close_area();
        }
        return rings;
    };
    const geo::GridRings a = rings_of({{{0, 0}, {400000, 0}, {400000, 300000}, {0, 300000}}});
    const geo::GridRings b =
        rings_of({{{0, 0}, {100000, 70000}, {300000, 70000}, {400000, 0}, {400000, 300000}, {0, 300000}}});
    const geo::Overlay overlay = overlay_of(a, b);
    EXPECT_DOUBLE_EQ(displacement(overlay, Direction::a_to_b, {BordersMeasured::all, 1000.0}).greatest_m, 0);
    EXPECT_DOUBLE_EQ(displacement(overlay, Direction::a_to_b, {BordersMeasured::all, 1.0}).greatest_m, 70);
}

TEST(Displacement, LeavesOutBordersBeyondTheOtherLayer) {
    const Drawing wide{"AABBCC",  //
                       "AABBCC"};
    const Drawing narrow{"PPPP..",  //
                         "PPPP.."};
    const Displacement d = displacement(overlay_of(wide, narrow), Direction::a_to_b, inner);
    EXPECT_DOUBLE_EQ(d.length_m, 4);  // A and B, and the border that is the end of P
    EXPECT_DOUBLE_EQ(d.shared_m, 2);
    EXPECT_EQ(d.left_out_m, 0);
    const Drawing narrower{"PPP...",  //
                           "PPP..."};
    const Displacement e = displacement(overlay_of(wide, narrower), Direction::a_to_b, inner);
    EXPECT_DOUBLE_EQ(e.length_m, 2);
    EXPECT_DOUBLE_EQ(e.left_out_m, 2);
}

TEST(Displacement, TakesTheEdgesOfEnclosedGapsForInnerBorders) {
    const Drawing with_gap{"AAAAA",  //
                           "AA.AA",  //
                           "AAAAA"};
    const Drawing whole{"PPPPP",  //
                        "PPPPP",  //
                        "PPPPP"};
    const Displacement d = displacement(overlay_of(with_gap, whole), Direction::a_to_b, inner);
    EXPECT_DOUBLE_EQ(d.length_m, 4);
    EXPECT_DOUBLE_EQ(d.greatest_m, 1.5);
}

TEST(Displacement, HasNoFiguresWhereThereIsNothingToMeasure) {
    const Drawing one{"AA"};
    const Displacement d = displacement(overlay_of(one, Drawing{"PQ"}), Direction::a_to_b, inner);
    EXPECT_EQ(d.length_m, 0);
    EXPECT_TRUE(d.distances.empty());
    EXPECT_TRUE(std::isnan(d.median_m));
    EXPECT_TRUE(std::isnan(d.greatest_m));
}

TEST(Displacement, RefusesAStepThatIsNone) {
    const geo::Overlay overlay = overlay_of(Drawing{"A"}, Drawing{"P"});
    for (const double step_m : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_THROW((void)displacement(overlay, Direction::a_to_b, {BordersMeasured::inner, step_m}),
                     geo::UsageError);
    }
}

TEST(NearBorders, WithinNoDistanceAreTheBordersShared) {
    const geo::Overlay overlay = overlay_of(west, east_by_two);
    const std::vector<geo::NearBorder> near = geo::near_borders(overlay, 0.0, 0.25);
    ASSERT_EQ(near.size(), 3U);
    EXPECT_EQ(near[0].of_a_m, overlay.find_pair(0, 0)->shared_border_m);
    EXPECT_EQ(near[0].of_b_m, overlay.find_pair(0, 0)->shared_border_m);
}

TEST(NearBorders, WithinADistanceHoldBordersSurveyedTwice) {
    const geo::Overlay overlay = overlay_of(west, east_by_two);
    const std::vector<geo::NearBorder> near = geo::near_borders(overlay, 2.0, 0.25);
    ASSERT_EQ(near.size(), 3U);
    EXPECT_EQ(near[0].a, 0);
    EXPECT_EQ(near[0].b, 0);
    EXPECT_NEAR(near[0].of_a_m, overlay.a[0].outline_m, 0.3);
    EXPECT_NEAR(near[0].of_b_m, overlay.b[0].outline_m, 0.3);
    EXPECT_NEAR(near[2].of_b_m, overlay.b[1].outline_m, 0.3);  // B holds Q, and their west ends lie 2 m apart
}

// One border down the middle of a square of 40 m: its distance from the coast is 0, 20 and 0 m.
TEST(Displacement, PlacesLeftOutFarFromOtherBordersChangeItByATenthAtMost) {
    const Drawing halves(40, std::string(20, 'A') + std::string(20, 'B'));
    const Drawing whole(40, std::string(40, 'P'));
    const Displacement d =
        displacement(overlay_of(halves, whole), Direction::a_to_b, {BordersMeasured::inner, 0.1});
    EXPECT_LT(d.distances.size(), 250U);  // of 401
    double length_m = 0;
    for (const geo::BorderDistance& place : d.distances)
        length_m += place.length_m;
    EXPECT_NEAR(length_m, 40, 1e-9);
    EXPECT_NEAR(d.median_m, 10, 10.0 / 20);
    EXPECT_NEAR(d.p95_m, 19, 19.0 / 20);
    EXPECT_NEAR(d.mean_m, 10, 10.0 / 20);
    EXPECT_DOUBLE_EQ(d.greatest_m, 20);  // of all places, those left out included
    EXPECT_DOUBLE_EQ(d.greatest_at.x, 20);
    EXPECT_DOUBLE_EQ(d.greatest_at.y, 20);
}

TEST(NearBorders, RefuseADistanceThatIsNone) {
    const geo::Overlay overlay = overlay_of(Drawing{"A"}, Drawing{"P"});
    EXPECT_THROW((void)geo::near_borders(overlay, -1.0, 1.0), geo::UsageError);
    EXPECT_THROW((void)geo::near_borders(overlay, 1.0, 0.0), geo::UsageError);
}

}  // namespace
