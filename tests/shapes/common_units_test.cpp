#include "shapes/common_units.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/error.hpp"
#include "shapes/unit_groups.hpp"
#include "tests/shapes/table_of.hpp"

namespace {

using shapes_test::error_of;
using shapes_test::findings_of;
using shapes_test::table_of;
using testing::ElementsAre;
using testing::HasSubstr;
using Rows = std::vector<std::vector<std::string>>;

shapes::GeographyColumns column(const std::string& geography, const std::string& unit = {}) {
    return {unit, geography, "--a-unit-column", "--a-column"};
}

const Rows lsoas{{"LSOA11CD", "LSOA11NM", "CCG17CD", "CCG17NM", "LAD17CD"},
                 {"E01000002", "Two", "E38000001", "North", "E07000001"},
                 {"E01000001", "One", "E38000001", "North", "E07000002"},
                 {"E01000003", "Three", "E38000002", "South", ""}};

TEST(CommonUnits, OneLookupGivesBothGeographies) {
    const shapes::CommonUnits units =
        shapes::make_common_units(table_of(lsoas), column("CCG17CD"), column("LAD17CD"));
    EXPECT_THAT(units.codes, ElementsAre("E01000001", "E01000002", "E01000003"));
    EXPECT_THAT(units.a.of_unit, ElementsAre("E38000001", "E38000001", "E38000002"));
    EXPECT_THAT(units.b.of_unit, ElementsAre("E07000002", "E07000001", ""));
    EXPECT_EQ(units.a.title, "CCG17CD");
    EXPECT_EQ(units.a.name_of("E38000002"), "South");
    EXPECT_EQ(units.b.name_of("E07000002"), "E07000002");
    EXPECT_EQ(units.join.matched, 3U);
    EXPECT_THAT(units.findings, ElementsAre());
}

TEST(CommonUnits, AGeographyMayBeTheCommonUnitsThemselves) {
    const shapes::CommonUnits units =
        shapes::make_common_units(table_of(lsoas), column("CCG17CD"), column("LSOA11CD"));
    EXPECT_THAT(units.b.of_unit, ElementsAre("E01000001", "E01000002", "E01000003"));
    EXPECT_THAT(units.a.of_unit, ElementsAre("E38000001", "E38000001", "E38000002"));
    EXPECT_EQ(units.b.name_of("E01000003"), "Three");
    const shapes::CommonUnits other =
        shapes::make_common_units(table_of(lsoas), column("LSOA11CD"), column("CCG17CD"));
    EXPECT_EQ(other.a.of_unit, units.b.of_unit);
    EXPECT_EQ(other.b.of_unit, units.a.of_unit);
}

TEST(CommonUnits, PlainColumnsOfAreaAndFootprintDo) {
    const Rows rows{{"area", "footprint"}, {"C1", "F"}, {"C2", "F"}};
    const shapes::CommonUnits units =
        shapes::make_common_units(table_of(rows), column("footprint"), column("area"));
    EXPECT_THAT(units.a.of_unit, ElementsAre("F", "F"));
    EXPECT_THAT(units.b.of_unit, ElementsAre("C1", "C2"));
}

TEST(CommonUnits, TwoLookupsAreJoinedByTheCodesOfTheirUnits) {
    const Rows other{{"lsoa11_code", "msoa11_code"},
                     {"E01000001", "E02000001"},
                     {"E01000002", "E02000001"},
                     {"E01000009", "E02000009"}};
    const shapes::CommonUnits units =
        shapes::make_common_units(table_of(lsoas), column("CCG17CD"), table_of(other), column(""));
    EXPECT_THAT(units.codes, ElementsAre("E01000001", "E01000002", "E01000003", "E01000009"));
    EXPECT_THAT(units.a.of_unit, ElementsAre("E38000001", "E38000001", "E38000002", ""));
    EXPECT_THAT(units.b.of_unit, ElementsAre("E02000001", "E02000001", "", "E02000009"));
    EXPECT_EQ(units.join.matched, 2U);
    EXPECT_EQ(findings_of(units.findings, geo::FindingKind::unmatched, geo::Severity::warning).size(), 2U);
}

TEST(CommonUnits, LookupsWithoutACommonUnitAreRefusedWithCodesOfBoth) {
    const Rows other{{"LSOA21CD", "ICB22CD"}, {"E01099998", "E54000001"}, {"E01099999", "E54000001"}};
    const std::string error = error_of<geo::InputError>([&] {
        (void)shapes::make_common_units(table_of(lsoas), column("CCG17CD"), table_of(other), column(""));
    });
    EXPECT_THAT(error, HasSubstr("E01000001"));
    EXPECT_THAT(error, HasSubstr("E01099998"));
    EXPECT_THAT(error, HasSubstr("--a-unit-column"));
}

TEST(CommonUnits, OneColumnForBothGeographiesIsRefused) {
    EXPECT_THAT(error_of<geo::InputError>([] {
                    (void)shapes::make_common_units(table_of(lsoas), column("CCG17CD"), column("CCG17CD"));
                }),
                HasSubstr("column CCG17CD is taken for both geographies"));
}

TEST(UnitGroups, ALookupToCountiesLeavesUnitaryAuthoritiesAndMetropolitanDistrictsTheirOwnUpperTier) {
    const Rows counties{{"LAD17CD", "CTY17CD", "CTY17NM"},
                        {"E07000001", "E10000001", "Shire"},
                        {"E07000002", "E10000001", "Shire"},
                        {"E08000001", "E11000001", "Metropolitan"}};
    const std::vector<std::string> codes{"E06000001", "E07000001", "E07000002", "E08000001"};
    const std::vector<std::string> names{"Unitary", "One", "Two", "District"};
    const shapes::UnitGroups groups =
        shapes::group_units(table_of(counties), "", "--a-lookup-column", codes, names);
    EXPECT_THAT(groups.group_of, ElementsAre("E06000001", "E10000001", "E10000001", "E08000001"));
    EXPECT_EQ(groups.names.at("E10000001"), "Shire");
    EXPECT_EQ(groups.names.at("E06000001"), "Unitary");
    EXPECT_EQ(groups.title, "CTY17CD");
}

TEST(UnitGroups, AUnitThatALookupOfFootprintsLacksIsInNone) {
    const Rows plan{{"area", "footprint", "footprint_name"}, {"C1", "F", "First"}, {"C2", "F", "First"}};
    const std::vector<std::string> codes{"C1", "C2", "C3"};
    const shapes::UnitGroups groups = shapes::group_units(table_of(plan), "", "--a-lookup-column", codes, {});
    EXPECT_THAT(groups.group_of, ElementsAre("F", "F", ""));
    const auto unmatched = findings_of(groups.findings, geo::FindingKind::unmatched, geo::Severity::warning);
    ASSERT_EQ(unmatched.size(), 1U);
    EXPECT_THAT(unmatched.front().codes, ElementsAre("C3"));
}

TEST(UnitGroups, ALookupWithNoneOfTheUnitsIsRefused) {
    const Rows plan{{"area", "footprint"}, {"D1", "F"}};
    const std::vector<std::string> codes{"C1"};
    EXPECT_THAT(error_of<geo::InputError>(
                    [&] { (void)shapes::group_units(table_of(plan), "", "--a-lookup-column", codes, {}); }),
                HasSubstr("C1"));
}

}  // namespace
