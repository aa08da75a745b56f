// Proposals of a review: a page for each, and what cannot be evaluated.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england.hpp"

namespace {

using support::RunResult;
using support::SmallEngland;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ReviewProposals : public testing::Test {
protected:
    ReviewProposals() {
        england.folder.write(
            "b.toml", "name = \"B to East\"\n[[step]]\ndo = \"move\"\nareas = [\"E06000002\"]\nto = \"E\"\n");
        england.folder.write("one.toml",
                             "name = \"One\"\n[[step]]\ndo = \"merge\"\nfootprints = [\"W\"]\nto = \"E\"\n");
        england.folder.write("part.toml",
                             "name = \"A part\"\n[[step]]\ndo = \"move\"\nareas = [\"E06000002\"]\nwithin = "
                             "\"E07000001\"\nto = \"E\"\n");
    }
    RunResult run(const std::string& section) {
        england.folder.write("review.toml", england.folder.read("review.toml") + section);
        return england.run({"run", "review.toml", "-o", "results"});
    }

    SmallEngland england;
};

TEST_F(ReviewProposals, EachHasAPageWithTablesAndMaps) {
    const RunResult result = run("[proposals]\nfiles = [\"b.toml\", \"one.toml\"]\n");
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("proposals/"));
    EXPECT_THAT(england.folder.read("results/proposals/b.md"),
                AllOf(HasSubstr("# B to East"), HasSubstr("**Note: modelled flows.**"),
                      HasSubstr("| criterion | weight | effect |"), HasSubstr("(b-pair.png)"),
                      HasSubstr("## West (W)")));
    for (const char* file : {"b.png", "b.svg", "b-pair.png", "one.md", "one-pair.svg"})
        EXPECT_TRUE(std::filesystem::exists(england.folder.path("results/proposals") / file)) << file;
    EXPECT_THAT(england.folder.read("results/report.md"),
                AllOf(HasSubstr("## Proposals"), HasSubstr("[B to East](proposals/b.md)"),
                      HasSubstr("| criterion | B to East | One |")));
    EXPECT_THAT(england.folder.read("results/report.json"), HasSubstr("\"proposals\": ["));
}

TEST_F(ReviewProposals, ALimitThatAProposalBreaksIsAWarning) {
    const RunResult result =
        run("[guidance]\nleast_population = 1000\ngreatest_population = 2500\n"
            "[proposals]\nfiles = [\"b.toml\"]\n");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(england.folder.read("results/report.md"), HasSubstr("Breaks a limit: population"));
}

TEST_F(ReviewProposals, AProposalThatNeedsSmallerAreasIsNamedWithWhatItNeeds) {
    const RunResult result = run("[proposals]\nfiles = [\"part.toml\"]\n");
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(
        england.folder.read("results/report.md"),
        AllOf(HasSubstr("A part, not evaluated: takes the part of an area that lies within E07000001"),
              HasSubstr("needs smaller areas")));
    EXPECT_FALSE(std::filesystem::exists(england.folder.path("results/proposals/part.md")));
}

TEST_F(ReviewProposals, GroupsOfAnotherTableMakeItPossible) {
    england.folder.write("groups.csv", "area,LAD17CD\nE06000002,E07000001\nE06000001,E07000002\n");
    ASSERT_EQ(run("[proposals]\nfiles = [\"part.toml\"]\ngroups = [\"groups.csv\"]\n").exit_code, 0);
    EXPECT_THAT(england.folder.read("results/report.md"), Not(HasSubstr("not evaluated")));
}

TEST_F(ReviewProposals, AProposalThatDoesNotFitIsAnError) {
    england.folder.write("bad.toml",
                         "name = \"x\"\n[[step]]\ndo = \"move\"\nareas = [\"E06000009\"]\nto = \"E\"\n");
    const RunResult result = run("[proposals]\nfiles = [\"bad.toml\"]\n");
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.err, HasSubstr("names the area E06000009, which is not there"));
    EXPECT_FALSE(std::filesystem::exists(england.folder.path("results")));
}

TEST_F(ReviewProposals, KeysOfTheSectionAreChecked) {
    EXPECT_THAT(run("[proposals]\nfile = [\"b.toml\"]\n").err, HasSubstr("files is missing or empty"));
}

TEST_F(ReviewProposals, TwoFilesOfOneNameAreRefused) {
    EXPECT_THAT(run("[proposals]\nfiles = [\"b.toml\", \"other/b.toml\"]\n").err,
                HasSubstr("has two files of the name b"));
}

}  // namespace
