#include "geo/overlay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <string>

#include "tests/support/overlay_of.hpp"

namespace {

using support::draw;
using support::overlay_of;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using Drawing = std::vector<std::string>;

/// Square metres of each pair, by the letters of both drawings, '-' for none.
std::map<std::string, double> pairs_of(const geo::Overlay& overlay, const Drawing& a, const Drawing& b) {
    const auto letter = [](const Drawing& drawing, geo::AreaIndex row) {
        return row == geo::no_area ? std::string("-") : draw(drawing).codes[static_cast<std::size_t>(row)];
    };
    std::map<std::string, double> areas_m2;
    for (const geo::OverlayPair& pair : overlay.pairs)
        areas_m2[letter(a, pair.a) + letter(b, pair.b)] = overlay.topology.grid.area_m2(pair.twice_area);
    return areas_m2;
}

double slivers_m2(const geo::Overlay& overlay) {
    return overlay.topology.grid.area_m2(geo::total_slivers(overlay).twice_area);
}

TEST(Overlay, PairsAreTheGroundThatTwoAreasHaveInCommon) {
    const Drawing a{"AABB",  //
                    "AACC"};
    const Drawing b{"PQQQ",  //
                    "PPPP"};
    EXPECT_THAT(pairs_of(overlay_of(a, b), a, b),
                ElementsAre(Pair("AP", 3), Pair("AQ", 1), Pair("BQ", 2), Pair("CP", 2)));
}

TEST(Overlay, OfALayerWithItselfIsTheDiagonal) {
    const Drawing a{"AAB.",  //
                    "ACBB",  //
                    "DDDA"};
    const geo::Overlay overlay = overlay_of(a, a);
    EXPECT_THAT(pairs_of(overlay, a, a),
                ElementsAre(Pair("AA", 4), Pair("BB", 3), Pair("CC", 1), Pair("DD", 3)));
    for (const geo::OverlayPair& pair : overlay.pairs)
        EXPECT_DOUBLE_EQ(pair.shared_border_m, overlay.a[static_cast<std::size_t>(pair.a)].outline_m);
}

TEST(Overlay, OfNestedLayersHasOnePairForEachOfTheFinerAreas) {
    const Drawing fine{"AABC",  //
                       "DEEC"};
    const Drawing coarse{"PPQQ",  //
                         "PQQQ"};
    EXPECT_THAT(pairs_of(overlay_of(fine, coarse), fine, coarse),
                ElementsAre(Pair("AP", 2), Pair("BQ", 1), Pair("CQ", 2), Pair("DP", 1), Pair("EQ", 2)));
}

TEST(Overlay, GroundOutsideOneLayerIsAPairWithNone) {
    const Drawing a{"AA.",  //
                    "A.."};
    const Drawing b{".PP",  //
                    "..."};
    EXPECT_THAT(pairs_of(overlay_of(a, b), a, b), ElementsAre(Pair("-P", 1), Pair("A-", 2), Pair("AP", 1)));
}

TEST(Overlay, GroundThatNeitherLayerHasIsNoPair) {
    const Drawing a{"AAA",  //
                    "A.A",  //
                    "AAA"};
    const geo::Overlay overlay = overlay_of(a, a);
    EXPECT_THAT(pairs_of(overlay, a, a), ElementsAre(Pair("AA", 8)));
    EXPECT_EQ(overlay.pieces.size(), 1U);
}

TEST(Overlay, PiecesOfAPairAreApartWhereTheyTouchInAPointOnly) {
    const Drawing a{"AAA",  //
                    "AAA"};
    const Drawing b{"PQP",  //
                    "QPQ"};
    const geo::Overlay overlay = overlay_of(a, b);
    ASSERT_EQ(overlay.pairs.size(), 2U);
    EXPECT_EQ(overlay.pairs[0].pieces, 3U);
    EXPECT_EQ(overlay.pairs[1].pieces, 3U);
    EXPECT_EQ(overlay.pairs[1].first_piece, 3U);
}

TEST(Overlay, APieceGivesItsOutlineWidthAndPlace) {
    const Drawing a{"AAAA",  //
                    "AAAA"};
    const Drawing b{"PPQQ",  //
                    "PPQQ"};
    const geo::Overlay overlay = overlay_of(a, b);
    const geo::Ground ground = geo::ground_of(overlay, overlay.find_pair(0, 1)->first_piece);
    EXPECT_DOUBLE_EQ(ground.area_m2, 4);
    EXPECT_DOUBLE_EQ(ground.perimeter_m, 8);
    EXPECT_DOUBLE_EQ(ground.width_m, 2);
    EXPECT_EQ(ground.place, (geo::Point{3, 1}));
}

TEST(Overlay, BordersOfBothAreSharedOnEitherSide) {
    const Drawing a{"AABB"};
    const Drawing b{"PPPQ"};
    const geo::Overlay overlay = overlay_of(a, b);
    EXPECT_DOUBLE_EQ(overlay.find_pair(0, 0)->shared_border_m, 5);  // the end, and two metres above and below
    EXPECT_DOUBLE_EQ(overlay.find_pair(1, 0)->shared_border_m, 2);
    EXPECT_DOUBLE_EQ(overlay.find_pair(1, 1)->shared_border_m, 3);
    EXPECT_EQ(overlay.find_pair(0, 1), nullptr);
    EXPECT_DOUBLE_EQ(overlay.a[0].outline_m, 6);
    EXPECT_DOUBLE_EQ(overlay.b[0].outline_m, 8);
}

TEST(Overlay, AreasOfThePairsAddUpToBothLayers) {
    const Drawing a{"AABB.",  //
                    "AACCC"};
    const Drawing b{"PQQQ.",  //
                    "..PPP"};
    const geo::Overlay overlay = overlay_of(a, b);
    const std::vector<std::int64_t> twice = geo::twice_areas(overlay.topology);
    for (std::size_t row = 0; row < overlay.a.size(); ++row)
        EXPECT_EQ(overlay.a[row].twice_area, twice[row]);
    for (std::size_t row = 0; row < overlay.b.size(); ++row)
        EXPECT_EQ(overlay.b[row].twice_area, twice[overlay.areas_of_a + row]);
}

// Slivers. Below, the border of B lies a metre beside that of A.
const Drawing west{"AAAAABBBBB",  //
                   "AAAAABBBBB",  //
                   "AAAAABBBBB"};
const Drawing beside{"PPPPPPQQQQ",  //
                     "PPPPPPQQQQ",  //
                     "PPPPPPQQQQ"};

TEST(OverlaySlivers, AreNarrowPiecesBetweenTwoVersionsOfABorder) {
    const geo::Overlay overlay = overlay_of(west, beside, 1.5);
    const geo::OverlayPair* noise = overlay.find_pair(1, 0);
    ASSERT_NE(noise, nullptr);
    EXPECT_EQ(noise->slivers, 1U);
    EXPECT_EQ(noise->twice_slivers, noise->twice_area);
    EXPECT_DOUBLE_EQ(slivers_m2(overlay), 3);
    EXPECT_EQ(geo::total_slivers(overlay).slivers, 1U);
}

TEST(OverlaySlivers, AreNarrowerThanTheWidthAndNotAsWide) {
    EXPECT_EQ(geo::total_slivers(overlay_of(west, beside, 1.0)).slivers, 0U);
    EXPECT_EQ(geo::total_slivers(overlay_of(west, beside, 0.0)).slivers, 0U);
    EXPECT_EQ(geo::total_slivers(overlay_of(west, beside, 1.001)).slivers, 1U);
}

TEST(OverlaySlivers, AlongACoastLieOutsideOneLayer) {
    const Drawing longer{"PPPPPQQQQQQ",  //
                         "PPPPPQQQQQQ",  //
                         "PPPPPQQQQQQ"};
    const geo::Overlay overlay = overlay_of(west, longer, 1.5);
    EXPECT_THAT(pairs_of(overlay, west, longer), ElementsAre(Pair("-Q", 3), Pair("AP", 15), Pair("BQ", 15)));
    EXPECT_DOUBLE_EQ(slivers_m2(overlay), 3);
}

TEST(OverlaySlivers, AreNarrowPartsThatTheOtherLayerLacksOrGivesToAnother) {
    const Drawing with_islets{"AAAAABBBBB..B",  //
                              "AABAABBBBB...",  //
                              "AAAAABBBBB..."};
    EXPECT_DOUBLE_EQ(slivers_m2(overlay_of(with_islets, west, 1.5)), 2);
    EXPECT_DOUBLE_EQ(slivers_m2(overlay_of(with_islets, with_islets, 1.5)), 0);
}

TEST(OverlaySlivers, AreNoNarrowAreasOrPartsThatLieInTheirBestMatch) {
    const Drawing strips{"ABCDEFGAIJ",  //
                         "ABCDEFGHIJ"};
    const Drawing whole{"PPPPPQQQQQ",  //
                        "PPPPPQQQQQ"};
    const geo::Overlay overlay = overlay_of(strips, whole, 5.0);
    EXPECT_EQ(geo::total_slivers(overlay).slivers, 1U);
    EXPECT_EQ(overlay.find_pair(0, 1)->slivers, 1U);  // the part of A that lies in Q
}

TEST(OverlaySlivers, AreNarrowGapsWithinAnAreaOfTheOtherLayer) {
    const Drawing with_gap{"AAABBB",  //
                           "AA.BBB",  //
                           "AAABBB"};
    const Drawing whole{"PPPPPP",  //
                        "PPPPPP",  //
                        "PPPPPP"};
    const geo::Overlay overlay = overlay_of(with_gap, whole, 1.5);
    EXPECT_DOUBLE_EQ(slivers_m2(overlay), 1);
    EXPECT_EQ(overlay.find_pair(geo::no_area, 0)->slivers, 1U);
}

TEST(OverlaySlivers, LeaveEachAreaItsBestMatch) {
    const Drawing a{"AAAA",  //
                    "BBBB"};
    const Drawing b{"PQQQ",  //
                    "PQQQ"};
    const geo::Overlay overlay = overlay_of(a, b, 100.0);
    EXPECT_EQ(overlay.find_pair(0, 1)->slivers, 0U);  // A's and Q's
    EXPECT_EQ(overlay.find_pair(1, 1)->slivers, 0U);  // B's
    EXPECT_EQ(overlay.find_pair(0, 0)->slivers, 0U);  // P's, the first of two equals
    EXPECT_EQ(overlay.find_pair(1, 0)->slivers, 1U);
}

TEST(OverlayOverlaps, GoToTheFirstAreaAndAreListed) {
    const Drawing left{"AAA."};
    const Drawing right{"..BB"};
    const Drawing b{"PPPP"};
    const geo::GridRings overlapping = support::side_by_side(draw(left).rings, draw(right).rings);
    const geo::Overlay overlay = overlay_of(overlapping, draw(b).rings);
    ASSERT_EQ(overlay.contested.size(), 1U);
    EXPECT_THAT(overlay.faces.claims_of(overlay.contested.front()), ElementsAre(0, 1, 2));
    EXPECT_EQ(overlay.twice_contested_a, 2 * 1000 * 1000);
    EXPECT_EQ(overlay.twice_contested_b, 0);
    EXPECT_EQ(overlay.a[0].twice_area, 2 * 3 * 1000 * 1000);
    EXPECT_EQ(overlay.a[1].twice_area, 2 * 1000 * 1000);
}

TEST(OverlayOverlaps, NarrowerThanNoiseAreCountedOnly) {
    const Drawing left{"AAA."};
    const Drawing right{"..BB"};
    const geo::GridRings overlapping = support::side_by_side(draw(left).rings, draw(right).rings);
    geo::SnapReport report;
    const geo::Overlay overlay = geo::overlay_coverages(
        geo::build_snapped_topology(support::side_by_side(overlapping, draw(left).rings), {}, 0.0, report), 2,
        0.0, 1.1);
    EXPECT_THAT(overlay.contested, IsEmpty());
    EXPECT_EQ(overlay.twice_contested_a, 2 * 1000 * 1000);
}

TEST(OverlayPlaces, LieInThePieceAroundThem) {
    const Drawing a{"AAB.",  //
                    "AABB"};
    const Drawing b{".PPQ",  //
                    "PPQQ"};
    const geo::Overlay overlay = overlay_of(a, b);
    std::vector<geo::Point> centres;
    for (int y = 0; y < 2; ++y)
        for (int x = 0; x < 4; ++x)
            centres.push_back({x + 0.5, y + 0.5});
    const std::vector<geo::PieceIndex> found = geo::locate_pieces(overlay, centres);
    ASSERT_EQ(found.size(), 8U);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::size_t row = 1 - i / 4;
        const std::string letters{a[row][i % 4], b[row][i % 4]};
        ASSERT_NE(found[i], geo::no_piece);
        const geo::OverlayPiece& piece = overlay.pieces[found[i]];
        const auto letter = [](const Drawing& drawing, geo::AreaIndex area) {
            return area == geo::no_area ? '.' : draw(drawing).codes[static_cast<std::size_t>(area)].front();
        };
        EXPECT_EQ((std::string{letter(a, piece.a), letter(b, piece.b)}), letters);
    }
}

TEST(OverlayPlaces, OnABorderBelongToTheWest) {
    const geo::Overlay overlay = overlay_of(Drawing{"AB"}, Drawing{"PP"});
    const std::vector<geo::Point> places{{1.0, 0.5}, {0.0, 0.5}};
    const std::vector<geo::PieceIndex> found = geo::locate_pieces(overlay, places);
    ASSERT_NE(found[0], geo::no_piece);
    EXPECT_EQ(overlay.pieces[found[0]].a, 0);
    EXPECT_EQ(found[1], geo::no_piece);
}

TEST(OverlayPlaces, OutsideBothOrNotFiniteAreInNoPiece) {
    const geo::Overlay overlay = overlay_of(Drawing{"AB"}, Drawing{"PP"});
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<geo::Point> places{{5, 0.5},   {-5, 0.5}, {1, 9},     {1, -9},
                                         {nan, 0.5}, {1, nan},  {1e30, 0.5}};
    EXPECT_THAT(geo::locate_pieces(overlay, places), testing::Each(geo::no_piece));
}

}  // namespace
