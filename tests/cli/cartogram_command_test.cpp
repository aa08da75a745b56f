// footprint cartogram, as a user runs it, and maps on what it writes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/layer.hpp"
#include "geo/measure.hpp"
#include "tests/cli/small_england.hpp"

namespace {

using support::RunResult;
using support::SmallEngland;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CartogramCommand : public testing::Test {
protected:
    RunResult cartogram(std::vector<std::string> words) {
        words.insert(words.begin(), {"cartogram", "areas.gpkg"});
        return england.run(std::move(words));
    }

    void expect_error(const std::vector<std::string>& words, int exit_code, const std::string& text) {
        const RunResult result = cartogram(words);
        EXPECT_EQ(result.exit_code, exit_code) << result.err;
        EXPECT_TRUE(support::is_one_line(result.err)) << result.err;
        EXPECT_THAT(result.err, HasSubstr(text));
        EXPECT_FALSE(std::filesystem::exists(england.folder.path("out.gpkg")));
    }

    SmallEngland england;
};

TEST_F(CartogramCommand, WritesHexagonsAsLargeAsTheGroundAltogether) {
    const RunResult result = cartogram({"--lookup", "lookup.csv", "-o", "out.gpkg", "-o", "out.hexjson"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("4 areas on 4 hexagons"), HasSubstr("neighbours kept"),
                                  HasSubstr("2 of 2 that are on the ground")));
    const geo::Layer layer = geo::read_layer(england.folder.path("out.gpkg"), {});
    EXPECT_EQ(layer.codes.size(), 4U);
    EXPECT_EQ(layer.attributes.require("footprint_name").cells.front(), "West");
    double twice_area_m2 = 0.0;
    for (std::size_t r = 0; r < layer.rings.rings(); ++r) {
        const auto ring = layer.rings.ring(r);
        EXPECT_EQ(ring.size(), 6U);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::Point p = ring[i];
            const geo::Point q = ring[(i + 1) % ring.size()];
            twice_area_m2 += (p.x - 400000.0) * (q.y - 300000.0) - (q.x - 400000.0) * (p.y - 300000.0);
        }
    }
    EXPECT_NEAR(twice_area_m2 / 2.0, 6e6, 20.0) << "six squares of a kilometre";
    const geo::Layer hexagons = geo::read_layer(england.folder.path("out.hexjson"), {});
    EXPECT_EQ(hexagons.codes, layer.codes);
}

TEST_F(CartogramCommand, GivesTheSameBytesEachTime) {
    EXPECT_EQ(cartogram({"-o", "a.gpkg", "-o", "a.hexjson"}).exit_code, 0);
    EXPECT_EQ(cartogram({"-o", "b.gpkg", "-o", "b.hexjson"}).exit_code, 0);
    EXPECT_EQ(england.folder.read("a.gpkg"), england.folder.read("b.gpkg"));
    EXPECT_EQ(england.folder.read("a.hexjson"), england.folder.read("b.hexjson"));
}

TEST_F(CartogramCommand, GivesHexagonsByPeopleAndSaysHowManyTheyStandFor) {
    const RunResult result = cartogram(
        {"--per", "300", "--population-column", "population", "-o", "out.gpkg", "-o", "out.hexjson"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("4 areas on 12 hexagons"),
                                  HasSubstr("4,000 people; at 300 a hexagon the layout stands for 3,600")));
    const geo::Layer layer = geo::read_layer(england.folder.path("out.gpkg"), {});
    EXPECT_EQ(layer.codes.size(), 4U) << "hexagons of one area are one area";
    EXPECT_EQ(layer.attributes.require("hexagons").cells.front(), "3");
    EXPECT_THAT(england.folder.read("out.hexjson"), HasSubstr("\"E06000001-3\""));
}

TEST_F(CartogramCommand, ReportsItsMeasuresForMachines) {
    const RunResult result = cartogram({"--lookup", "lookup.csv", "-o", "out.gpkg", "--json", "-"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr(R"("schema": "footprint/cartogram/1")"));
    for (const char* key :
         {"hexagon_width_m", "hexagon_area_m2", "area_before_m2", "neighbours_kept", "kept_share",
          "false_share", "mean_displacement_widths", "greatest_displacement_widths", "mean_turn_degrees",
          "footprints_in_one_piece", "footprints_apart", "hexes"})
        EXPECT_THAT(result.out, HasSubstr('"' + std::string(key) + '"'));
}

TEST_F(CartogramCommand, MeasuresAnotherLayoutOfTheSameAreasBesideItsOwn) {
    england.folder.write("other.hexjson",
                         R"({"layout":"odd-r","hexes":{"E06000001":{"q":0,"r":2},"E06000002":{"q":0,"r":0},)"
                         R"("E06000003":{"q":9,"r":2},"E06000009":{"q":1,"r":0}}})");
    const RunResult result = cartogram({"--compare", "other.hexjson", "-o", "out.gpkg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("0 of 2, 0.0 %"));
    EXPECT_THAT(result.err, HasSubstr("other.hexjson does not have all areas"));
}

TEST_F(CartogramCommand, AMapOnALayoutHasNoScaleBarAndNoInset) {
    ASSERT_EQ(cartogram({"-o", "out.hexjson"}).exit_code, 0);
    const std::vector<std::string> values = {"--lookup", "lookup.csv", "--values", "gaps.csv",
                                             "--column", "value",      "-o"};
    const auto map = [&](const std::string& areas, const std::string& output) {
        std::vector<std::string> words = {"map", areas};
        words.insert(words.end(), values.begin(), values.end());
        words.push_back(output);
        return england.run(words);
    };
    EXPECT_EQ(map("out.hexjson", "layout.svg").exit_code, 0);
    EXPECT_EQ(map("areas.gpkg", "ground.svg").exit_code, 0);
    EXPECT_THAT(england.folder.read("ground.svg"), HasSubstr("scale-bar"));
    EXPECT_THAT(england.folder.read("layout.svg"),
                AllOf(Not(HasSubstr("scale-bar")), HasSubstr("data-code")));
}

TEST_F(CartogramCommand, IsToldFromOtherFilesByInfo) {
    ASSERT_EQ(cartogram({"-o", "out.hexjson"}).exit_code, 0);
    const RunResult result = england.run({"info", "out.hexjson"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("HexJSON"), HasSubstr("odd-r"), HasSubstr("4 features")));
}

TEST_F(CartogramCommand, RefusesPeopleWithoutAPopulation) {
    expect_error({"--per", "300", "-o", "out.gpkg"}, 2, "--per: needs a population");
}

TEST_F(CartogramCommand, RefusesAPopulationWithoutPeopleForAHexagon) {
    expect_error({"--population-column", "population", "-o", "out.gpkg"}, 2, "says nothing without --per");
}

TEST_F(CartogramCommand, RefusesAnOutputThatNamesNoFormat) {
    expect_error({"-o", "out.png"}, 2, "'out.png' has no ending that names a format");
}

TEST_F(CartogramCommand, RefusesOneOutputTwice) {
    expect_error({"-o", "out.gpkg", "-o", "out.gpkg"}, 2, "out.gpkg is written twice");
}

TEST_F(CartogramCommand, RefusesMoreHexagonsThanCanBeLaidOut) {
    expect_error({"--per", "1", "--population-column", "population", "-o", "out.gpkg"}, 1,
                 "4000 hexagons are more than 2500");
}

TEST_F(CartogramCommand, RefusesALayoutWithoutAnyOfTheAreas) {
    england.folder.write("other.hexjson", R"({"layout":"odd-r","hexes":{"X":{"q":0,"r":2}}})");
    expect_error({"--compare", "other.hexjson", "-o", "out.gpkg"}, 1, "other.hexjson: has none of the areas");
}

TEST_F(CartogramCommand, LeavesAnExistingLayoutAlone) {
    england.folder.write("old.hexjson", "mine");
    const RunResult result = cartogram({"-o", "old.hexjson"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_EQ(england.folder.read("old.hexjson"), "mine");
}

}  // namespace
