// Flow lines of footprint map, as a user runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england_test.hpp"

namespace {

using support::RunResult;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class MapFlows : public support::MapTest {
protected:
    RunResult draw(const std::string& flows, const std::vector<std::string>& more = {}) const {
        england.folder.write("moves.csv", flows);
        std::vector<std::string> words = {"map",     "areas.gpkg", "--lookup", "lookup.csv",
                                          "--flows", "moves.csv",  "-o",       "m.svg"};
        words.insert(words.end(), more.begin(), more.end());
        return england.run(std::move(words));
    }
};

TEST_F(MapFlows, AreArrowsAndEachPatientIsCountedOnce) {
    const RunResult result = draw("from,to,patients\nW,W,700\nW,E,200\nE,W,50\nE,outside,30\nunknown,E,20\n",
                                  {"--json", "m.json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"), AllOf(HasSubstr("<title>West to East: 200 patients</title>"),
                                      HasSubstr("<title>East to West: 50 patients</title>")));
    EXPECT_THAT(result.out,
                HasSubstr("1,000 patients: 700 (70.0 %) within one footprint, 250 (25.0 %) from one to "
                          "another, 50 (5.0 %) with an end off the map"));
    EXPECT_THAT(bytes("m.json"), AllOf(HasSubstr("\"within\": 700"), HasSubstr("\"off_map\": 50"),
                                       HasSubstr("\"lines_in_all\": 2")));
}

TEST_F(MapFlows, OfAreasAreAddedUpByFootprint) {
    const RunResult result = draw(
        "home,work,commuters\nE06000001,E06000003,10\nE06000002,E06000004,5\n"
        "E06000001,E06000002,7\n",
        {"--flows-unit", "people"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"), HasSubstr("<title>West to East: 15 people</title>"));
}

TEST_F(MapFlows, AreDrawnOverColouredAreasWithTheirUnitInTheLegend) {
    const RunResult result = draw("from,to,patients\nW,E,200\n",
                                  {"--values", "gaps.csv", "--column", "value", "--legend-title", "GBP"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"), HasSubstr(">200 patients<"));
}

TEST_F(MapFlows, SayHowManyLinesAreLeftOut) {
    const RunResult result = draw("from,to,patients\nW,E,200\nE,W,50\n", {"--flows-most", "1"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"),
                AllOf(HasSubstr("the 1 largest of 2 flows between footprints; they carry 80 %"),
                      Not(HasSubstr("East to West"))));
    EXPECT_THAT(result.out, HasSubstr("lines drawn: 1 of 2, with 200 (80.0 %)"));
}

TEST_F(MapFlows, ThatAreSuppressedHaveNoLineAndAreCounted) {
    const RunResult result = draw("from,to,patients\nW,E,200\nE,W,*\n");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("2 rows, 1 of them suppressed (*)"));
    EXPECT_THAT(bytes("m.svg"), Not(HasSubstr("East to West")));
}

TEST_F(MapFlows, WithATextForANumberAreNamed) {
    const RunResult result = draw("from,to,patients\nW,E,200\nE,W,many\n");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("many"));
}

TEST_F(MapFlows, OfCodesThatAreNotOnTheMapAreListed) {
    const RunResult result = draw("from,to,patients\nW,E,200\nQ,W,40\n");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("1 code of moves.csv not on the map: Q"));
    EXPECT_THAT(result.out, HasSubstr("40 (16.7 %) with an end off the map"));
}

TEST_F(MapFlows, OfOtherCodesAltogether) {
    expect_failure(draw("from,to,patients\nQ,R,200\n"), 1, "none of its flows begins or ends on the map");
}

TEST_F(MapFlows, BelowZero) {
    expect_failure(draw("from,to,patients\nW,E,-200\n"), 1, "patients is negative");
}

TEST_F(MapFlows, OfTwoColumns) {
    expect_failure(draw("from,to\nW,E\n"), 1, "has fewer than three columns");
}

TEST_F(MapFlows, OfAColumnThatIsNotThereNameTheNearest) {
    expect_failure(draw("from,to,patients\nW,E,1\n", {"--flows-columns", "from,to,patient"}), 1, "patients");
}

TEST_F(MapFlows, WithTwoColumnNamesForThree) {
    expect_failure(draw("from,to,patients\nW,E,1\n", {"--flows-columns", "from,to"}), 2,
                   "from where, to where, and the number");
}

TEST_F(MapFlows, DoNotGoWithAnAtlas) {
    expect_failure(draw("from,to,patients\nW,E,1\n",
                        {"--values", "gaps.csv", "--column", "value", "--atlas", "-o", "m.pdf"}),
                   2, "does not go with --atlas");
}

TEST_F(MapFlows, OfASpecificationAreThoseOfTheOptions) {
    EXPECT_EQ(draw("from,to,patients\nW,E,200\nE,W,50\n", {"--flows-most", "1"}).exit_code, 0);
    england.folder.write("m.toml",
                         "areas = \"areas.gpkg\"\nlookup = \"lookup.csv\"\nflows = \"moves.csv\"\n"
                         "flows_most = 1\noutput = \"t.svg\"\n");
    const RunResult result = england.run({"map", "m.toml"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(bytes("t.svg"), bytes("m.svg"));
}

}  // namespace
