// Every bad input that the command align can be given: the exit code, and one line of the right content.
#include "tests/cli/small_geographies.hpp"

namespace {

using support::RunResult;
using support::write_areas;
using testing::HasSubstr;

class AlignBadInput : public support::AlignTest {};

TEST_F(AlignBadInput, LayersWithoutCommonGroundAreRefusedWithTheirExtents) {
    write_areas(folder.path("west.gpkg"), {"AB......"});
    write_areas(folder.path("east.gpkg"), {"......AB"});
    expect_failure(run({"west.gpkg", "east.gpkg"}), 1, "no ground in common");
}

TEST_F(AlignBadInput, OverlapsAreRefusedWithThePlaceOrCleaned) {
    write_maps();
    const auto square = [](const std::string& code, int west) {
        const std::string x1 = std::to_string(400000 + west);
        const std::string x2 = std::to_string(402000 + west);
        return R"({"type":"Feature","properties":{"code":")" + code +
               R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + x1 + ",300000],[" + x2 +
               ",300000],[" + x2 + ",303000],[" + x1 + ",303000],[" + x1 + ",300000]]]}}";
    };
    folder.write(
        "overlap.geojson",
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:27700"}},"features":[)" +
            square("E07000001", 0) + "," + square("E07000002", 1500) + "]}");
    expect_failure(run({"overlap.geojson", "footprints.gpkg"}), 1,
                   "areas overlap in 1 place: E07000001, E07000002 at (401750, ");
    const RunResult cleaned = run({"overlap.geojson", "footprints.gpkg", "--clean"});
    EXPECT_EQ(cleaned.exit_code, 0) << cleaned.err;
    EXPECT_THAT(cleaned.err, HasSubstr("were each given to one area"));
}

TEST_F(AlignBadInput, AnEmptyLayerIsRefused) {
    write_maps();
    folder.write("empty.geojson", R"({"type":"FeatureCollection","features":[]})");
    expect_failure(run({"authorities.gpkg", "empty.geojson"}), 1, "empty.geojson: ");
}

TEST_F(AlignBadInput, LookupsWithNoKnownUnitAreRefusedWithCodesOfBoth) {
    write_lookups();
    folder.write("other.csv", "LSOA21CD,ICB22CD\nE01099998,E54000098\nE01099999,E54000098\n");
    expect_failure(run({"units.csv", "other.csv", "--a-column", "STP17CD"}), 1, "E01099998");
}

TEST_F(AlignBadInput, PeopleOfOtherUnitsAreRefusedWithCodesOfBoth) {
    write_lookups();
    folder.write("wrong.csv", "code,population\nE02000001,10\n");
    const RunResult result = run(of_units({"--population", "wrong.csv"}));
    expect_failure(result, 1, "E01000001");
    EXPECT_THAT(result.err, HasSubstr("E02000001"));
}

TEST_F(AlignBadInput, PeopleByUnitWithoutTheAreasOfTheUnitsAreRefused) {
    write_maps();
    folder.write("people.csv", "code,population\nE01000001,10\n");
    expect_failure(run({"authorities.gpkg", "footprints.gpkg", "--population", "people.csv"}), 1,
                   "--units AREAS");
}

TEST_F(AlignBadInput, NegativePeopleAreRefusedWithTheirPlace) {
    write_lookups();
    folder.write("people.csv", "LSOA11CD,population\nE01000001,-10\n");
    expect_failure(run(of_units({"--population", "people.csv"})), 1,
                   "people.csv, E01000001: there are -10 people");
    write_maps();
    folder.write("points.csv", "x,y,people\n400500,300500,-4\n");
    expect_failure(run({"authorities.gpkg", "footprints.gpkg", "--population", "points.csv"}), 1,
                   "points.csv, line 2: there are -4 people");
}

TEST_F(AlignBadInput, PeopleWhoAllLiveElsewhereAreRefused) {
    write_maps();
    folder.write("points.csv", "x,y,people\n100,100,4\n");
    expect_failure(run({"authorities.gpkg", "footprints.gpkg", "--population", "points.csv"}), 1,
                   "none of its people live in both geographies");
}

TEST_F(AlignBadInput, MissingColumnsOfOneLookupAreAUsageError) {
    write_lookups();
    expect_failure(run({"units.csv", "--a-column", "LAD17CD"}), 2,
                   "--b-column: is needed where one lookup gives both");
}

TEST_F(AlignBadInput, AnUnknownColumnNamesTheNearest) {
    write_lookups();
    expect_failure(run({"units.csv", "--a-column", "LAD17CD", "--b-column", "STP16CD"}), 1, "STP17CD");
}

TEST_F(AlignBadInput, ALookupAgainstAreasIsAUsageErrorWithTheWayOut) {
    expect_failure(run({"authorities.gpkg", "units.csv"}), 2, "add --a-lookup units.csv");
}

TEST_F(AlignBadInput, OneLayerAloneIsAUsageError) {
    expect_failure(run({"authorities.gpkg"}), 2, "is one geography, and two are needed");
}

TEST_F(AlignBadInput, AWidthThatIsNoneIsAUsageError) {
    expect_failure(run({"a.gpkg", "b.gpkg", "--sliver-width", "wide"}), 2, "'wide' is not a width");
}

TEST_F(AlignBadInput, GeometryOptionsWithLookupsAreAUsageError) {
    expect_failure(run({"u.csv", "--a-column", "A", "--b-column", "B", "--map", "m.png"}), 2,
                   "--map: is about areas");
}

TEST_F(AlignBadInput, AnOutputThatExistsIsKept) {
    write_lookups();
    folder.write("out.csv", "an earlier output");
    expect_failure(run(of_units({"-o", "out.csv"})), 1, "out.csv");
    EXPECT_EQ(folder.read("out.csv"), "an earlier output");
}

}  // namespace
