#include "shapes/area_groups.hpp"

#include "geo/error.hpp"
#include "tests/shapes/table_of.hpp"

namespace {

using shapes_test::table_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

const std::vector<std::string> areas{"E01000001", "E01000002", "E01000003"};

TEST(AreaGroups, AreMadeOfEveryColumnOfCodes) {
    const auto table = table_of({{"LSOA11CD", "LSOA11NM", "CCG17CD", "LAD17CD", "FID"},
                                 {"E01000001", "One", "E38000001", "E07000001", "1"},
                                 {"E01000002", "Two", "E38000001", "E07000002", "2"},
                                 {"E01000009", "Nine", "E38000001", "E07000002", "3"}});
    const shapes::GroupTable found = shapes::make_groups(table, "LSOA11CD", areas);
    EXPECT_THAT(found.columns, ElementsAre("CCG17CD", "LAD17CD"));
    EXPECT_THAT(found.groups,
                ElementsAre(Pair("E07000001", ElementsAre(0)), Pair("E07000002", ElementsAre(1)),
                            Pair("E38000001", ElementsAre(0, 1))));
    EXPECT_TRUE(found.findings.empty());
}

TEST(AreaGroups, TakePlainColumnsWhereNoneHasAnOnsName) {
    const auto found =
        shapes::make_groups(table_of({{"area", "district"}, {"E01000001", "North"}}), "area", areas);
    EXPECT_THAT(found.groups, ElementsAre(Pair("North", ElementsAre(0))));
}

TEST(AreaGroups, LeaveOutAnAreaInSeveralAndSaySo) {
    const auto table = table_of(
        {{"area", "district"}, {"E01000001", "North"}, {"E01000001", "South"}, {"E01000002", "South"}});
    const auto found = shapes::make_groups(table, "area", areas);
    EXPECT_THAT(found.groups, ElementsAre(Pair("South", ElementsAre(1))));
    ASSERT_EQ(found.findings.size(), 1U);
    EXPECT_THAT(found.findings[0].text, HasSubstr("1 area in several groups of column district"));
}

TEST(AreaGroups, OfSeveralTablesAreUnited) {
    shapes::AreaGroups groups{{"X", {0, 2}}};
    shapes::add_groups(groups, {{"X", {1, 2}}, {"Y", {0}}});
    EXPECT_THAT(groups, ElementsAre(Pair("X", ElementsAre(0, 1, 2)), Pair("Y", ElementsAre(0))));
}

TEST(Membership, NumbersTheMembersOfAreas) {
    const auto table = table_of({{"area", "ccg"}, {"E01000001", "P"}, {"E01000003", "Q"}});
    const shapes::Membership found = shapes::make_membership(table, "area", "ccg", areas);
    EXPECT_THAT(found.member_of, ElementsAre(0, -1, 1));
    EXPECT_THAT(found.codes, ElementsAre("P", "Q"));
}

TEST(Membership, AnAreaOfTwoMembersIsRefused) {
    const auto table = table_of({{"area", "ccg"}, {"E01000001", "P"}, {"E01000001", "Q"}});
    EXPECT_THAT(shapes_test::error_of<geo::InputError>(
                    [&] { (void)shapes::make_membership(table, "area", "ccg", areas); }),
                HasSubstr("test.csv, line 3: area E01000001 is part of P and of Q"));
}

TEST(Membership, AColumnThatIsNotThereIsNamedWithTheNearest) {
    const auto table = table_of({{"area", "ccg"}, {"E01000001", "P"}});
    EXPECT_THAT(shapes_test::error_of<geo::InputError>(
                    [&] { (void)shapes::make_membership(table, "area", "cgc", areas); }),
                HasSubstr("ccg"));
}

}  // namespace
