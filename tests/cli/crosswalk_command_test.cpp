// The command crosswalk as a user runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/small_england.hpp"

namespace {

using nlohmann::json;
using support::RunResult;
using testing::AllOf;
using testing::HasSubstr;

using Words = std::vector<std::string>;

/// Six common units in two geographies, old areas A1 and A2 and new ones B1 to B3, with people and values.
struct TwoGeographies {
    TwoGeographies() {
        folder.write("lookup.csv", "unit,old,new\nU1,A1,B1\nU2,A1,B1\nU3,A1,B2\nU4,A2,B2\nU5,A2,\nU6,,B3\n");
        folder.write("people.csv", "unit,people\nU1,100\nU2,100\nU3,200\nU4,30\nU5,10\nU6,5\n");
        folder.write("values.csv", "code,patients,score,beds\nA1,1000,10,4\nA2,400,20,8\n");
    }
    [[nodiscard]] RunResult run(Words words, const Words& more = {}) const {
        words.insert(words.end(), more.begin(), more.end());
        return support::run_footprint(folder.root(), std::move(words));
    }
    /// Carried by the lookup and its people.
    [[nodiscard]] RunResult carry(const Words& more) const {
        return run({"crosswalk", "lookup.csv", "--a-column", "old", "--b-column", "new", "--a-unit-column",
                    "unit", "--b-unit-column", "unit", "--population", "people.csv", "--population-column",
                    "people", "--values", "values.csv"},
                   more);
    }
    /// The same, as its report.
    [[nodiscard]] json report(Words more) const {
        more.insert(more.end(), {"--json", "-"});
        const RunResult result = carry(more);
        EXPECT_EQ(result.exit_code, 0) << result.err;
        return json::parse(result.out);
    }
    support::TempFolder folder;
};

/// The text of the error of a run that fails on its input.
std::string failure_of(const RunResult& result, int exit_code = 1) {
    EXPECT_EQ(result.exit_code, exit_code) << result.out << result.err;
    EXPECT_TRUE(support::is_one_line(result.err)) << result.err;
    return result.err;
}

TEST(CrosswalkCommand, CountsKeepTheirTotalAndWhatLiesOutsideIsTold) {
    const TwoGeographies england;
    const RunResult result = england.carry({"--column", "patients", "-o", "-"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(result.out,
              "code,name,patients,patients_missing,patients_covered_share\nB1,B1,500,0,1\nB2,B2,800,0,1\n"
              "B3,B3,,0,0\n");
    const json found = england.report({"--column", "patients"})["result"];
    EXPECT_EQ(found["total_before"], 1400.0);
    EXPECT_EQ(found["total_after"], 1300.0);
    EXPECT_EQ(found["columns"][0]["outside"], 100.0);
    EXPECT_EQ(found["spread_by"], "people");
    EXPECT_EQ(found["values"][2]["patients"], nullptr);
}

TEST(CrosswalkCommand, SpreadKeepsAllOfAUnitInB) {
    const TwoGeographies england;
    const json found = england.report({"--column", "patients", "--outside", "spread"})["result"];
    EXPECT_EQ(found["total_after"], 1400.0);
    EXPECT_EQ(found["values"][1]["patients"], 900.0);
}

TEST(CrosswalkCommand, MeansAreWeightedByPeople) {
    const TwoGeographies england;
    const json found = england.report({"--column", "score", "--kind", "intensive"})["result"];
    EXPECT_EQ(found["values"][0]["score"], 10.0);
    EXPECT_DOUBLE_EQ(found["values"][1]["score"].get<double>(), (200 * 10.0 + 30 * 20.0) / 230);
    EXPECT_EQ(found["columns"][0]["kind"], "intensive");
}

TEST(CrosswalkCommand, ARateIsMadeOfItsCounts) {
    const TwoGeographies england;
    const json found =
        england.report({"--kind", "rate", "--numerator", "beds", "--denominator", "patients"})["result"];
    EXPECT_DOUBLE_EQ(found["values"][1]["beds_per_patients"].get<double>(), (2.0 + 6.0) / (500.0 + 300.0));
    EXPECT_EQ(found["values"][1]["beds"], 8.0);
    EXPECT_EQ(found["columns"].size(), 3U);
}

TEST(CrosswalkCommand, SeveralColumnsGoTogether) {
    const TwoGeographies england;
    const json found = england.report({"--column", "patients", "--column", "beds"})["result"];
    EXPECT_EQ(found["values"][0]["beds"], 2.0);
    EXPECT_EQ(found["columns"][1]["total_before"], 12.0);
}

TEST(CrosswalkCommand, WithoutPeopleSaysThatItSpreadsEvenly) {
    const TwoGeographies england;
    const RunResult result =
        england.run({"crosswalk", "lookup.csv", "--a-column", "old", "--b-column", "new", "--a-unit-column",
                     "unit", "--b-unit-column", "unit", "--values", "values.csv", "--column", "patients"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("spread evenly over the common units"));
    EXPECT_THAT(result.err, HasSubstr("warning"));
}

TEST(CrosswalkCommand, AnEmptyCellStaysMissingAndIsListed) {
    const TwoGeographies england;
    england.folder.write("values.csv", "code,patients\nA1,\nA2,400\n");
    const RunResult result = england.carry({"--column", "patients"});
    EXPECT_THAT(result.err, HasSubstr("patients: 1 unit of old without a value, which stays missing: A1"));
    const json found = england.report({"--column", "patients"})["result"];
    EXPECT_EQ(found["values"][0]["patients"], nullptr);
    EXPECT_EQ(found["values"][1]["patients_missing"], 1);
}

TEST(CrosswalkCommand, ATextForANumberIsAWarningWithItsLine) {
    const TwoGeographies england;
    england.folder.write("values.csv", "code,patients\nA1,many\nA2,400\n");
    EXPECT_THAT(england.carry({"--column", "patients"}).err,
                HasSubstr("values.csv, line 2: `many` in column patients is not a finite number"));
}

TEST(CrosswalkCommand, ValuesOfUnknownCodesAreCountedInTheTotal) {
    const TwoGeographies england;
    england.folder.write("values.csv", "code,patients\nA1,1000\nA9,7\n");
    const json found = england.report({"--column", "patients"});
    EXPECT_EQ(found["result"]["total_before"], 1007.0);
    EXPECT_EQ(found["result"]["columns"][0]["in_no_unit"], 7.0);
    EXPECT_EQ(found["joins"].back()["unmatched_left"][0], "A9");
}

TEST(CrosswalkCommand, RefusesValuesOfUnknownCodesAlone) {
    const TwoGeographies england;
    england.folder.write("values.csv", "code,patients\nZ1,1000\n");
    EXPECT_THAT(failure_of(england.carry({"--column", "patients"})),
                AllOf(HasSubstr("values.csv: only 0 of 1 codes"), HasSubstr("Z1"), HasSubstr("A1"),
                      HasSubstr("--key")));
}

TEST(CrosswalkCommand, NamesTheYearOfValuesOfTheWrongYear) {
    const TwoGeographies england;
    england.folder.write("lookup.csv", "unit,old,new\nU1,E38000215,B1\nU2,E38000217,B1\n");
    england.folder.write("values.csv", "code,patients\nE38000041,1000\nE38000032,3\n");
    EXPECT_THAT(failure_of(england.carry({"--column", "patients"})),
                AllOf(HasSubstr("clinical commissioning groups before April 2017"),
                      HasSubstr("clinical commissioning groups from April 2017 on")));
}

TEST(CrosswalkCommand, NamesTheYearsInTheJoinOfALookupThatMatchesInPart) {
    const TwoGeographies england;
    england.folder.write("lookup.csv", "unit,old,new\nU1,E38000215,B1\nU2,E38000001,B1\n");
    england.folder.write("values.csv", "code,patients\nE38000001,1000\nE38000041,3\n");
    const RunResult result = england.carry({"--column", "patients"});
    EXPECT_THAT(result.out, HasSubstr("; the left has clinical commissioning groups before April 2017; the "
                                      "right has clinical commissioning groups from April 2017 on"));
    EXPECT_THAT(result.err, HasSubstr("it seems to be of another year"));
    EXPECT_THAT(result.err, HasSubstr("1 code of no unit of A (old), told in the total: E38000041"));
    const json join = england.report({"--column", "patients"})["joins"].back();
    EXPECT_EQ(join["left_vintage"], "clinical commissioning groups before April 2017");
}

TEST(CrosswalkCommand, RefusesAColumnWithoutANumber) {
    const TwoGeographies england;
    england.folder.write("values.csv", "code,patients\nA1,\nA2,\n");
    EXPECT_THAT(failure_of(england.carry({"--column", "patients"})),
                HasSubstr("column patients has no number"));
}

TEST(CrosswalkCommand, RefusesAColumnThatIsNotThere) {
    const TwoGeographies england;
    EXPECT_THAT(failure_of(england.carry({"--column", "patient"})), HasSubstr("patients"));
}

TEST(CrosswalkCommand, RefusesTwoValuesOfOneCode) {
    const TwoGeographies england;
    england.folder.write("values.csv", "code,patients\nA1,1\nA1,2\n");
    EXPECT_THAT(failure_of(england.carry({"--column", "patients"})), HasSubstr("A1 has another value"));
}

TEST(CrosswalkCommand, RefusesANegativeDenominator) {
    const TwoGeographies england;
    england.folder.write("values.csv", "code,patients,beds\nA1,-1,1\nA2,2,2\n");
    EXPECT_THAT(
        failure_of(england.carry({"--kind", "rate", "--numerator", "beds", "--denominator", "patients"})),
        HasSubstr("the denominator patients of A1 is negative"));
}

TEST(CrosswalkCommand, RefusesPeopleOfWhichNoneLiveInA) {
    const TwoGeographies england;
    england.folder.write("people.csv", "unit,people\nU1,0\nU2,0\nU3,0\nU4,0\nU5,0\nU6,5\n");
    EXPECT_THAT(failure_of(england.carry({"--column", "patients"})), HasSubstr("nobody lives in any unit"));
}

TEST(CrosswalkCommand, RefusesGeographiesWithoutACommonUnit) {
    const TwoGeographies england;
    england.folder.write("lookup.csv", "unit,old,new\nU1,A1,\nU2,,B1\n");
    EXPECT_THAT(failure_of(england.carry({"--column", "patients"})), HasSubstr("no common unit"));
}

TEST(CrosswalkCommand, RefusesMeansOfRatiosAndColumnsOfAnotherKind) {
    const TwoGeographies england;
    EXPECT_THAT(failure_of(england.carry({"--kind", "rate", "--column", "score"}), 2),
                HasSubstr("ratios are not averaged"));
    EXPECT_THAT(failure_of(england.carry({"--numerator", "beds"}), 2), HasSubstr("--kind rate"));
    EXPECT_THAT(failure_of(england.carry({"--denominator", "beds"}), 2), HasSubstr("--kind"));
    EXPECT_THAT(
        failure_of(england.run({"crosswalk", "lookup.csv", "--a-column", "old", "--b-column", "new"}), 2),
        HasSubstr("--values"));
    EXPECT_THAT(failure_of(england.carry({"--best-fit"}), 2), HasSubstr("the areas of B"));
}

TEST(CrosswalkCommand, DerivesASuccessionThatCarriesValuesInTurn) {
    const TwoGeographies england;
    const RunResult result =
        england.run({"crosswalk", "lookup.csv", "--a-column", "old", "--b-column", "new", "--a-unit-column",
                     "unit", "--b-unit-column", "unit", "--population", "people.csv", "--population-column",
                     "people", "--succession-output", "years.csv", "--date", "2017-04-01"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("old to new: 0 codes go on, 2 end (A1 and A2), 3 begin"));
    const RunResult carried = england.run(
        {"crosswalk", "values.csv", "--succession", "years.csv", "--column", "patients", "-o", "-"});
    EXPECT_EQ(carried.exit_code, 0) << carried.err;
    EXPECT_THAT(carried.out,
                AllOf(HasSubstr("B1,B1,500,0,1\n"), HasSubstr("B2,B2,900,0,1\n"), HasSubstr("B3,B3,,0,\n")));
}

TEST(CrosswalkCommand, CodesThatEndWithoutASuccessorAreTold) {
    const TwoGeographies england;
    england.folder.write("years.csv",
                         "old,new,date,kind,weight\nA1,N,2017-04-01,recoded,\nA2,,2017-04-01,ended,\n");
    const RunResult result =
        england.run({"crosswalk", "values.csv", "--succession", "years.csv", "--column", "patients"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("with a value and nothing in any unit of new codes: A2"));
}

TEST(CrosswalkCommand, RefusesMeansOverYearsWithoutPeopleAndValuesOfOtherCodes) {
    const TwoGeographies england;
    england.folder.write("years.csv", "old,new\nA1,N\nA2,N\n");
    EXPECT_THAT(failure_of(england.run({"crosswalk", "values.csv", "--succession", "years.csv", "--kind",
                                        "intensive", "--column", "score"}),
                           2),
                HasSubstr("--denominator"));
    const RunResult means =
        england.run({"crosswalk", "values.csv", "--succession", "years.csv", "--kind", "intensive",
                     "--column", "score", "--denominator", "patients", "-o", "-"});
    EXPECT_THAT(means.out, HasSubstr("N,N,12.857142857142858,0,1"));
    england.folder.write("years.csv", "old,new\nC1,N\n");
    EXPECT_THAT(failure_of(england.run(
                    {"crosswalk", "values.csv", "--succession", "years.csv", "--column", "patients"})),
                HasSubstr("the old codes of years.csv"));
}

/// Areas A (4 km2) and B (2 km2) of old, C (3 km2) and D (3 km2) of new, people in the west.
///
///     A A B        C D D
///     A A B        C C D
struct TwoMaps : TwoGeographies {
    TwoMaps() {
        support::write_areas(folder.path("old.gpkg"), {"AAB", "AAB"});
        support::write_areas(folder.path("new.gpkg"), {"CDD", "CCD"});
        folder.write("points.csv",
                     "x,y,people\n400500,300500,30\n401500,300500,60\n"
                     "401500,301500,10\n402500,301500,50\n");
        folder.write("values.csv", "code,patients\nE06000001,1000\nE06000002,500\n");
        folder.write("lookup.csv", "area,footprint\nE06000003,W\nE06000004,W\n");
    }
    [[nodiscard]] json areas(Words more) const {
        more.insert(more.end(), {"--sliver-width", "0", "--json", "-"});
        const RunResult result = run(
            {"crosswalk", "old.gpkg", "new.gpkg", "--values", "values.csv", "--column", "patients"}, more);
        EXPECT_EQ(result.exit_code, 0) << result.err;
        return json::parse(result.out);
    }
};

TEST(CrosswalkCommand, OfAreasSpreadsByGroundWhenNothingBetterIsGiven) {
    const TwoMaps maps;
    const json report = maps.areas({});
    EXPECT_EQ(report["result"]["spread_by"], "area");
    EXPECT_EQ(report["result"]["values"][0]["patients"], 750.0);
    EXPECT_EQ(report["result"]["values"][1]["patients"], 250.0 + 500.0);
    EXPECT_EQ(report["result"]["total_after"], 1500.0);
}

TEST(CrosswalkCommand, OfAreasSpreadsByPeopleAtPlaces) {
    const TwoMaps maps;
    const json report = maps.areas({"--population", "points.csv"});
    EXPECT_EQ(report["result"]["spread_by"], "people");
    EXPECT_EQ(report["result"]["values"][0]["patients"], 900.0);
    EXPECT_EQ(report["result"]["values"][1]["patients"], 600.0);
}

TEST(CrosswalkCommand, BestFitTakesUnitsWholeAndWritesTheLookup) {
    const TwoMaps maps;
    const json report =
        maps.areas({"--population", "points.csv", "--best-fit", "--lookup-output", "fit.csv"});
    EXPECT_EQ(report["result"]["values"][0]["patients"], 1000.0);
    EXPECT_EQ(report["result"]["values"][1]["patients"], 500.0);
    EXPECT_EQ(report["result"]["best_fit"][0]["by"], "centroid");
    EXPECT_EQ(maps.folder.read("fit.csv"),
              "area,footprint,fitted_by\nE06000001,E06000003,centroid\nE06000002,E06000004,centroid\n");
}

TEST(CrosswalkCommand, WritesTheAreasOfBWithTheirValues) {
    const TwoMaps maps;
    (void)maps.areas({"--population", "points.csv", "-o", "carried.gpkg"});
    const RunResult again = maps.run({"compose", "carried.gpkg", "--lookup", "lookup.csv", "--sum",
                                      "patients", "-o", "whole.geojson", "--json", "-"});
    const json sums = json::parse(again.out)["result"];
    EXPECT_EQ(sums["totals"]["patients"]["before"], 1500.0);
    EXPECT_EQ(sums["area_before_m2"], 6e6);
}

TEST(CrosswalkCommand, RefusesAreasWithoutCommonGround) {
    const TwoMaps maps;
    support::write_areas(maps.folder.path("far.gpkg"), {"........................CC"});
    const RunResult result = maps.run({"crosswalk", "old.gpkg", "far.gpkg", "--values", "values.csv",
                                       "--column", "patients", "--sliver-width", "0"});
    EXPECT_THAT(failure_of(result), HasSubstr("no ground in common"));
}

}  // namespace
