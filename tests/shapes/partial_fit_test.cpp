#include "shapes/partial_fit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "shapes/alignment.hpp"
#include "shapes/cross_totals.hpp"

namespace {

using shapes::RoadmapFit;
using testing::ElementsAre;
using Codes = std::vector<std::string>;

std::vector<RoadmapFit> fits_of(const shapes::CrossTable& table, double tolerance = 0.0) {
    std::vector<RoadmapFit> fits;
    for (const shapes::PartialFit& unit : shapes::fit_partial(table, tolerance))
        fits.push_back(unit.fit);
    return fits;
}

TEST(PartialFit, TellsOneRoadmapSeveralPartOfOneAndThoseThatCross) {
    const Codes footprints{"F1", "F1", "F2", "F2", "F3", "F4", "F5", "F5", "F6", "F6", "F7"};
    const Codes roadmaps{"R1", "R1", "R2", "R3", "R4", "R4", "R5", "R6", "R7", "", "R6"};
    EXPECT_THAT(fits_of(shapes::cross_table(footprints, roadmaps)),
                ElementsAre(RoadmapFit::one, RoadmapFit::several, RoadmapFit::part, RoadmapFit::part,
                            RoadmapFit::crossing, RoadmapFit::unknown, RoadmapFit::part));
}

TEST(PartialFit, AgreesWithTheFitOfAreasOnRandomLookups) {
    std::mt19937 random(20261127);
    for (int round = 0; round < 200; ++round) {
        const std::size_t areas = 3 + random() % 12;
        Codes a_of;
        Codes b_of;
        std::vector<shapes::FootprintIndex> footprint_of;
        std::vector<std::int32_t> roadmap_of;
        for (std::size_t area = 0; area < areas; ++area) {
            const auto f = static_cast<std::int32_t>(random() % 5) - 1;
            const auto r = static_cast<std::int32_t>(random() % 6) - 1;
            footprint_of.push_back(f);
            roadmap_of.push_back(r);
            a_of.push_back(f < 0 ? "" : std::string(1, static_cast<char>('A' + f)));
            b_of.push_back(r < 0 ? "" : std::string(1, static_cast<char>('P' + r)));
        }
        bool any = false;
        for (std::size_t area = 0; area < areas; ++area)
            any = any || (footprint_of[area] >= 0 && roadmap_of[area] >= 0);
        if (!any) continue;
        const shapes::CrossTable table = shapes::cross_table(a_of, b_of);
        const auto expected = shapes::fit_roadmaps(footprint_of, 4, roadmap_of);
        const auto found = shapes::fit_partial(table, 0.0);
        for (std::size_t row = 0; row < table.a_codes.size(); ++row)
            EXPECT_EQ(found[row].fit, expected[static_cast<std::size_t>(table.a_codes[row][0] - 'A')].fit);
    }
}

TEST(PartialFit, WhatIsUnknownIsNoDifferenceInAnyMeasure) {
    const Codes footprints{"F1", "F1", "F2", "F2"};
    const Codes roadmaps{"R1", "", "R2", ""};
    const shapes::CrossTable known = shapes::known_part(shapes::cross_table(footprints, roadmaps));
    const shapes::Alignment alignment = shapes::align(known, {});
    EXPECT_EQ(alignment.map_a.outside, 0.0);
    EXPECT_EQ(alignment.a[0].fit, shapes::Fit::coterminous);
    EXPECT_EQ(alignment.v_measure, 1.0);
}

TEST(PartialFit, AToleranceOfGroundForgivesEdges) {
    shapes::CrossTable table;
    table.a_codes = {"F1", "F2"};
    table.b_codes = {"R1"};
    table.cells = {{0, 0, 99.5, 0.0, {}},
                   {0, shapes::no_unit, 0.5, 0.0, {}},
                   {1, 0, 0.5, 0.0, {}},
                   {1, shapes::no_unit, 70.0, 0.0, {}}};
    EXPECT_THAT(fits_of(table, 0.01), ElementsAre(RoadmapFit::one, RoadmapFit::unknown));
    EXPECT_THAT(fits_of(table, 0.0), ElementsAre(RoadmapFit::unknown, RoadmapFit::unknown));
    EXPECT_THROW((void)shapes::fit_partial(table, 0.5), geo::UsageError);
}

TEST(CrossTotals, AddUpForBothMapsWithNoiseAndWhatIsInNeither) {
    shapes::CrossTable table;
    table.a_codes = {"A"};
    table.b_codes = {"B"};
    table.in_neither = 3.0;
    table.cells = {
        {0, 0, 50.0, 2.0, {}}, {0, shapes::no_unit, 20.0, 5.0, {}}, {shapes::no_unit, 0, 7.0, 1.0, {}}};
    const shapes::CrossTotals totals = shapes::total(table);
    EXPECT_EQ(totals.a.whole, 70.0);
    EXPECT_EQ(totals.a.in_both, 48.0);
    EXPECT_EQ(totals.a.outside, 15.0);
    EXPECT_EQ(totals.a.noise, 7.0);
    EXPECT_EQ(totals.b.whole, 57.0);
    EXPECT_EQ(totals.b.in_both, totals.a.in_both);
    EXPECT_EQ(totals.b.outside, 6.0);
    EXPECT_EQ(totals.b.noise, 3.0);
    EXPECT_EQ(totals.all, 80.0);
}

}  // namespace
