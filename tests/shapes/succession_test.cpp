#include "shapes/succession.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "table_of.hpp"

namespace {

using shapes_test::error_of;
using shapes_test::table_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

using Rows = std::vector<std::vector<std::string>>;

std::optional<shapes::Succeeded> ask(const Rows& rows, const std::string& code,
                                     const std::set<std::string, std::less<>>& known) {
    return shapes::succeed(shapes::make_succession(table_of(rows)), code,
                           [&](std::string_view asked) { return known.contains(asked); });
}

std::string refusal(const Rows& rows) {
    return error_of<geo::InputError>([&] { (void)shapes::make_succession(table_of(rows)); });
}

TEST(Succession, FindsANewCodeThroughTheTrustsThatMerged) {
    const auto found = ask({{"old", "new", "date", "kind"},
                            {"RLN", "R0B", "2019-04-01", "merger"},
                            {"RE9", "R0B", "2019-04-01", "merger"}},
                           "R0B", {"RLN", "RE9"});
    ASSERT_TRUE(found);
    EXPECT_THAT(found->parts, testing::UnorderedElementsAre(Pair("RE9", 0.5), Pair("RLN", 0.5)));
    EXPECT_EQ(found->path, "R0B from RLN and RE9 (merger, 2019-04-01)");
    EXPECT_THAT(found->unknown, IsEmpty());
    EXPECT_TRUE(found->is_earlier);
}

TEST(Succession, FindsAnOldCodeThroughItsSuccessor) {
    const auto found = ask({{"old", "new"}, {"RLN", "R0B"}, {"RE9", "R0B"}}, "RE9", {"R0B"});
    ASSERT_TRUE(found);
    EXPECT_THAT(found->parts, ElementsAre(Pair("R0B", 1.0)));
    EXPECT_EQ(found->path, "RE9 to R0B");
    EXPECT_FALSE(found->is_earlier);
}

TEST(Succession, FollowsChainsAndAddsUpWaysThatMeet) {
    // D is made of B and C, which both come from A; C also of E.
    const Rows rows{{"old", "new"}, {"A", "B"}, {"A", "C"}, {"E", "C"}, {"B", "D"}, {"C", "D"}};
    const auto found = ask(rows, "D", {"A", "E"});
    ASSERT_TRUE(found);
    EXPECT_THAT(found->parts, testing::UnorderedElementsAre(Pair("A", 0.75), Pair("E", 0.25)));
    EXPECT_EQ(found->path, "D from B and C; C from A and E; B from A");
    // The nearest known code is enough.
    EXPECT_THAT(ask(rows, "D", {"A", "B", "C"})->parts,
                testing::UnorderedElementsAre(Pair("B", 0.5), Pair("C", 0.5)));
}

TEST(Succession, DividesByWeights) {
    const Rows rows{{"old", "new", "weight"}, {"A", "N", "30"}, {"B", "N", "10"}, {"C", "N", "0"}};
    const auto found = ask(rows, "N", {"A", "B", "C"});
    EXPECT_THAT(found->parts, testing::UnorderedElementsAre(Pair("A", 0.75), Pair("B", 0.25)));
}

TEST(Succession, LeavesOutAndNamesPredecessorsThatNobodyKnows) {
    const auto found = ask({{"old", "new"}, {"RNL", "X"}, {"Q", "X"}}, "X", {"RNL"});
    EXPECT_THAT(found->parts, ElementsAre(Pair("RNL", 1.0)));
    EXPECT_THAT(found->unknown, ElementsAre("Q"));
}

TEST(Succession, TakesARowFromACodeToItselfForNoStep) {
    const auto found = ask({{"old", "new"}, {"RNL", "RNN"}, {"RNN", "RNN"}}, "RNN", {"RNL"});
    EXPECT_THAT(found->parts, ElementsAre(Pair("RNL", 1.0)));
    EXPECT_THAT(found->unknown, IsEmpty());
}

TEST(Succession, GivesTheFootprintOfACodeWithoutHistory) {
    const Rows rows{{"old", "new", "footprint"}, {"", "RBV", "F7"}, {"A", "B", ""}};
    const auto found = ask(rows, "RBV", {});
    ASSERT_TRUE(found);
    EXPECT_THAT(found->parts, IsEmpty());
    EXPECT_EQ(found->footprint, "F7");
    EXPECT_FALSE(ask(rows, "B", {}));
    EXPECT_FALSE(ask(rows, "Z", {"A"}));
}

TEST(Succession, PrefersPredecessorsToSuccessors) {
    const auto found = ask({{"old", "new"}, {"A", "B"}, {"B", "C"}}, "B", {"A", "C"});
    EXPECT_THAT(found->parts, ElementsAre(Pair("A", 1.0)));
}

TEST(Succession, RefusesACircleAndNamesIt) {
    EXPECT_THAT(refusal({{"old", "new"}, {"X", "A"}, {"A", "B"}, {"B", "C"}, {"C", "A"}, {"C", "D"}}),
                testing::AllOf(HasSubstr("test.csv, line "), HasSubstr("succession in a circle: "),
                               testing::AnyOf(HasSubstr("A to B to C to A"), HasSubstr("B to C to A to B"),
                                              HasSubstr("C to A to B to C"))));
}

TEST(Succession, RefusesWeightsThatAreNegativeNotNumbersMixedOrAllZero) {
    EXPECT_THAT(refusal({{"old", "new", "weight"}, {"A", "B", "-1"}}),
                HasSubstr("test.csv, line 2: weight `-1` of A to B is negative"));
    EXPECT_THAT(refusal({{"old", "new", "weight"}, {"A", "B", "nan"}}), HasSubstr("not a finite number"));
    EXPECT_THAT(refusal({{"old", "new", "weight"}, {"A", "N", "1"}, {"B", "N", ""}}),
                HasSubstr("test.csv, line 3: B to N has no weight, but A to N in test.csv, line 2 has one"));
    EXPECT_THAT(refusal({{"old", "new", "weight"}, {"A", "N", "0"}, {"B", "N", "0"}}),
                HasSubstr("all weights beside A to N are 0"));
}

TEST(Succession, RefusesRowsThatSayNothingOrTooMuch) {
    EXPECT_THAT(refusal({{"old", "new"}, {"", "B"}}),
                HasSubstr("B has neither a predecessor nor a footprint"));
    EXPECT_THAT(refusal({{"old", "new", "footprint"}, {"A", "B", "F"}}), HasSubstr("both"));
    EXPECT_THAT(refusal({{"old", "new", "footprint"}, {"", "B", "F"}, {"", "B", "G"}}),
                HasSubstr("line 3: B has two footprints, F and G"));
    EXPECT_THAT(refusal({{"old", "new"}}), HasSubstr("no succession"));
    EXPECT_THAT(refusal({{"old", "next"}, {"A", "B"}}), HasSubstr("no column 'new'"));
}

TEST(Succession, CountsRowsWithoutANewCodeAndRepeatedOnes) {
    const auto made = shapes::make_succession(table_of({{"old", "new"}, {"A", ""}, {"A", "B"}, {"A", "B"}}));
    ASSERT_EQ(made.findings.size(), 2u);
    EXPECT_THAT(made.findings[0].text, HasSubstr("1 row without a new code"));
    EXPECT_THAT(made.findings[1].codes, ElementsAre("B"));
    EXPECT_EQ(made.steps.size(), 1u);
}

TEST(Succession, OfALongChainNeedsNoStack) {
    Rows rows{{"old", "new"}};
    for (int i = 0; i < 200000; ++i)
        rows.push_back({"c" + std::to_string(i), "c" + std::to_string(i + 1)});
    const auto found = ask(rows, "c200000", {"c0"});
    ASSERT_TRUE(found);
    EXPECT_THAT(found->parts, ElementsAre(Pair("c0", 1.0)));
    EXPECT_THAT(found->path, testing::EndsWith("; and so on"));
}

}  // namespace
