#include "geo/topology.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/ascii_coverage.hpp"

namespace {

using geo::GridRings;
using geo::Topology;

struct Counts {
    std::size_t arcs;
    std::size_t junctions;
    std::size_t one_sided;
    std::size_t conflicts;

    friend bool operator==(const Counts&, const Counts&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Counts& c) {
        return out << c.arcs << " arcs, " << c.junctions << " junctions, " << c.one_sided << " one-sided, "
                   << c.conflicts << " conflicts";
    }
};

Counts counts(const Topology& topology) {
    std::size_t one_sided = 0;
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        if (topology.left[a] == geo::no_area || topology.right[a] == geo::no_area) ++one_sided;
    }
    return {topology.arcs(), topology.junctions, one_sided, topology.conflicts.size()};
}

GridRings areas(const std::vector<std::vector<std::vector<geo::GridPoint>>>& outlines) {
    GridRings rings;
    for (const auto& area : outlines) {
        for (const auto& ring : area) {
            rings.points.insert(rings.points.end(), ring.begin(), ring.end());
            rings.close_ring();
        }
        rings.close_area();
    }
    return rings;
}

Topology topology_of(const GridRings& rings) {
    return geo::build_topology(rings, geo::Grid{});
}

// The seven cases and their counts are those of the throwaway prototype this design was proved with.

TEST(Topology, TwoAdjacentSquaresShareOneArc) {
    const GridRings rings =
        areas({{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}}, {{{10, 0}, {20, 0}, {20, 10}, {10, 10}}}});
    EXPECT_EQ(counts(topology_of(rings)), (Counts{3, 2, 2, 0}));
}

TEST(Topology, TheSameSquareTwiceIsAConflict) {
    const GridRings rings =
        areas({{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}}, {{{10, 10}, {0, 10}, {0, 0}, {10, 0}}}});
    EXPECT_EQ(counts(topology_of(rings)), (Counts{1, 0, 1, 1}));
}

TEST(Topology, AnExtraVertexOnTheCommonEdgeLeavesItUnshared) {
    const GridRings rings =
        areas({{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}}, {{{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 5}}}});
    EXPECT_EQ(counts(topology_of(rings)), (Counts{4, 2, 4, 0}));
}

TEST(Topology, ABulgeIntoTheNeighbourLooksLikeAnExtraVertex) {
    const GridRings rings =
        areas({{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}}, {{{10, 0}, {20, 0}, {20, 10}, {10, 10}, {7, 5}}}});
    EXPECT_EQ(counts(topology_of(rings)), (Counts{4, 2, 4, 0}));
}

// Vertices are numbered by rows from the south, in rows of a height that follows from what else there is:
//
//        A
//      A A A      begins in the west
//        A
TEST(Topology, AnIslandBeginsAtItsSmallestPointHoweverItsVerticesAreNumbered) {
    std::vector<geo::GridPoint> diamond;
    for (std::int32_t i = 0; i < 100; ++i)
        diamond.push_back({i, -i});
    for (std::int32_t i = 0; i < 100; ++i)
        diamond.push_back({100 + i, i - 100});
    diamond.push_back({200, 0});
    diamond.push_back({100, 100});
    std::rotate(diamond.begin(), diamond.begin() + 30, diamond.end());
    const GridRings rings = geo::outlines(topology_of(areas({{diamond}})));
    EXPECT_EQ(rings.points.front(), (geo::GridPoint{0, 0}));
    EXPECT_EQ(geo::outlines(topology_of(rings)).points, rings.points);
}

TEST(Topology, AHoleAndItsFillingShareOneArcWhereverTheirRingsStart) {
    const GridRings rings =
        areas({{{{0, 0}, {30, 0}, {30, 30}, {0, 30}}, {{10, 10}, {10, 20}, {20, 20}, {20, 10}}},
               {{{20, 20}, {10, 20}, {10, 10}, {20, 10}}}});
    EXPECT_EQ(counts(topology_of(rings)), (Counts{2, 0, 1, 0}));
}

TEST(Topology, AnOpenHoleIsAnArcOfItsOwn) {
    const GridRings rings =
        areas({{{{0, 0}, {30, 0}, {30, 30}, {0, 30}}, {{10, 10}, {10, 20}, {20, 20}, {20, 10}}}});
    EXPECT_EQ(counts(topology_of(rings)), (Counts{2, 0, 2, 0}));
}

TEST(Topology, ThreeAreasMeetInJunctions) {
    const auto coverage = support::draw({"AAB",  //
                                         "ACB"});
    EXPECT_EQ(counts(topology_of(coverage.rings)), (Counts{6, 4, 3, 0}));
}

TEST(Topology, ARingThatTouchesItselfIsCutThere) {
    const auto coverage = support::draw({".A",  //
                                         "A."});
    const Topology topology = topology_of(coverage.rings);
    EXPECT_EQ(counts(topology), (Counts{2, 1, 2, 0}));
}

TEST(Topology, ARingWoundTwiceDoesNotPassForItsSingleTwin) {
    const GridRings rings =
        areas({{{{2, 2}, {4, 2}, {4, 4}}}, {{{2, 2}, {4, 2}, {4, 4}, {2, 2}, {4, 2}, {4, 4}}}});
    const Topology topology = topology_of(rings);
    EXPECT_THAT(geo::twice_areas(topology), testing::ElementsAre(4, 8));
    EXPECT_FALSE(topology.conflicts.empty());
}

TEST(Topology, SidesNameTheAreaOnTheLeftAndOnTheRight) {
    const auto coverage = support::draw({"AB"});
    const Topology topology = topology_of(coverage.rings);
    std::vector<std::pair<int, int>> sides;
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        sides.emplace_back(std::minmax(topology.left[a], topology.right[a]));
    }
    EXPECT_THAT(sides, testing::UnorderedElementsAre(std::pair{-1, 0}, std::pair{0, 1}, std::pair{-1, 1}));
}

TEST(Topology, OutlinesGiveBackTheRings) {
    const auto coverage = support::draw({"AAAB",  //
                                         "A.AB",  //
                                         "AAAC"});
    const GridRings back = geo::outlines(topology_of(coverage.rings));
    ASSERT_EQ(back.area_start, coverage.rings.area_start);
    for (std::size_t r = 0; r < back.rings(); ++r) {
        std::vector<geo::GridPoint> given(coverage.rings.ring(r).begin(), coverage.rings.ring(r).end());
        std::vector<geo::GridPoint> got(back.ring(r).begin(), back.ring(r).end());
        ASSERT_EQ(got.size(), given.size());
        std::rotate(given.begin(), std::find(given.begin(), given.end(), got.front()), given.end());
        EXPECT_EQ(got, given);
    }
}

TEST(Topology, AreasAreExactAndHolesCountAgainstThem) {
    const auto coverage = support::draw({"AAA",  //
                                         "A.A",  //
                                         "AAA"});
    EXPECT_THAT(geo::twice_areas(topology_of(coverage.rings)), testing::ElementsAre(2 * 8 * 1000 * 1000));
}

TEST(Topology, AreasAtTheEdgeOfTheGridDoNotOverflow) {
    constexpr std::int32_t far = 1073741823;
    const GridRings rings = areas({{{{-far, -far}, {far, -far}, {far, far}, {-far, far}}}});
    EXPECT_THAT(geo::twice_areas(topology_of(rings)),
                testing::ElementsAre(2 * (2 * std::int64_t{far}) * (2 * std::int64_t{far})));
}

TEST(Topology, BordersAddUpSharedArcsAndLeaveOutPoints) {
    const auto coverage = support::draw({"AAC",  //
                                         "ADB",  //
                                         "AAB"});
    // A and B share the stretch under D's right neighbour only; C and D touch in a point.
    const std::vector<geo::Border> found = geo::borders(topology_of(coverage.rings));
    std::vector<std::tuple<int, int, double>> as_tuples;
    for (const geo::Border& b : found)
        as_tuples.emplace_back(b.a, b.b, b.length_m);
    EXPECT_THAT(as_tuples,
                testing::ElementsAre(std::tuple{0, 1, 1.0}, std::tuple{0, 2, 1.0}, std::tuple{0, 3, 3.0},
                                     std::tuple{1, 2, 1.0}, std::tuple{1, 3, 1.0}));
}

TEST(Topology, NoAreasGiveAnEmptyTopology) {
    EXPECT_EQ(counts(topology_of({})), (Counts{0, 0, 0, 0}));
}

}  // namespace
