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
using shapes_test::table_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

shapes::Lookup site_lookup() {
    return shapes::make_lookup(
        table_of({{"site", "footprint"}, {"S1", "F1"}, {"S2", "F2"}, {"S3", ""}, {"S4", "F9"}}),
        shapes::site_lookup_options());
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

TEST(Placement, ByLookupNamesEachReasonForBeingOutside) {
    const auto plan = shapes::make_plan(lookup_of({{"area", "footprint"}, {"A", "F1"}, {"B", "F2"}}));
    const auto placement = shapes::place_by_lookup(
        "sites to lookup", Codes{"", "R0B", "S1", "S2", "S3", "S4"}, site_lookup(), plan);
    EXPECT_THAT(placement.place,
                ElementsAre(unknown_place, outside_place, 0, 1, outside_place, outside_place));
    ASSERT_EQ(placement.findings.size(), 3u);
    EXPECT_THAT(placement.findings[0].codes, ElementsAre("R0B"));
    EXPECT_THAT(placement.findings[1].codes, ElementsAre("S3"));
    EXPECT_THAT(placement.findings[1].text, HasSubstr("1 site in no footprint"));
    EXPECT_THAT(placement.findings[2].codes, ElementsAre("S4"));
}

TEST(Placement, HintsAtAnotherYearWhenUnderHalfMatch) {
    const auto plan = shapes::make_plan(lookup_of({{"area", "footprint"}, {"A", "F1"}}));
    const auto placement =
        shapes::place_by_lookup("sites to lookup", Codes{"X", "Y", "S1"}, site_lookup(), plan);
    ASSERT_FALSE(placement.findings.empty());
    EXPECT_THAT(placement.findings[0].text, HasSubstr("another year or geography"));
}

TEST(Placement, RefusesALookupThatHasNoneOfTheSites) {
    const auto plan = shapes::make_plan(lookup_of({{"area", "footprint"}, {"A", "F1"}}));
    const std::string text = shapes_test::error_of<geo::InputError>([&] {
        (void)shapes::place_by_lookup("sites to lookup", Codes{"X", "Y"}, site_lookup(), plan);
    });
    EXPECT_THAT(text, HasSubstr("test.csv: none of the 2 sites of the flows is in its column site"));
}

TEST(Placement, OfNoCodesIsEmpty) {
    const auto plan = shapes::make_plan(lookup_of({{"area", "footprint"}, {"A", "F1"}}));
    EXPECT_THAT(shapes::place_by_lookup("", Codes{}, site_lookup(), plan).place, IsEmpty());
}

TEST(PlaceCode, NamesFootprintsOutsideAndUnknown) {
    const auto plan = shapes::make_plan(lookup_of({{"area", "footprint"}, {"A", "F1"}}));
    EXPECT_EQ(shapes::place_code(plan, 0), "F1");
    EXPECT_EQ(shapes::place_code(plan, outside_place), "outside");
    EXPECT_EQ(shapes::place_code(plan, unknown_place), "unknown");
}

}  // namespace
