// The command optimise on a country small enough to draw, and every bad input it can be given.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/cli/small_england_test.hpp"

namespace {

using support::RunResult;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A A C     West is A and B, East is C and D; most patients of D go west.
/// B D D
class Optimise : public support::SmallEnglandTest {
protected:
    Optimise() {
        england.folder.write("flows.csv",
                             "origin,site,patients\nE06000001,S1,80\nE06000002,S1,100\n"
                             "E06000003,S2,90\nE06000004,S1,60\nE06000004,S2,20\n");
    }
    RunResult run(const std::vector<std::string>& more) {
        std::vector<std::string> words{"optimise",      "areas.gpkg", "--lookup",
                                       "lookup.csv",    "--flows",    "flows.csv",
                                       "--site-lookup", "sites.csv",  "--no-disclosure-control"};
        words.insert(words.end(), more.begin(), more.end());
        return england.run(std::move(words));
    }
    RunResult run_small(std::vector<std::string> more) {
        more.insert(more.end(), {"--population-column", "population", "--least-population", "1000",
                                 "--greatest-population", "3000"});
        return run(more);
    }
};

TEST_F(Optimise, FindsTheBestPlanAndSaysHowFarItIs) {
    const RunResult result = run_small({"-o", "best.csv"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("1 areas of 4 change footprint: 1,000 of 4,000 people (25.00 %)"),
                                  HasSubstr("E06000004 Area D"), HasSubstr("variation of information"),
                                  HasSubstr("; complete")));
    EXPECT_EQ(england.folder.read("best.csv"),
              "area,footprint,footprint_name,given_footprint\nE06000001,W,West,W\nE06000002,W,West,W\n"
              "E06000003,E,East,E\nE06000004,W,West,E\n");
}

TEST_F(Optimise, WritesALookupThatRankReads) {
    EXPECT_EQ(run_small({"-o", "best.csv"}).exit_code, 0);
    const RunResult ranked = england.run(
        {"rank", "areas.gpkg", "--lookup", "best.csv", "--flows", "flows.csv", "--site-lookup", "sites.csv"});
    EXPECT_EQ(ranked.exit_code, 0) << ranked.err;
    EXPECT_THAT(ranked.out, HasSubstr("0 gain modularity"));
}

TEST_F(Optimise, ReportsTheSearchForMachines) {
    const RunResult result = run_small({"--json", "-", "--quiet", "--seed", "5", "--restarts", "2"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("\"schema\": \"footprint/optimise/1\""), HasSubstr("\"moved_share\": 0.25"),
                      HasSubstr("\"seed\": 5"), HasSubstr("\"from\": \"communities 2\""),
                      HasSubstr("\"ended\": \"complete\""), HasSubstr("\"path_left\": 0")));
    EXPECT_EQ(result.out, run_small({"--json", "-", "--quiet", "--seed", "5", "--restarts", "2"}).out);
}

TEST_F(Optimise, KeepsPinnedAreasAndFootprints) {
    EXPECT_THAT(run_small({"--pin", "E06000004"}).out, HasSubstr("0 areas of 4 change footprint"));
    EXPECT_THAT(run_small({"--pin", "E"}).out, HasSubstr("0 areas of 4 change footprint"));
}

TEST_F(Optimise, MergesToANumberAndFreely) {
    const RunResult result = run({"--footprints", "1", "--json", "-", "--quiet"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("\"footprints\": 1,"));
    EXPECT_EQ(run({"--footprints", "free"}).exit_code, 0);
}

TEST_F(Optimise, NamesNewFootprints) {
    EXPECT_EQ(run({"--footprints", "3", "-o", "best.csv"}).exit_code, 0);
    EXPECT_THAT(england.folder.read("best.csv"), HasSubstr(",NEW1,New footprint 1,"));
}

TEST_F(Optimise, KeepsAuthoritiesWhole) {
    england.folder.write(
        "units.csv",
        "LSOA11CD,area,LAD17CD\nE01000001,E06000001,E07000001\nE01000002,E06000002,E07000002\n"
        "E01000003,E06000003,E07000003\nE01000004,E06000004,E07000003\n");
    const RunResult result = run({"--authorities", "units.csv", "--whole-authorities", "-o", "best.csv"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("4 areas in 3 units that stay together"),
                                  HasSubstr("0 areas of 4 change footprint")));
}

TEST_F(Optimise, TakesTheLocalisationIndexWhereLimitsHoldIt) {
    const RunResult result = run_small({"--objective", "li"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("E06000004 Area D"));
}

TEST_F(Optimise, EndsAtATimeLimitWithTheBestSoFar) {
    const RunResult result = run_small({"--time-limit", "0", "-o", "best.csv"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("cut short (time limit): the best so far"));
    EXPECT_THAT(england.folder.read("best.csv"), HasSubstr("E06000001,W"));
}

TEST_F(Optimise, InterruptedGivesTheBestSoFar) {
    // A search that would go on for hours, asked to end once it has begun: the report is then there, whole.
    const std::vector<std::string> words{"optimise",  "areas.gpkg",    "--lookup",  "lookup.csv", "--flows",
                                         "flows.csv", "--site-lookup", "sites.csv", "--restarts", "100000",
                                         "--sweeps",  "1000000",       "-o",        "best.csv"};
    RunResult result;
    // On a busy machine it may not have begun: then the signal has ended it, and it is given longer.
    for (int wait_ms = 1000; wait_ms <= 27000 && result.exit_code != 0; wait_ms *= 3) {
        support::RunningFootprint running(england.folder.root(), words);
        std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
        running.send(SIGINT);
        result = running.wait();
    }
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("cut short (interrupted): the best so far"));
    EXPECT_THAT(england.folder.read("best.csv"), HasSubstr("E06000004,W"));
}

TEST_F(Optimise, APinThatIsNoCode) {
    expect_failure(run({"--pin", "E06000009"}), 1,
                   "no area and no footprint has the code E06000009; did you mean E0600000");
    expect_failure(run({"--pin", "somewhere"}), 1, "areas have codes such as E06000001");
}

TEST_F(Optimise, PinsThatContradictWholeAuthorities) {
    england.folder.write(
        "units.csv",
        "LSOA11CD,area,LAD17CD\nE01000001,E06000001,E07000001\nE01000002,E06000002,E07000002\n"
        "E01000003,E06000003,E07000002\nE01000004,E06000004,E07000003\n");
    expect_failure(run({"--authorities", "units.csv", "--whole-authorities", "--pin", "E06000002", "--pin",
                        "E06000003"}),
                   1, "keeps E06000002 in W and E06000003 in E, which --whole-authorities keeps together");
}

TEST_F(Optimise, LimitsThatNoPlanCanMeet) {
    const std::vector<std::string> people{"--population-column", "population", "--greatest-population",
                                          "9000", "--least-population"};
    auto words = people;
    words.push_back("2500");
    expect_failure(
        run(words), 1,
        "--least-population: no plan can meet it: 2 footprints of at least 2,500 people need 5,000, and "
        "the areas have 4,000: 1,000 too few; lower it, or ask for fewer footprints");
    expect_failure(run({"--footprints", "9"}), 1,
                   "asks for 9 footprints, and there are 4 areas to make them of");
    expect_failure(run({"--footprints", "1", "--pin", "E06000001", "--pin", "E06000003"}), 1,
                   "--pin: no plan can meet it: keeps areas in 2 footprints, and there may be 1");
}

TEST_F(Optimise, ANumberOfFootprintsThatIsNone) {
    expect_failure(run({"--footprints", "some"}), 2, "\"some\" is no number of footprints");
    expect_failure(run({"--footprints", "2.5"}), 2, "say a whole number from 1 on, same or free");
}

TEST_F(Optimise, OptionsThatContradictEachOther) {
    expect_failure(run({"--whole-authorities"}), 2,
                   "needs a lookup of areas to authorities; add --authorities");
    expect_failure(run({"--authorities", "units.csv"}), 2, "add --whole-authorities");
    expect_failure(run({"--objective", "li", "--resolution", "2"}), 2, "--resolution");
}

}  // namespace
