// Hexagonal layouts of England, beside the one that others made by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "geo/coverage.hpp"
#include "geo/hexjson.hpp"
#include "shapes/hex_layout.hpp"
#include "shapes/hex_measures.hpp"
#include "tests/real/real_data.hpp"

namespace {

class RealCartogram : public support::RealData {
protected:
    struct Ground {
        geo::Layer layer;
        shapes::HexGround ground;
    };

    /// One hexagon for each area, or for so many of its LSOAs.
    [[nodiscard]] Ground ground(const char* name, const char* lookup = nullptr, double lsoas = 0.0) const {
        Ground result;
        result.layer = geo::read_layer(path(name), {});
        const geo::Coverage coverage = geo::build_coverage(result.layer, {});
        shapes::Plan plan;
        if (lookup != nullptr)
            plan = shapes::make_plan(result.layer.codes,
                                     shapes::read_lookup(path(lookup), {}, result.layer.codes));
        std::vector<std::int32_t> hexagons(result.layer.codes.size(), 1);
        for (std::size_t a = 0; lsoas > 0.0 && a < hexagons.size(); ++a) {
            const std::string& count = result.layer.attributes.require("lsoa_count").cells[a];
            hexagons[a] = std::max(1, static_cast<std::int32_t>(std::lround(std::stod(count) / lsoas)));
        }
        result.ground = shapes::hex_ground(coverage.topology, hexagons, plan.footprint_of, plan.footprints());
        return result;
    }

    static shapes::HexMeasures measure_own(const shapes::HexGround& ground) {
        shapes::HexSearch search;
        search.restarts = 2;
        search.sweeps = 500;
        const shapes::HexPlaces places = shapes::lay_out_hexagons(ground, search);
        std::vector<geo::Point> centres;
        for (const geo::HexCell cell : places.cell)
            centres.push_back(geo::hex_centre(geo::HexLayout::odd_r, cell));
        return shapes::measure_layout(ground, places.area_of, centres);
    }
};

TEST_F(RealCartogram, DistrictsKeepMoreNeighboursNearerToTheirPlaceThanInTheLayoutOfOdiLeeds) {
    const Ground districts = ground("boundaries/derived/lad_2017_england_from_lsoa11.geojson");
    const geo::HexJson other = geo::read_hexjson(path("cartograms/lad_uk_2017_hex.hexjson"));
    std::map<std::string, std::int32_t> area_of_code;
    for (std::size_t a = 0; a < districts.layer.codes.size(); ++a)
        area_of_code[districts.layer.codes[a]] = static_cast<std::int32_t>(a);
    std::vector<std::int32_t> area_of;
    std::vector<geo::Point> centres;
    for (std::size_t h = 0; h < other.cells.size(); ++h) {
        const auto found = area_of_code.find(other.attributes.columns.front().cells[h]);
        if (found == area_of_code.end()) continue;  // Scotland, Wales, Northern Ireland
        area_of.push_back(found->second);
        centres.push_back(geo::hex_centre(other.layout, other.cells[h]));
    }
    ASSERT_EQ(area_of.size(), 326U);
    const shapes::HexMeasures theirs = shapes::measure_layout(districts.ground, area_of, centres);
    EXPECT_EQ(theirs.neighbours, 827U);
    EXPECT_EQ(theirs.kept, 473U);
    EXPECT_NEAR(theirs.mean_displacement, 1.99, 0.01);
    const shapes::HexMeasures own = measure_own(districts.ground);
    EXPECT_GT(*own.kept_share, *theirs.kept_share + 0.12);
    EXPECT_LT(*own.false_share, *theirs.false_share - 0.1);
    EXPECT_LT(own.mean_displacement, theirs.mean_displacement);
    EXPECT_LT(*own.mean_turn_degrees, *theirs.mean_turn_degrees - 8.0);
}

TEST_F(RealCartogram, FootprintsInOnePieceOnTheGroundAreInOnePieceOnHexagonsOfCcgs) {
    const shapes::HexMeasures own = measure_own(
        ground("boundaries/derived/ccg_2017_04_england_from_lsoa11.geojson", "lookups/ccg17_stp17.csv")
            .ground);
    EXPECT_EQ(own.neighbours, 518U);
    EXPECT_GT(*own.kept_share, 0.67);
    EXPECT_EQ(own.footprints_in_one, 43U) << "the Isle of Wight is across the water from the rest of its own";
    EXPECT_EQ(own.footprints_whole, 43U);
    EXPECT_THAT(own.footprints_apart, testing::IsEmpty());
}

TEST_F(RealCartogram, AHexagonForSoManyPeopleKeepsMoreNeighboursAndTearsNoAreaApart) {
    const Ground ccgs =
        ground("boundaries/derived/ccg_2017_04_england_from_lsoa11.geojson", "lookups/ccg17_stp17.csv", 30.0);
    const shapes::HexMeasures own = measure_own(ccgs.ground);
    EXPECT_GT(*own.kept_share, 0.83);
    EXPECT_LT(*own.mean_turn_degrees, 23.0);
    EXPECT_THAT(own.areas_apart, testing::IsEmpty());
    EXPECT_GE(own.footprints_whole, 42U);
}

}  // namespace
