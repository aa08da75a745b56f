#include "shapes/placement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/error.hpp"
#include "table_of.hpp"

namespace {

using Codes = std::vector<std::string>;
using shapes::outside_place;
using shapes::unknown_place;
using shapes_test::lookup_of;
using shapes_test::place_sites;
using shapes_test::table_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

geo::Table site_table() {
    return table_of({{"site", "footprint"}, {"S1", "F1"}, {"S2", "F2"}, {"S3", ""}, {"S4", "F9"}});
}

shapes::Plan two_footprints() {
    return shapes::make_plan(lookup_of({{"area", "footprint"}, {"A", "F1"}, {"B", "F2"}}));
}

TEST(Placement, InAreasTellsAreasOutsideAndUnknownApart) {
    const Codes areas{"A", "B", "C"};
    const auto placement =
        shapes::place_in_areas("origins to areas", Codes{"", "A", "B", "C", "W06000001"}, areas);
    EXPECT_THAT(placement.place, ElementsAre(unknown_place, 0, 1, 2, outside_place));
    EXPECT_EQ(placement.join.name, "origins to areas");
    EXPECT_EQ(placement.join.matched, 3u);
    ASSERT_EQ(placement.findings.size(), 1u);
    EXPECT_THAT(placement.findings[0].codes, ElementsAre("W06000001"));
    EXPECT_THAT(placement.findings[0].text, HasSubstr("outside the study area"));
}

TEST(Placement, OfAreasBecomesOneOfFootprintsAndAddsPartsUp) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"A", "F1"}, {"B", "F1"}, {"C", ""}});
    const auto plan = shapes::make_plan(lookup);
    shapes::Placement areas;  // one code half in A, a quarter in B, a quarter in C; one unknown
    areas.add_part(0, 0.5);
    areas.add_part(1, 0.25);
    areas.add_part(2, 0.25);
    areas.end_code();
    areas.add(unknown_place);
    const auto placement = shapes::to_footprints(areas, plan);
    ASSERT_EQ(placement.size(), 2u);
    EXPECT_THAT(placement.start, ElementsAre(0, 2, 3));
    EXPECT_THAT(placement.place, ElementsAre(outside_place, 0, unknown_place));
    EXPECT_THAT(placement.weight, ElementsAre(0.25, 0.75, 1.0));
}

TEST(Placement, OfSitesNamesEachReasonForBeingOutside) {
    const auto placement =
        place_sites(Codes{"", "R0B", "S1", "S2", "S3", "S4"}, site_table(), two_footprints());
    EXPECT_THAT(placement.place,
                ElementsAre(unknown_place, outside_place, 0, 1, outside_place, outside_place));
    ASSERT_EQ(placement.findings.size(), 3u);
    EXPECT_THAT(placement.findings[0].codes, ElementsAre("S3"));
    EXPECT_THAT(placement.findings[0].text, HasSubstr("1 site in no footprint"));
    EXPECT_THAT(placement.findings[1].codes, ElementsAre("S4"));
    EXPECT_THAT(placement.findings[2].codes, ElementsAre("R0B"));
}

TEST(Placement, HintsAtAnotherYearWhenUnderHalfMatch) {
    const auto placement = place_sites(Codes{"X", "Y", "S1"}, site_table(), two_footprints());
    ASSERT_FALSE(placement.findings.empty());
    EXPECT_THAT(placement.findings[0].text, HasSubstr("another year or geography"));
}

TEST(Placement, RefusesASiteTableThatHasNoneOfTheSites) {
    const std::string text = shapes_test::error_of<geo::InputError>([&] {
        (void)place_sites(Codes{"X", "Y"}, site_table(), two_footprints());
    });
    EXPECT_THAT(text, HasSubstr("none of the 2 codes of the flows is in test.csv (column site)"));
    EXPECT_THAT(text, HasSubstr("codes such as X and Y, the other has S1, S2, S3 and 1 more"));
}

TEST(Placement, RefusesOriginsOfWhichNoneIsAnArea) {
    const std::string text = shapes_test::error_of<geo::InputError>(
        [] { (void)shapes::place_in_areas("origins to areas", Codes{"E02000001"}, Codes{"E38000001"}); });
    EXPECT_THAT(text, testing::AllOf(HasSubstr("E02000001"), HasSubstr("E38000001")));
}

TEST(Placement, OfNoCodesIsEmpty) {
    EXPECT_THAT(place_sites(Codes{}, site_table(), two_footprints()).place, IsEmpty());
}

TEST(Placement, BySuccessionListsEachCodeWithItsPath) {
    const auto succession = shapes::make_succession(table_of({{"old", "new", "date", "kind", "footprint"},
                                                              {"S1", "N", "2019-04-01", "merger", ""},
                                                              {"S2", "N", "2019-04-01", "merger", ""},
                                                              {"S2", "M", "", "", ""},
                                                              {"O", "S1", "", "", ""},
                                                              {"", "Z", "", "", "F2"},
                                                              {"", "Q", "", "", "F7"}}));
    const auto placement =
        place_sites(Codes{"M", "N", "O", "Q", "Z"}, site_table(), two_footprints(), &succession);
    EXPECT_THAT(placement.start, ElementsAre(0, 1, 3, 4, 5, 6));
    EXPECT_THAT(placement.place, ElementsAre(1, 0, 1, 0, outside_place, 1));
    EXPECT_THAT(placement.weight, ElementsAre(1.0, 0.5, 0.5, 1.0, 1.0, 1.0));
    std::vector<std::string> texts;
    for (const geo::Finding& finding : placement.findings)
        texts.push_back(finding.text);
    EXPECT_THAT(
        texts,
        ElementsAre(HasSubstr("counted as outside the study area: Q"), HasSubstr("M from S2, placed in F2"),
                    HasSubstr("N from S1 and S2 (merger, 2019-04-01), placed in F1 and F2 and divided"),
                    HasSubstr("O to S1, placed in F1"), HasSubstr("puts Q in F7, which is no footprint"),
                    HasSubstr("Z in F2, as test.csv gives it")));
    EXPECT_EQ(placement.findings[1].severity, geo::Severity::note);
    EXPECT_EQ(placement.findings[2].severity, geo::Severity::warning);
    ASSERT_EQ(placement.further_joins.size(), 1u);
    EXPECT_EQ(placement.further_joins[0].matched, 4u);
    EXPECT_THAT(placement.further_joins[0].unmatched_left, ElementsAre("Q"));
}

TEST(Placement, WarnsOfAKnownCodeThatTookOverOneOfAnotherFootprint) {
    const auto succession = shapes::make_succession(table_of({{"old", "new"}, {"S2", "S1"}}));
    const auto placement = place_sites(Codes{"S1"}, site_table(), two_footprints(), &succession);
    EXPECT_THAT(placement.place, ElementsAre(0));
    ASSERT_EQ(placement.findings.size(), 1u);
    EXPECT_THAT(placement.findings[0].codes, ElementsAre("S1", "S2"));
    EXPECT_THAT(placement.findings[0].text, HasSubstr("which it took over and which lies elsewhere"));
    // Flows that still tell the two apart are older than the merger.
    EXPECT_THAT(place_sites(Codes{"S1", "S2"}, site_table(), two_footprints(), &succession).findings,
                IsEmpty());
}

TEST(Placement, WarnsWhenPredecessorAndSuccessorLieApart) {
    const auto succession = shapes::make_succession(table_of({{"old", "new"}, {"S1", "N"}, {"N", "S2"}}));
    const auto placement = place_sites(Codes{"N"}, site_table(), two_footprints(), &succession);
    EXPECT_THAT(placement.place, ElementsAre(0));
    EXPECT_EQ(placement.findings.back().severity, geo::Severity::warning);
    EXPECT_THAT(placement.findings.back().text, HasSubstr("its successor S2 lies elsewhere"));
}

TEST(Placement, CountsCodesInSeveralPlacesAndTheirPatients) {
    shapes::Placement placement;
    placement.add(0);
    placement.add_part(0, 0.5);
    placement.add_part(outside_place, 0.5);
    placement.end_code();
    const auto division = shapes::division_of(placement, std::vector<double>{10, 7});
    EXPECT_EQ(division.codes, 1u);
    EXPECT_EQ(division.patients, 7.0);
}

TEST(PlaceCode, NamesFootprintsOutsideAndUnknown) {
    const auto plan = shapes::make_plan(lookup_of({{"area", "footprint"}, {"A", "F1"}}));
    EXPECT_EQ(shapes::place_code(plan, 0), "F1");
    EXPECT_EQ(shapes::place_code(plan, outside_place), "outside");
    EXPECT_EQ(shapes::place_code(plan, unknown_place), "unknown");
}

}  // namespace
