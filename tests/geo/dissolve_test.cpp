#include "geo/dissolve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/assemble.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using testing::ElementsAre;

/// Signed area in drawn cells of each ring of each group.
std::vector<std::vector<std::int64_t>> ring_areas(const geo::GridRings& rings) {
    std::vector<std::vector<std::int64_t>> areas(rings.areas());
    for (std::size_t a = 0; a < rings.areas(); ++a) {
        for (std::size_t r = rings.area_start[a]; r < rings.area_start[a + 1]; ++r) {
            areas[a].push_back(geo::twice_area(rings.ring(r)) / 2 / support::cell_side / support::cell_side);
        }
    }
    return areas;
}

std::vector<std::vector<std::int64_t>> dissolved(const std::vector<std::string>& rows,
                                                 const std::vector<geo::GroupIndex>& group_of,
                                                 std::size_t groups) {
    const auto coverage = support::draw(rows);
    const geo::Topology topology = geo::build_topology(coverage.rings, geo::Grid{});
    return ring_areas(geo::dissolve(topology, group_of, groups));
}

TEST(Dissolve, InnerBordersCancel) {
    EXPECT_THAT(dissolved({"AB",  //
                           "CD"},
                          {0, 0, 1, 1}, 2),
                ElementsAre(ElementsAre(2), ElementsAre(2)));
}

TEST(Dissolve, AGroupAroundAnotherGetsAHole) {
    EXPECT_THAT(dissolved({"AAA",  //
                           "ABA",  //
                           "AAA"},
                          {0, 1}, 2),
                ElementsAre(ElementsAre(9, -1), ElementsAre(1)));
}

TEST(Dissolve, AFilledHoleVanishes) {
    EXPECT_THAT(dissolved({"AAA",  //
                           "ABA",  //
                           "AAA"},
                          {0, 0}, 1),
                ElementsAre(ElementsAre(9)));
}

TEST(Dissolve, HolesThatBeginAtOnePointComeInOneOrderWhateverTheirsWas) {
    using Ring = std::vector<geo::GridPoint>;
    const Ring shell{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    const Ring upper{{2, 5}, {6, 8}, {6, 6}};
    const Ring lower{{2, 5}, {6, 4}, {6, 2}};
    const auto outlines = [](const std::vector<Ring>& rings) {
        geo::GridRings area;
        for (const Ring& ring : rings) {
            area.points.insert(area.points.end(), ring.begin(), ring.end());
            area.close_ring();
        }
        area.close_area();
        const std::vector<geo::GroupIndex> one{0};
        return geo::dissolve(geo::build_topology(area, geo::Grid{}), one, 1).points;
    };
    EXPECT_EQ(outlines({shell, upper, lower}), outlines({shell, lower, upper}));
}

TEST(Dissolve, PartsThatTouchInAPointStayTwoRings) {
    EXPECT_THAT(dissolved({"AB",  //
                           "CD"},
                          {0, 1, 1, 0}, 2),
                ElementsAre(ElementsAre(1, 1), ElementsAre(1, 1)));
}

TEST(Dissolve, AHoleThatTouchesItsShellInAPointIsARingOfItsOwn) {
    EXPECT_THAT(dissolved({"AAAA",  //
                           "ABAA",  //
                           "AAB.",  //
                           "AAAA"},
                          {0, 1}, 2),
                ElementsAre(ElementsAre(14, -1), ElementsAre(1, 1)));
}

TEST(Dissolve, AnIslandInALakeIsAPartOfItsOwn) {
    EXPECT_THAT(dissolved({"AAAAA",  //
                           "A...A",  //
                           "A.B.A",  //
                           "A...A",  //
                           "AAAAA"},
                          {0, 0}, 1),
                ElementsAre(ElementsAre(25, -9, 1)));
}

TEST(Dissolve, AnAreaInNoGroupIsLeftOutOnBothSides) {
    EXPECT_THAT(dissolved({"ABC"}, {0, geo::no_group, 0}, 1), ElementsAre(ElementsAre(1, 1)));
}

TEST(Dissolve, AGroupWithoutAreasIsEmpty) {
    EXPECT_THAT(dissolved({"AB"}, {2, 0}, 3), ElementsAre(ElementsAre(1), ElementsAre(), ElementsAre(1)));
}

TEST(Dissolve, TheOrderOfAreasDoesNotChangeTheOutline) {
    const auto forward = support::draw({"ABBC",  //
                                        "ADDC"});
    const auto renamed = support::draw({"DCCB",  //
                                        "DAAB"});
    const geo::GridRings a =
        geo::dissolve(geo::build_topology(forward.rings, geo::Grid{}), std::vector<geo::GroupIndex>(4, 0), 1);
    const geo::GridRings b =
        geo::dissolve(geo::build_topology(renamed.rings, geo::Grid{}), std::vector<geo::GroupIndex>(4, 0), 1);
    EXPECT_EQ(a.points, b.points);
    EXPECT_EQ(a.ring_start, b.ring_start);
}

TEST(Dissolve, ARingThatCrossesItselfKeepsItsAreaInTheSum) {
    geo::GridRings bow_tie;
    bow_tie.points = {{0, 0}, {10, 10}, {10, 0}, {0, 4}};
    bow_tie.close_ring();
    bow_tie.close_area();
    const geo::Topology topology = geo::build_topology(bow_tie, geo::Grid{});
    const geo::GridRings dissolved = geo::dissolve(topology, std::vector<geo::GroupIndex>{0}, 1);
    ASSERT_EQ(dissolved.rings(), 1u);
    EXPECT_EQ(geo::twice_area(dissolved.ring(0)), geo::twice_areas(topology)[0]);
}

TEST(Dissolve, GroundClaimedTwiceIsCountedTwiceAndNothingIsLost) {
    // B covers the right half of A along the same borders, and C lies beside both.
    geo::GridRings rings;
    const auto add = [&](std::initializer_list<geo::GridPoint> ring) {
        rings.points.insert(rings.points.end(), ring);
        rings.close_ring();
        rings.close_area();
    };
    add({{0, 0}, {10, 0}, {20, 0}, {20, 10}, {10, 10}, {0, 10}});
    add({{10, 0}, {20, 0}, {20, 10}, {10, 10}});
    add({{20, 0}, {30, 0}, {30, 10}, {20, 10}});
    const geo::Topology topology = geo::build_topology(rings, geo::Grid{});
    ASSERT_FALSE(topology.conflicts.empty());
    const auto area_of = [&](const std::vector<geo::GroupIndex>& group_of, std::size_t groups) {
        const geo::GridRings dissolved = geo::dissolve(topology, group_of, groups);
        std::vector<std::int64_t> areas;
        for (std::size_t a = 0; a < dissolved.areas(); ++a) {
            std::int64_t sum = 0;
            for (std::size_t r = dissolved.area_start[a]; r < dissolved.area_start[a + 1]; ++r) {
                sum += geo::twice_area(dissolved.ring(r)) / 2;
            }
            areas.push_back(sum);
        }
        return areas;
    };
    EXPECT_THAT(area_of({0, 0, 0}, 1), ElementsAre(400));
    EXPECT_THAT(area_of({0, 1, 1}, 2), ElementsAre(200, 200));
    EXPECT_THAT(area_of({0, 1, 0}, 2), ElementsAre(300, 100));
}

}  // namespace
