// The command rank on a country small enough to draw, and every bad input it can be given.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england_test.hpp"

namespace {

using support::RunResult;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A A C     West is A and B, East is C and D.
/// B D D
class Rank : public support::SmallEnglandTest {
protected:
    RunResult run(const std::vector<std::string>& more, const std::string& areas = "areas.gpkg") {
        std::vector<std::string> words{"rank", areas, "--lookup", "lookup.csv", "--flows", "flows.csv"};
        words.insert(words.end(), more.begin(), more.end());
        return england.run(std::move(words));
    }
    RunResult run_sites(std::vector<std::string> more) {
        more.insert(more.end(), {"--site-lookup", "sites.csv", "--no-disclosure-control"});
        return run(more);
    }
};

TEST_F(Rank, ListsEveryLegalMoveWithItsEffects) {
    const RunResult result = run_sites({"--json", "-", "--quiet"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("\"schema\": \"footprint/rank/1\""), HasSubstr("\"legal\": 4"),
                                  HasSubstr("\"area\": \"E06000004\""), HasSubstr("\"newly_inside\": 30.0"),
                                  HasSubstr("\"newly_outside\": 50.0"), HasSubstr("\"sites\": \"stay\"")));
}

TEST_F(Rank, SaysWhichFootprintGainsAndWhichLoses) {
    const RunResult result = run_sites({});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("4 legal moves of 4"), HasSubstr("of from"), HasSubstr("of to"),
                                  HasSubstr("order: modularity; ties: 0"),
                                  HasSubstr("sites that are known by footprint stay")));
}

TEST_F(Rank, SitesThatAreAreasMoveWithThem) {
    england.folder.write("flows.csv",
                         "origin,site,patients\nE06000001,E06000001,80\nE06000002,E06000003,100\n"
                         "E06000003,E06000003,90\n");
    const RunResult result = run({"--json", "-", "--quiet", "--no-disclosure-control"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("\"sites\": \"move\""));
    // C moves to West with its hospital: the 100 of B are inside, its own were and are.
    EXPECT_THAT(result.out, HasSubstr("\"newly_inside\": 100.0"));
}

TEST_F(Rank, RanksByAnyMeasureAndByWeightedSets) {
    EXPECT_THAT(run_sites({"--by", "border"}).out, HasSubstr("order: border"));
    const RunResult result = run_sites({"--by", "modularity=1, li=0.5"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("order: 1 x modularity + 0.5 x li, each divided by its greatest"));
}

TEST_F(Rank, NamesTies) {
    england.folder.write("flows.csv",
                         "origin,site,patients\nE06000001,S1,80\nE06000002,S1,80\nE06000003,S2,80\n"
                         "E06000004,S2,80\n");
    const RunResult result = run_sites({"--by", "inside", "--json", "-", "--quiet"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out,
                HasSubstr("\"ties\": [\n      [\n        0,\n        1,\n        2,\n        3\n"));
}

TEST_F(Rank, KeepsContiguityUnlessALinkHeals) {
    england.folder.write("lookup.csv",
                         "area,footprint\nE06000001,W\nE06000002,W\nE06000003,W\nE06000004,E\n"
                         "E06000005,E\n");
    support::write_areas(england.folder.path("cross.gpkg"), {"ABC", "DDE"});
    RunResult cross = run({"--site-lookup", "sites.csv"}, "cross.gpkg");
    EXPECT_THAT(cross.out, HasSubstr("1 would leave a footprint in more pieces"));
    england.folder.write("links.csv", "a,b,name,kind\nE06000001,E06000003,Long Bridge,bridge\n");
    cross = run({"--site-lookup", "sites.csv", "--links", "links.csv"}, "cross.gpkg");
    EXPECT_THAT(cross.out, AllOf(Not(HasSubstr("would leave a footprint in more pieces")),
                                 HasSubstr("or one of 1 named links")));
}

TEST_F(Rank, KeepsLimitsOfOptionsAndOfAFileOfGuidance) {
    const RunResult result = run_sites(
        {"--population-column", "population", "--least-population", "1500", "--greatest-population", "9000"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("0 legal moves of 4; 4 would break a limit of population"),
                                  HasSubstr("1,500 to 9,000")));
    EXPECT_THAT(run_sites({"--most-members", "2"}).out, HasSubstr("4 would break a limit of members"));
    england.folder.write("guidance.toml", "[guidance]\nmost_members = 2\nsource = \"us\"\n");
    EXPECT_THAT(run_sites({"--guidance", "guidance.toml"}).out,
                AllOf(HasSubstr("4 would break a limit of members"), HasSubstr("limits: us")));
}

TEST_F(Rank, ShowsNoSmallCounts) {
    england.folder.write("flows.csv",
                         "origin,site,patients\nE06000001,S1,8000\nE06000002,S1,5000\n"
                         "E06000002,S2,3\nE06000003,S2,9000\nE06000004,S2,5000\n");
    const RunResult result = run({"--site-lookup", "sites.csv", "--json", "-", "--quiet"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("\"newly_inside\": \"*\""), Not(HasSubstr("\"newly_inside\": 3.0"))));
}

TEST_F(Rank, WritesTheTableOfAllMoves) {
    const RunResult result = run_sites({"-o", "moves.csv", "--top", "1"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const std::string table = england.folder.read("moves.csv");
    EXPECT_THAT(table, AllOf(testing::StartsWith("area,name,from,to,gain,score,tie,gain_from,gain_to,"),
                             HasSubstr("from_validity_before"), HasSubstr("to_polsby_popper_after")));
    EXPECT_EQ(std::ranges::count(table, '\n'), 5);
    EXPECT_EQ(run_sites({"-o", "moves.xlsx"}).exit_code, 0);
    expect_failure(run_sites({"-o", "moves.csv"}), 1, "moves.csv");
}

TEST_F(Rank, GivesTheSameBytesTwice) {
    EXPECT_EQ(run_sites({"--json", "-", "--quiet"}).out, run_sites({"--json", "-", "--quiet"}).out);
}

TEST_F(Rank, NoFlows) {
    expect_failure(england.run({"rank", "areas.gpkg", "--lookup", "lookup.csv"}), 2, "--flows");
}

TEST_F(Rank, AMeasureThatThereIsNot) {
    expect_failure(run({"--by", "modularty"}), 2,
                   "\"modularty\" is no measure of moves; did you mean modularity?");
    expect_failure(run({"--by", "speed"}), 2, "choose among modularity, li, lofi");
}

TEST_F(Rank, AMeasureTwiceOrWithoutAWeight) {
    expect_failure(run({"--by", "li=1,li=2"}), 2, "li stands twice");
    expect_failure(run({"--by", "li=much,inside"}), 2, "the weight of li is no number above 0");
    expect_failure(run({"--by", "li=0"}), 2, "the weight of li is no number above 0");
}

TEST_F(Rank, DistanceFromTheIdealWithoutPopulations) {
    expect_failure(run({"--by", "population"}), 2, "needs the population of the areas; add --population CSV");
}

TEST_F(Rank, LimitsThatCross) {
    expect_failure(run({"--least-population", "10", "--greatest-population", "5"}), 2, "--least-population");
}

TEST_F(Rank, FlowsOfOtherAreas) {
    england.folder.write("flows.csv", "origin,site,patients\nX1,S1,80\n");
    EXPECT_EQ(run_sites({}).exit_code, 1);
}

}  // namespace
