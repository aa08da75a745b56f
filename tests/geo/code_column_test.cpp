#include "geo/code_column.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::Column;
using geo::ColumnType;
using support::message_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

geo::Table table_of(std::vector<Column> columns) {
    geo::Table table;
    table.path = "areas";
    table.columns = std::move(columns);
    return table;
}

TEST(Codes, GssIsALetterOfACountryAndEightDigits) {
    for (const char* code : {"E38000001", "W06000001", "S12000005", "N09000001", "J01000001"})
        EXPECT_TRUE(geo::looks_like_gss(code)) << code;
    for (const char* text : {"E3800001", "e38000001", "X38000001", "E3800000A", "380000011", ""})
        EXPECT_FALSE(geo::looks_like_gss(text)) << text;
}

TEST(Codes, OdsCodesOfCommissionersTrustsAndSites) {
    for (const char* code : {"00C", "13T", "RA2", "RXX", "QE1", "RV9HE", "NDA04", "A3A8R", "8HV59"})
        EXPECT_TRUE(geo::looks_like_ods(code)) << code;
}

TEST(Codes, NumbersNamesAndWordsAreNoOdsCodes) {
    for (const char* text :
         {"123", "12345", "CCG", "STP", "LEEDS", "Leeds", "1.5", "00c", "00EB", "4.2", "", "A", "0CC"})
        EXPECT_FALSE(geo::looks_like_ods(text)) << text;
}

TEST(Codes, AscendOnlyWhereNoneStandsTwice) {
    const auto ascend = [](std::vector<std::string> cells) { return geo::are_ascending(cells); };
    EXPECT_TRUE(ascend({}));
    EXPECT_TRUE(ascend({"", "A", "AB", "B"}));
    EXPECT_FALSE(ascend({"A", "A "}));
    EXPECT_FALSE(ascend({"A", "C", "B"}));
    EXPECT_FALSE(ascend({"", " "}));
}

TEST(CodeColumn, TheOnlyCandidateIsTaken) {
    const auto table = table_of({{"objectid", ColumnType::integer, {"1", "2"}},
                                 {"ccg16cd", ColumnType::text, {"E38000001", "E38000002"}},
                                 {"ccg16nm", ColumnType::text, {"NHS Airedale", "NHS Ashford"}}});
    EXPECT_EQ(geo::find_code_column(table, ""), 1U);
    EXPECT_EQ(geo::find_name_column(table, 1, ""), 2U);
}

TEST(CodeColumn, OfSeveralTheOneWithoutRepetitionIsTaken) {
    const auto table = table_of({{"CCG17CD", ColumnType::text, {"E38000001", "E38000001"}},
                                 {"LSOA11CD", ColumnType::text, {"E01000001", "E01000002"}}});
    EXPECT_EQ(geo::find_code_column(table, ""), 1U);
}

TEST(CodeColumn, TwoWithoutRepetitionAreNamedInTheError) {
    const auto table = table_of({{"CCG17CDH", ColumnType::text, {"00C", "00D"}},
                                 {"CCG17CD", ColumnType::text, {"E38000001", "E38000002"}}});
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)geo::find_code_column(table, ""); }),
                AllOf(HasSubstr("CCG17CD, CCG17CDH"), HasSubstr("--code")));
    EXPECT_EQ(geo::find_code_column(table, "ccg17cdh"), 0U);
}

TEST(CodeColumn, TheSameCellsTwiceCountOnceUnderTheNameOfACode) {
    const auto table = table_of({{"id", ColumnType::text, {"E06000001", "E06000002"}},
                                 {"LAD13CD", ColumnType::text, {"E06000001", "E06000002"}}});
    EXPECT_THAT(geo::code_candidates(table), ElementsAre(1U));
}

TEST(CodeColumn, OneStrangeValueInTwentyIsForgivenTwoAreNot) {
    std::vector<std::string> cells(20, "E38000001");
    cells[3] = "unknown";
    EXPECT_EQ(geo::code_candidates(table_of({{"c", ColumnType::text, cells}})).size(), 1U);
    cells[4] = "unknown";
    EXPECT_TRUE(geo::code_candidates(table_of({{"c", ColumnType::text, cells}})).empty());
}

TEST(CodeColumn, EmptyValuesDoNotCount) {
    EXPECT_EQ(geo::code_candidates(table_of({{"c", ColumnType::text, {"", "00C", " "}}})).size(), 1U);
    EXPECT_TRUE(geo::code_candidates(table_of({{"c", ColumnType::text, {"", ""}}})).empty());
}

TEST(CodeColumn, NumbersAndShortWordsAreNoCandidates) {
    EXPECT_TRUE(geo::code_candidates(table_of({{"n", ColumnType::integer, {"10001", "10002"}},
                                               {"type", ColumnType::text, {"CCG", "CCG"}},
                                               {"colour", ColumnType::text, {"RED", "ROE"}}}))
                    .empty());
}

TEST(CodeColumn, WithoutCandidateTheErrorNamesTheColumns) {
    const auto table = table_of({{"a", ColumnType::text, {"x"}}, {"b", ColumnType::text, {"y"}}});
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)geo::find_code_column(table, ""); }),
                AllOf(HasSubstr("no column holds"), HasSubstr("--code"), HasSubstr("a, b")));
}

TEST(NameColumn, FollowsTheCodeColumnThenNameThenAnEnding) {
    const auto with = [](const std::vector<std::string>& names) {
        std::vector<Column> columns;
        for (const std::string& name : names)
            columns.push_back({name, ColumnType::text, {"x"}});
        return table_of(columns);
    };
    EXPECT_EQ(geo::find_name_column(with({"LSOA11NM", "CCG17CD", "ccg17nm"}), 1, ""), 2U);
    EXPECT_EQ(geo::find_name_column(with({"code", "NAME"}), 0, ""), 1U);
    EXPECT_EQ(geo::find_name_column(with({"msoa11_code", "msoa11_name"}), 0, ""), 1U);
    EXPECT_EQ(geo::find_name_column(with({"code", "ctynm"}), 0, ""), 1U);
    EXPECT_EQ(geo::find_name_column(with({"Lower_Laye", "CCGname_short"}), 0, ""), 1U);
    EXPECT_EQ(geo::find_name_column(with({"code", "area"}), 0, ""), std::nullopt);
    EXPECT_EQ(geo::find_name_column(with({"code", "area"}), 0, "AREA"), 1U);
}

}  // namespace
