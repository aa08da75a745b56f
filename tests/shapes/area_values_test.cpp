#include "shapes/area_values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "table_of.hpp"

namespace {

using Codes = std::vector<std::string>;
using geo::FindingKind;
using geo::Severity;
using shapes_test::error_of;
using shapes_test::findings_of;
using shapes_test::table_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ReadNumbers, CountsEmptyCellsAsMissingWithoutAFinding) {
    std::vector<geo::Finding> findings;
    const auto numbers = shapes::read_numbers(table_of({{"v"}, {"1.5"}, {""}, {" -2 "}}), "v", findings);
    EXPECT_THAT(numbers.values, ElementsAre(std::optional(1.5), std::nullopt, std::optional(-2.0)));
    EXPECT_THAT(findings, IsEmpty());
}

TEST(ReadNumbers, NamesFileLineAndValueOfANonNumericCell) {
    std::vector<geo::Finding> findings;
    const auto numbers =
        shapes::read_numbers(table_of({{"v"}, {"1"}, {"1,234"}, {"nan"}, {"inf"}}), "v", findings);
    EXPECT_THAT(numbers.values, ElementsAre(std::optional(1.0), std::nullopt, std::nullopt, std::nullopt));
    ASSERT_EQ(findings.size(), 3u);
    EXPECT_EQ(findings[0].kind, FindingKind::bad_value);
    EXPECT_THAT(findings[0].text, AllOf(HasSubstr("test.csv"), HasSubstr("line 3"), HasSubstr("`1,234`")));
    EXPECT_THAT(findings[1].text, HasSubstr("line 4"));
}

TEST(ReadNumbers, NamesTheFirstBadValuesAndCountsTheRest) {
    std::vector<geo::Finding> findings;
    (void)shapes::read_numbers(table_of({{"v"}, {"x"}, {"x"}, {"x"}, {"x"}}), "v", findings, 1);
    ASSERT_EQ(findings.size(), 2u);
    EXPECT_EQ(findings[1].size, 3.0);
}

TEST(ReadNumbers, OffersTheNearestNameForAColumnThatDoesNotExist) {
    std::vector<geo::Finding> findings;
    const std::string text = error_of<geo::InputError>([&] {
        (void)shapes::read_numbers(table_of({{"population"}, {"1"}}), "popluation", findings);
    });
    EXPECT_THAT(text, HasSubstr("population"));
}

TEST(AreaValues, AreSortedByCodeWhichStaysText) {
    const auto values = shapes::make_area_values(
        table_of({{"code", "name", "value"}, {"01E", "Preston", "2"}, {"00T", "Bolton", "1"}}), {});
    EXPECT_THAT(values.codes, ElementsAre("00T", "01E"));
    EXPECT_THAT(values.values, ElementsAre(std::optional(1.0), std::optional(2.0)));
    EXPECT_EQ(values.value_column, "value");
}

TEST(AreaValues, FindTheColumnThatHoldsTheAreaCodes) {
    const auto values = shapes::make_area_values(
        table_of({{"code", "CCG17CD", "population"}, {"00T", "E38000016", "5"}}), {}, Codes{"E38000016"});
    EXPECT_EQ(values.code_column, "CCG17CD");
}

TEST(AreaValues, WithOneCodeAndOneValueTwiceGiveANote) {
    const auto values = shapes::make_area_values(table_of({{"code", "value"}, {"A", "1"}, {"A", "1.0"}}), {});
    EXPECT_THAT(values.codes, ElementsAre("A"));
    EXPECT_EQ(findings_of(values.findings, FindingKind::duplicate_code, Severity::note).size(), 1u);
}

TEST(AreaValues, WithTwoValuesOfOneCodeAreAnErrorThatNamesBothLines) {
    const std::string text = error_of<geo::InputError>([] {
        (void)shapes::make_area_values(table_of({{"code", "value"}, {"A", "1"}, {"B", "1"}, {"A", "2"}}), {});
    });
    EXPECT_THAT(text, AllOf(HasSubstr("line 4"), HasSubstr("line 2"), HasSubstr("A has another value")));
}

TEST(AreaValues, CountRowsWithoutACode) {
    const auto values = shapes::make_area_values(table_of({{"code", "value"}, {"", "1"}, {"A", "2"}}), {});
    EXPECT_EQ(findings_of(values.findings, FindingKind::missing_code, Severity::warning).size(), 1u);
}

TEST(AreaValues, AreJoinedInTheOrderOfTheAreasAndNameWhatIsUnmatched) {
    const auto values =
        shapes::make_area_values(table_of({{"code", "value"}, {"A", "1"}, {"B", ""}, {"Z", "9"}}), {});
    const auto joined = shapes::join_values(Codes{"C", "B", "A"}, values);
    EXPECT_THAT(joined.values, ElementsAre(std::nullopt, std::nullopt, std::optional(1.0)));
    EXPECT_EQ(joined.join.matched, 2u);
    ASSERT_EQ(joined.findings.size(), 2u);
    EXPECT_THAT(joined.findings[0].codes, ElementsAre("C"));
    EXPECT_THAT(joined.findings[1].codes, ElementsAre("Z"));
}

}  // namespace
