// The command align on geographies small enough to draw.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/csv.hpp"
#include "geo/geos_support.hpp"
#include "geo/grid.hpp"
#include "geo/layer.hpp"
#include "tests/cli/small_geographies.hpp"

namespace {

using nlohmann::json;
using support::RunResult;
using support::write_areas;
using testing::AllOf;
using testing::HasSubstr;

class Align : public support::AlignTest {};

TEST_F(Align, TwoColumnsOfOneLookupAreCountedByCommonUnits) {
    write_lookups();
    const RunResult result = run(of_units());
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(
        result.out,
        AllOf(HasSubstr("1 of 2 LAD17CD is split between STP17CD: 1 common unit lies in a part other than "
                        "the largest"),
              HasSubstr("count of 5 common units, for no population was given"),
              HasSubstr("South (E07000002)"), HasSubstr("V-measure")));
    const json report = result_of(of_units());
    EXPECT_EQ(report.at("measured"), "common_units");
    EXPECT_EQ(report.at("plan").at("split_a"), 1);
    EXPECT_EQ(unit(report.at("a"), "E07000001").at("fit"), "nests_in");
    EXPECT_EQ(unit(report.at("a"), "E07000002").at("fit"), "straddles");
    EXPECT_EQ(pair(report, "E07000002", "E54000002").at("common_units"), 2);
    EXPECT_TRUE(pair(report, "E07000002", "E54000002").at("area_m2").is_null());
}

TEST_F(Align, PeopleOfCommonUnitsTellHowManyAreAffected) {
    write_lookups();
    const RunResult result = run(of_units({"--population", "people.csv"}));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("1,700 people live in a part other than the largest (20.0 % of"));
    const json report = result_of(of_units({"--population", "people.csv"}));
    EXPECT_EQ(pair(report, "E07000002", "E54000002").at("people"), 3700);
    EXPECT_EQ(pair(report, "E07000002", "E54000002").at("common_units"), 2);
    EXPECT_EQ(report.at("totals").at("a").at("whole"), 8500);
}

TEST_F(Align, TwoLookupsAreJoinedByTheirCommonUnits) {
    write_lookups();
    folder.write("other.csv", "lsoa,stp\nE01000001,X\nE01000002,X\nE01000003,X\nE01000004,X\nE01000005,Y\n");
    const json report = result_of(
        {"units.csv", "other.csv", "--a-column", "LAD17CD", "--b-unit-column", "lsoa", "--b-column", "stp"});
    EXPECT_EQ(pair(report, "E07000002", "Y").at("common_units"), 1);
    EXPECT_EQ(report.at("plan").at("split_a"), 1);
}

TEST_F(Align, DistrictsAreGroupedToUpperTierAuthorities) {
    write_lookups();
    folder.write("counties.csv",
                 "LAD17CD,CTY17CD,CTY17NM\nE07000001,E10000001,Shire\nE07000002,E10000001,Shire\n");
    const json report = result_of(of_units({"--a-lookup", "counties.csv"}));
    EXPECT_EQ(report.at("a").size(), 1U);
    EXPECT_EQ(unit(report.at("a"), "E10000001").at("name"), "Shire");
    EXPECT_EQ(report.at("geographies").at("a").at("title"), "CTY17CD");
}

TEST_F(Align, AreasHaveExactMarginalsAndVerdicts) {
    write_maps();
    const json report = result_of({"authorities.gpkg", "footprints.gpkg", "--sliver-width", "0"});
    EXPECT_EQ(report.at("measured"), "area_m2");
    EXPECT_EQ(pair(report, "E06000002", "E06000001").at("area_m2"), 9e6);
    EXPECT_EQ(pair(report, "E06000002", "E06000002").at("area_m2"), 3e6);
    EXPECT_EQ(report.at("totals").at("a").at("whole"), 24e6);
    EXPECT_EQ(report.at("totals").at("a").at("outside"), 3e6);
    EXPECT_EQ(report.at("totals").at("b").at("whole"), 21e6);
    EXPECT_EQ(unit(report.at("a"), "E06000001").at("fit"), "nests_in");
    EXPECT_EQ(unit(report.at("a"), "E06000002").at("fit"), "straddles");
    EXPECT_EQ(report.at("slivers").at("width_is"), "given");
    EXPECT_EQ(report.at("displacement").at("b_to_a").at("greatest_m"), 1000);
}

TEST_F(Align, PairsOfAreasAreTheIntersectionsOfGeos) {
    write_areas(folder.path("authorities.gpkg"), {"AABBB.CC",  //
                                                  "AAABB.CC",  //
                                                  "DDDDBBCC"});
    write_areas(folder.path("footprints.gpkg"), {".AAABBB.",  //
                                                 "CAAABBBB",  //
                                                 "CCADDDBB"});
    const json report = result_of({"authorities.gpkg", "footprints.gpkg", "--sliver-width", "0"});
    const geo::Layer a = geo::read_layer(folder.path("authorities.gpkg"), {});
    const geo::Layer b = geo::read_layer(folder.path("footprints.gpkg"), {});
    const auto on_grid = [](const geo::Layer& layer) {
        return geo::round_to_grid(layer.rings,
                                  {.origin_x_m = 400000, .origin_y_m = 300000, .cells_per_m = 1});
    };
    const geo::GeosContext context;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < a.codes.size(); ++i) {
        for (std::size_t k = 0; k < b.codes.size(); ++k) {
            const geo::GeosGeometry common = geo::own(
                context, GEOSIntersection_r(context.get(), geo::to_geos(context, on_grid(a), i).get(),
                                            geo::to_geos(context, on_grid(b), k).get()));
            double area_m2 = 0.0;
            GEOSArea_r(context.get(), common.get(), &area_m2);
            if (area_m2 == 0.0) continue;
            ++pairs;
            EXPECT_EQ(pair(report, a.codes[i], b.codes[k]).at("area_m2"), area_m2);
        }
    }
    const auto in_both = [](const json& entry) {
        return !entry.at("a").is_null() && !entry.at("b").is_null();
    };
    EXPECT_EQ(static_cast<std::size_t>(
                  std::count_if(report.at("pairs").begin(), report.at("pairs").end(), in_both)),
              pairs);
}

TEST_F(Align, PeopleAtPointsAreCountedAndWhatIsInNeitherIsTold) {
    write_maps();
    folder.write("people.csv",
                 "x,y,people\n400500,300500,100\n402500,300500,70\n405500,300500,30\n407500,300500,9\n"
                 "420000,300500,5\n");
    const std::vector<std::string> words{"authorities.gpkg", "footprints.gpkg", "--population",
                                         "people.csv",       "--sliver-width",  "0"};
    const RunResult result = run(words);
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("1 of 3 areas of authorities.gpkg is split between areas of footprints.gpkg"),
                      HasSubstr("30 people live in"), HasSubstr("In neither: 5 people"),
                      HasSubstr("people at 5 points of people.csv")))
        << result.err;
    const json report = result_of(words);
    EXPECT_EQ(report.at("measured"), "people");
    EXPECT_EQ(pair(report, "E06000002", "E06000001").at("people"), 70);
    EXPECT_EQ(pair(report, "E06000002", "E06000001").at("area_m2"), 9e6);
    EXPECT_EQ(report.at("totals").at("all"), 214);
    EXPECT_EQ(report.at("totals").at("in_neither"), 5);
}

TEST_F(Align, PeopleOfFinerUnitsStandAtTheirInnerPoint) {
    write_maps();
    write_areas(folder.path("finer.gpkg"), {"AABBCDEE",  //
                                            "AABBCDEE",  //
                                            "AABBCDEE"});
    const RunResult result =
        run({"authorities.gpkg", "footprints.gpkg", "--units", "finer.gpkg", "--sliver-width", "0"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("each unit whole where its inner point lies"),
                                  HasSubstr("1,000 people live in a part other than the largest")));
}

TEST_F(Align, AMeasuredWidthTellsNoiseFromADifference) {
    // The border of B is drawn 10 m off; the eastern one is moved by a kilometre.
    std::string feature =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:27700"}},)"
        R"("features":[)";
    const auto box = [](const std::string& code, int west, int east) {
        const auto corner = [](int x, int y) {
            return "[" + std::to_string(400000 + x) + "," + std::to_string(300000 + y) + "]";
        };
        return R"({"type":"Feature","properties":{"code":")" + code +
               R"("},"geometry":{"type":"Polygon","coordinates":[[)" + corner(west, 0) + "," +
               corner(east, 0) + "," + corner(east, 9000) + "," + corner(west, 9000) + "," + corner(west, 0) +
               "]]}}";
    };
    folder.write("a.geojson", feature + box("E06000001", 0, 10000) + "," + box("E06000002", 10000, 20000) +
                                  "," + box("E06000003", 20000, 40000) + "]}");
    folder.write("b.geojson", feature + box("E54000001", 0, 10010) + "," + box("E54000002", 10010, 19990) +
                                  "," + box("E54000003", 19990, 30000) + "," +
                                  box("E54000004", 30000, 40000) + "]}");
    const RunResult result = run({"a.geojson", "b.geojson"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("1 of 3 a is split"), HasSubstr("narrower than 20 m"),
                                  HasSubstr("lie within 10.0 m, doubled")));
    const json report = result_of({"a.geojson", "b.geojson"});
    EXPECT_EQ(report.at("slivers").at("slivers"), 2);
    EXPECT_EQ(report.at("totals").at("a").at("noise"), 180000);
    EXPECT_EQ(unit(report.at("a"), "E06000001").at("fit"), "coterminous");
    EXPECT_EQ(unit(report.at("a"), "E06000003").at("fit"), "whole_units_of");
}

TEST_F(Align, RoadmapsThatAreUnknownAreCountedAndNeverMisaligned) {
    folder.write("ccg.csv",
                 "CCG17CD,STP17CD\nE38000001,E54000001\nE38000002,E54000001\nE38000003,E54000002\n"
                 "E38000004,E54000003\nE38000005,E54000003\nE38000006,E54000004\n");
    folder.write("roadmaps.csv",
                 "footprint,code,name,source\nRoad,E38000001,First,a page\nRoad,E38000002,Second,a page\n"
                 "Way,E38000004,Fourth,a page\nWay,E38000006,Sixth,a page\n");
    const std::vector<std::string> words{"ccg.csv", "roadmaps.csv", "--a-column", "STP17CD", "--partial"};
    const RunResult result = run(words);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out,
                HasSubstr("Of 4 STP17CD, 2 can be told by the 2 footprint that are known: 1 are one of "
                          "them, 0 several whole, 1 part of one, 0 cross; 2 stay unknown"));
    const json report = result_of(words);
    EXPECT_EQ(unit(report.at("a"), "E54000001").at("fit"), "one");
    EXPECT_EQ(unit(report.at("a"), "E54000002").at("fit"), "unknown");
    EXPECT_EQ(unit(report.at("a"), "E54000003").at("fit"), "unknown");
    EXPECT_EQ(unit(report.at("a"), "E54000003").at("unknown"), 1);
    EXPECT_EQ(unit(report.at("a"), "E54000004").at("fit"), "part");
}

TEST_F(Align, RoadmapsMayBeAreas) {
    write_areas(folder.path("footprints.gpkg"), {"AABBCC"});
    write_areas(folder.path("roadmaps.gpkg"), {"AAB..."});
    const json report = result_of({"footprints.gpkg", "roadmaps.gpkg", "--partial", "--sliver-width", "0"});
    EXPECT_EQ(unit(report.at("a"), "E06000001").at("fit"), "one");
    EXPECT_EQ(unit(report.at("a"), "E06000002").at("fit"), "unknown");
    EXPECT_EQ(unit(report.at("a"), "E06000003").at("fit"), "unknown");
}

TEST_F(Align, WritesPairsUnitsPiecesAndAMap) {
    write_maps();
    const RunResult result = run({"authorities.gpkg", "footprints.gpkg", "-o", "pieces.gpkg", "--a-output",
                                  "a.csv", "--b-output", "b.csv", "--map", "map.svg", "--sliver-width", "0"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    geo::ReadOptions read;
    read.layer = "pieces";
    read.code_column = "a";
    const geo::Layer pieces = geo::read_layer(folder.path("pieces.gpkg"), read);
    EXPECT_EQ(pieces.attributes.rows(), 5U);
    EXPECT_THAT(folder.read("a.csv"), HasSubstr("code,name,area_m2,fit,best"));
    EXPECT_THAT(folder.read("a.csv"), HasSubstr("E06000001,Area A,6000000,nests_in,E06000001,1,"));
    EXPECT_THAT(folder.read("b.csv"), HasSubstr("E06000002"));
    EXPECT_THAT(folder.read("map.svg"), HasSubstr("Inhomogeneity"));
}

TEST_F(Align, AWorkbookOfPairsHasTheCellsOfTheTable) {
    write_maps();
    const auto write = [&](const char* file) {
        return run({"authorities.gpkg", "footprints.gpkg", "-o", file, "--sliver-width", "0"}).exit_code;
    };
    ASSERT_EQ(write("pairs.csv"), 0);
    ASSERT_EQ(write("pairs.xlsx"), 0);
    std::vector<geo::Finding> findings;
    const geo::Table text = geo::read_table(folder.path("pairs.csv"), findings);
    const geo::Table workbook = geo::read_table(folder.path("pairs.xlsx"), findings);
    ASSERT_EQ(workbook.columns.size(), text.columns.size());
    for (std::size_t c = 0; c < text.columns.size(); ++c) {
        EXPECT_EQ(workbook.columns[c].name, text.columns[c].name);
        EXPECT_EQ(workbook.columns[c].cells, text.columns[c].cells);
    }
}

TEST_F(Align, TheSameInputsGiveTheSameBytes) {
    write_maps();
    const std::vector<std::string> words{"authorities.gpkg", "footprints.gpkg", "-o", "-", "--quiet"};
    EXPECT_EQ(run(words).out, run(words).out);
}

TEST_F(Align, LayersOfDifferentCrsAreProjectedAndItIsSaid) {
    write_maps();
    folder.write(
        "wgs.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"E54000001"},)"
        R"("geometry":{"type":"Polygon","coordinates":[[[-2.1,52.5],[-1.8,52.5],[-1.8,52.7],[-2.1,52.7],)"
        R"([-2.1,52.5]]]}}]})");
    const RunResult result = run({"authorities.gpkg", "wgs.geojson"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err,
                HasSubstr("the layers are in different reference systems; both were taken to EPSG:27700"));
}

TEST_F(Align, ALayerInsideTheOtherIsTold) {
    write_areas(folder.path("large.gpkg"), {"AAAA", "AAAA", "AAAA", "AAAA"});
    write_areas(folder.path("small.gpkg"), {"AB", "AB"});
    const RunResult result = run({"large.gpkg", "small.gpkg", "--sliver-width", "0"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, AllOf(HasSubstr("12.0 km2 of large.gpkg (75.00 %) lie outside small.gpkg"),
                                  HasSubstr("the latter lies inside the former")));
}

}  // namespace
