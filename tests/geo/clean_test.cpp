#include "geo/clean.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/assemble.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using geo::Cleaned;
using geo::FindingKind;
using geo::GridPoint;
using geo::GridRings;
using geo::Preference;
using testing::ElementsAre;
using testing::IsEmpty;

const geo::Grid grid;

using Outline = std::vector<GridPoint>;

GridRings areas(const std::vector<Outline>& outlines) {
    GridRings rings;
    for (const Outline& ring : outlines) {
        rings.points.insert(rings.points.end(), ring.begin(), ring.end());
        rings.close_ring();
        rings.close_area();
    }
    return rings;
}

/// A rectangle in metres.
Outline box(std::int32_t x0, std::int32_t y0, std::int32_t x1, std::int32_t y1) {
    return {{x0 * 1000, y0 * 1000}, {x1 * 1000, y0 * 1000}, {x1 * 1000, y1 * 1000}, {x0 * 1000, y1 * 1000}};
}

Cleaned clean(const GridRings& rings, const std::vector<std::string>& codes, geo::CleanOptions options = {}) {
    geo::SnapReport report;
    const geo::Topology topology = geo::build_snapped_topology(rings, grid, 0.1, report);
    return geo::clean(topology, geo::find_faces(topology), codes, options);
}

geo::CleanOptions preferring(Preference preference, std::optional<geo::AreaIndex> named = {}) {
    return {{10, {}}, preference, named};
}

double area_m2(const Cleaned& cleaned, std::size_t area) {
    std::int64_t twice = 0;
    for (std::size_t r = cleaned.outlines.area_start[area]; r < cleaned.outlines.area_start[area + 1]; ++r)
        twice += geo::twice_area(cleaned.outlines.ring(r));
    return grid.area_m2(twice);
}

std::vector<double> areas_m2(const Cleaned& cleaned) {
    std::vector<double> areas;
    for (std::size_t a = 0; a < cleaned.outlines.areas(); ++a)
        areas.push_back(area_m2(cleaned, a));
    return areas;
}

TEST(Clean, AGoodCoverageStaysAsItIs) {
    const auto coverage = support::draw({"AAB",  //
                                         "ACB"});
    const Cleaned cleaned = clean(coverage.rings, coverage.codes);
    EXPECT_THAT(cleaned.repairs, IsEmpty());
    EXPECT_THAT(areas_m2(cleaned), ElementsAre(3, 2, 1));
    EXPECT_EQ(cleaned.twice_after, cleaned.twice_before);
}

// B reaches 2 m into A; C is A's other neighbour there.
//
//   A A A b B B     b: claimed by both, 2 x 10 m, its long side to A and to B alike
const std::vector<Outline> two_overlapping{box(0, 0, 10, 10), box(8, 0, 30, 10)};

TEST(Clean, AnOverlapGoesToTheLongestBorderAndATieToTheLowerCode) {
    const Cleaned cleaned = clean(areas(two_overlapping), {"B", "A"});
    ASSERT_EQ(cleaned.repairs.size(), 1U);
    EXPECT_EQ(cleaned.repairs[0].kind, FindingKind::overlap);
    EXPECT_THAT(cleaned.repairs[0].areas, ElementsAre(0, 1));
    EXPECT_EQ(cleaned.repairs[0].given_to, 1);  // code A
    EXPECT_NEAR(cleaned.repairs[0].ground.area_m2, 20, 1e-9);
    EXPECT_THAT(areas_m2(cleaned), ElementsAre(80, 220));
    EXPECT_EQ(cleaned.twice_after, cleaned.twice_before - cleaned.twice_overlaps);
}

TEST(Clean, TheLargestTheSmallestOrANamedAreaMayBePreferred) {
    const GridRings rings = areas(two_overlapping);
    EXPECT_THAT(areas_m2(clean(rings, {"A", "B"}, preferring(Preference::largest))), ElementsAre(80, 220));
    EXPECT_THAT(areas_m2(clean(rings, {"A", "B"}, preferring(Preference::smallest))), ElementsAre(100, 200));
    EXPECT_THAT(areas_m2(clean(rings, {"A", "B"}, preferring(Preference::named, 1))), ElementsAre(80, 220));
}

TEST(Clean, ANarrowGapIsFilledAndAWiderOrAnAllowedOneStays) {
    const auto coverage = support::draw({"AAAA",  //
                                         "A.AB",  //
                                         "AAAB"});
    EXPECT_THAT(areas_m2(clean(coverage.rings, coverage.codes, {{1.1, {}}, Preference::longest_border, {}})),
                ElementsAre(10, 2));
    EXPECT_THAT(areas_m2(clean(coverage.rings, coverage.codes, {{0.9, {}}, Preference::longest_border, {}})),
                ElementsAre(9, 2));
    EXPECT_THAT(areas_m2(clean(coverage.rings, coverage.codes,
                               {{1.1, {{1.5, 1.5}}}, Preference::longest_border, {}})),
                ElementsAre(9, 2));
}

TEST(Clean, AnAreaWithinAnotherKeepsItsGround) {
    const Cleaned cleaned =
        clean(areas({box(0, 0, 10, 10), box(2, 2, 4, 4)}), {"A", "B"}, preferring(Preference::largest));
    EXPECT_THAT(areas_m2(cleaned), ElementsAre(96, 4));
    EXPECT_THAT(cleaned.kept_overlapping, IsEmpty());
}

TEST(Clean, AnAreaMostlyContestedIsNotLeftWithASliver) {
    // B lies in A but for a strip of a tenth: the longest border would give all but the strip to A.
    const Cleaned cleaned = clean(areas({box(0, 0, 100, 100), box(91, 45, 101, 55)}), {"A", "B"});
    EXPECT_THAT(areas_m2(cleaned), ElementsAre(9910, 100));
}

TEST(Clean, ACopyOfAnAreaIsLeftAsItIsAndNamed) {
    const Cleaned cleaned = clean(areas({box(0, 0, 10, 10), box(0, 0, 10, 10)}), {"B", "A"});
    EXPECT_THAT(cleaned.kept_overlapping, ElementsAre(0));  // code A has the ground
    EXPECT_THAT(areas_m2(cleaned), ElementsAre(100, 100));
    EXPECT_EQ(cleaned.twice_overlaps, 0);
}

TEST(Clean, AFigureOfEightBecomesTwoValidParts) {
    const Cleaned cleaned = clean(areas({{{0, 0}, {20000, 20000}, {20000, 0}, {0, 20000}}}), {"A"});
    EXPECT_EQ(cleaned.outlines.rings(), 2U);
    EXPECT_THAT(areas_m2(cleaned), ElementsAre(200));
    EXPECT_EQ(cleaned.twice_straightened, cleaned.twice_after - cleaned.twice_before);
}

TEST(Clean, AThirdAreaInAnOverlapOfThreeGetsItsShareOfTheGround) {
    const GridRings rings = areas({box(0, 0, 20, 10), box(10, 0, 30, 10), box(12, 5, 18, 30)});
    const Cleaned cleaned = clean(rings, {"A", "B", "C"});
    double sum = 0;
    for (const double area : areas_m2(cleaned)) {
        EXPECT_GT(area, 0);
        sum += area;
    }
    EXPECT_DOUBLE_EQ(sum, 300 + 6 * 20);  // the ground of all three together
}

}  // namespace
