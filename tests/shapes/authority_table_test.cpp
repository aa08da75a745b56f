// Authorities on common ground with areas: which columns are taken, what is found, how authorities split.
#include "shapes/authority_table.hpp"

#include "geo/error.hpp"
#include "shapes/authority_splits.hpp"
#include "tests/shapes/table_of.hpp"

namespace {

using geo::FindingKind;
using geo::Severity;
using shapes::AuthorityTier;
using shapes_test::error_of;
using shapes_test::findings_of;
using shapes_test::table_of;
using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<std::string> areas{"E38000001", "E38000002", "E38000003"};

/// Six small areas: authority 1 lies in areas 1 and 2, authority 2 in area 3.
geo::Table national(const std::string& last_area = "E38000003") {
    return table_of({{"LSOA11CD", "CCG17CD", "LAD17CD", "LAD17NM"},
                     {"E01000001", "E38000001", "E07000001", "North"},
                     {"E01000002", "E38000001", "E07000001", "North"},
                     {"E01000003", "E38000001", "E07000001", "North"},
                     {"E01000004", "E38000002", "E07000001", "North"},
                     {"E01000005", "E38000003", "E07000002", "South"},
                     {"E01000006", last_area, "E07000002", "South"}});
}

shapes::AuthorityTable lower(const geo::Table& table, const shapes::AuthorityColumns& columns = {}) {
    return shapes::make_authorities(table, columns, AuthorityTier::lower, areas);
}

TEST(AuthorityTable, TakesTheColumnsOfAnOnsLookup) {
    const auto table = lower(national());
    EXPECT_EQ(table.area_column, "CCG17CD");
    EXPECT_EQ(table.authority_column, "LAD17CD");
    EXPECT_THAT(table.codes, ElementsAre("E07000001", "E07000002"));
    EXPECT_THAT(table.names, ElementsAre("North", "South"));
    ASSERT_EQ(table.ground.size(), 3U);
    EXPECT_DOUBLE_EQ(table.ground[0].units, 3.0);
    EXPECT_TRUE(table.findings.empty());
}

TEST(AuthorityTable, SmallAreasBeyondTheLayerAreCounted) {
    EXPECT_EQ(lower(national("E38000099")).units_outside, 1U);
}

TEST(AuthorityTable, AnAreaWithoutSmallAreasIsNamed) {
    auto table = national();
    for (std::string& cell : table.columns[1].cells)
        if (cell == "E38000002") cell = "E38000099";
    const auto found = findings_of(lower(table).findings, FindingKind::unmatched, Severity::warning);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].codes, ElementsAre("E38000002"));
}

TEST(AuthorityTable, OfAnotherYearGivesAHint) {
    auto table = national("E38000099");
    table.columns[1].cells = {"E38000001", "E38000098", "E38000098", "E38000097", "E38000099", "E38000099"};
    EXPECT_THAT(lower(table).findings.at(0).text, HasSubstr("another year or geography"));
}

TEST(AuthorityTable, WithoutAnyOfTheAreasIsAnError) {
    auto table = national();
    table.columns[1].cells.assign(6, "E37000001");
    EXPECT_THAT(error_of<geo::InputError>([&] { (void)lower(table); }),
                testing::AllOf(HasSubstr("another year or geography"), HasSubstr("--authority-area-column")));
}

TEST(AuthorityTable, WithoutAColumnOfAuthoritiesIsAnError) {
    auto table = national();
    table.columns.resize(2);
    EXPECT_THAT(error_of<geo::InputError>([&] { (void)lower(table); }), HasSubstr("--authority-column"));
}

TEST(AuthorityTable, WithTwoColumnsOfAuthoritiesIsAnError) {
    auto table = national();
    table.columns[3].name = "LAD18CD";
    EXPECT_THAT(error_of<geo::InputError>([&] { (void)lower(table); }), HasSubstr("LAD17CD and LAD18CD"));
}

TEST(AuthorityTable, WithoutRowsIsAnError) {
    EXPECT_THAT(error_of<geo::InputError>([] {
                    (void)lower(table_of({{"CCG17CD", "LAD17CD"}}));
                }),
                HasSubstr("has no rows"));
}

TEST(AuthorityTable, RowsWithoutACodeAreCounted) {
    auto table = national();
    table.columns[2].cells[0] = " ";
    EXPECT_EQ(findings_of(lower(table).findings, FindingKind::missing_code, Severity::warning).size(), 1U);
}

TEST(AuthorityTable, ASmallAreaThatStandsTwiceIsAFinding) {
    auto table = national();
    table.columns[0].cells[1] = "E01000001";
    const auto found = findings_of(lower(table).findings, FindingKind::duplicate_code, Severity::warning);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_DOUBLE_EQ(found[0].size, 1.0);
}

TEST(AuthorityTable, PeopleThatAreNegativeOrNoNumberCountAsNone) {
    auto table = national();
    table.columns[3] = {"people", geo::ColumnType::text, {"10", "-4", "nan", "6", "1", "1"}};
    const auto found = lower(table, {"", "", "people"});
    EXPECT_DOUBLE_EQ(found.ground[0].people, 10.0);
    EXPECT_THAT(found.findings.back().text, HasSubstr("2 rows without people"));
}

TEST(AuthorityTable, UpperTierComesFromLowerAndUnitariesStandAlone) {
    const auto table = shapes::make_upper_authorities(
        table_of({{"LTLA17CD", "UTLA17CD", "UTLA17NM"}, {"E07000001", "E10000001", "Shire"}}), {},
        lower(national()));
    EXPECT_THAT(table.codes, ElementsAre("E07000002", "E10000001"));
    EXPECT_THAT(table.names, ElementsAre("South", "Shire"));
    EXPECT_EQ(findings_of(table.findings, FindingKind::assumption, Severity::note).size(), 1U);
}

TEST(AuthorityTable, AMetropolitanCountyIsNoAuthority) {
    const auto table = shapes::make_upper_authorities(
        table_of({{"LTLA17CD", "UTLA17CD"}, {"E07000001", "E11000001"}, {"E07000002", "E13000002"}}), {},
        lower(national()));
    EXPECT_THAT(table.codes, ElementsAre("E07000001", "E07000002"));
}

TEST(AuthorityTable, UpperTierOfAnotherGeographyIsAnError) {
    EXPECT_THAT(error_of<geo::InputError>([] {
                    (void)shapes::make_upper_authorities(
                        table_of({{"LTLA17CD", "UTLA17CD"}, {"W06000001", "W06000001"}}), {},
                        lower(national()));
                }),
                HasSubstr("the lower-tier authorities"));
}

TEST(AuthoritySplits, AreWorkedByHandBothWays) {
    // Areas 1 in footprint 0; 2 and 3 in footprint 1. North is split 3 to 1, South is whole.
    const std::vector<std::int32_t> footprint_of{0, 1, 1};
    const auto splits = shapes::split_authorities(lower(national()), {}, footprint_of, 2);
    EXPECT_EQ(splits.weight, shapes::SplitWeight::units);
    EXPECT_EQ(splits.by_footprint.split, 1U);
    EXPECT_DOUBLE_EQ(splits.by_footprint.minority, 1.0);
    EXPECT_NEAR(*splits.by_footprint.of[0].score, std::sqrt(0.75) + std::sqrt(0.25), 1e-15);
    // Footprint 1 has one small area of North and two of South.
    EXPECT_NEAR(*splits.of_footprints.of[1].score, std::sqrt(1.0 / 3) + std::sqrt(2.0 / 3), 1e-15);
    EXPECT_THAT(splits.shared, ElementsAre(1U, 1U));
    EXPECT_EQ(splits.split_in_areas, 1U);
}

TEST(AuthoritySplits, SpreadThePeopleOfAnAreaEvenlyOverItsSmallAreas) {
    const std::vector<std::int32_t> footprint_of{0, 1, 1};
    const std::vector<std::optional<double>> people{300.0, 500.0, 80.0};
    const auto splits = shapes::split_authorities(lower(national()), people, footprint_of, 2);
    EXPECT_EQ(splits.weight, shapes::SplitWeight::spread);
    EXPECT_DOUBLE_EQ(splits.by_footprint.minority, 300.0);
    EXPECT_EQ(splits.by_footprint.of[0].main, 1);
}

TEST(AuthoritySplits, CountSmallAreasWhenAPopulationIsMissing) {
    const std::vector<std::int32_t> footprint_of{0, 1, 1};
    const std::vector<std::optional<double>> people{300.0, std::nullopt, 80.0};
    EXPECT_EQ(shapes::split_authorities(lower(national()), people, footprint_of, 2).weight,
              shapes::SplitWeight::units);
}

TEST(AuthoritySplits, LeaveGroundInNoFootprintOut) {
    const std::vector<std::int32_t> footprint_of{0, -1, 1};
    EXPECT_EQ(shapes::split_authorities(lower(national()), {}, footprint_of, 2).by_footprint.split, 0U);
}

}  // namespace
