// The command flows as a user runs it: disclosure control, suppressed rows and definitions in what it prints.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england.hpp"

namespace {

using support::RunResult;
using support::SmallEngland;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> flows_with(std::vector<std::string> more) {
    std::vector<std::string> words{"flows",      "flows.csv",     "--lookup",
                                   "lookup.csv", "--site-lookup", "sites.csv"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

TEST(FlowsCommand, SuppressesAndRoundsCountsUnlessTold) {
    const SmallEngland england;
    const RunResult shown = england.run(flows_with({"-o", "-"}));
    EXPECT_EQ(shown.exit_code, 0) << shown.err;
    EXPECT_EQ(shown.out, "from,to,patients\nunknown,E,*\nE,outside,*\nE,E,140\nE,W,*\nW,E,*\nW,W,*\n");
    const RunResult exact = england.run(flows_with({"-o", "-", "--no-disclosure-control"}));
    EXPECT_THAT(exact.out, AllOf(HasSubstr("unknown,E,7\n"), HasSubstr("E,outside,5\n")));
    EXPECT_THAT(england.run(flows_with({})).out, HasSubstr("disclosure control: counts of 1 to 7 are *"));
    EXPECT_THAT(england.run(flows_with({"--no-disclosure-control"})).out,
                HasSubstr("disclosure control: off"));
}

TEST(FlowsCommand, RecordsDisclosureControlInTheReport) {
    const SmallEngland england;
    const RunResult on = england.run(flows_with({"--json", "-"}));
    EXPECT_THAT(on.out, AllOf(HasSubstr("\"rounded_to\": 5.0"), HasSubstr("\"li\": 0.8,"),
                              HasSubstr("\"treated\": 165.0"), HasSubstr("\"from_unknown\": \"*\"")));
    const RunResult off = england.run(flows_with({"--json", "-", "--no-disclosure-control"}));
    EXPECT_THAT(off.out,
                AllOf(HasSubstr("\"disclosure_control\": \"off\""), HasSubstr("\"treated\": 167.0")));
}

TEST(FlowsCommand, PrintsTheDefinitionsThatItUsed) {
    const SmallEngland england;
    EXPECT_THAT(england.run(flows_with({})).out,
                AllOf(HasSubstr("X-equation: hyperbola, 0.75 at 3,500 residents to 0.667 from 25,000 on"),
                      HasSubstr("weak from 0.75, strong from 0.9"), HasSubstr("LI closed")));
    EXPECT_THAT(england.run(flows_with({"--x-equation", "line"})).out, HasSubstr("X-equation: line"));
}

TEST(FlowsCommand, SaysThatInternalCohesionIsUndefinedWithoutAreasOfTreatment) {
    const SmallEngland england;
    EXPECT_THAT(england.run(flows_with({})).out, HasSubstr("internal cohesion: undefined"));
    EXPECT_THAT(england.run(flows_with({"--json", "-"})).out, HasSubstr("\"internal_cohesion\": null"));
    england.folder.write("between.csv",
                         "origin,site,patients\nE06000001,E06000002,80\nE06000001,E06000001,20\n");
    EXPECT_THAT(england.run({"flows", "between.csv", "--lookup", "lookup.csv"}).out,
                HasSubstr("W           2      1           0.500          0.800"));
}

TEST(FlowsCommand, NamesMisfitsAndTies) {
    const SmallEngland england;
    england.folder.write("flows.csv",
                         "origin,site,patients\nE06000001,S1,40\nE06000001,S2,60\nE06000002,S1,50\n"
                         "E06000002,S2,50\nE06000003,S2,10\n");
    const RunResult result = england.run(flows_with({}));
    EXPECT_THAT(result.out, AllOf(HasSubstr("Misfits, open and closed alike: 1 of 3 areas, 1 tied"),
                                  HasSubstr("E06000001  W          misfit  E"),
                                  HasSubstr("E06000002  W          tied    E, W")));
}

TEST(FlowsCommand, PrintsFiftyMisfitsAndCountsTheOthers) {
    const SmallEngland england;
    std::string lookup = "area,footprint\nE06000900,E\n";
    std::string flows = "origin,site,patients\nE06000900,S2,10\n";
    for (int i = 101; i <= 160; ++i) {
        lookup += "E06000" + std::to_string(i) + ",W\n";
        flows += "E06000" + std::to_string(i) + ",S2,20\n";
    }
    england.folder.write("lookup.csv", lookup);
    england.folder.write("flows.csv", flows);
    const RunResult result = england.run(flows_with({}));
    EXPECT_THAT(result.out, AllOf(HasSubstr("E06000150  W          misfit"), Not(HasSubstr("E06000151  W  ")),
                                  HasSubstr("and 10 more; --json lists all")));
}

TEST(FlowsCommand, PrintsAsManyPairsAsAskedFor) {
    const SmallEngland england;
    EXPECT_THAT(england.run(flows_with({"--top", "0"})).out,
                AllOf(Not(HasSubstr("Strongest")), Not(HasSubstr("importers"))));
    EXPECT_THAT(england.run(flows_with({"--top", "1"})).out, HasSubstr("Strongest of 1 pairs"));
}

TEST(FlowsCommand, RefusesARangeOfSuppressedRowsThatIsNone) {
    const SmallEngland england;
    const RunResult result = england.run(flows_with({"--suppressed-low", "8"}));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr("--suppressed-high"));
}

}  // namespace
