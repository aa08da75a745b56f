// A review that lays its footprints beside other geographies, on a country small enough to draw.
#include "tests/cli/small_england_test.hpp"

namespace {

using support::RunResult;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// A A C    West: A B, East: C D. District X has A and most of B, Y the rest of B and C, Z has D.
// B D D
constexpr const char* districts =
    "code,district,name,people\nE06000001,X,Exford,1000\nE06000002,X,Exford,600\nE06000002,Y,Wyford,400\n"
    "E06000003,Y,Wyford,1000\nE06000004,Z,Zedford,1000\n";

class ReviewAlign : public support::SmallEnglandTest {
protected:
    /// A review with one section [[align]] of these lines, about a table of that content.
    [[nodiscard]] RunResult run_with(const std::string& keys, const std::string& table) const {
        england.folder.write("districts.csv", table);
        england.folder.write("review.toml",
                             england.folder.read("review.toml") +
                                 "[[align]]\nname = \"districts\"\nfile = \"districts.csv\"\n" + keys);
        return england.run({"run", "review.toml", "-o", "results"});
    }
    [[nodiscard]] std::string report() const { return england.folder.read("results/report.md"); }

    /// Expects that text on one line, and that nothing is written.
    void expect_refusal(const std::string& keys, const std::string& table, const std::string& text) const {
        expect_failure(run_with(keys, table), 1, text);
        EXPECT_FALSE(std::filesystem::exists(england.folder.path("results")));
    }
};

TEST_F(ReviewAlign, TellsHowManyPeopleLiveInLesserParts) {
    const RunResult result = run_with(
        "title = \"Districts\"\ncolumn = \"district\"\nnames = \"name\"\n"
        "people = \"people\"\nsource = \"a list\"\n",
        districts);
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out,
                HasSubstr("1 of 3 Districts is split between Footprints: 400 people live in a part "
                          "other than the largest (10.0 % of what both cover)"));
    const std::string text = report();
    EXPECT_THAT(text, AllOf(HasSubstr("## Alignment with Districts"),
                            HasSubstr("| Wyford (Y) | 400 | 28.6 % | East (E) 1,000, West (W) 400 |"),
                            HasSubstr("Source: a list; approximate areas; modelled flows.")));
    // Mutual information over entropies of 1600, 1400, 1000 and of 2000, 2000, worked out apart.
    EXPECT_THAT(text, AllOf(HasSubstr("| homogeneity | 0.4477 |"), HasSubstr("| completeness | 0.6979 |"),
                            HasSubstr("| V-measure | 0.5455 |")));
    EXPECT_THAT(england.folder.read("results/alignment/districts.csv"),
                AllOf(HasSubstr("Y,E,1000,"), HasSubstr("Y,W,400,"), HasSubstr("X,W,1600,"),
                      HasSubstr("modelled flows")));
    EXPECT_THAT(england.folder.read("results/report.json"),
                AllOf(HasSubstr("\"alignments\""), HasSubstr("\"name\": \"districts\"")));
}

TEST_F(ReviewAlign, WholeAreasCountWithTheirPeople) {
    const RunResult result = run_with("column = \"district\"\n",
                                      "code,district\nE06000001,X\nE06000002,X\nE06000003,X\nE06000004,Z\n");
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("1 of 2 districts is split between Footprints: 1,000 people live in"));
    EXPECT_THAT(report(), HasSubstr("by people of whole areas (areas.gpkg)"));
}

TEST_F(ReviewAlign, WhatIsUnknownOfRoadmapsStaysUnknown) {
    const RunResult result = run_with("title = \"Roadmaps\"\ncolumn = \"roadmap\"\npartial = true\n",
                                      "code,roadmap\nE06000001,West\nE06000002,West\n");
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out,
                HasSubstr("Of 2 Footprints, 1 can be told by the 1 Roadmaps that are known: 1 are "
                          "one of them, 0 several whole, 0 part of one, 0 cross; 1 stay unknown"));
    EXPECT_THAT(report(), Not(HasSubstr("of no Roadmaps")));
}

TEST_F(ReviewAlign, AreasThatTheTableLacksAreCountedOutsideAndNamed) {
    const RunResult result = run_with("title = \"Districts\"\ncolumn = \"district\"\n",
                                      "code,district\nE06000001,X\nE06000002,X\nE06000003,Z\n");
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(report(), AllOf(HasSubstr("1 area of no Districts: E06000004"),
                                HasSubstr("| outside the other | 0 | 1,000 |"),
                                HasSubstr("| total | 3,000 | 4,000 |")));
}

TEST_F(ReviewAlign, RowsOfNoAreaOfTheReviewAreNamedInTheJoin) {
    ASSERT_EQ(run_with("column = \"district\"\npeople = \"people\"\n",
                       std::string(districts) + "E06000009,Z,Zedford,50\n")
                  .exit_code,
              0);
    EXPECT_THAT(report(), AllOf(HasSubstr("1: E06000009"), HasSubstr("| outside the other | 50 | 0 |")));
}

TEST_F(ReviewAlign, AreasOnSeveralRowsWithoutPeopleAreRefused) {
    expect_refusal("column = \"district\"\n", districts,
                   "districts.csv: the area E06000002 stands on several rows; name with people the column");
}

TEST_F(ReviewAlign, ATableOfOtherAreasIsRefused) {
    expect_refusal("column = \"district\"\n", "code,district\nS01000001,X\n",
                   "none of the areas is in its column code");
}

TEST_F(ReviewAlign, NegativePeopleAreRefused) {
    expect_refusal("column = \"district\"\npeople = \"people\"\n", "code,district,people\nE06000001,X,-5\n",
                   "districts.csv, row 1: people is negative");
}

TEST_F(ReviewAlign, AMissingColumnIsNamed) {
    expect_refusal("column = \"distrct\"\n", "code,district\nE06000001,X\n", "'distrct'");
}

}  // namespace
