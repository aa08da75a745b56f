#include "geo/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/gaps.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using geo::Finding;
using geo::FindingKind;
using geo::GridRings;
using geo::Severity;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const geo::Grid grid;

std::vector<Finding> check(const GridRings& rings, const std::vector<std::string>& codes,
                           double gap_width_m = 10) {
    geo::SnapReport report;
    return geo::check_coverage(geo::build_snapped_topology(rings, grid, 0, report), codes, gap_width_m);
}

std::vector<Finding> check(const std::vector<std::string>& rows, double gap_width_m = 10) {
    const auto coverage = support::draw(rows);
    return check(coverage.rings, coverage.codes, gap_width_m);
}

GridRings areas(const std::vector<std::vector<geo::GridPoint>>& outlines) {
    GridRings rings;
    for (const auto& ring : outlines) {
        rings.points.insert(rings.points.end(), ring.begin(), ring.end());
        rings.close_ring();
        rings.close_area();
    }
    return rings;
}

auto finding(FindingKind kind, std::vector<std::string> codes, double size) {
    return AllOf(Field(&Finding::kind, kind), Field(&Finding::codes, codes),
                 Field(&Finding::size, testing::DoubleNear(size, 1e-9)));
}

TEST(CheckCoverage, AGoodCoverageHasNoFindings) {
    EXPECT_THAT(check({"AAB",  //
                       "ACB"}),
                IsEmpty());
}

TEST(CheckCoverage, AnEnclosedGapHasItsSizeAndItsNeighbours) {
    EXPECT_THAT(check({"AAA",  //
                       "A.B",  //
                       "BBB"}),
                ElementsAre(finding(FindingKind::gap, {"A", "B"}, 1.0)));
}

TEST(CheckCoverage, AGapWiderThanTheLimitIsANote) {
    const std::vector<std::string> rows{"AAA",  //
                                        "A.A",  //
                                        "AAA"};
    EXPECT_EQ(check(rows, 1.1).at(0).severity, Severity::violation);  // a circle of 1 m fits
    EXPECT_EQ(check(rows, 0.9).at(0).severity, Severity::note);
}

TEST(CheckCoverage, AnIslandInAGapIsNotPartOfTheGap) {
    EXPECT_THAT(check({"AAAAA",  //
                       "A...A",  //
                       "A.B.A",  //
                       "A...A",  //
                       "AAAAA"}),
                ElementsAre(finding(FindingKind::gap, {"A", "B"}, 8.0)));
}

TEST(CheckCoverage, AnInletIsNoGap) {
    EXPECT_THAT(check({"A.B",  //
                       "AAB"}),
                IsEmpty());
}

TEST(CheckCoverage, OverlapsNameThePairAndItsSize) {
    const GridRings rings = areas({{{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}},
                                   {{8000, 0}, {20000, 0}, {20000, 10000}, {8000, 10000}}});
    EXPECT_THAT(check(rings, {"A", "B"}), ElementsAre(finding(FindingKind::overlap, {"A", "B"}, 20.0)));
}

TEST(CheckCoverage, ABulgeIntoTheNeighbourIsAnOverlap) {
    const GridRings rings = areas({{{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}},
                                   {{10000, 0}, {20000, 0}, {20000, 10000}, {10000, 10000}, {7000, 5000}}});
    EXPECT_THAT(check(rings, {"A", "B"}), ElementsAre(finding(FindingKind::overlap, {"A", "B"}, 15.0)));
}

TEST(CheckCoverage, TheSameOutlineTwiceIsADuplicate) {
    const GridRings rings = areas(
        {{{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}}, {{10000, 10000}, {0, 10000}, {0, 0}, {10000, 0}}});
    EXPECT_THAT(check(rings, {"A", "B"}), ElementsAre(finding(FindingKind::duplicate, {"A", "B"}, 100.0)));
}

TEST(CheckCoverage, AnAreaInsideAnotherIsContained) {
    const GridRings rings = areas({{{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}},
                                   {{2000, 2000}, {4000, 2000}, {4000, 4000}, {2000, 4000}}});
    EXPECT_THAT(check(rings, {"A", "B"}), ElementsAre(finding(FindingKind::contained, {"B", "A"}, 4.0)));
}

TEST(CheckCoverage, AMissingVertexIsNeitherGapNorOverlap) {
    const GridRings rings = areas({{{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}},
                                   {{10000, 0}, {20000, 0}, {20000, 10000}, {10000, 10000}, {10000, 5000}}});
    const std::vector<std::string> codes{"A", "B"};
    EXPECT_THAT(check(rings, codes), IsEmpty());
    geo::SnapReport report;
    (void)geo::build_snapped_topology(rings, grid, 0, report);
    EXPECT_THAT(geo::missing_vertices(report, grid, codes),
                ElementsAre(AllOf(finding(FindingKind::unmatched_vertex, {"A", "B"}, 1.0),
                                  Field(&Finding::severity, Severity::warning), Field(&Finding::x, 10.0),
                                  Field(&Finding::y, 5.0))));
}

TEST(CheckCoverage, ASliverUnderTwoCellsWideIsAMissingVertexToo) {
    const GridRings rings = areas({{{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}},
                                   {{10000, 0}, {20000, 0}, {20000, 10000}, {10000, 10000}, {10001, 5000}}});
    EXPECT_THAT(check(rings, {"A", "B"}),
                ElementsAre(AllOf(Field(&Finding::kind, FindingKind::unmatched_vertex),
                                  Field(&Finding::severity, Severity::violation),
                                  Field(&Finding::codes, ElementsAre("A", "B")))));
}

TEST(FindGaps, AreSortedByAreaAndMeasured) {
    const auto coverage = support::draw({"AAAAAA",  //
                                         "A.AA.A",  //
                                         "AAAA.A",  //
                                         "AAAAAA"});
    const std::vector<geo::Gap> gaps = geo::find_gaps(geo::build_topology(coverage.rings, grid));
    ASSERT_EQ(gaps.size(), 2u);
    EXPECT_DOUBLE_EQ(gaps[0].ground.area_m2, 2.0);
    EXPECT_DOUBLE_EQ(gaps[0].ground.width_m, 1.0);
    EXPECT_DOUBLE_EQ(gaps[0].ground.perimeter_m, 6.0);
    EXPECT_DOUBLE_EQ(gaps[1].ground.area_m2, 1.0);
}

TEST(CheckOutlines, ASelfCrossingRingIsNamedWithItsPlace) {
    geo::Rings rings;
    rings.points = {{0, 0}, {10, 10}, {10, 0}, {0, 10}};
    rings.close_ring();
    rings.close_area();
    const std::vector<std::string> codes{"A"};
    const std::vector<std::uint32_t> suspects{0};
    const std::vector<Finding> found = geo::check_outlines(rings, suspects, codes);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, FindingKind::invalid_ring);
    EXPECT_DOUBLE_EQ(found[0].x, 5.0);
    EXPECT_DOUBLE_EQ(found[0].y, 5.0);
}

TEST(CheckOutlines, GoodOutlinesAndEmptyAreasPass) {
    geo::Rings rings;
    rings.points = {{0, 0}, {10, 0}, {10, 10}};
    rings.close_ring();
    rings.close_area();
    rings.close_area();
    const std::vector<std::string> codes{"A", "B"};
    const std::vector<std::uint32_t> suspects{0, 1};
    EXPECT_THAT(geo::check_outlines(rings, suspects, codes), IsEmpty());
}

}  // namespace
