// footprint simplify, as a user runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/layer.hpp"
#include "tests/cli/small_england.hpp"

namespace {

using support::RunResult;
using support::SmallEngland;
using testing::HasSubstr;

class SimplifyCommand : public testing::Test {
protected:
    RunResult simplify(std::vector<std::string> words) {
        words.insert(words.begin(), "simplify");
        return england.run(std::move(words));
    }

    void expect_usage_error(const std::vector<std::string>& words, const std::string& text) {
        const RunResult result = simplify(words);
        EXPECT_EQ(result.exit_code, 2) << result.err;
        EXPECT_TRUE(support::is_one_line(result.err)) << result.err;
        EXPECT_THAT(result.err, HasSubstr(text));
        EXPECT_FALSE(std::filesystem::exists(england.folder.path("out.fgb")));
        EXPECT_FALSE(std::filesystem::exists(england.folder.path("out.gpkg")));
    }

    [[nodiscard]] geo::Layer read(const std::string& file, const std::string& layer = {}) const {
        return geo::read_layer(england.folder.path(file), {layer, "code", {}, {}});
    }

    SmallEngland england;
};

TEST_F(SimplifyCommand, WritesEachAreaWithFewerVerticesAndAllItsAttributes) {
    const RunResult result = simplify({"areas.gpkg", "--tolerance", "0.1", "-o", "out.gpkg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("Tolerance 0.100 m"));
    const geo::Layer before = read("areas.gpkg");
    const geo::Layer after = read("out.gpkg");
    EXPECT_EQ(after.codes, before.codes);
    EXPECT_EQ(after.attributes.require("population").cells, before.attributes.require("population").cells);
    EXPECT_LT(after.rings.points.size(), before.rings.points.size());
}

TEST_F(SimplifyCommand, ReportsLayersAreasAndVetoesForMachines) {
    const RunResult result = simplify({"areas.gpkg", "--keep", "0", "-o", "out.gpkg", "--json", "-"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr(R"("schema": "footprint/simplify/1")"));
    for (const char* key :
         {"layers", "vertices_before", "vertices_after", "area_before_m2", "area_after_m2", "removable",
          "removed", "kept_share", "vetoed", "tolerance_m", "keep_share", "greatest_distance_m"}) {
        EXPECT_THAT(result.out, HasSubstr('"' + std::string(key) + '"'));
    }
    EXPECT_THAT(result.out, HasSubstr(R"("tolerance_m": null)")) << "as far as it goes";
}

TEST_F(SimplifyCommand, GivesTheSameBytesEachTime) {
    EXPECT_EQ(simplify({"areas.gpkg", "--keep", "0.3", "-o", "a.gpkg", "--json", "a.json"}).exit_code, 0);
    EXPECT_EQ(simplify({"areas.gpkg", "--keep", "0.3", "-o", "b.gpkg", "--json", "b.json"}).exit_code, 0);
    EXPECT_EQ(england.folder.read("a.gpkg"), england.folder.read("b.gpkg"));
    EXPECT_EQ(england.folder.read("a.json"), england.folder.read("b.json"));
}

TEST_F(SimplifyCommand, AddsTheAreasDissolvedByALookup) {
    const RunResult result =
        simplify({"areas.gpkg", "--lookup", "lookup.csv", "--tolerance", "1e9", "-o", "out.gpkg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("4 of 4 matched"));
    EXPECT_EQ(read("out.gpkg", "areas").codes.size(), 4u);
    EXPECT_THAT(read("out.gpkg", "footprints").codes, testing::ElementsAre("E", "W"));
}

TEST_F(SimplifyCommand, WritesALayerForEachInput) {
    ASSERT_EQ(england.run({"compose", "areas.gpkg", "--lookup", "lookup.csv", "-o", "large.gpkg"}).exit_code,
              0);
    const RunResult result = simplify(
        {"areas.gpkg", "large.gpkg", "areas.gpkg", "--code", ",code", "--keep", "0", "-o", "out.gpkg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const geo::Layer first = read("out.gpkg", "areas");
    const geo::Layer third = read("out.gpkg", "areas_2");
    EXPECT_EQ(first.rings.points, third.rings.points);
    EXPECT_EQ(read("out.gpkg", "footprints").codes.size(), 2u);
}

TEST_F(SimplifyCommand, TellsOfViolationsInTheInputAndWritesAllTheSame) {
    // A gap one kilometre wide.
    support::write_areas(england.folder.path("gap.gpkg"), {"AAA", "B.A", "BBB"});
    const RunResult result =
        simplify({"gap.gpkg", "--gap-width", "2000", "--tolerance", "1", "-o", "out.fgb"});
    EXPECT_EQ(result.exit_code, 3) << result.err;
    EXPECT_THAT(result.out, HasSubstr("gap"));
    EXPECT_EQ(read("out.fgb").codes.size(), 2u);
}

// Two polygons of one area side by side, and of another one upon the other.
TEST_F(SimplifyCommand, MakesInvalidOutlinesValidWithANote) {
    england.folder.write("parts.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"E38000001"},"geometry":{"type":"MultiPolygon","coordinates":[
 [[[-1,52],[-0.9,52],[-0.9,52.1],[-1,52.1],[-1,52]]],[[[-0.9,52],[-0.8,52],[-0.8,52.1],[-0.9,52.1],[-0.9,52]]]]}},
{"type":"Feature","properties":{"code":"E38000002"},"geometry":{"type":"MultiPolygon","coordinates":[
 [[[-2,52],[-1.9,52],[-1.9,52.1],[-2,52.1],[-2,52]]],[[[-1.95,52.05],[-1.8,52.05],[-1.8,52.2],[-1.95,52.2],[-1.95,52.05]]]]}}]})");
    const RunResult result = simplify({"parts.geojson", "--keep", "1", "-o", "out.gpkg"});
    EXPECT_EQ(result.exit_code, 0) << result.err << result.out;
    for (const char* code : {"E38000001", "E38000002"})
        EXPECT_THAT(result.out, HasSubstr(std::string(code) + " has an invalid outline"));
    EXPECT_EQ(read("out.gpkg").rings.rings(), 2U);
    EXPECT_EQ(england.run({"check", "out.gpkg"}).exit_code, 0);
    EXPECT_EQ(england.run({"check", "parts.geojson"}).exit_code, 3);
}

TEST_F(SimplifyCommand, ChecksEachOfSeveralLayers) {
    support::write_areas(england.folder.path("gap.gpkg"), {"AAA", "B.A", "BBB"});
    EXPECT_EQ(
        simplify({"areas.gpkg", "gap.gpkg", "--gap-width", "2000", "--tolerance", "1", "-o", "out.gpkg"})
            .exit_code,
        3);
}

TEST_F(SimplifyCommand, NeitherToleranceNorShare) {
    expect_usage_error({"areas.gpkg", "-o", "out.fgb"}, "needs --tolerance M or --keep SHARE");
}

TEST_F(SimplifyCommand, BothToleranceAndShare) {
    expect_usage_error({"areas.gpkg", "-o", "out.fgb", "--tolerance", "1", "--keep", "0.5"},
                       "--tolerance and --keep exclude each other");
}

TEST_F(SimplifyCommand, NegativeTolerance) {
    expect_usage_error({"areas.gpkg", "-o", "out.fgb", "--tolerance", "-1"}, "--tolerance");
}

TEST_F(SimplifyCommand, ShareOutOfRange) {
    expect_usage_error({"areas.gpkg", "-o", "out.fgb", "--keep", "1.5"}, "--keep");
    expect_usage_error({"areas.gpkg", "-o", "out.fgb", "--keep", "-0.5"}, "--keep");
    expect_usage_error({"areas.gpkg", "-o", "out.fgb", "--keep", "half"}, "--keep");
}

TEST_F(SimplifyCommand, SeveralLayersIntoAFormatOfOne) {
    expect_usage_error({"areas.gpkg", "areas.gpkg", "-o", "out.fgb", "--keep", "0.5"},
                       "'.fgb' holds one layer, and there are 2; write .gpkg");
    expect_usage_error({"areas.gpkg", "--lookup", "lookup.csv", "-o", "out.fgb", "--keep", "0.5"},
                       "holds one layer");
    expect_usage_error({"areas.gpkg", "areas.gpkg", "-o", "-", "--keep", "0.5"}, "standard output");
}

TEST_F(SimplifyCommand, AnEndingThatNamesNoFormat) {
    expect_usage_error({"areas.gpkg", "-o", "out.dwg", "--keep", "0.5"}, "out.dwg");
}

TEST_F(SimplifyCommand, MoreCodeColumnsThanInputs) {
    expect_usage_error({"areas.gpkg", "areas.gpkg", "-o", "out.gpkg", "--keep", "0.5", "--code", "a,b,c"},
                       "'a,b,c' lists more than 2 inputs");
}

TEST_F(SimplifyCommand, ALookupColumnWithoutALookup) {
    expect_usage_error({"areas.gpkg", "-o", "out.fgb", "--keep", "0.5", "--area-column", "a"}, "--lookup");
}

}  // namespace
