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

TEST(Placement, ByAreaTellsFootprintsOutsideAndUnknownApart) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"A", "F1"}, {"B", "F2"}, {"C", ""}});
    const auto plan = shapes::make_plan(lookup);
    const auto placement =
        shapes::place_by_area("origins to areas", Codes{"", "A", "B", "C", "W06000001"}, lookup.codes, plan);
    EXPECT_THAT(placement.place_of, ElementsAre(unknown_place, 0, 1, outside_place, outside_place));
    EXPECT_EQ(placement.join.name, "origins to areas");
    EXPECT_EQ(placement.join.matched, 3u);
    ASSERT_EQ(placement.findings.size(), 1u);
    EXPECT_THAT(placement.findings[0].codes, ElementsAre("W06000001"));
    EXPECT_THAT(placement.findings[0].text, HasSubstr("outside the study area"));
}

TEST(Placement, ByLookupNamesEachReasonForBeingOutside) {
    const auto plan = shapes::make_plan(lookup_of({{"area", "footprint"}, {"A", "F1"}, {"B", "F2"}}));
    const auto placement = shapes::place_by_lookup(
        "sites to lookup", Codes{"", "R0B", "S1", "S2", "S3", "S4"}, site_lookup(), plan);
    EXPECT_THAT(placement.place_of,
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
    EXPECT_THAT(shapes::place_by_lookup("", Codes{}, site_lookup(), plan).place_of, IsEmpty());
}

TEST(PlaceCode, NamesFootprintsOutsideAndUnknown) {
    const auto plan = shapes::make_plan(lookup_of({{"area", "footprint"}, {"A", "F1"}}));
    EXPECT_EQ(shapes::place_code(plan, 0), "F1");
    EXPECT_EQ(shapes::place_code(plan, outside_place), "outside");
    EXPECT_EQ(shapes::place_code(plan, unknown_place), "unknown");
}

}  // namespace
