// Layers, sheets and atlases of footprint map, as a user runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england_test.hpp"

namespace {

using support::RunResult;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class MapLayers : public support::MapTest {
protected:
    MapLayers() {
        england.folder.write("systems.csv", "code,system,source\nE06000001,North,x\nE06000003,North,x\n");
        england.folder.write("domains.csv", "code,cancer,elective\nW,1,2\nE,3,\n");
    }

    RunResult gaps(const std::vector<std::string>& more) const {
        std::vector<std::string> words = {"map",        "areas.gpkg", "--lookup",
                                          "lookup.csv", "--values",   "gaps.csv"};
        words.insert(words.end(), more.begin(), more.end());
        return england.run(std::move(words));
    }
};

TEST_F(MapLayers, DrawsAnotherGroupingWithItsKey) {
    const RunResult result =
        gaps({"--column", "value", "--overlay", "systems.csv", "--overlay-column", "system",
              "--overlay-label", "Care system", "--overlay-style", "hatch", "-o", "m.svg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"),
                AllOf(HasSubstr("<title>Care system: North.</title>"), HasSubstr(">Care system<")));
    EXPECT_THAT(result.out, HasSubstr("Care system: North."));
}

TEST_F(MapLayers, OverlayMayBeOfFootprints) {
    england.folder.write("regions.csv", "footprint_code,region\nW,West of England\n");
    const RunResult result = gaps({"--column", "value", "--overlay", "regions.csv", "-o", "m.svg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"), HasSubstr("region: West of England."));
}

TEST_F(MapLayers, OverlayListsCodesThatAreNotOnTheMap) {
    england.folder.write("systems.csv", "code,system\nE06000001,North\nE06000009,South\n");
    const RunResult result =
        gaps({"--column", "value", "--overlay", "systems.csv", "--overlay-column", "system", "-o", "m.svg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("1 code of systems.csv not on the map: E06000009"));
}

TEST_F(MapLayers, OverlayOfUnknownCodes) {
    england.folder.write("systems.csv", "code,system\nE06000009,South\n");
    expect_failure(
        gaps({"--column", "value", "--overlay", "systems.csv", "--overlay-column", "system", "-o", "m.svg"}),
        1, "none of its codes is on the map");
}

TEST_F(MapLayers, OverlayWithAnAreaInTwoGroups) {
    england.folder.write("systems.csv", "code,system\nE06000001,North\nE06000001,South\n");
    expect_failure(
        gaps({"--column", "value", "--overlay", "systems.csv", "--overlay-column", "system", "-o", "m.svg"}),
        1, "E06000001 has the values North and South");
}

TEST_F(MapLayers, OverlayWithoutTheColumnNamesTheNearest) {
    expect_failure(
        gaps({"--column", "value", "--overlay", "systems.csv", "--overlay-column", "sistem", "-o", "m.svg"}),
        1, "system");
}

TEST_F(MapLayers, OptionsAboutALayerThatIsNotGiven) {
    expect_failure(gaps({"--column", "value", "--overlay-label", "A", "-o", "m.svg"}), 2, "add --overlay");
    expect_failure(gaps({"--column", "value", "--points-size", "beds", "-o", "m.svg"}), 2, "add --points");
    expect_failure(gaps({"--column", "value", "--points-names", "name", "-o", "m.svg"}), 2, "add --points");
    expect_failure(gaps({"--column", "value", "--context-layer", "land", "-o", "m.svg"}), 2, "add --context");
}

TEST_F(MapLayers, CirclesStandOnPlainGroundWithoutAColumn) {
    const RunResult result =
        gaps({"--symbols", "value", "--symbols-label", "GBP million", "-o", "m.svg", "--json", "-"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"),
                AllOf(HasSubstr("id=\"symbol-W\""), HasSubstr("GBP million (area of circle)")));
    EXPECT_THAT(result.out, HasSubstr("from 12.5 to 40 (East)"));
}

TEST_F(MapLayers, CirclesOfNegativeValues) {
    england.folder.write("gaps.csv", "code,value\nW,-12.5\nE,40\n");
    expect_failure(gaps({"--symbols", "value", "-o", "m.svg"}), 1, "West has the value -12.5");
}

TEST_F(MapLayers, PointsOffTheMapOrWithoutAPositionAreListed) {
    england.folder.write("sites.csv",
                         "site,name,x,y\nS1,Royal,400500,300500\nS2,Far,500000,300500\nS3,Nowhere,,300500\n");
    const RunResult result = gaps({"--column", "value", "--points", "sites.csv", "-o", "m.svg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"), AllOf(HasSubstr("id=\"point-S1\""), Not(HasSubstr("id=\"point-S2\"")),
                                      HasSubstr("sites: 1 of 2 not drawn (1 off the map).")));
    EXPECT_THAT(result.err, AllOf(HasSubstr("1 place off the map: Far"),
                                  HasSubstr("1 row of sites.csv without a position: Nowhere")));
}

TEST_F(MapLayers, NamesOfPointsStandBesideThemOrAreListed) {
    std::string sites = "site,hospital,x,y\nS1,Royal,400500,300500\nS2,,401500,300500\n";
    for (int i = 0; i < 20; ++i)
        sites += "T" + std::to_string(10 + i) + ",Queen Elizabeth Hospital,402500,300500\n";
    england.folder.write("sites.csv", sites);
    const RunResult result = gaps({"--column", "value", "--points", "sites.csv", "--points-names", "hospital",
                                   "-o", "m.svg", "--json", "report.json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"), AllOf(HasSubstr("id=\"point-labels\""), HasSubstr(">Royal<")));
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("the map has no room for the names of "), HasSubstr(" points: T")));
    EXPECT_THAT(england.folder.read("report.json"),
                AllOf(HasSubstr("\"point_names\""), HasSubstr("\"unlabelled\"")));
}

TEST_F(MapLayers, NamesOfPointsFromAColumnThatIsNotThere) {
    england.folder.write("sites.csv", "site,hospital,x,y\nS1,Royal,400500,300500\n");
    expect_failure(
        gaps({"--column", "value", "--points", "sites.csv", "--points-names", "hospitals", "-o", "m.svg"}), 1,
        "hospital");
}

TEST_F(MapLayers, PointsByLongitudeAndLatitude) {
    // 400500, 300500 on the National Grid.
    england.folder.write("sites.csv", "site,lon,lat\nS1,-1.99405,52.60201\n");
    const RunResult result = gaps({"--column", "value", "--points", "sites.csv", "-o", "m.svg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"), HasSubstr("id=\"point-S1\""));
}

TEST_F(MapLayers, PointsWithoutPositions) {
    england.folder.write("sites.csv", "site,place\nS1,here\n");
    expect_failure(gaps({"--column", "value", "--points", "sites.csv", "-o", "m.svg"}), 1,
                   "has no columns with positions");
}

TEST_F(MapLayers, PointsWithATextForAPosition) {
    england.folder.write("sites.csv", "site,x,y\nS1,400500,300500\nS2,east,300500\n");
    expect_failure(gaps({"--column", "value", "--points", "sites.csv", "-o", "m.svg"}), 1,
                   "sites.csv, line 3: position `east`, `300500` is not two finite numbers");
}

TEST_F(MapLayers, PointsBeyondTheGlobe) {
    england.folder.write("sites.csv", "site,lon,lat\nS1,400500,300500\n");
    expect_failure(gaps({"--column", "value", "--points", "sites.csv", "-o", "m.svg"}), 1,
                   "is no longitude and latitude; call the columns x and y");
}

TEST_F(MapLayers, ContextLiesUnderTheMap) {
    support::write_areas(england.folder.path("around.gpkg"), {"AAAA", "AAAA", "AAAA"});
    const RunResult result = gaps({"--column", "value", "--context", "around.gpkg", "-o", "m.svg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const std::string svg = bytes("m.svg");
    EXPECT_LT(svg.find("id=\"context\""), svg.find("id=\"areas\""));
}

TEST_F(MapLayers, ContextWithoutAreas) {
    england.folder.write(
        "point.geojson",
        R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[-2,52]}})");
    expect_failure(gaps({"--column", "value", "--context", "point.geojson", "-o", "m.svg"}), 1,
                   "holds no area");
}

TEST_F(MapLayers, SheetHasAMapOfEachColumn) {
    const RunResult result = england.run({"map", "areas.gpkg", "--lookup", "lookup.csv", "--values",
                                          "domains.csv", "--columns", "cancer,elective", "--headings",
                                          "Cancer,Elective care", "-o", "m.svg", "--json", "r.json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"), AllOf(HasSubstr("id=\"map-1-W\""), HasSubstr("id=\"map-2-E\""),
                                      HasSubstr(">Elective care<"), HasSubstr(">No data: 1<")));
    EXPECT_THAT(bytes("r.json"), AllOf(HasSubstr("\"panels\""), HasSubstr("\"heading\": \"Elective care\"")));
}

TEST_F(MapLayers, SheetContradictsOptionsOfSingleMaps) {
    expect_failure(gaps({"--columns", "value", "--column", "value", "-o", "m.svg"}), 2,
                   "does not go with --columns");
    expect_failure(gaps({"--columns", "value", "--labels", "names", "-o", "m.svg"}), 2,
                   "does not go with --columns");
    expect_failure(gaps({"--columns", "value", "--headings", "a,b", "-o", "m.svg"}), 2, "are not as many");
}

TEST_F(MapLayers, AtlasIsOnePdf) {
    const RunResult result = gaps({"--column", "value", "--atlas", "-o", "m.pdf", "--json", "r.json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.pdf"), HasSubstr("/Outlines"));
    EXPECT_THAT(bytes("r.json"), AllOf(HasSubstr("\"pages\""), HasSubstr("Rank, highest first: 1 of 2.")));
}

TEST_F(MapLayers, AtlasOfValuesOfAreasHasThemBesideTheMembers) {
    england.folder.write("people.csv", "code,people\nE06000001,5\nE06000002,7\nE06000003,1\n");
    const RunResult result =
        england.run({"map", "areas.gpkg", "--lookup", "lookup.csv", "--values", "people.csv", "--column",
                     "people", "--atlas", "-o", "m.pdf", "--json", "r.json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("r.json"),
                AllOf(HasSubstr("Members: people: B: 7. A: 5."), HasSubstr("C: 1. D: No data.")));
}

TEST_F(MapLayers, AtlasNeedsFootprintsAndAPdf) {
    expect_failure(england.run({"map", "areas.gpkg", "--values", "gaps.csv", "--column", "value", "--atlas",
                                "-o", "m.pdf"}),
                   2, "add --lookup");
    expect_failure(gaps({"--column", "value", "--atlas", "-o", "m.svg"}), 2, "is no PDF");
    expect_failure(gaps({"--column", "value", "--figures", "a", "-o", "m.svg"}), 2, "add --atlas");
}

TEST_F(MapLayers, ASpecificationDrawsTheSameLayers) {
    england.folder.write("places.csv", "site,x,y\nPriory,400500,300500\n");
    england.folder.write("maps.toml", R"(areas = "areas.gpkg"
lookup = "lookup.csv"
values = "gaps.csv"
column = "value"
[[map]]
overlay = ["systems.csv"]
overlay_column = ["system"]
points = "places.csv"
points_names = "site"
output = "layers.svg"
[[map]]
atlas = true
output = "atlas.pdf"
)");
    const RunResult result = england.run({"map", "maps.toml"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    ASSERT_EQ(gaps({"--column", "value", "--overlay", "systems.csv", "--overlay-column", "system", "--points",
                    "places.csv", "--points-names", "site", "-o", "options.svg"})
                  .exit_code,
              0);
    ASSERT_EQ(gaps({"--column", "value", "--atlas", "-o", "options.pdf"}).exit_code, 0);
    EXPECT_EQ(bytes("layers.svg"), bytes("options.svg"));
    EXPECT_EQ(bytes("atlas.pdf"), bytes("options.pdf"));
}

}  // namespace
