#include "geo/faces.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/snap.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using geo::GridPoint;
using geo::GridRings;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

struct Claim {
    std::vector<geo::AreaIndex> areas;
    std::int64_t twice_area;

    friend bool operator==(const Claim&, const Claim&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Claim& c) {
        for (const geo::AreaIndex a : c.areas)
            out << a << ' ';
        return out << ": " << c.twice_area;
    }
};

GridRings areas(const std::vector<std::vector<std::vector<GridPoint>>>& outlines) {
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

/// The bounded faces of rings that are noded exactly.
std::vector<Claim> claims(const GridRings& rings) {
    geo::SnapReport report;
    const geo::Topology topology = geo::build_snapped_topology(rings, geo::Grid{}, 0, report);
    const geo::Faces faces = geo::find_faces(topology);
    EXPECT_EQ(faces.inconsistent, 0U);
    EXPECT_TRUE(faces.claims_of(geo::outside).empty());
    std::vector<Claim> found;
    for (geo::FaceIndex f = 1; f < faces.count(); ++f)
        found.push_back({{faces.claims_of(f).begin(), faces.claims_of(f).end()}, faces.twice_area[f]});
    return found;
}

std::vector<std::vector<GridPoint>> box(std::int32_t x0, std::int32_t y0, std::int32_t x1, std::int32_t y1) {
    return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}};
}

TEST(Faces, EachAreaOfAGoodCoverageIsOneFace) {
    EXPECT_THAT(claims(support::draw({"AAB",  //
                                      "ACB"})
                           .rings),
                UnorderedElementsAre(Claim{{0}, 6000000}, Claim{{1}, 4000000}, Claim{{2}, 2000000}));
}

TEST(Faces, AGapHasNoClaimAndAnIslandInItIsNotPartOfIt) {
    EXPECT_THAT(claims(support::draw({"AAAAA",  //
                                      "A...A",  //
                                      "A.B.A",  //
                                      "A...A",  //
                                      "AAAAA"})
                           .rings),
                UnorderedElementsAre(Claim{{0}, 32000000}, Claim{{}, 16000000}, Claim{{1}, 2000000}));
}

TEST(Faces, CrossingBordersAreCutWhereTheyCross) {
    // A cross of two bars: the middle is claimed by both, each bar keeps two ends.
    EXPECT_THAT(claims(areas({box(0, 10, 30, 20), box(10, 0, 20, 30)})),
                UnorderedElementsAre(Claim{{0}, 200}, Claim{{0}, 200}, Claim{{0, 1}, 200}, Claim{{1}, 200},
                                     Claim{{1}, 200}));
}

TEST(Faces, AnAreaWithinTheInsideOfAnotherIsClaimedTwiceThoughNoBorderIsShared) {
    EXPECT_THAT(claims(areas({box(0, 0, 30, 30), box(10, 10, 20, 20)})),
                UnorderedElementsAre(Claim{{0}, 1600}, Claim{{0, 1}, 200}));
}

TEST(Faces, TwoWholeCoveragesOfOtherOutlinesUponOneAnotherOverlap) {
    // Every inner border is matched by its neighbour, in each of the two.
    EXPECT_THAT(
        claims(areas({box(0, 0, 10, 20), box(10, 0, 20, 20), box(5, 5, 10, 15), box(10, 5, 15, 15)})),
        UnorderedElementsAre(Claim{{0}, 300}, Claim{{1}, 300}, Claim{{0, 2}, 100}, Claim{{1, 3}, 100}));
}

TEST(Faces, BothLoopsOfAFigureOfEightBelongToItsArea) {
    EXPECT_THAT(claims(areas({{{{0, 0}, {20, 20}, {20, 0}, {0, 20}}}})),
                UnorderedElementsAre(Claim{{0}, 200}, Claim{{0}, 200}));
}

TEST(Faces, GroundThatARingGoesRoundTwiceIsClaimedOnce) {
    EXPECT_THAT(
        claims(areas({{{{0, 0}, {30, 0}, {30, 30}, {10, 30}, {10, 10}, {20, 10}, {20, 40}, {0, 40}}}})),
        testing::Each(testing::Field(&Claim::areas, ElementsAre(0))));
}

TEST(Faces, PolygonsOfOneAreaThatOverlapClaimTheirGroundOnceAndAreIrregular) {
    geo::SnapReport report;
    const geo::Topology topology = geo::build_snapped_topology(
        areas({{box(0, 0, 20, 10)[0], box(10, 0, 30, 10)[0]}}), geo::Grid{}, 0, report);
    const geo::Faces faces = geo::find_faces(topology);
    for (geo::FaceIndex f = 1; f < faces.count(); ++f)
        EXPECT_THAT(faces.claims_of(f), ElementsAre(0));
    EXPECT_THAT(faces.irregular, ElementsAre(0));
}

TEST(Faces, AHoleFilledByAnotherAreaIsThatAreasAlone) {
    EXPECT_THAT(claims(areas(
                    {{box(0, 0, 30, 30)[0], {{10, 10}, {10, 20}, {20, 20}, {20, 10}}}, box(10, 10, 20, 20)})),
                UnorderedElementsAre(Claim{{0}, 1600}, Claim{{1}, 200}));
}

TEST(Faces, IslandsAreSetIntoTheFaceAroundThemHoweverDeep) {
    EXPECT_THAT(claims(support::draw({"AAAAAAAAA",  //
                                      "A.......A",  //
                                      "A.BBBBB.A",  //
                                      "A.B...B.A",  //
                                      "A.B.C.B.A",  //
                                      "A.B...B.A",  //
                                      "A.BBBBB.A",  //
                                      "A.......A",  //
                                      "AAAAAAAAA"})
                           .rings),
                UnorderedElementsAre(Claim{{0}, 64000000}, Claim{{}, 48000000}, Claim{{1}, 32000000},
                                     Claim{{}, 16000000}, Claim{{2}, 2000000}));
}

}  // namespace
