// Every kind of bad input: the exit code, one line of the right content, and earlier outputs untouched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england.hpp"

namespace {

using support::RunResult;
using support::SmallEngland;
using testing::AllOf;
using testing::HasSubstr;

class BadInput : public testing::Test {
protected:
    /// Composes into out.gpkg, where an earlier output stands that may be replaced.
    RunResult compose(const std::string& areas, std::vector<std::string> more = {}) {
        england.folder.write("out.gpkg", earlier);
        std::vector<std::string> words{"compose", areas,      "--lookup",   "lookup.csv",
                                       "-o",      "out.gpkg", "--overwrite"};
        words.insert(words.end(), more.begin(), more.end());
        return england.run(std::move(words));
    }

    void expect_failure(const RunResult& result, int exit_code, const std::string& text) {
        EXPECT_EQ(result.exit_code, exit_code) << result.err;
        EXPECT_TRUE(support::is_one_line(result.err)) << result.err;
        EXPECT_THAT(result.err, AllOf(testing::StartsWith("footprint: "), HasSubstr(text)));
        EXPECT_EQ(result.out, "");
        if (std::filesystem::exists(england.folder.path("out.gpkg"))) {
            EXPECT_EQ(england.folder.read("out.gpkg"), earlier);
        }
    }

    /// A GeoJSON file of one feature with this geometry and the code E06000001.
    void write_geometry(const std::string& name, const std::string& geometry) {
        england.folder.write(
            name, R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":)"
                  R"("E06000001"},"geometry":)" +
                      geometry + "}]}");
    }

    SmallEngland england;
    const std::string earlier = "an earlier output";
};

TEST_F(BadInput, MissingFile) {
    expect_failure(compose("none.gpkg"), 1, "none.gpkg: ");
}

TEST_F(BadInput, Folder) {
    std::filesystem::create_directory(england.folder.path("folder.gpkg"));
    expect_failure(compose("folder.gpkg"), 1, "folder");
}

TEST_F(BadInput, EmptyFile) {
    england.folder.write("empty.geojson", "");
    expect_failure(compose("empty.geojson"), 1, "empty");
}

TEST_F(BadInput, TruncatedFile) {
    std::string bytes = england.folder.read("areas.gpkg");
    england.folder.write("cut.gpkg", bytes.substr(0, bytes.size() / 2));
    expect_failure(compose("cut.gpkg"), 1, "cut.gpkg");
}

TEST_F(BadInput, NotAVectorFile) {
    england.folder.write("notes.txt", "Dear all,\nplease find attached\n");
    expect_failure(compose("notes.txt"), 1, "notes.txt");
}

TEST_F(BadInput, WrongLayer) {
    expect_failure(compose("areas.gpkg", {"--layer", "area"}), 1, "areas");
}

TEST_F(BadInput, NoCrs) {
    // A Shapefile whose .prj is lost.
    support::write_areas(england.folder.path("areas.shp"), {"AAC", "BDD"});
    std::filesystem::remove(england.folder.path("areas.prj"));
    expect_failure(compose("areas.shp"), 1, "CRS");
}

TEST_F(BadInput, NoCrsIsHealedByTheOption) {
    support::write_areas(england.folder.path("areas.shp"), {"AAC", "BDD"});
    std::filesystem::remove(england.folder.path("areas.prj"));
    EXPECT_EQ(compose("areas.shp", {"--source-crs", "EPSG:27700"}).exit_code, 0);
}

TEST_F(BadInput, GeographicCrsWhereMetresAreNeeded) {
    expect_failure(compose("areas.gpkg", {"--crs", "EPSG:4326"}), 2, "not a CRS in metres");
}

TEST_F(BadInput, NullGeometry) {
    write_geometry("null.geojson", "null");
    expect_failure(compose("null.geojson"), 1, "null.geojson");
}

TEST_F(BadInput, EmptyGeometryAmongOthersIsAFinding) {
    england.folder.write("mixed.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"E06000001"},"geometry":{"type":"Polygon","coordinates":[]}},
{"type":"Feature","properties":{"code":"E06000002"},"geometry":{"type":"Polygon","coordinates":[[[-1,52],[-0.9,52],[-0.9,52.1],[-1,52.1],[-1,52]]]}}]})");
    const RunResult result = england.run({"check", "mixed.geojson"});
    EXPECT_THAT(result.out, AllOf(HasSubstr("empty"), HasSubstr("E06000001")));
}

TEST_F(BadInput, PointsInsteadOfPolygons) {
    write_geometry("points.geojson", R"({"type":"Point","coordinates":[-1,52]})");
    expect_failure(compose("points.geojson"), 1, "oint");
}

TEST_F(BadInput, SelfCrossingRingIsAViolation) {
    write_geometry("bow.geojson",
                   R"({"type":"Polygon","coordinates":[[[-1,52],[-0.9,52.1],[-0.9,52],[-1,52.1],[-1,52]]]})");
    const RunResult result = england.run({"check", "bow.geojson"});
    EXPECT_EQ(result.exit_code, 3) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("invalid_ring"), HasSubstr("E06000001"), HasSubstr("not valid")));
}

TEST_F(BadInput, AreaInNoFootprintIsAViolation) {
    england.folder.write("lookup.csv", "area,footprint\nE06000001,W\nE06000002,W\nE06000003,E\n");
    const RunResult result = compose("areas.gpkg");
    EXPECT_EQ(result.exit_code, 3) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("E06000004"), HasSubstr("violation")));
    EXPECT_NE(england.folder.read("out.gpkg"), earlier) << "what can be composed is written";
}

TEST_F(BadInput, LookupCodeWithNoAreaIsAWarning) {
    england.folder.write("lookup.csv", std::string(support::small_lookup) + "E06000009,E,East\n");
    const RunResult result = compose("areas.gpkg");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("E06000009"), HasSubstr("warning")));
}

TEST_F(BadInput, AreaInTwoFootprintsIsAViolation) {
    england.folder.write("lookup.csv", std::string(support::small_lookup) + "E06000001,E,East\n");
    const RunResult result = compose("areas.gpkg");
    EXPECT_EQ(result.exit_code, 3) << result.err;
    EXPECT_THAT(result.out, HasSubstr("E06000001"));
}

TEST_F(BadInput, NoSuchColumn) {
    expect_failure(compose("areas.gpkg", {"--sum", "popluation"}), 1, "population");
    expect_failure(compose("areas.gpkg", {"--code", "cod"}), 1, "code");
    expect_failure(compose("areas.gpkg", {"--area-column", "are"}), 1, "area");
}

TEST_F(BadInput, ValueThatIsNoNumberIsAWarning) {
    england.folder.write("values.csv", "code,value\nW,12\nE,many\n");
    const RunResult result = england.run({"classify", "values.csv", "--column", "value", "-k", "2"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, AllOf(HasSubstr("many"), HasSubstr("line 3")));
    EXPECT_THAT(result.out, HasSubstr("1 missing"));
}

TEST_F(BadInput, ColumnWithoutANumber) {
    england.folder.write("values.csv", "code,value\nW,few\nE,many\n");
    const RunResult result = england.run({"classify", "values.csv", "--column", "value"});
    expect_failure(result, 1, "no number");
}

TEST_F(BadInput, NegativeCount) {
    england.folder.write("flows.csv", "origin,site,patients\nE06000001,S1,-3\n");
    expect_failure(england.run({"flows", "flows.csv", "--lookup", "lookup.csv"}), 1, "line 2");
}

TEST_F(BadInput, CountThatIsNaN) {
    england.folder.write("flows.csv", "origin,site,patients\nE06000001,S1,5\nE06000002,S1,NaN\n");
    expect_failure(england.run({"flows", "flows.csv", "--lookup", "lookup.csv"}), 1, "line 3");
}

TEST_F(BadInput, DuplicateCodeOfAreasIsAViolation) {
    england.folder.write("twice.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"E06000001"},"geometry":{"type":"Polygon","coordinates":[[[-1,52],[-0.9,52],[-0.9,52.1],[-1,52.1],[-1,52]]]}},
{"type":"Feature","properties":{"code":"E06000001"},"geometry":{"type":"Polygon","coordinates":[[[-0.9,52],[-0.8,52],[-0.8,52.1],[-0.9,52.1],[-0.9,52]]]}}]})");
    const RunResult result = england.run({"check", "twice.geojson", "--code", "code"});
    EXPECT_EQ(result.exit_code, 3) << result.out << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("duplicate_code"), HasSubstr("E06000001")));
}

TEST_F(BadInput, ValueOfACodeTwiceAndDifferent) {
    england.folder.write("gaps.csv", "code,value\nW,12\nW,13\nE,4\n");
    expect_failure(england.run({"map", "areas.gpkg", "--lookup", "lookup.csv", "--values", "gaps.csv",
                                "--column", "value", "-o", "m.svg"}),
                   1, "W");
    EXPECT_FALSE(std::filesystem::exists(england.folder.path("m.svg")));
}

TEST_F(BadInput, ReviewWithAnUnknownKey) {
    england.folder.write("bad.toml", "[review]\ntitl = \"x\"\n");
    expect_failure(england.run({"run", "bad.toml", "-o", "results"}), 1, "bad.toml, line 2");
    EXPECT_FALSE(std::filesystem::exists(england.folder.path("results")));
}

TEST_F(BadInput, UsageIsRefusedBeforeAnythingIsOpened) {
    expect_failure(england.run({"compose", "none.gpkg", "--lokup", "l.csv"}), 2, "--lookup");
}

}  // namespace
