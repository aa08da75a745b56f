#include "shapes/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/error.hpp"
#include "table_of.hpp"

namespace {

using Codes = std::vector<std::string>;
using geo::FindingKind;
using geo::Severity;
using shapes_test::findings_of;
using shapes_test::lookup_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Plan, AssignsAreasInTheOrderOfTheLayerAndSortsFootprintsByCode) {
    const auto lookup = lookup_of({{"area", "footprint", "footprint_name"},
                                   {"A", "F2", "Two"},
                                   {"B", "F1", "One"},
                                   {"C", "F2", "Two"}});
    const auto plan = shapes::make_plan(Codes{"C", "B", "A"}, lookup);
    EXPECT_THAT(plan.codes, ElementsAre("F1", "F2"));
    EXPECT_THAT(plan.names, ElementsAre("One", "Two"));
    EXPECT_THAT(plan.footprint_of, ElementsAre(1, 0, 1));
    EXPECT_THAT(plan.findings, IsEmpty());
    EXPECT_EQ(plan.join.matched, 3u);
}

TEST(Plan, GivesAViolationForAreasInNoFootprint) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"A", "F1"}, {"B", ""}});
    const auto plan = shapes::make_plan(Codes{"A", "B", "C"}, lookup);
    EXPECT_THAT(plan.footprint_of, ElementsAre(0, shapes::no_footprint, shapes::no_footprint));
    const auto found = findings_of(plan.findings, FindingKind::unmatched, Severity::violation);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_THAT(found[0].codes, ElementsAre("C"));
    EXPECT_THAT(found[0].text, HasSubstr("1 area in no footprint"));
    EXPECT_THAT(found[1].codes, ElementsAre("B"));
    EXPECT_THAT(found[1].text, HasSubstr("empty cell"));
}

TEST(Plan, WarnsOfLookupCodesWithNoArea) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"A", "F1"}, {"B", "F1"}});
    const auto plan = shapes::make_plan(Codes{"A"}, lookup);
    const auto found = findings_of(plan.findings, FindingKind::unmatched, Severity::warning);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_THAT(found[0].codes, ElementsAre("B"));
    EXPECT_THAT(plan.join.unmatched_right, ElementsAre("B"));
}

TEST(Plan, LeavesOutAFootprintWithoutAreasAndNamesIt) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"A", "F2"}, {"B", "F1"}, {"C", "F3"}});
    const auto plan = shapes::make_plan(Codes{"A", "C"}, lookup);
    EXPECT_THAT(plan.codes, ElementsAre("F2", "F3"));
    EXPECT_THAT(plan.footprint_of, ElementsAre(0, 1));
    const auto found = findings_of(plan.findings, FindingKind::unmatched, Severity::warning);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_THAT(found[1].codes, ElementsAre("F1"));
    EXPECT_THAT(found[1].text, HasSubstr("left out"));
}

TEST(Plan, HintsAtAnotherYearWhenUnderHalfMatch) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"A", "F1"}, {"X", "F1"}});
    const auto plan = shapes::make_plan(Codes{"A", "B", "C"}, lookup);
    ASSERT_FALSE(plan.findings.empty());
    EXPECT_THAT(plan.findings[0].text,
                AllOf(HasSubstr("only 1 of 3"), HasSubstr("such as B"), HasSubstr("such as X")));
}

TEST(Plan, WithoutAnyMatchIsAnErrorThatShowsCodesOfBoth) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"00T", "F1"}});
    const std::string text =
        shapes_test::error_of<geo::InputError>([&] { (void)shapes::make_plan(Codes{"E38000001"}, lookup); });
    EXPECT_THAT(text, AllOf(HasSubstr("E38000001"), HasSubstr("00T"), HasSubstr("test.csv")));
}

TEST(Plan, AssignsBothRowsOfADuplicateCodeAndNamesItInTheJoin) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"A", "F1"}, {"B", "F1"}, {"B", "F1"}});
    const auto plan = shapes::make_plan(Codes{"A", "A", "B"}, lookup);
    EXPECT_THAT(plan.footprint_of, ElementsAre(0, 0, 0));
    EXPECT_THAT(plan.join.duplicated, ElementsAre("A", "B"));
}

TEST(Plan, OfALookupAloneHasItsCodesAsAreas) {
    const auto plan =
        shapes::make_plan(lookup_of({{"area", "footprint"}, {"B", "F2"}, {"A", "F1"}, {"C", "F2"}}));
    EXPECT_THAT(plan.footprint_of, ElementsAre(0, 1, 1));
    EXPECT_THAT(plan.findings, IsEmpty());
}

TEST(Plan, OfNoAreasIsEmpty) {
    const auto plan = shapes::make_plan(Codes{}, lookup_of({{"area", "footprint"}, {"A", "F1"}}));
    EXPECT_THAT(plan.codes, IsEmpty());
    EXPECT_THAT(plan.footprint_of, IsEmpty());
}

}  // namespace
