// Plates of footprint map, as a user runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england_test.hpp"

namespace {

using support::RunResult;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class MapPlates : public support::MapTest {
protected:
    RunResult draw(const std::string& plate) const {
        england.folder.write("m.toml", plate);
        return england.run({"map", "m.toml", "--json", "m.json", "--overwrite"});
    }
    const std::string shared = "areas = \"areas.gpkg\"\nvalues = \"gaps.csv\"\nlookup = \"lookup.csv\"\n";
    const std::string two_maps =
        "[[plate.map]]\ntitle = \"Gaps\"\ncolumn = \"value\"\n[[plate.map]]\ntitle = \"Circles\"\n"
        "symbols = \"value\"\nsource = \"Source: gaps.\"\n";
};

TEST_F(MapPlates, HaveSeveralMapsUnderOneTitle) {
    const RunResult result = draw(shared + "[[plate]]\ntitle = \"Both\"\noutput = \"p.svg\"\n" + two_maps);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("p.svg"), AllOf(HasSubstr(">Both<"), HasSubstr(">Gaps<"), HasSubstr(">Circles<"),
                                      HasSubstr("id=\"map-1-W\""), HasSubstr("id=\"map-2-symbol-W\"")));
    EXPECT_THAT(bytes("m.json"), AllOf(HasSubstr("\"plates\""), HasSubstr("Both. 2 maps. Map 1: Gaps.")));
}

TEST_F(MapPlates, CarryASpecificationThatDrawsThemAgain) {
    EXPECT_EQ(draw(shared + "[[plate]]\ntitle = \"Both\"\noutput = \"p.svg\"\n" + two_maps).exit_code, 0);
    const std::string first = bytes("p.svg");
    const std::size_t begin = first.find("<metadata>") + 10;
    std::string record = first.substr(begin, first.find("</metadata>") - begin);
    for (std::size_t at = record.find("&quot;"); at != std::string::npos; at = record.find("&quot;"))
        record.replace(at, 6, "\"");
    record.replace(record.find("[[plate]]\n"), 10, "[[plate]]\noutput = \"p.svg\"\n");
    const RunResult result = draw(record);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(bytes("p.svg"), first);
    // What layers would have by default is not said of maps without them.
    EXPECT_THAT(record, Not(HasSubstr("flows_most")));
}

TEST_F(MapPlates, StandBesideSingleMaps) {
    const RunResult result = draw(shared + "[[map]]\ncolumn = \"value\"\noutput = \"m.svg\"\n" +
                                  "[[plate]]\noutput = \"p.svg\"\n" + two_maps);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.json"), AllOf(HasSubstr("\"maps\""), HasSubstr("\"plates\"")));
}

TEST_F(MapPlates, ListTheJoinsOfEachMapWithIt) {
    england.folder.write("other.csv", "code,value\nW,1\nE,2\n");
    const RunResult result =
        draw(shared + "[[plate]]\noutput = \"p.svg\"\n[[plate.map]]\ncolumn = \"value\"\n" +
             "[[plate.map]]\ncolumn = \"value\"\nvalues = \"other.csv\"\n");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    std::size_t joins = 0;
    for (std::size_t at = result.out.find("areas to lookup"); at != std::string::npos;
         at = result.out.find("areas to lookup", at + 1))
        ++joins;
    EXPECT_EQ(joins, 2U) << result.out;
}

TEST_F(MapPlates, MayHaveSheetsOfSmallMaps) {
    england.folder.write("domains.csv", "code,cancer,elective\nW,1,2\nE,3,\n");
    const RunResult result =
        draw(shared + "[[plate]]\noutput = \"p.svg\"\n[[plate.map]]\nvalues = \"domains.csv\"\n" +
             "columns = [\"cancer\", \"elective\"]\n" + two_maps);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("p.svg"), HasSubstr("id=\"map-1-map-2-W\""));
}

TEST_F(MapPlates, WithoutMaps) {
    expect_failure(draw(shared + "[[plate]]\noutput = \"p.svg\"\n"), 1, "a plate without maps");
}

TEST_F(MapPlates, WithAPageForOneOfItsMaps) {
    expect_failure(
        draw(shared + "[[plate]]\noutput = \"p.svg\"\n[[plate.map]]\ncolumn = \"value\"\npage = \"a3\"\n"), 1,
        "page is of the whole plate");
}

TEST_F(MapPlates, WithoutAnOutput) {
    expect_failure(draw(shared + "[[plate]]\n" + two_maps), 1, "plate 1: --output: is missing");
}

TEST_F(MapPlates, AsAGeoPackage) {
    expect_failure(draw(shared + "[[plate]]\noutput = \"p.gpkg\"\n" + two_maps), 1, "is no picture");
}

TEST_F(MapPlates, WithAnAtlas) {
    expect_failure(
        draw(shared + "[[plate]]\noutput = \"p.pdf\"\n[[plate.map]]\ncolumn = \"value\"\natlas = true\n"), 1,
        "has pages of its own");
}

TEST_F(MapPlates, OfAPageTooSmall) {
    expect_failure(draw(shared + "[[plate]]\npage = \"60x50\"\noutput = \"p.svg\"\n" + two_maps), 2,
                   "plate, map 1");
}

TEST_F(MapPlates, WithinAMap) {
    expect_failure(draw(shared + "[[map]]\ncolumn = \"value\"\noutput = \"p.svg\"\n[[map.plate]]\n"), 1,
                   "unknown key plate");
}

TEST_F(MapPlates, WithAnUnknownKeyNameTheNearest) {
    expect_failure(draw(shared + "[[plate]]\noutput = \"p.svg\"\n[[plate.map]]\ncolum = \"value\"\n"), 1,
                   "did you mean column");
}

}  // namespace
