// The command catchments as a user runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england.hpp"

namespace {

using support::RunResult;
using support::SmallEngland;
using testing::AllOf;
using testing::HasSubstr;

struct PopulatedEngland : SmallEngland {
    PopulatedEngland() {
        folder.write("population.csv",
                     "code,population\nE06000001,1000\nE06000002,1000\nE06000003,1000\nE06000004,1000\n");
    }
};

TEST(CatchmentsCommand, PrintsTheMethodBesideEachFigure) {
    const PopulatedEngland england;
    const RunResult result = england.run({"catchments", "flows.csv", "--population", "population.csv"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("fptp population"), HasSubstr("share 0.3 population"),
                                  HasSubstr("proportional population"), HasSubstr("methods differ by"),
                                  HasSubstr("fptp: an origin goes whole")));
    EXPECT_THAT(result.out, HasSubstr("S1              2,000             2                 3,000"));
}

TEST(CatchmentsCommand, WritesOneRowASiteAndMethod) {
    const PopulatedEngland england;
    const RunResult result = england.run({"catchments", "flows.csv", "--population", "population.csv",
                                          "--method", "share", "--threshold", "0.5", "-o", "-"});
    EXPECT_EQ(result.out,
              "site,method,threshold,population,population_low,population_high,origins,overlap_population,"
              "overlap_origins\n"
              "S1,share,0.5,2000,,,2,0,0\nS2,share,0.5,2000,,,2,0,0\nS9,share,0.5,0,,,0,0,0\n");
}

TEST(CatchmentsCommand, WithALookupAreThoseOfFootprints) {
    const PopulatedEngland england;
    const RunResult result =
        england.run({"catchments", "flows.csv", "--population", "population.csv", "--lookup", "lookup.csv",
                     "--site-lookup", "sites.csv", "--json", "-"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("footprint/catchments/1"), HasSubstr("\"footprint\": \"outside\""),
                      HasSubstr("\"footprint\": \"W\""), HasSubstr("\"method\": \"proportional\"")));
}

TEST(CatchmentsCommand, RefusesASiteLookupWithoutFootprints) {
    const PopulatedEngland england;
    const RunResult result = england.run(
        {"catchments", "flows.csv", "--population", "population.csv", "--site-lookup", "sites.csv"});
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr("--lookup"));
}

TEST(CatchmentsCommand, RefusesAThresholdOfZeroAndAPopulationOfOtherAreas) {
    const PopulatedEngland england;
    EXPECT_EQ(england.run({"catchments", "flows.csv", "--population", "population.csv", "--threshold", "0"})
                  .exit_code,
              2);
    england.folder.write("other.csv", "code,population\nW06000001,1000\n");
    const RunResult result = england.run({"catchments", "flows.csv", "--population", "other.csv"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.err, HasSubstr("other.csv"));
}

TEST(CatchmentsCommand, NeedsAPopulation) {
    const SmallEngland england;
    EXPECT_EQ(england.run({"catchments", "flows.csv"}).exit_code, 2);
}

}  // namespace
