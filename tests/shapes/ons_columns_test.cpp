#include "shapes/ons_columns.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "table_of.hpp"

namespace {

using shapes::OnsKind;
using shapes::parse_ons_column;

void expect_column(const std::string& name, const std::string& geography, const std::string& year,
                   OnsKind kind) {
    SCOPED_TRACE(name);
    const auto column = parse_ons_column(name);
    ASSERT_TRUE(column.has_value());
    EXPECT_EQ(column->geography, geography);
    EXPECT_EQ(column->year, year);
    EXPECT_EQ(column->kind, kind);
}

TEST(OnsColumns, AreTakenApartInAnyCase) {
    expect_column("CCG17CD", "CCG", "17", OnsKind::code);
    expect_column("ccg17cd", "CCG", "17", OnsKind::code);
    expect_column("CCG17CDH", "CCG", "17", OnsKind::ods);
    expect_column("Stp17Nm", "STP", "17", OnsKind::name);
    expect_column("LSOA11CD", "LSOA", "11", OnsKind::code);
    expect_column("NHSRLO17CD", "NHSRLO", "17", OnsKind::code);
    expect_column("lsoa11_code", "LSOA", "11", OnsKind::code);
    expect_column("msoa11_name", "MSOA", "11", OnsKind::name);
    expect_column("STP_code", "STP", "", OnsKind::code);
    expect_column("code", "", "", OnsKind::code);
}

TEST(OnsColumns, AreNotSeenInOtherNames) {
    for (const char* name :
         {"", "area", "FID", "CD", "17CD", "NM", "abcd", "STP", "C-G17CD", "_code", "name", "ICD10"})
        EXPECT_FALSE(parse_ons_column(name).has_value()) << name;
}

TEST(OnsColumns, CountDistinctAndMatchingCodes) {
    const geo::Column column{"x", geo::ColumnType::text, {"A", " A ", "", "B", "C"}};
    EXPECT_EQ(shapes::distinct_codes(column), 3u);
    EXPECT_EQ(shapes::matching_codes(column, std::vector<std::string>{"A", "A", "C", "D", ""}), 2u);
}

TEST(OnsColumns, AreCountedAsFarAsItDecidesWhichHoldsTheMost) {
    const geo::Table table = shapes_test::table_of(
        {{"LSOA11CD", "LAD17CD", "CCG17CD"}, {"A", "x", "C"}, {"B", "A", "B"}, {"C", "B", "A"}});
    const auto counts =
        shapes::matching_codes(table, shapes::ons_columns(table), std::vector<std::string>{"A", "B", "C"});
    EXPECT_EQ(counts.at(0), 3u);
    EXPECT_LT(counts.at(1), 3u);
    EXPECT_EQ(counts.at(2), 3u);
}

TEST(OnsColumns, OfATableKeepItsOrder) {
    const auto columns = shapes::ons_columns(
        shapes_test::table_of({{"FID", "CCG17CD", "CCG17NM"}, {"1", "E38000001", "Airedale"}}));
    ASSERT_EQ(columns.size(), 2u);
    EXPECT_EQ(columns[0].column, 1u);
    EXPECT_TRUE(columns[0].same_geography(columns[1]));
}

}  // namespace
