// footprint clean and check, as a user runs them on defective areas.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/layer.hpp"
#include "tests/support/run_footprint.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using support::RunResult;
using testing::HasSubstr;
using testing::Not;

// Squares of 100 m: A and B overlap by 10 m, C leaves 5 m to B closed off by D in the south and E in the
// north.
//
//      E E E E
//      A AB B . C
//      D D D D
constexpr const char* defective = R"({"type":"FeatureCollection",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[
{"type":"Feature","properties":{"code":"E06000001"},"geometry":{"type":"Polygon","coordinates":
[[[400000,300000],[400110,300000],[400110,300100],[400000,300100],[400000,300000]]]}},
{"type":"Feature","properties":{"code":"E06000002"},"geometry":{"type":"Polygon","coordinates":
[[[400100,300000],[400200,300000],[400200,300100],[400100,300100],[400100,300000]]]}},
{"type":"Feature","properties":{"code":"E06000003"},"geometry":{"type":"Polygon","coordinates":
[[[400205,300000],[400300,300000],[400300,300100],[400205,300100],[400205,300000]]]}},
{"type":"Feature","properties":{"code":"E06000004"},"geometry":{"type":"Polygon","coordinates":
[[[400000,299900],[400300,299900],[400300,300000],[400000,300000],[400000,299900]]]}},
{"type":"Feature","properties":{"code":"E06000005"},"geometry":{"type":"Polygon","coordinates":
[[[400000,300100],[400300,300100],[400300,300200],[400000,300200],[400000,300100]]]}}]})";

class CleanCommand : public testing::Test {
protected:
    RunResult run(const std::vector<std::string>& words) const {
        return support::run_footprint(folder.root(), words);
    }
    void expect_failure(const std::vector<std::string>& words, int exit_code, const std::string& text) const {
        const RunResult result = run(words);
        EXPECT_EQ(result.exit_code, exit_code) << result.err;
        EXPECT_THAT(result.err, HasSubstr(text));
        EXPECT_FALSE(std::filesystem::exists(folder.path("out.gpkg")));
    }

    support::TempFolder folder;
    std::filesystem::path areas = folder.write("areas.geojson", defective);
};

TEST_F(CleanCommand, CheckNamesWhatCleanRepairsAndThenFindsNothing) {
    const RunResult before = run({"check", "areas.geojson"});
    EXPECT_EQ(before.exit_code, 3);
    EXPECT_THAT(before.out, HasSubstr("E06000001 and E06000002 overlap by 1000.0 m2, 10.00 m wide"));
    EXPECT_THAT(before.out, HasSubstr("gap of 500.0 m2, 5.00 m wide"));

    const RunResult clean = run({"clean", "areas.geojson", "-o", "out.gpkg", "--json", "report.json"});
    EXPECT_EQ(clean.exit_code, 0) << clean.err;
    EXPECT_THAT(clean.out, HasSubstr("overlap of 1000.0 m2 given to E06000001"));
    EXPECT_THAT(clean.out, HasSubstr("gap of 500.0 m2 given to"));
    const std::string report = folder.read("report.json");
    EXPECT_THAT(report, HasSubstr(R"("schema": "footprint/clean/1")"));
    EXPECT_THAT(report, HasSubstr(R"("overlaps_m2": 1000.0)"));
    EXPECT_THAT(report, HasSubstr(R"("gaps_m2": 500.0)"));
    EXPECT_THAT(report, HasSubstr(R"("violations_left": 0)"));

    EXPECT_EQ(run({"check", "out.gpkg"}).exit_code, 0);
    const RunResult again = run({"clean", "out.gpkg", "-o", "again.gpkg"});
    EXPECT_THAT(again.out, HasSubstr("0 repairs"));
    EXPECT_EQ(geo::read_layer(folder.path("again.gpkg"), {}).rings.points,
              geo::read_layer(folder.path("out.gpkg"), {}).rings.points);
}

TEST_F(CleanCommand, AWiderGapAndAnAllowedOneStay) {
    EXPECT_THAT(run({"clean", "areas.geojson", "-o", "a.gpkg", "--gap-width", "4"}).out,
                Not(HasSubstr("gap of 500.0 m2 given")));
    folder.write("allowed.csv", "x,y\n400202.5,300050\n");
    EXPECT_THAT(run({"clean", "areas.geojson", "-o", "b.gpkg", "--allowed-gaps", "allowed.csv"}).out,
                Not(HasSubstr("gap of 500.0 m2 given")));
    EXPECT_THAT(run({"check", "areas.geojson", "--allowed-gaps", "allowed.csv"}).out, HasSubstr("allowed"));
}

TEST_F(CleanCommand, ContestedGroundGoesToTheAreaThatIsPreferred) {
    EXPECT_THAT(run({"clean", "areas.geojson", "-o", "a.gpkg", "--prefer", "E06000002"}).out,
                HasSubstr("overlap of 1000.0 m2 given to E06000002"));
}

TEST_F(CleanCommand, RepairsGoToALayerWithTheirOutlines) {
    EXPECT_EQ(run({"clean", "areas.geojson", "-o", "a.gpkg", "--findings", "repairs.gpkg"}).exit_code, 0);
    const geo::FileSummary repairs = geo::summarise(folder.path("repairs.gpkg"));
    ASSERT_EQ(repairs.layers.size(), 2U);
    EXPECT_EQ(repairs.layers[1].name, "finding_outlines");
    EXPECT_EQ(repairs.layers[1].features, 2U);
}

TEST_F(CleanCommand, ACopyOfAnAreaStaysAndIsAViolation) {
    std::string text = defective;
    text.insert(text.rfind("]}"), R"(,{"type":"Feature","properties":{"code":"E06000009"},"geometry":
{"type":"Polygon","coordinates":[[[400000,299900],[400300,299900],[400300,300000],[400000,300000],[400000,299900]]]}})");
    folder.write("areas.geojson", text);
    const RunResult result = run({"clean", "areas.geojson", "-o", "a.gpkg"});
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_THAT(result.out, HasSubstr("E06000004 and E06000009 have the same outline"));
}

TEST_F(CleanCommand, AnUnknownAreaToPreferIsNamed) {
    expect_failure({"clean", "areas.geojson", "-o", "out.gpkg", "--prefer", "E99"}, 1, "has no area E99");
}

TEST_F(CleanCommand, AllowedGapsWithoutPlacesAreRefused) {
    folder.write("allowed.csv", "code\nE06000001\n");
    expect_failure({"clean", "areas.geojson", "-o", "out.gpkg", "--allowed-gaps", "allowed.csv"}, 1,
                   "has no columns x and y");
    folder.write("allowed.csv", "x,y\n1,there\n");
    expect_failure({"clean", "areas.geojson", "-o", "out.gpkg", "--allowed-gaps", "allowed.csv"}, 1,
                   "is not a number");
}

TEST_F(CleanCommand, FindingsNeedAFileOfTheirOwn) {
    expect_failure({"clean", "areas.geojson", "-o", "out.gpkg", "--findings", "out.gpkg"}, 2,
                   "a file of its own");
}

TEST_F(CleanCommand, AnOutputThatExistsIsRefused) {
    folder.write("kept.gpkg", "mine");
    EXPECT_EQ(run({"clean", "areas.geojson", "-o", "kept.gpkg"}).exit_code, 1);
    EXPECT_EQ(folder.read("kept.gpkg"), "mine");
}

}  // namespace
