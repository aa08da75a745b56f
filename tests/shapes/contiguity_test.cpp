// Pieces of footprints, on drawings. The independent oracle floods the cells of the picture.
#include "shapes/contiguity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "geo/measure.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using shapes::LinkUse;
using testing::ElementsAre;

/// A drawing of areas (letters) and the footprint of each letter, as a digit.
struct Drawn {
    support::AsciiCoverage coverage;
    geo::Topology topology;
    std::vector<shapes::FootprintIndex> footprint_of;
    std::size_t footprints = 0;
};

Drawn drawn(const std::vector<std::string>& rows, const std::map<char, int>& footprint_of) {
    Drawn result;
    result.coverage = support::draw(rows);
    result.topology = geo::build_topology(result.coverage.rings, {});
    for (const std::string& code : result.coverage.codes) {
        const int f = footprint_of.at(code[0]);
        result.footprint_of.push_back(f);
        result.footprints = std::max(result.footprints, static_cast<std::size_t>(f + 1));
    }
    return result;
}

shapes::Contiguity pieces_of(const Drawn& d, const std::vector<shapes::NamedLink>& links = {}) {
    return shapes::find_pieces(d.footprint_of, d.footprints, geo::borders(d.topology), links,
                               geo::twice_areas(d.topology));
}

TEST(Contiguity, AreasWithACommonBorderAreOnePiece) {
    const Drawn d = drawn({"AB"}, {{'A', 0}, {'B', 0}});
    EXPECT_THAT(pieces_of(d).pieces, ElementsAre(ElementsAre(ElementsAre(0, 1))));
}

TEST(Contiguity, ACornerDoesNotJoin) {
    const Drawn d = drawn({"A.", ".B"}, {{'A', 0}, {'B', 0}});
    EXPECT_THAT(pieces_of(d).pieces, ElementsAre(ElementsAre(ElementsAre(0), ElementsAre(1))));
}

TEST(Contiguity, ThePieceWithMostGroundComesFirst) {
    const Drawn d = drawn({"A.BBB"}, {{'A', 0}, {'B', 0}});
    EXPECT_THAT(pieces_of(d).pieces, ElementsAre(ElementsAre(ElementsAre(1), ElementsAre(0))));
}

TEST(Contiguity, IslandsOfOneAreaCountAsJoined) {
    const Drawn d = drawn({"A.A.B", "..BBB"}, {{'A', 0}, {'B', 0}});
    EXPECT_EQ(pieces_of(d).pieces[0].size(), 1U) << "the western island hangs on the eastern one";
    const Drawn alone = drawn({"A.A.A"}, {{'A', 0}});
    EXPECT_EQ(pieces_of(alone).pieces[0].size(), 1U);
}

TEST(Contiguity, AFootprintCannotReachItselfThroughAnother) {
    const Drawn d = drawn({"ABC"}, {{'A', 0}, {'B', 1}, {'C', 0}});
    EXPECT_EQ(pieces_of(d).pieces[0].size(), 2U);
    EXPECT_EQ(pieces_of(d).pieces[1].size(), 1U);
}

TEST(Contiguity, AnAreaInNoFootprintIsInNoPieceAndJoinsNothing) {
    const Drawn d = drawn({"ABC"}, {{'A', 0}, {'B', shapes::no_footprint}, {'C', 0}});
    EXPECT_THAT(pieces_of(d).pieces, ElementsAre(ElementsAre(ElementsAre(0), ElementsAre(2))));
}

TEST(Contiguity, EachLinkSaysWhatItIsFor) {
    const Drawn d = drawn({"AAB.C", "DD..."}, {{'A', 0}, {'B', 0}, {'C', 0}, {'D', 1}});
    const shapes::Contiguity found = pieces_of(d, {{0, 1, "road", "bridge"},
                                                   {1, 2, "east ferry", "ferry"},
                                                   {0, 2, "long ferry", "ferry"},
                                                   {0, 3, "to another", ""}});
    EXPECT_THAT(found.use,
                ElementsAre(LinkUse::not_needed, LinkUse::needed, LinkUse::spare, LinkUse::across));
    EXPECT_EQ(found.pieces[0].size(), 1U);
}

TEST(Contiguity, AFootprintWithinAnotherIsEmbedded) {
    const Drawn d = drawn({"AAA", "ABA", "AAA"}, {{'A', 0}, {'B', 1}});
    EXPECT_THAT(shapes::embedded_in(d.topology, d.footprint_of, d.footprints),
                ElementsAre(shapes::no_footprint, 0));
}

TEST(Contiguity, AGapOrASecondNeighbourOrNobodyEndsEmbedding) {
    const Drawn gap = drawn({"AAAA", "AB.A", "AAAA"}, {{'A', 0}, {'B', 1}});
    EXPECT_THAT(shapes::embedded_in(gap.topology, gap.footprint_of, gap.footprints),
                ElementsAre(shapes::no_footprint, shapes::no_footprint));
    const Drawn two = drawn({"AAC", "ABC", "AAC"}, {{'A', 0}, {'B', 1}, {'C', 2}});
    EXPECT_EQ(shapes::embedded_in(two.topology, two.footprint_of, two.footprints)[1], shapes::no_footprint);
    const Drawn nobody = drawn({"AAA", "ABA", "AAA"}, {{'A', shapes::no_footprint}, {'B', 0}});
    EXPECT_EQ(shapes::embedded_in(nobody.topology, nobody.footprint_of, nobody.footprints)[0],
              shapes::no_footprint);
}

TEST(Contiguity, ThePlaceOfAPieceLiesInItsLargestPart) {
    const Drawn d = drawn({"A....", "..BBB", "..BBB", "..BBB"}, {{'A', 0}, {'B', 0}});
    const std::vector<std::vector<std::int32_t>> piece{{0, 1}};
    const auto places = shapes::place_pieces(d.topology, piece);
    ASSERT_EQ(places.size(), 1U);
    EXPECT_DOUBLE_EQ(places[0].area_m2, 10.0);
    EXPECT_DOUBLE_EQ(places[0].centre.x, 3.5);
    EXPECT_DOUBLE_EQ(places[0].centre.y, 1.5);
}

/// Number of pieces of a footprint by flooding cells side by side, where entering one cell of an area enters
/// all of its cells.
std::size_t flooded_pieces(const std::vector<std::string>& rows, const std::map<char, int>& footprint_of,
                           int footprint) {
    std::set<char> left;
    for (const std::string& row : rows)
        for (const char c : row)
            if (c != '.' && footprint_of.at(c) == footprint) left.insert(c);
    std::size_t pieces = 0;
    while (!left.empty()) {
        ++pieces;
        std::vector<char> open{*left.begin()};
        left.erase(left.begin());
        while (!open.empty()) {
            const char area = open.back();
            open.pop_back();
            for (std::size_t y = 0; y < rows.size(); ++y) {
                for (std::size_t x = 0; x < rows[y].size(); ++x) {
                    if (rows[y][x] != area) continue;
                    const int steps[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
                    for (const auto& step : steps) {
                        const auto ny = static_cast<std::size_t>(static_cast<int>(y) + step[1]);
                        const auto nx = static_cast<std::size_t>(static_cast<int>(x) + step[0]);
                        if (ny >= rows.size() || nx >= rows[ny].size()) continue;
                        if (left.erase(rows[ny][nx]) > 0) open.push_back(rows[ny][nx]);
                    }
                }
            }
        }
    }
    return pieces;
}

TEST(Contiguity, AgreesWithFloodingTheCellsOfRandomPictures) {
    std::mt19937 random(20171122);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::string> rows(6, std::string(7, '.'));
        std::map<char, int> footprint_of;
        for (std::string& row : rows) {
            for (char& c : row) {
                if (random() % 6 == 0) continue;
                c = static_cast<char>('A' + random() % 12);
                footprint_of.try_emplace(c, static_cast<int>(random() % 3));
            }
        }
        for (int f = 0; f < 3; ++f)
            footprint_of.try_emplace(static_cast<char>('a' + f), f);
        const Drawn d = drawn(rows, footprint_of);
        const shapes::Contiguity found = pieces_of(d);
        for (std::size_t f = 0; f < d.footprints; ++f)
            EXPECT_EQ(found.pieces[f].size(), flooded_pieces(rows, footprint_of, static_cast<int>(f)))
                << "round " << round;
    }
}

}  // namespace
