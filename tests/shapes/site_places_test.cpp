#include "shapes/site_places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/error.hpp"
#include "table_of.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using Codes = std::vector<std::string>;
using Rows = std::vector<std::vector<std::string>>;
using shapes::outside_place;
using shapes::SiteBasis;
using shapes_test::error_of;
using shapes_test::findings_of;
using shapes_test::table_of;
using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Codes area_codes{"A", "B", "C"};

shapes::Plan drawn_plan() {
    return shapes::make_plan(
        shapes_test::lookup_of({{"area", "footprint"}, {"A", "F1"}, {"B", "F1"}, {"C", "F2"}}));
}

/// A and B north of C, each drawn cell a kilometre on the National Grid, south-west corner at 400 km, 300 km.
class SitesInAreas : public testing::Test {
protected:
    SitesInAreas() {
        geo::GridRings rings = support::draw({"AB", "CC"}).rings;
        for (geo::GridPoint& p : rings.points)
            p = {p.x * 1000, p.y * 1000};
        geo::Grid grid;
        grid.origin_x_m = 400000;
        grid.origin_y_m = 300000;
        m_locator.emplace(geo::build_topology(rings, grid));
        m_areas.locator = &*m_locator;
        m_areas.codes = area_codes;
        m_areas.crs = "EPSG:27700";
        m_areas.box.add({400000, 300000});
        m_areas.box.add({402000, 302000});
    }

    shapes::KnownPlaces known(const Rows& rows, const shapes::SiteColumns& columns = {},
                              double reach_m = 0.0) {
        Codes wanted;
        for (std::size_t r = 1; r < rows.size(); ++r)
            wanted.push_back(rows[r][0]);
        m_areas.reach_m = reach_m;
        return shapes::known_sites(shapes::make_site_table(table_of(rows), columns, wanted), m_plan,
                                   area_codes, m_areas, wanted);
    }

    shapes::Plan m_plan = drawn_plan();
    std::optional<geo::AreaLocator> m_locator;
    shapes::SiteAreas m_areas;
};

TEST(SiteTable, TakesPlacesFromTheColumnsItHas) {
    const auto made = [](const Rows& rows, const shapes::SiteColumns& columns = {}) {
        return shapes::make_site_table(table_of(rows), columns, Codes{"S1"});
    };
    EXPECT_EQ(made({{"site", "footprint", "x", "y"}, {"S1", "F1", "1", "2"}}).basis, SiteBasis::footprint);
    EXPECT_EQ(made({{"site", "area", "x", "y"}, {"S1", "A", "1", "2"}}).basis, SiteBasis::area);
    EXPECT_EQ(made({{"code", "Easting", "Northing"}, {"S1", "1", "2"}}).basis, SiteBasis::position);
    EXPECT_EQ(made({{"code", "Easting", "Northing"}, {"S1", "1", "2"}}).crs, "");
    EXPECT_EQ(made({{"site", "lon", "lat"}, {"S1", "1", "2"}}).crs, "EPSG:4326");
    const auto named = made({{"own", "parent", "Longitude", "Latitude"}, {"S9", "S1", "-1.5", "52"}},
                            {.x = "longitude", .y = "latitude"});
    EXPECT_EQ(named.site_column, "parent");
    EXPECT_EQ(named.crs, "EPSG:4326");
    const auto ons = made({{"Trust", "code", "STP", "STP_code"}, {"One", "S1", "West", "F1"}});
    EXPECT_EQ(ons.place_column, "STP_code");
    EXPECT_EQ(made({{"site", "footprint", "x", "y"}, {"S1", "F1", "1", "2"}},
                   {.x = "x", .y = "y", .crs = "EPSG:3857"})
                  .crs,
              "EPSG:3857");
}

TEST_F(SitesInAreas, LieInTheFootprintOfTheirFootprintAreaOrPosition) {
    for (const Rows& rows :
         {Rows{{"site", "footprint"}, {"S1", "F1"}, {"S2", "F2"}},
          Rows{{"site", "area"}, {"S1", "B"}, {"S2", "C"}},
          Rows{{"site", "CCG17CD"}, {"S1", "B"}, {"S2", "C"}},
          Rows{{"site", "x", "y"}, {"S1", "401500", "301500"}, {"S2", "400100", "300100"}}}) {
        const auto places = known(rows);
        EXPECT_THAT(places.codes, ElementsAre("S1", "S2"));
        EXPECT_THAT(places.places.place, ElementsAre(0, 1));
        EXPECT_THAT(places.places.findings, IsEmpty());
    }
}

TEST_F(SitesInAreas, OfLongitudeAndLatitudeAreProjected) {
    // The middle of the cell of C that is farther west, by an independent run of PROJ (cs2cs).
    const auto places = known({{"site", "lon", "lat"}, {"S1", "-1.994051", "52.602287"}});
    EXPECT_THAT(places.places.place, ElementsAre(1));
}

TEST_F(SitesInAreas, OnSeveralRowsAreDividedByWeight) {
    const auto places = known({{"site", "area", "weight"},
                               {"S1", "A", "100"},
                               {"S1", "B", "200"},
                               {"S1", "C", "100"},
                               {"S2", "C", ""}});
    EXPECT_THAT(places.places.place, ElementsAre(0, 1, 1));
    EXPECT_THAT(places.places.weight, ElementsAre(DoubleEq(0.75), DoubleEq(0.25), 1.0));
    ASSERT_EQ(places.places.findings.size(), 1u);
    EXPECT_THAT(places.places.findings[0].text,
                HasSubstr("1 site in several footprints, divided by weight: S1"));
    EXPECT_THAT(places.duplicated, ElementsAre("S1"));
}

TEST_F(SitesInAreas, OnSeveralRowsWithoutWeightsAreAViolationUnlessMeant) {
    const Rows rows{{"site", "footprint"}, {"S1", "F1"}, {"S1", "F2"}, {"S2", "F1"}, {"S2", "F1"}};
    const auto places = known(rows);
    EXPECT_THAT(places.places.weight, ElementsAre(0.5, 0.5, 1.0));
    const auto wrong =
        findings_of(places.places.findings, geo::FindingKind::duplicate_code, geo::Severity::violation);
    ASSERT_EQ(wrong.size(), 1u);
    EXPECT_THAT(wrong[0].codes, ElementsAre("S1"));
    EXPECT_THAT(wrong[0].text, HasSubstr("--site-weights equal"));
    EXPECT_THAT(findings_of(known(rows, {.has_equal_weights = true}).places.findings,
                            geo::FindingKind::duplicate_code, geo::Severity::violation),
                IsEmpty());
}

TEST_F(SitesInAreas, WithoutCoordinatesAreCountedAndNamed) {
    const auto places =
        known({{"site", "x", "y"}, {"S1", "401500", "301500"}, {"S1", "", ""}, {"S2", " ", ""}});
    EXPECT_THAT(places.codes, ElementsAre("S1"));
    ASSERT_EQ(places.places.findings.size(), 1u);
    EXPECT_THAT(places.places.findings[0].codes, ElementsAre("S1", "S2"));
    EXPECT_EQ(places.places.findings[0].size, 2.0);
    EXPECT_THAT(places.places.findings[0].text, HasSubstr("2 rows without coordinates, left out"));
}

TEST_F(SitesInAreas, OnABorderGoToTheFirstAreaAndNearACoastToTheNearest) {
    const Rows rows{{"site", "x", "y"},
                    {"S1", "400500", "301000"},  // between A and C
                    {"S2", "400500", "299960"},  // 40 m off C
                    {"S3", "10", "10"}};
    const auto strict = known(rows);
    EXPECT_THAT(strict.places.place, ElementsAre(0, outside_place, outside_place));
    ASSERT_EQ(strict.places.findings.size(), 2u);
    EXPECT_THAT(strict.places.findings[0].codes, ElementsAre("S2", "S3"));
    EXPECT_THAT(strict.places.findings[0].text, HasSubstr("--site-reach"));
    EXPECT_THAT(strict.places.findings[1].text, HasSubstr("1 site on a border"));
    const auto wide = known(rows, {}, 50.0);
    EXPECT_THAT(wide.places.place, ElementsAre(0, 1, outside_place));
    EXPECT_THAT(wide.places.findings.back().text, HasSubstr("at most 40 m away: S2"));
}

TEST_F(SitesInAreas, FarOffTheGlobeOfTheCrsAreOutside) {
    const auto places = known({{"site", "lon", "lat"}, {"S1", "0", "0"}, {"S2", "-1.994051", "52.602287"}});
    EXPECT_THAT(places.places.place, ElementsAre(outside_place, 1));
}

TEST_F(SitesInAreas, NamesThoseInNoFootprintAndInOneOfAnotherPlan) {
    const auto places = known({{"site", "footprint"}, {"S1", ""}, {"S2", "F9"}, {"S3", "F1"}});
    EXPECT_THAT(places.places.place, ElementsAre(outside_place, outside_place, 0));
    ASSERT_EQ(places.places.findings.size(), 2u);
    EXPECT_THAT(places.places.findings[0].text, HasSubstr("1 site in no footprint"));
    EXPECT_THAT(places.places.findings[1].text, HasSubstr("a footprint that the plan does not have"));
}

TEST(SiteTable, RefusesWhatIsNoWeightNoPositionOrNoColumn) {
    const auto refusal = [](const Rows& rows, const shapes::SiteColumns& columns = {}) {
        return error_of<geo::InputError>(
            [&] { (void)shapes::make_site_table(table_of(rows), columns, Codes{"S1"}); });
    };
    EXPECT_THAT(refusal({{"site", "footprint", "weight"}, {"S1", "F1", "-1"}}),
                HasSubstr("test.csv, line 2: weight `-1` of site S1 is negative"));
    EXPECT_THAT(refusal({{"site", "footprint", "weight"}, {"S1", "F1", "NaN"}}),
                HasSubstr("not a finite number"));
    EXPECT_THAT(refusal({{"site", "x", "y"}, {"S1", "1", ""}}),
                HasSubstr("test.csv, line 2: position `1`, `` of site S1 is not two finite numbers"));
    EXPECT_THAT(refusal({{"site", "lon", "lat"}, {"S1", "401000", "300000"}}), HasSubstr("--site-crs"));
    EXPECT_THAT(refusal({{"site", "footprint"}, {"S1", "F1"}}, {.footprint = "STP"}), HasSubstr("'STP'"));
    EXPECT_THAT(refusal({{"hospital", "footprint"}, {"X", "F1"}}), HasSubstr("--site-code-column"));
    EXPECT_THAT(refusal({{"one", "two", "footprint"}, {"S1", "S1", "F1"}}), HasSubstr("--site-code-column"));
}

TEST_F(SitesInAreas, RefuseARowWithoutAWeightBesideRowsWithOne) {
    const std::string text = error_of<geo::InputError>([&] {
        (void)known({{"site", "footprint", "weight"}, {"S1", "F1", "1"}, {"S1", "F2", ""}});
    });
    EXPECT_THAT(text, HasSubstr("test.csv, line 3: site S1 stands on 2 rows and this one has no weight"));
}

TEST_F(SitesInAreas, WithWeightsThatAddUpToZeroCountEquallyAndAreAViolation) {
    const auto places = known({{"site", "footprint", "weight"}, {"S1", "F1", "0"}, {"S1", "F2", "0"}});
    EXPECT_THAT(places.places.weight, ElementsAre(0.5, 0.5));
    EXPECT_EQ(
        findings_of(places.places.findings, geo::FindingKind::bad_value, geo::Severity::violation).size(),
        1u);
}

TEST_F(SitesInAreas, GivenByPositionNeedAreas) {
    m_areas.locator = nullptr;
    const std::string text = error_of<geo::InputError>([&] {
        (void)known({{"site", "x", "y"}, {"S1", "1", "2"}});
    });
    EXPECT_THAT(text, HasSubstr("--areas"));
}

}  // namespace
