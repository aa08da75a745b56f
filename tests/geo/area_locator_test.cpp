#include "geo/area_locator.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "geo/height_rows.hpp"
#include "tests/support/ascii_coverage.hpp"
#include "tests/support/overlay_of.hpp"

namespace {

using geo::AreaLocator;
using geo::GridPoint;
using geo::Location;
using geo::no_area;

constexpr std::int32_t side = support::cell_side;

AreaLocator locator_of(const std::vector<std::string>& rows) {
    return AreaLocator(geo::build_topology(support::draw(rows).rings, geo::Grid{}));
}

/// The middle of a drawn cell, counted from the lower left corner.
GridPoint middle(std::int32_t column, std::int32_t row) {
    return {column * side + side / 2, row * side + side / 2};
}

TEST(AreaLocator, OfOneLayerOfSeveralFindsNoAreaOfTheOthers) {
    const geo::GridRings both =
        support::side_by_side(support::draw({"AB"}).rings, support::draw({"CC"}).rings);
    const geo::Topology topology = geo::build_topology(both, geo::Grid{});
    EXPECT_EQ(AreaLocator(topology, 0, 2).locate(middle(1, 0)).area, 1);
    EXPECT_EQ(AreaLocator(topology, 2, 3).locate(middle(1, 0)).area, 2);
}

TEST(AreaLocator, FindsTheAreaOfEveryDrawnCell) {
    const std::vector<std::string> rows{"AAAB.",  //
                                        "A.AB.",  //
                                        "AAABC",  //
                                        "....C"};
    const AreaLocator locator = locator_of(rows);
    for (std::int32_t r = 0; r < 4; ++r) {
        for (std::int32_t c = 0; c < 5; ++c) {
            const char letter = rows[static_cast<std::size_t>(3 - r)][static_cast<std::size_t>(c)];
            const Location found = locator.locate(middle(c, r));
            EXPECT_EQ(found.area, letter == '.' ? no_area : letter - 'A') << c << ", " << r;
            EXPECT_FALSE(found.is_on_border);
        }
    }
}

TEST(AreaLocator, GivesAPlaceOnABorderToTheLowestArea) {
    const AreaLocator locator = locator_of({"BA",  //
                                            "CC"});
    for (const GridPoint on_border :
         {GridPoint{side, side + 5}, GridPoint{side, side}, GridPoint{side, 2 * side}}) {
        const Location found = locator.locate(on_border);
        EXPECT_EQ(found.area, 0);
        EXPECT_TRUE(found.is_on_border);
    }
    const Location outer = locator.locate(GridPoint{0, 7});
    EXPECT_EQ(outer.area, 2);
    EXPECT_TRUE(outer.is_on_border);
    EXPECT_EQ(locator.locate(GridPoint{-1, 7}).area, no_area);
}

TEST(AreaLocator, FindsIslandsInHolesAndTheHoleBesideThem) {
    const AreaLocator locator = locator_of({"AAAAA",  //
                                            "A...A",  //
                                            "A.A.A",  //
                                            "A...A",  //
                                            "AAAAA"});
    EXPECT_EQ(locator.locate(middle(2, 2)).area, 0);
    EXPECT_EQ(locator.locate(middle(1, 2)).area, no_area);
    EXPECT_EQ(locator.locate(middle(0, 2)).area, 0);
}

TEST(AreaLocator, GivesAPlaceOutsideToTheNearestAreaWithinReach) {
    const AreaLocator locator = locator_of({"A..B"});
    const geo::Point quay{1.25, 0.5};  // 0.25 m east of A on a millimetre grid
    EXPECT_EQ(locator.locate(quay).area, no_area);
    EXPECT_EQ(locator.locate(quay, 0.2499).area, no_area);
    const Location found = locator.locate(quay, 0.25);
    EXPECT_EQ(found.area, 0);
    EXPECT_DOUBLE_EQ(found.distance_m, 0.25);
    // Half way between both, and off a corner.
    EXPECT_EQ(locator.locate(geo::Point{2.0, 0.5}, 100.0).area, 0);
    const Location corner = locator.locate(geo::Point{4.3, 1.4}, 1.0);
    EXPECT_EQ(corner.area, 1);
    EXPECT_DOUBLE_EQ(corner.distance_m, 0.5);
}

TEST(AreaLocator, PutsPlacesThatAreOffTheGridOrNotFiniteInNoArea) {
    const AreaLocator locator = locator_of({"A"});
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const geo::Point p : {geo::Point{nan, 0}, geo::Point{0, infinity}, geo::Point{1e300, 0},
                               geo::Point{-1e7, 0.5}, geo::Point{0.5, 1e9}})
        EXPECT_EQ(locator.locate(p, infinity).area, no_area);
    EXPECT_EQ(locator.locate(geo::Point{1e6, 0.5}, infinity).area, 0);
}

TEST(AreaLocator, OfNoAreasFindsNone) {
    EXPECT_EQ(AreaLocator(geo::build_topology({}, geo::Grid{})).locate(geo::Point{0, 0}, 1e6).area, no_area);
}

TEST(HeightRows, FindWhatALookAtEverythingFinds) {
    std::mt19937 random(11);
    for (const std::uint32_t reach : {1U, 50U, 4000000U}) {
        std::vector<geo::HeightSpan> things;
        for (int i = 0; i < 400; ++i) {
            const auto low = static_cast<std::int32_t>(random() % 1000000);
            const std::uint32_t height = i % 40 == 0 ? reach * 100 : reach;
            things.push_back({low, low + static_cast<std::int32_t>(random() % height)});
        }
        const geo::HeightRows rows(things);
        for (int q = 0; q < 200; ++q) {
            const auto low = static_cast<std::int64_t>(random() % 1400000) - 200000;
            const auto high = low + static_cast<std::int64_t>(random() % 5000);
            std::vector<bool> found(things.size());
            rows.for_each(low, high, [&](std::uint32_t i) { found[i] = true; });
            for (std::size_t i = 0; i < things.size(); ++i) {
                if (things[i].low <= high && things[i].high >= low) {
                    EXPECT_TRUE(found[i]);
                }
            }
        }
    }
}

}  // namespace
