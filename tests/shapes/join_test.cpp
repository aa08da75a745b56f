#include "shapes/join.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using Codes = std::vector<std::string>;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Join, CountsMatchedAndNamesTheRestOfBothSides) {
    const shapes::JoinReport join = shapes::join_codes("a to b", Codes{"C", "A", "B"}, Codes{"B", "D", "C"});
    EXPECT_EQ(join.name, "a to b");
    EXPECT_EQ(join.left, 3u);
    EXPECT_EQ(join.right, 3u);
    EXPECT_EQ(join.matched, 2u);
    EXPECT_THAT(join.unmatched_left, ElementsAre("A"));
    EXPECT_THAT(join.unmatched_right, ElementsAre("D"));
    EXPECT_THAT(join.duplicated, IsEmpty());
}

TEST(Join, NamesCodesThatStandTwiceOnEitherSideOnce) {
    const shapes::JoinReport join = shapes::join_codes("", Codes{"A", "A", "A", "B"}, Codes{"B", "A", "B"});
    EXPECT_THAT(join.duplicated, ElementsAre("A", "B"));
    EXPECT_EQ(join.matched, 2u);
}

TEST(Join, ComparesCodesAsTextNotAsNumbers) {
    const shapes::JoinReport join = shapes::join_codes("", Codes{"01E", "00T"}, Codes{"1E0", "00t", "1E"});
    EXPECT_EQ(join.matched, 0u);
}

TEST(Join, LeavesEmptyCodesOut) {
    const shapes::JoinReport join = shapes::join_codes("", Codes{"", "A"}, Codes{"", ""});
    EXPECT_EQ(join.left, 1u);
    EXPECT_EQ(join.right, 0u);
    EXPECT_THAT(join.duplicated, IsEmpty());
}

TEST(Join, OfNothingIsEmpty) {
    const shapes::JoinReport join = shapes::join_codes("", Codes{}, Codes{});
    EXPECT_EQ(join.matched, 0u);
    EXPECT_EQ(shapes::vintage_hint(join, "areas", "lookup"), "");
}

TEST(VintageHint, ComesWhenUnderHalfMatchAndShowsAnExampleOfEither) {
    const auto join =
        shapes::join_codes("", Codes{"E38000032", "E38000041", "E38000001"}, Codes{"E38000001", "E38000215"});
    const std::string hint = shapes::vintage_hint(join, "the areas", "b.csv");
    EXPECT_THAT(hint, HasSubstr("only 1 of 3"));
    EXPECT_THAT(hint, HasSubstr("another year"));
    EXPECT_THAT(hint, HasSubstr("E38000032"));
    EXPECT_THAT(hint, HasSubstr("E38000215"));
}

TEST(VintageHint, IsAbsentWhenHalfMatch) {
    EXPECT_EQ(shapes::vintage_hint(shapes::join_codes("", Codes{"A", "B"}, Codes{"A"}), "areas", "b.csv"),
              "");
}

TEST(ListCodes, NamesTheFirstAndCountsTheRest) {
    EXPECT_EQ(shapes::list_codes(Codes{}), "");
    EXPECT_EQ(shapes::list_codes(Codes{"A"}), "A");
    EXPECT_EQ(shapes::list_codes(Codes{"A", "B"}), "A and B");
    EXPECT_EQ(shapes::list_codes(Codes{"A", "B", "C"}), "A, B and C");
    EXPECT_EQ(shapes::list_codes(Codes{"A", "B", "C", "D", "E"}), "A, B, C and 2 more");
}

TEST(CountOf, PutsTheNounIntoThePlural) {
    EXPECT_EQ(shapes::count_of(1, "area"), "1 area");
    EXPECT_EQ(shapes::count_of(0, "area"), "0 areas");
    EXPECT_EQ(shapes::count_of(12, "area"), "12 areas");
}

}  // namespace
