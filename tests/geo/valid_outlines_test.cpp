#include "geo/valid_outlines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "geo/assemble.hpp"
#include "geo/check.hpp"
#include "geo/faces.hpp"
#include "geo/snap.hpp"

namespace {

using geo::GridPoint;
using geo::GridRings;
using testing::ElementsAre;
using testing::IsEmpty;

// One ring a list; an empty list ends an area.
GridRings rings_of(const std::vector<std::vector<GridPoint>>& lists) {
    GridRings rings;
    for (const std::vector<GridPoint>& list : lists) {
        if (list.empty()) {
            rings.close_area();
            continue;
        }
        for (const GridPoint p : list)
            rings.points.push_back({p.x * 1000, p.y * 1000});
        rings.close_ring();
    }
    return rings;
}

const std::vector<GridPoint> square{{0, 0}, {4, 0}, {4, 4}, {0, 4}};
const std::vector<GridPoint> east_of_it{{4, 0}, {8, 0}, {8, 4}, {4, 4}};
const std::vector<GridPoint> far_away{{20, 0}, {24, 0}, {24, 4}, {20, 4}};
//   0 4 8
// 4 +   +
//   |\ /|
// 2 | X |
//   |/ \|
// 0 +   +
const std::vector<GridPoint> figure_of_eight{{0, 0}, {8, 4}, {8, 0}, {0, 4}};

struct Valid {
    std::vector<std::uint32_t> remade;
    GridRings outlines;

    explicit Valid(const GridRings& rings) {
        const geo::Grid grid;
        geo::SnapReport report;
        const geo::Topology topology = geo::build_snapped_topology(rings, grid, 0, report);
        const std::vector<std::uint32_t> suspects =
            geo::suspect_outlines(topology, geo::find_faces(topology), {});
        geo::ValidOutlines valid = geo::with_valid_outlines(geo::outlines(topology), suspects, grid);
        remade = std::move(valid.remade);
        outlines = std::move(valid.outlines);
        const std::vector<std::string> codes(topology.areas(), "a");
        std::vector<std::uint32_t> all(topology.areas());
        std::iota(all.begin(), all.end(), 0U);
        EXPECT_THAT(geo::check_outlines(geo::to_rings(outlines, grid), all, codes), IsEmpty());
    }
    [[nodiscard]] std::int64_t m2(std::size_t area) const {
        std::int64_t twice = 0;
        for (std::size_t r = outlines.area_start[area]; r < outlines.area_start[area + 1]; ++r)
            twice += geo::twice_area(outlines.ring(r));
        return twice / 2'000'000;
    }
    [[nodiscard]] std::size_t rings(std::size_t area) const {
        return outlines.area_start[area + 1] - outlines.area_start[area];
    }
};

TEST(ValidOutlines, OfAFigureOfEightAreTwoPolygons) {
    const Valid valid(rings_of({square, {}, figure_of_eight, {}}));
    ASSERT_THAT(valid.remade, ElementsAre(1));
    EXPECT_EQ(valid.rings(0), 1U);
    EXPECT_EQ(valid.rings(1), 2U);
    EXPECT_EQ(valid.m2(0), 16);
    EXPECT_EQ(valid.m2(1), 16);
}

TEST(ValidOutlines, OfPolygonsSideBySideAreOne) {
    const Valid valid(rings_of({far_away, {}, square, east_of_it, {}, far_away, {}}));
    ASSERT_THAT(valid.remade, ElementsAre(1));
    EXPECT_EQ(valid.rings(0), 1U);
    EXPECT_EQ(valid.rings(1), 1U);
    EXPECT_EQ(valid.m2(1), 32);
    EXPECT_EQ(valid.rings(2), 1U);
    EXPECT_EQ(valid.m2(2), 16);
}

TEST(ValidOutlines, OfPolygonsUponOneAnotherAreOne) {
    const Valid valid(rings_of({square, {{2, 2}, {6, 2}, {6, 6}, {2, 6}}, {}}));
    ASSERT_THAT(valid.remade, ElementsAre(0));
    EXPECT_EQ(valid.rings(0), 1U);
    EXPECT_EQ(valid.m2(0), 28);
}

TEST(ValidOutlines, OfARingThatTouchesItselfFromWithinAreAShellAndAHole) {
    const Valid valid(rings_of({{{0, 0}, {9, 0}, {9, 9}, {0, 0}, {4, 6}, {6, 5}}, {}}));
    ASSERT_THAT(valid.remade, ElementsAre(0));
    EXPECT_EQ(valid.rings(0), 2U);
}

// As many rings as before: one goes and one comes.
TEST(ValidOutlines, MayBeAsManyAsTheInvalidOnes) {
    const std::vector<GridPoint> far_and_touching{{30, 0}, {34, 0}, {34, 4}, {32, 2},
                                                  {32, 6}, {30, 6}, {32, 2}};
    const Valid valid(rings_of({square, east_of_it, far_and_touching, {}}));
    ASSERT_THAT(valid.remade, ElementsAre(0));
    EXPECT_EQ(valid.rings(0), 3U);
}

TEST(ValidOutlines, OfAHoleThatCutsItsShellInTwoAreTwoPolygons) {
    const std::vector<GridPoint> across{{0, 0}, {1, 3}, {4, 4}, {3, 1}};
    const Valid valid(rings_of({square, across, {}}));
    ASSERT_THAT(valid.remade, ElementsAre(0));
    EXPECT_EQ(valid.rings(0), 2U);
    EXPECT_EQ(valid.m2(0), 8);
}

TEST(ValidOutlines, AreThoseOfRingsThatMeetInAPoint) {
    const std::vector<GridPoint> at_its_corner{{4, 4}, {8, 4}, {8, 8}, {4, 8}};
    const std::vector<GridPoint> hole{{0, 0}, {1, 2}, {2, 1}};
    const GridRings corners = rings_of({square, at_its_corner, {}, east_of_it, {}});
    const Valid valid(corners);
    EXPECT_THAT(valid.remade, IsEmpty());
    EXPECT_EQ(valid.outlines.rings(), corners.rings());
    EXPECT_THAT(Valid(rings_of({square, hole, {}})).remade, IsEmpty());
}

}  // namespace
