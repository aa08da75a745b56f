#include "shapes/code_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/error.hpp"
#include "tests/shapes/table_of.hpp"

namespace {

using shapes_test::error_of;
using shapes_test::table_of;
using testing::ElementsAre;
using testing::HasSubstr;
using Codes = std::vector<std::string>;
using Rows = std::vector<std::vector<std::string>>;

/// What codes become, as "old new share".
Codes follow(const Rows& rows, const Codes& codes, const shapes::ChangePeriod& period = {}) {
    const shapes::CrossTable table =
        shapes::follow_codes(shapes::make_code_changes(table_of(rows), period), codes);
    Codes steps;
    for (const shapes::CrossCell& cell : table.cells)
        steps.push_back(table.a_codes[cell.a] + " " +
                        (cell.b == shapes::no_unit ? "-" : table.b_codes[cell.b]) + " " +
                        geo::format_fixed(cell.amount, 2));
    return steps;
}

std::string refusal(const Rows& rows, const shapes::ChangePeriod& period = {}) {
    return error_of<geo::InputError>([&] { (void)shapes::make_code_changes(table_of(rows), period); });
}

TEST(CodeChanges, MergersAddAndSplitsDivideByWeight) {
    EXPECT_THAT(
        follow({{"old", "new", "weight"}, {"A", "M", ""}, {"B", "M", ""}, {"C", "P", "30"}, {"C", "Q", "10"}},
               {"A", "B", "C", "D"}),
        ElementsAre("A M 1.00", "B M 1.00", "C P 0.75", "C Q 0.25", "D D 1.00"));
}

TEST(CodeChanges, GoDateByDateWhateverTheOrderOfTheRows) {
    const Rows rows{{"old", "new", "date"}, {"M", "N", "2018-04-01"}, {"A", "M", "2017-04-01"}};
    EXPECT_THAT(follow(rows, {"A"}), ElementsAre("A N 1.00"));
    EXPECT_THAT(follow(rows, {"A"}, {.after = "", .until = "2017-12-31"}), ElementsAre("A M 1.00"));
    EXPECT_THAT(follow(rows, {"M"}, {.after = "2017-04-01", .until = ""}), ElementsAre("M N 1.00"));
}

TEST(CodeChanges, ACodeThatIsReusedKeepsItsPartAndIsNotTakenForWhatItWas) {
    // 01H was Cumbria and is North Cumbria; 01K was Lancashire North and is Morecambe Bay.
    const Rows rows{
        {"old", "new", "weight"}, {"01H", "01H", "60"}, {"01H", "01K", "40"}, {"01K", "01K", "50"}};
    EXPECT_THAT(follow(rows, {"01H", "01K"}), ElementsAre("01H 01H 0.60", "01H 01K 0.40", "01K 01K 1.00"));
}

TEST(CodeChanges, CodesOfOneDateMayChangePlaces) {
    EXPECT_THAT(follow({{"old", "new", "date"}, {"A", "B", "2017"}, {"B", "A", "2017"}}, {"A", "B"}),
                ElementsAre("A B 1.00", "B A 1.00"));
}

TEST(CodeChanges, ACodeThatEndsHasNoPlace) {
    EXPECT_THAT(
        follow({{"old", "new", "weight"}, {"A", "", ""}, {"B", "", "1"}, {"B", "C", "3"}}, {"A", "B"}),
        ElementsAre("A - 1.00", "B C 0.75", "B - 0.25"));
}

TEST(CodeChanges, ACodeThatBeginsIsAUnitWithoutASource) {
    const shapes::CodeChanges changes =
        shapes::make_code_changes(table_of({{"old", "new"}, {"A", "B"}, {"", "N"}}));
    EXPECT_THAT(shapes::follow_codes(changes, Codes{"A"}).b_codes, ElementsAre("B", "N"));
}

TEST(CodeChanges, WithoutWeightsPartsAreEqualAndAFindingSaysSo) {
    const Rows rows{{"old", "new"}, {"A", "P"}, {"A", "Q"}};
    EXPECT_THAT(follow(rows, {"A"}), ElementsAre("A P 0.50", "A Q 0.50"));
    const shapes::CodeChanges changes = shapes::make_code_changes(table_of(rows));
    ASSERT_EQ(changes.findings.size(), 1U);
    EXPECT_EQ(changes.findings[0].kind, geo::FindingKind::assumption);
    EXPECT_THAT(changes.findings[0].text, HasSubstr("divided into equal parts: A"));
}

TEST(CodeChanges, RefuseAChainWithoutDates) {
    EXPECT_THAT(refusal({{"old", "new"}, {"A", "B"}, {"B", "C"}}),
                HasSubstr("test.csv, line 2: A becomes B, which becomes C in test.csv, line 3"));
}

TEST(CodeChanges, RefuseANegativeWeight) {
    EXPECT_THAT(refusal({{"old", "new", "weight"}, {"A", "B", "-1"}}),
                HasSubstr("weight `-1` of A is negative"));
}

TEST(CodeChanges, RefuseAWeightThatIsNoNumber) {
    EXPECT_THAT(refusal({{"old", "new", "weight"}, {"A", "B", "half"}}), HasSubstr("not a finite number"));
}

TEST(CodeChanges, RefuseWeightsOfSomePartsOnly) {
    EXPECT_THAT(refusal({{"old", "new", "weight"}, {"A", "B", "1"}, {"A", "C", ""}}),
                HasSubstr("of the 2 rows of A, 1 have a weight and others none"));
}

TEST(CodeChanges, RefuseWeightsThatAreAllZero) {
    EXPECT_THAT(refusal({{"old", "new", "weight"}, {"A", "B", "0"}, {"A", "C", "0"}}),
                HasSubstr("all weights of A are 0"));
}

TEST(CodeChanges, RefuseADateThatIsNone) {
    EXPECT_THAT(refusal({{"old", "new", "date"}, {"A", "B", "April 2017"}}),
                HasSubstr("date `April 2017` of A"));
}

TEST(CodeChanges, RefuseARowWithoutAnyCode) {
    EXPECT_THAT(refusal({{"old", "new"}, {"", ""}}), HasSubstr("neither an old nor a new code"));
}

TEST(CodeChanges, RefuseATableWithoutRows) {
    EXPECT_THAT(refusal({{"old", "new"}}), HasSubstr("no code changes"));
}

TEST(CodeChanges, RefuseAPeriodWithoutChanges) {
    EXPECT_THAT(refusal({{"old", "new", "date"}, {"A", "B", "2017"}}, {.after = "2018", .until = ""}),
                HasSubstr("no change in the period"));
}

TEST(CodeChanges, RefuseATableWithoutTheColumns) {
    EXPECT_THAT(refusal({{"from", "to"}, {"A", "B"}}), HasSubstr("old"));
}

}  // namespace
