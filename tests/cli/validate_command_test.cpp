// The command validate on a country small enough to draw, and every bad input it can be given.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england_test.hpp"

namespace {

using support::RunResult;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Validate : public support::SmallEnglandTest {
protected:
    RunResult run(const std::vector<std::string>& more, const std::string& areas = "areas.gpkg") {
        std::vector<std::string> words{"validate", areas, "--lookup", "lookup.csv"};
        words.insert(words.end(), more.begin(), more.end());
        return england.run(std::move(words));
    }
    /// Bounds that the little country keeps.
    RunResult run_small(std::vector<std::string> more) {
        more.insert(more.end(), {"--population-column", "population", "--least-population", "1000",
                                 "--greatest-population", "3000"});
        return run(more);
    }
    /// "A" and "C" are apart.
    void write_islands() { support::write_areas(england.folder.path("islands.gpkg"), {"A.BBC", "D...."}); }
    void write_islands_lookup() {
        england.folder.write("lookup.csv",
                             "area,footprint\nE06000001,W\nE06000002,W\nE06000003,E\nE06000004,D\n");
    }
};

TEST_F(Validate, ASoundPlanPassesWithWhatIsGiven) {
    const RunResult result = run_small({});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("4 areas in 2 footprints"), HasSubstr("2,000 (East)"),
                                  HasSubstr("not judged: self_containment, validity")));
}

TEST_F(Validate, ThePublishedBoundsAreTheDefaultAndFailALittleCountry) {
    const RunResult result = run({"--population-column", "population"});
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("300,000 to 2,800,000 people"), HasSubstr("The plan fails: population")));
}

TEST_F(Validate, AnAdvisoryFailureIsNoViolation) {
    const RunResult result = run({"--population-column", "population", "--required", "cover"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("advisory and not met: population"));
}

TEST_F(Validate, FlowsAreJudged) {
    const RunResult result =
        run_small({"--flows", "flows.csv", "--site-lookup", "sites.csv", "--least-li", "0.85"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("LI at least 85 %"), HasSubstr("least LI 80 % (East)")));
}

TEST_F(Validate, ADetachedAreaFailsAndALinkHeals) {
    write_islands();
    write_islands_lookup();
    const RunResult apart = run({"--required", "contiguity", "--json", "-", "--quiet"}, "islands.gpkg");
    EXPECT_EQ(apart.exit_code, 3);
    EXPECT_THAT(apart.out, AllOf(HasSubstr("\"kind\": \"detached\""), HasSubstr("E06000001")));
    england.folder.write("links.csv", "a,b,name,kind\nArea A,E06000002,Long Bridge,bridge\n");
    const RunResult joined = run({"--required", "contiguity", "--links", "links.csv"}, "islands.gpkg");
    EXPECT_EQ(joined.exit_code, 0) << joined.err;
    EXPECT_THAT(joined.out, AllOf(HasSubstr("with 1 link: Long Bridge (bridge)"), HasSubstr("needed")));
}

TEST_F(Validate, AnAreaInNoFootprintFailsTheCoverOnlyWhereThatIsRequired) {
    england.folder.write("lookup.csv", "area,footprint\nE06000001,W\nE06000002,W\nE06000003,E\n");
    EXPECT_EQ(run({}).exit_code, 3);
    EXPECT_EQ(run({"--required", "none"}).exit_code, 0);
}

TEST_F(Validate, AuthoritiesOfBothTiersAreJudged) {
    england.folder.write(
        "units.csv",
        "LSOA11CD,area,LAD17CD\nE01000001,E06000001,E07000001\nE01000002,E06000002,E07000001\n"
        "E01000003,E06000003,E07000001\nE01000004,E06000004,E07000002\n");
    england.folder.write("upper.csv", "LTLA17CD,UTLA17CD\nE07000001,E10000001\nE07000002,E10000001\n");
    const RunResult result = run_small({"--authorities", "units.csv", "--upper-authorities", "upper.csv"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("1 of 2 lower-tier authorities in several footprints"),
                                  HasSubstr("1 of 1 upper-tier authorities in several footprints")));
    EXPECT_EQ(run_small({"--authorities", "units.csv", "--required", "authorities_lower"}).exit_code, 3);
}

TEST_F(Validate, TheTableOfFootprintsIsWritten) {
    const RunResult result = run_small({"-o", "footprints.csv"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(
        england.folder.read("footprints.csv"),
        AllOf(HasSubstr("code,name,members,population,deviation,pieces"), HasSubstr("E,East,2,2000,0,1,")));
}

TEST_F(Validate, AFileOfGuidanceIsReadAndOptionsOverrideIt) {
    england.folder.write("guidance.toml",
                         "[guidance]\nleast_population = 1\ngreatest_population = 10\nsource = \"us\"\n");
    const std::vector<std::string> words{"--population-column", "population", "--guidance", "guidance.toml"};
    EXPECT_EQ(run(words).exit_code, 3);
    auto more = words;
    more.insert(more.end(), {"--greatest-population", "3000"});
    const RunResult result = run(more);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("Thresholds: us"));
}

TEST_F(Validate, AReviewWithGuidanceHasASectionOfIt) {
    england.folder.write("review.toml",
                         england.folder.read("review.toml") +
                             "[guidance]\nleast_population = 1000\ngreatest_population = 3000\n");
    const RunResult result = england.run({"run", "review.toml", "-o", "results"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(england.folder.read("results/report.md"),
                AllOf(HasSubstr("## Guidance"), HasSubstr("| population | required | pass |")));
    EXPECT_THAT(england.folder.read("results/report.json"), HasSubstr("\"guidance\": {"));
}

TEST_F(Validate, AReviewThatFailsItsGuidanceEndsWith3) {
    england.folder.write("review.toml", england.folder.read("review.toml") + "[guidance]\n");
    EXPECT_EQ(england.run({"run", "review.toml", "-o", "results"}).exit_code, 3);
}

TEST_F(Validate, UnknownKey) {
    england.folder.write("g.toml", "[guidance]\nleast_populaton = 1\n");
    expect_failure(run({"--guidance", "g.toml"}), 1,
                   "g.toml, line 2, [guidance]: unknown key least_populaton");
}

TEST_F(Validate, ValueOfTheWrongKind) {
    england.folder.write("g.toml", "[guidance]\nleast_li = \"much\"\n");
    expect_failure(run({"--guidance", "g.toml"}), 1, "least_li is not a number");
    england.folder.write("h.toml", "[guidance]\nmost_members = 2.5\n");
    expect_failure(run({"--guidance", "h.toml"}), 1, "most_members is not a whole number");
    england.folder.write("i.toml", "[guidance]\nrequired = \"cover\"\n");
    expect_failure(run({"--guidance", "i.toml"}), 1, "required is not a list");
}

TEST_F(Validate, BoundsThatCross) {
    england.folder.write("g.toml", "[guidance]\nleast_population = 5\ngreatest_population = 4\n");
    expect_failure(run({"--guidance", "g.toml"}), 1, "least_population is above greatest_population");
    expect_failure(run({"--least-population", "3000000"}), 2, "--least-population: is above");
    england.folder.write("h.toml", "[guidance]\nleast_population = 500000\n");
    expect_failure(run({"--guidance", "h.toml", "--greatest-population", "400000"}), 2,
                   "--least-population: is above");
}

TEST_F(Validate, UnknownCriterion) {
    expect_failure(run({"--required", "cover,contiguty"}), 2, "did you mean contiguity?");
    expect_failure(run({"--required", "cover,,members"}), 2, "empty name");
}

TEST_F(Validate, FileWithoutTheSection) {
    england.folder.write("g.toml", "[guidence]\nleast_li = 1\n");
    expect_failure(run({"--guidance", "g.toml"}), 1, "the section [guidance] is missing");
}

TEST_F(Validate, ColumnOfATableThatIsNotGiven) {
    england.folder.write("g.toml", "[guidance]\npeople_column = \"p\"\n");
    expect_failure(run({"--guidance", "g.toml"}), 1, "names a column of a table that is not given");
    expect_failure(run({"--roadmap-column", "r"}), 2, "--roadmap-column");
    expect_failure(run({"--population-code-column", "c"}), 2, "--population-code-column");
}

TEST_F(Validate, OptionsOfFlowsWithoutFlows) {
    expect_failure(run({"--site-lookup", "sites.csv"}), 2, "add --flows CSV");
}

TEST_F(Validate, SharesWithoutPopulation) {
    expect_failure(run({"--flows", "flows.csv", "--share-column", "share"}), 2, "--share-population");
}

TEST_F(Validate, LinkToItselfAndLinkToNowhereAreFindings) {
    england.folder.write("links.csv", "a,b,name\nE06000001,E06000001,loop\nE06000001,E09999999,away\n");
    const RunResult result = run({"--links", "links.csv", "--required", "none"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("loop links E06000001 to itself"), HasSubstr("E09999999 is no area")));
}

TEST_F(Validate, LinksWithoutTheirColumns) {
    england.folder.write("links.csv", "from,to\nE06000001,E06000002\n");
    expect_failure(run({"--links", "links.csv"}), 1, "links.csv");
}

TEST_F(Validate, AuthoritiesOfAnotherYear) {
    england.folder.write("units.csv", "LSOA11CD,CCG16CD,LAD16CD\nE01000001,E38000041,E07000001\n");
    expect_failure(run({"--authorities", "units.csv"}), 1, "another year or geography");
}

TEST_F(Validate, EmptyLookupOfAuthorities) {
    england.folder.write("units.csv", "LSOA11CD,CCG17CD,LAD17CD\n");
    expect_failure(run({"--authorities", "units.csv"}), 1, "units.csv: has no rows");
}

TEST_F(Validate, UpperTierWithoutALowerOne) {
    england.folder.write("upper.csv", "LTLA17CD,UTLA17CD\nE07000001,E10000001\n");
    expect_failure(run({"--upper-authorities", "upper.csv"}), 1, "add --authorities");
}

TEST_F(Validate, RoadmapsOfAnotherGeography) {
    england.folder.write("roadmaps.csv", "area,footprint\nE99000001,R\n");
    expect_failure(run({"--roadmaps", "roadmaps.csv"}), 1, "another year or geography");
}

TEST_F(Validate, PopulationThatIsNegativeOrNoNumber) {
    england.folder.write("population.csv",
                         "code,population\nE06000001,-1\nE06000002,nan\nE06000003,1000\nE06000004,1000\n");
    const RunResult result = run({"--population", "population.csv", "--least-population", "1000"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("not known: 1 footprint"), HasSubstr("2,000 (East) to 2,000 (East)")));
    EXPECT_THAT(result.err, AllOf(HasSubstr("below 0"), HasSubstr("nan")));
}

TEST_F(Validate, ColumnOfPopulationThatIsNotThere) {
    expect_failure(run({"--population-column", "people"}), 1, "people");
}

TEST_F(Validate, TwoRunsGiveTheSameBytes) {
    EXPECT_EQ(run_small({"--json", "-", "--quiet"}).out, run_small({"--json", "-", "--quiet"}).out);
}

}  // namespace
