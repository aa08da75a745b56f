#include "shapes/flow_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "table_of.hpp"

namespace {

using geo::FindingKind;
using geo::Severity;
using shapes_test::error_of;
using shapes_test::findings_of;
using shapes_test::table_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string error_with_count(const std::string& count) {
    return error_of<geo::InputError>([&] {
        (void)shapes::make_flow_table(
            table_of({{"origin", "site", "patients"}, {"00T", "RM3", "5"}, {"01E", "RM3", count}}), {});
    });
}

TEST(FlowTable, IsASparseMatrixSortedByCode) {
    const auto flows = shapes::make_flow_table(
        table_of(
            {{"origin", "site", "patients"}, {"01E", "S2", "3"}, {"00T", "S1", "1"}, {"01E", "S1", "2"}}),
        {});
    EXPECT_THAT(flows.origins, ElementsAre("00T", "01E"));
    EXPECT_THAT(flows.sites, ElementsAre("S1", "S2"));
    EXPECT_THAT(flows.row_start, ElementsAre(0u, 1u, 3u));
    EXPECT_THAT(flows.site, ElementsAre(0, 0, 1));
    EXPECT_THAT(flows.patients, ElementsAre(1.0, 2.0, 3.0));
    EXPECT_EQ(flows.total, 6.0);
    EXPECT_EQ(flows.rows, 3u);
    EXPECT_THAT(flows.findings, IsEmpty());
}

TEST(FlowTable, KeepsCodesThatLookLikeNumbersApart) {
    const auto flows = shapes::make_flow_table(
        table_of({{"origin", "site", "patients"}, {"01E", "1", "1"}, {"1E0", "01", "1"}, {"1", "1.0", "1"}}),
        {});
    EXPECT_EQ(flows.origins.size(), 3u);
    EXPECT_EQ(flows.sites.size(), 3u);
}

TEST(FlowTable, KeepsUnknownOriginsAndSites) {
    const auto flows = shapes::make_flow_table(
        table_of({{"origin", "site", "patients"}, {"", "S1", "1"}, {"A", " ", "2"}, {"A", "S1", "4"}}), {});
    EXPECT_THAT(flows.origins, ElementsAre("", "A"));
    EXPECT_THAT(flows.sites, ElementsAre("", "S1"));
    EXPECT_EQ(flows.total, 7.0);
}

TEST(FlowTable, AddsUpAPairOnSeveralRowsAndWarns) {
    const auto flows = shapes::make_flow_table(table_of({{"origin", "site", "patients"},
                                                         {"A", "S", "1"},
                                                         {"B", "S", "9"},
                                                         {"A", "S", "2"},
                                                         {"B", "S", "0"},
                                                         {"A", "S", "4"}}),
                                               {});
    EXPECT_THAT(flows.patients, ElementsAre(7.0, 9.0));
    EXPECT_EQ(flows.total, 16.0);
    const auto warnings = findings_of(flows.findings, FindingKind::duplicate_code, Severity::warning);
    ASSERT_EQ(warnings.size(), 1u);
    EXPECT_EQ(warnings[0].size, 2.0);
    EXPECT_THAT(warnings[0].text,
                AllOf(HasSubstr("2 pairs"), HasSubstr("from origin A to site S, on line 2 and line 4")));
}

TEST(FlowTable, WithNamedColumns) {
    const shapes::FlowColumns columns{"ccg17cd", "trust_code", "expected_patients", ""};
    const auto flows = shapes::make_flow_table(
        table_of({{"ccg17cd", "trust_code", "expected_patients"}, {"E38000001", "R0A", "155.5"}}), columns);
    EXPECT_EQ(flows.total, 155.5);
}

TEST(FlowTable, WithoutItsColumnsNamesTheOption) {
    const std::string text = error_of<geo::InputError>([] {
        (void)shapes::make_flow_table(table_of({{"origin", "trust", "patients"}, {"A", "S", "1"}}), {});
    });
    EXPECT_THAT(text, AllOf(HasSubstr("site"), HasSubstr("--site-column")));
}

TEST(FlowTable, OffersTheNearestNameForAColumnThatDoesNotExist) {
    const std::string text = error_of<geo::InputError>([] {
        (void)shapes::make_flow_table(table_of({{"origin", "site", "patients"}, {"A", "S", "1"}}),
                                      {"", "", "patient", ""});
    });
    EXPECT_THAT(text, HasSubstr("patients"));
}

TEST(FlowTable, RefusesANegativeCountNamingLineAndCodes) {
    EXPECT_THAT(error_with_count("-3"), AllOf(HasSubstr("test.csv"), HasSubstr("line 3"), HasSubstr("-3"),
                                              HasSubstr("negative"), HasSubstr("01E"), HasSubstr("RM3")));
}

TEST(FlowTable, RefusesANanCount) {
    EXPECT_THAT(error_with_count("NaN"),
                AllOf(HasSubstr("line 3"), HasSubstr("not a finite number"), HasSubstr("01E")));
}

TEST(FlowTable, RefusesAnInfiniteCount) {
    EXPECT_THAT(error_with_count("inf"), HasSubstr("not a finite number"));
}

TEST(FlowTable, RefusesANonNumericCount) {
    EXPECT_THAT(error_with_count("many"), HasSubstr("`many`"));
    EXPECT_THAT(error_with_count("-"), HasSubstr("`-`"));
    EXPECT_THAT(error_with_count("**"), HasSubstr("`**`"));
    EXPECT_THAT(error_with_count("1,000"), HasSubstr("`1,000`"));
}

TEST(FlowTable, CountsSuppressedRowsOfEachCell) {
    const auto flows = shapes::make_flow_table(table_of({{"origin", "site", "patients"},
                                                         {"A", "S1", "*"},
                                                         {"A", "S2", "5"},
                                                         {"A", "S1", " * "},
                                                         {"B", "S1", "3"},
                                                         {"B", "S1", "*"}}),
                                               {});
    EXPECT_THAT(flows.site, ElementsAre(0, 1, 0));
    EXPECT_THAT(flows.patients, ElementsAre(0.0, 5.0, 3.0));
    EXPECT_THAT(flows.suppressed, ElementsAre(2.0, 0.0, 1.0));
    EXPECT_EQ(flows.total, 8.0);
    const auto notes = findings_of(flows.findings, FindingKind::assumption, Severity::note);
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_EQ(notes[0].size, 3.0);
    EXPECT_THAT(notes[0].text, AllOf(HasSubstr("3 rows suppressed"), HasSubstr("line 2")));
}

TEST(FlowTable, WithoutSuppressedRowsHasNoListOfThem) {
    const auto flows =
        shapes::make_flow_table(table_of({{"origin", "site", "patients"}, {"A", "S", "1"}}), {});
    EXPECT_THAT(flows.suppressed, IsEmpty());
}

TEST(FlowTable, WarnsOnceOfCountsThatAreNotWholeAndKeepsThem) {
    const auto flows = shapes::make_flow_table(
        table_of({{"origin", "site", "patients"}, {"A", "S", "1.0"}, {"B", "S", "2.25"}, {"C", "S", "0.5"}}),
        {});
    EXPECT_EQ(flows.total, 3.75);
    const auto warnings = findings_of(flows.findings, FindingKind::bad_value, Severity::warning);
    ASSERT_EQ(warnings.size(), 1u);
    EXPECT_EQ(warnings[0].size, 2.0);
    EXPECT_THAT(warnings[0].text, AllOf(HasSubstr("line 3"), HasSubstr("2.25"), HasSubstr("origin B"),
                                        HasSubstr("expected patients")));
}

TEST(FlowTable, AddsUpWholeCountsExactly) {
    std::vector<std::vector<std::string>> rows{{"origin", "site", "patients"},
                                               {"A", "S", "9007199254730992"}};
    for (int i = 0; i < 9999; ++i)
        rows.push_back({"A", "S", "1"});
    EXPECT_EQ(shapes::make_flow_table(table_of(rows), {}).total, 9007199254740991.0);
}

TEST(FlowTable, RefusesACountOfMoreThanCanBeExact) {
    EXPECT_THAT(error_with_count("9007199254740993"),
                AllOf(HasSubstr("line 3"), HasSubstr("2^53"), HasSubstr("01E"), HasSubstr("RM3")));
    EXPECT_THAT(error_with_count("99999999999999999999"), HasSubstr("2^53"));
}

TEST(FlowTable, RefusesASumThatOverflowsNamingLineAndCodes) {
    const std::string text = error_of<geo::InputError>([] {
        (void)shapes::make_flow_table(table_of({{"origin", "site", "patients"},
                                                {"A", "S", "1"},
                                                {"B", "S", "9007199254740991"},
                                                {"B", "S", "9007199254740991"}}),
                                      {});
    });
    EXPECT_THAT(text, AllOf(HasSubstr("overflow"), HasSubstr("line 3"), HasSubstr("origin B to site S")));
}

TEST(FlowTable, RefusesATotalThatOverflows) {
    const std::string text = error_of<geo::InputError>([] {
        (void)shapes::make_flow_table(table_of({{"origin", "site", "patients"},
                                                {"A", "S", "9007199254740991"},
                                                {"B", "S", "9007199254740991"}}),
                                      {});
    });
    EXPECT_THAT(text, AllOf(HasSubstr("overflow"), HasSubstr("test.csv"), HasSubstr("all patients")));
}

TEST(FlowTable, RefusesAMissingCount) {
    EXPECT_THAT(error_with_count(""), HasSubstr("not a finite number"));
}

TEST(FlowTable, RefusesATableWithoutRows) {
    EXPECT_THROW((void)shapes::make_flow_table(table_of({{"origin", "site", "patients"}}), {}),
                 geo::InputError);
}

TEST(FlowTable, OfRowsOfNothingIsEmpty) {
    const auto flows = shapes::make_flow_table(std::vector<shapes::FlowRow>{});
    EXPECT_EQ(flows.cells(), 0u);
    EXPECT_EQ(flows.total, 0.0);
}

const shapes::FlowColumns share_columns{"origin", "site", "", "share"};

TEST(FlowTable, TurnsSharesIntoPatients) {
    const auto population =
        shapes::make_area_values(table_of({{"code", "population"}, {"A", "200"}, {"B", "10"}}), {});
    const auto flows = shapes::make_flow_table(
        table_of({{"origin", "site", "share"}, {"A", "S1", "0.75"}, {"A", "S2", "0.25"}, {"B", "S1", "0.5"}}),
        share_columns, &population);
    EXPECT_THAT(flows.patients, ElementsAre(150.0, 50.0, 5.0));
    ASSERT_EQ(flows.joins.size(), 1u);
    EXPECT_EQ(flows.joins[0].matched, 2u);
    const auto notes = findings_of(flows.findings, FindingKind::assumption, Severity::note);
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_EQ(notes[0].size, 5.0);  // half of B's ten people
}

TEST(FlowTable, GivesAViolationForOriginsWithoutAPopulation) {
    const auto population =
        shapes::make_area_values(table_of({{"code", "population"}, {"A", "200"}, {"C", ""}}), {});
    const auto flows = shapes::make_flow_table(
        table_of(
            {{"origin", "site", "share"}, {"A", "S", "1"}, {"B", "S", "1"}, {"C", "S", "1"}, {"", "S", "1"}}),
        share_columns, &population);
    EXPECT_EQ(flows.total, 200.0);
    EXPECT_EQ(flows.rows, 4u);
    const auto found = findings_of(flows.findings, FindingKind::unmatched, Severity::violation);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_THAT(found[0].codes, ElementsAre("unknown", "B", "C"));
}

TEST(FlowTable, GivesAViolationForSharesAboveOneInSum) {
    const auto population =
        shapes::make_area_values(table_of({{"code", "population"}, {"A", "100"}, {"B", "100"}}), {});
    const auto flows = shapes::make_flow_table(
        table_of({{"origin", "site", "share"}, {"B", "S1", "1"}, {"A", "S1", "0.8"}, {"A", "S2", "0.7"}}),
        share_columns, &population);
    const auto found = findings_of(flows.findings, FindingKind::bad_value, Severity::violation);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_THAT(found[0].codes, ElementsAre("A"));
    EXPECT_THAT(found[0].text, AllOf(HasSubstr("1.5"), HasSubstr("line 3")));
    EXPECT_DOUBLE_EQ(flows.total, 250.0);
}

TEST(FlowTable, NotesSharesThatExceedOneByRounding) {
    const auto population = shapes::make_area_values(table_of({{"code", "population"}, {"A", "100"}}), {});
    const auto flows = shapes::make_flow_table(
        table_of({{"origin", "site", "share"}, {"A", "S1", "0.3333335"}, {"A", "S2", "0.666667"}}),
        share_columns, &population);
    EXPECT_EQ(findings_of(flows.findings, FindingKind::bad_value, Severity::note).size(), 1u);
    EXPECT_TRUE(findings_of(flows.findings, FindingKind::bad_value, Severity::violation).empty());
}

TEST(FlowTable, CountsSuppressedShares) {
    const auto population = shapes::make_area_values(table_of({{"code", "population"}, {"A", "100"}}), {});
    const auto flows = shapes::make_flow_table(
        table_of({{"origin", "site", "share"}, {"A", "S1", "0.75"}, {"A", "S2", "*"}}), share_columns,
        &population);
    EXPECT_THAT(flows.patients, ElementsAre(75.0, 0.0));
    EXPECT_THAT(flows.suppressed, ElementsAre(0.0, 1.0));
}

TEST(FlowTable, DropsSitesThatOnlyOriginsWithoutAPopulationHave) {
    const auto population = shapes::make_area_values(table_of({{"code", "population"}, {"B", "100"}}), {});
    const auto flows =
        shapes::make_flow_table(table_of({{"origin", "site", "share"}, {"A", "S1", "1"}, {"B", "S2", "1"}}),
                                share_columns, &population);
    EXPECT_THAT(flows.origins, ElementsAre("B"));
    EXPECT_THAT(flows.sites, ElementsAre("S2"));
    EXPECT_THAT(flows.site, ElementsAre(0));
}

TEST(FlowTable, RefusesAShareAboveOne) {
    const auto population = shapes::make_area_values(table_of({{"code", "population"}, {"A", "100"}}), {});
    const std::string text = error_of<geo::InputError>([&] {
        (void)shapes::make_flow_table(table_of({{"origin", "site", "share"}, {"A", "S1", "75"}}),
                                      share_columns, &population);
    });
    EXPECT_THAT(text, AllOf(HasSubstr("line 2"), HasSubstr("share above 1")));
}

TEST(FlowTable, NeedsAPopulationForShares) {
    EXPECT_THROW((void)shapes::make_flow_table(table_of({{"origin", "site", "share"}, {"A", "S", "1"}}),
                                               share_columns),
                 geo::UsageError);
}

TEST(FlowTable, IsReadFromAFile) {
    const auto folder = std::filesystem::path(testing::TempDir()) / "flow_table_read_from_a_file";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "f.csv", std::ios::binary) << "origin,site,patients\n00T,RMC,12\n,RMC,3\n";
    const auto flows = shapes::read_flow_table(folder / "f.csv", {});
    EXPECT_THAT(flows.origins, ElementsAre("", "00T"));
    EXPECT_EQ(flows.total, 15.0);
}

TEST(FlowTable, ThatDoesNotExistIsAnError) {
    EXPECT_THROW((void)shapes::read_flow_table("no/such/flows.csv", {}), geo::InputError);
}

}  // namespace
