// Hexagonal layouts of drawn areas: what they keep, measured by an independent look at the cells.
#include "shapes/hex_layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "shapes/equal_areas.hpp"
#include "shapes/hex_measures.hpp"
#include "tests/support/ascii_coverage.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using support::message_of;

/// A drawing laid out; capitals and small letters are different areas.
struct LaidOut {
    support::AsciiCoverage coverage;
    shapes::HexGround ground;
    shapes::HexPlaces places;
    shapes::HexMeasures measures;

    /// The two sides of a pair in the layout, by cells alone: odd-r neighbours as a table has them.
    [[nodiscard]] bool touch(char a, char b) const {
        std::set<geo::HexCell> of_b;
        for (std::size_t h = 0; h < places.size(); ++h)
            if (code(h) == b) of_b.insert(places.cell[h]);
        for (std::size_t h = 0; h < places.size(); ++h) {
            if (code(h) != a) continue;
            const auto [q, r] = places.cell[h];
            const std::int32_t s = r % 2 != 0 ? 0 : -1;
            for (const geo::HexCell beside :
                 {geo::HexCell{q - 1, r}, geo::HexCell{q + 1, r}, geo::HexCell{q + s, r + 1},
                  geo::HexCell{q + s + 1, r + 1}, geo::HexCell{q + s, r - 1}, geo::HexCell{q + s + 1, r - 1}})
                if (of_b.contains(beside)) return true;
        }
        return false;
    }
    [[nodiscard]] char code(std::size_t hexagon) const {
        return coverage.codes[static_cast<std::size_t>(places.area_of[hexagon])][0];
    }
};

shapes::HexSearch quick() {
    shapes::HexSearch search;
    search.restarts = 2;
    search.sweeps = 300;
    return search;
}

LaidOut lay_out(const std::vector<std::string>& rows, const std::map<char, int>& footprint_of = {},
                const std::map<char, int>& hexagons = {}, const shapes::HexSearch& search = quick()) {
    LaidOut result;
    result.coverage = support::draw(rows);
    const geo::Topology topology = geo::build_topology(result.coverage.rings, {});
    std::vector<std::int32_t> counts;
    std::vector<shapes::FootprintIndex> footprints;
    std::size_t count = 0;
    for (const std::string& code : result.coverage.codes) {
        const auto wanted = hexagons.find(code[0]);
        counts.push_back(wanted == hexagons.end() ? 1 : wanted->second);
        const auto footprint = footprint_of.find(code[0]);
        footprints.push_back(footprint == footprint_of.end() ? shapes::no_footprint : footprint->second);
        count = std::max(count, static_cast<std::size_t>(footprints.back() + 1));
    }
    result.ground = shapes::hex_ground(topology, counts, footprints, count);
    result.places = shapes::lay_out_hexagons(result.ground, search);
    std::vector<geo::Point> centres;
    for (const geo::HexCell cell : result.places.cell)
        centres.push_back(geo::hex_centre(geo::HexLayout::odd_r, cell));
    result.measures = shapes::measure_layout(result.ground, result.places.area_of, centres);
    return result;
}

std::set<geo::HexCell> cells_of(const LaidOut& layout) {
    return {layout.places.cell.begin(), layout.places.cell.end()};
}

const std::vector<std::string> bricks = {"AABBCC", "DEEFFG", "HHIIJJ", "KLLMMN"};

TEST(HexLayout, GivesEachAreaACellOfItsOwnFromZeroOn) {
    const LaidOut layout = lay_out(bricks);
    EXPECT_EQ(layout.places.size(), 14U);
    EXPECT_EQ(cells_of(layout).size(), 14U);
    std::int32_t least_q = 99;
    std::int32_t least_r = 99;
    for (const geo::HexCell cell : layout.places.cell) {
        least_q = std::min(least_q, cell.q);
        least_r = std::min(least_r, cell.r);
    }
    EXPECT_EQ(least_q, 0);
    EXPECT_THAT(least_r, testing::AnyOf(0, 1));
}

TEST(HexLayout, KeepsAlmostAllNeighboursOfBricksWhichAreAHoneycombAlready) {
    const LaidOut layout = lay_out(bricks);
    EXPECT_EQ(layout.measures.neighbours, layout.ground.neighbours.size());
    EXPECT_GE(*layout.measures.kept_share, 0.9);
    EXPECT_LT(layout.measures.mean_displacement, 0.6);
    EXPECT_LT(*layout.measures.mean_turn_degrees, 25.0);
}

TEST(HexLayout, CountsTheNeighboursThatTheCellsHave) {
    const LaidOut layout = lay_out({"AABBBC", "DDEBFC", "DGEEFF", "HGGIIF", "HHHIJJ"});
    std::size_t kept = 0;
    for (const auto& [a, b] : layout.ground.neighbours)
        if (layout.touch(layout.coverage.codes[static_cast<std::size_t>(a)][0],
                         layout.coverage.codes[static_cast<std::size_t>(b)][0]))
            ++kept;
    EXPECT_EQ(layout.measures.kept, kept);
    std::size_t touching = 0;
    for (char a = 'A'; a <= 'J'; ++a)
        for (char b = static_cast<char>(a + 1); b <= 'J'; ++b)
            if (layout.touch(a, b)) ++touching;
    EXPECT_EQ(layout.measures.touching, touching);
}

TEST(HexLayout, NorthStaysNorthAndWestStaysWest) {
    const LaidOut layout = lay_out({"ABC", "DEF", "GHI"});
    std::map<char, geo::Point> place;
    for (std::size_t h = 0; h < layout.places.size(); ++h)
        place[layout.code(h)] = geo::hex_centre(geo::HexLayout::odd_r, layout.places.cell[h]);
    EXPECT_GT(place['B'].y, place['H'].y);
    EXPECT_LT(place['D'].x, place['F'].x);
}

TEST(HexLayout, AFootprintInOnePieceOnTheGroundStaysInOnePiece) {
    // Footprint 0 is a thin frame around footprint 1.
    const LaidOut layout = lay_out({"AABBCC", "DXXYYE", "FXXYYG", "HHIIJJ"}, {{'A', 0},
                                                                              {'B', 0},
                                                                              {'C', 0},
                                                                              {'D', 0},
                                                                              {'E', 0},
                                                                              {'F', 0},
                                                                              {'G', 0},
                                                                              {'H', 0},
                                                                              {'I', 0},
                                                                              {'J', 0},
                                                                              {'X', 1},
                                                                              {'Y', 1}});
    EXPECT_EQ(layout.measures.footprints_in_one, 2U);
    EXPECT_EQ(layout.measures.footprints_whole, 2U);
    EXPECT_THAT(layout.measures.footprints_apart, testing::IsEmpty());
}

TEST(HexLayout, AFootprintInTwoPiecesOnTheGroundMayHaveTwo) {
    const LaidOut layout = lay_out({"ABCD", "EFGH"}, {{'A', 0}, {'D', 0}, {'B', 1}, {'C', 1}});
    EXPECT_EQ(layout.measures.footprints_in_one, 1U);
    EXPECT_THAT(layout.measures.footprints_apart, testing::IsEmpty());
}

TEST(HexLayout, AnIslandDoesNotTouchTheMainland) {
    const LaidOut layout = lay_out({"AABBCC....", "DDEEFF..ZZ", "GGHHII...."});
    for (char a = 'A'; a <= 'I'; ++a)
        EXPECT_FALSE(layout.touch(a, 'Z')) << a;
}

TEST(HexLayout, TheMainlandStaysInOnePieceWithoutALake) {
    // One large area among many small ones: their equal shares must not leave a hole.
    const LaidOut layout = lay_out({"ABCDEFGH", "IZZZZZZJ", "KZZZZZZL", "MZZZZZZN", "OPQRSTUV"});
    const std::set<geo::HexCell> cells = cells_of(layout);
    // Flood the empty cells from outside; none may be left.
    std::set<geo::HexCell> outside;
    std::vector<geo::HexCell> queue = {{-1, -1}};
    outside.insert(queue.front());
    while (!queue.empty()) {
        const auto [q, r] = queue.back();
        queue.pop_back();
        const std::int32_t s = r % 2 != 0 ? 0 : -1;
        for (const geo::HexCell next :
             {geo::HexCell{q - 1, r}, geo::HexCell{q + 1, r}, geo::HexCell{q + s, r + 1},
              geo::HexCell{q + s + 1, r + 1}, geo::HexCell{q + s, r - 1}, geo::HexCell{q + s + 1, r - 1}}) {
            if (next.q < -1 || next.q > 30 || next.r < -1 || next.r > 30) continue;
            if (cells.contains(next) || !outside.insert(next).second) continue;
            queue.push_back(next);
        }
    }
    EXPECT_EQ(outside.size() + cells.size(), 32U * 32U);
}

TEST(HexLayout, AnAreaOfSeveralHexagonsStaysInOnePiece) {
    const LaidOut layout = lay_out({"AABB", "CCDD"}, {}, {{'A', 7}, {'D', 4}});
    EXPECT_EQ(layout.places.size(), 13U);
    EXPECT_THAT(layout.measures.areas_apart, testing::IsEmpty());
    EXPECT_EQ(*layout.measures.kept_share, 1.0);
}

TEST(HexLayout, OneSeedGivesOneLayout) {
    EXPECT_EQ(lay_out(bricks).places.cell, lay_out(bricks).places.cell);
}

TEST(HexLayout, IsNoWorseAfterLookingThanBefore) {
    shapes::HexSearch none = quick();
    none.sweeps = 0;
    const std::vector<std::string> rows = {"AABBBC", "DDEBFC", "DGEEFF", "HGGIIF", "HHHIJJ"};
    EXPECT_GE(lay_out(rows).measures.kept, lay_out(rows, {}, {}, none).measures.kept);
}

TEST(HexLayout, OneAreaAloneIsALayout) {
    const LaidOut layout = lay_out({"A"});
    EXPECT_EQ(layout.places.size(), 1U);
    EXPECT_FALSE(layout.measures.kept_share) << "there are no neighbours to keep";
    EXPECT_NEAR(layout.measures.fitted_width_m, std::sqrt(1.0 / geo::hexagon_area), 1e-9);
}

TEST(HexLayout, MoreHexagonsThanCanBeLaidOutAreRefused) {
    EXPECT_THAT(message_of<geo::InputError>([] {
                    (void)lay_out({"AB"}, {}, {{'A', 2500}});
                }),
                testing::HasSubstr("2501 hexagons are more than 2500"));
}

TEST(HexMeasures, ALayoutThatIsTheGroundItselfHasNoDisplacement) {
    LaidOut layout = lay_out({"AB", "CD"});
    // Centres of the squares as places: what is left after moving and scaling is nothing.
    std::vector<geo::Point> centres = layout.ground.centre_m;
    for (geo::Point& centre : centres)
        centre = {3.0 * centre.x + 7.0, 3.0 * centre.y - 2.0};
    const std::vector<std::int32_t> own = {0, 1, 2, 3};
    const auto measures = shapes::measure_layout(layout.ground, own, centres);
    EXPECT_NEAR(measures.greatest_displacement, 0.0, 1e-12);
    EXPECT_NEAR(measures.fitted_width_m, 1.0 / 3.0, 1e-12);
    EXPECT_NEAR(*measures.mean_turn_degrees, 0.0, 1e-9);
}

TEST(EqualAreas, DrawAreasOutInProportionToTheirWeights) {
    const support::AsciiCoverage coverage = support::draw({"AAAAAAAAAB", "AAAAAAAAAB"});
    const geo::Topology topology = geo::build_topology(coverage.rings, {});
    const std::vector<double> equal = {1.0, 1.0};
    const auto centres = shapes::equal_area_centres(topology, equal);
    // Halves of 5 m would have their centres at 2.5 m and 7.5 m.
    EXPECT_NEAR(centres[1].x - centres[0].x, 5.0, 1.2);
    const std::vector<double> as_it_is = {9.0, 1.0};
    const auto unchanged = shapes::equal_area_centres(topology, as_it_is);
    EXPECT_NEAR(unchanged[0].x, 4.5, 1e-9);
    EXPECT_NEAR(unchanged[1].x, 9.5, 1e-9);
}

}  // namespace
