// Check and clean on random coverages with planted defects, fixed seeds: GEOS as the oracle.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "geo/check.hpp"
#include "geo/clean.hpp"
#include "geo/geos_support.hpp"
#include "tests/support/random_coverage.hpp"

namespace {

using geo::GeosContext;
using geo::GeosGeometry;
using geo::GridRings;

const geo::Grid grid;

/// Every ring moved as a whole by up to a metre: gaps, overlaps and crossing borders everywhere, each ring
/// still simple.
GridRings with_shifts(const GridRings& rings, std::uint32_t seed) {
    std::mt19937 random(seed);
    GridRings shifted = rings;
    for (std::size_t r = 0; r < rings.rings(); ++r) {
        const auto dx = static_cast<std::int32_t>(random() % 2001) - 1000;
        const auto dy = static_cast<std::int32_t>(random() % 2001) - 1000;
        for (geo::GridPoint& p : shifted.ring(r))
            p = {p.x + dx, p.y + dy};
    }
    return shifted;
}

double geos_area(const GeosContext& context, const GEOSGeometry* geometry) {
    double area = 0;
    GEOSArea_r(context.get(), geometry, &area);
    return area;
}

class DefectiveCoverages : public testing::TestWithParam<std::uint32_t> {
protected:
    support::RandomCoverage coverage = support::random_coverage(GetParam(), 6, 6, 3);
    GridRings rings = with_shifts(coverage.rings, GetParam() + 1000);
    geo::SnapReport snap;
    geo::Topology topology = geo::build_snapped_topology(rings, grid, 0.01, snap);
    geo::Faces faces = geo::find_faces(topology);
};

TEST_P(DefectiveCoverages, AreNodedSoThatAllFacesAgree) {
    EXPECT_TRUE(snap.settled);
    EXPECT_EQ(faces.inconsistent, 0U);
    geo::SnapReport again;
    const geo::Topology twice = geo::build_snapped_topology(geo::outlines(topology), grid, 0.01, again);
    EXPECT_EQ(again.moved_points + again.inserted_vertices + again.crossings + again.dropped_points, 0U);
    EXPECT_EQ(twice.arcs(), topology.arcs());
}

TEST_P(DefectiveCoverages, OverlapsAndGapsAreThoseOfGeos) {
    // On the snapped outlines, so that both see the same ground.
    const GridRings outlines = geo::outlines(topology);
    const GeosContext context;
    std::vector<GeosGeometry> areas;
    std::vector<GEOSGeometry*> copies;
    double sum = 0;
    for (std::size_t a = 0; a < outlines.areas(); ++a) {
        areas.push_back(geo::to_geos(context, outlines, a));
        ASSERT_EQ(GEOSisValid_r(context.get(), areas.back().get()), 1);
        sum += geos_area(context, areas.back().get());
        copies.push_back(GEOSGeom_clone_r(context.get(), areas.back().get()));
    }
    const GeosGeometry all =
        geo::own(context, GEOSGeom_createCollection_r(context.get(), GEOS_GEOMETRYCOLLECTION, copies.data(),
                                                      static_cast<unsigned>(copies.size())));
    const GeosGeometry whole = geo::own(context, GEOSUnaryUnion_r(context.get(), all.get()));
    double claimed_more_than_once = 0;
    double claimed = 0;
    for (geo::FaceIndex f = 1; f < faces.count(); ++f) {
        const auto claims = static_cast<double>(faces.claims_of(f).size());
        claimed += claims > 0 ? static_cast<double>(faces.twice_area[f]) / 2 : 0;
        claimed_more_than_once += std::max(0.0, claims - 1) * static_cast<double>(faces.twice_area[f]) / 2;
    }
    EXPECT_NEAR(claimed, geos_area(context, whole.get()), 1e-6 * sum);
    EXPECT_NEAR(claimed_more_than_once, sum - geos_area(context, whole.get()), 1e-6 * sum);
    for (std::size_t a = 0; a < areas.size(); ++a) {
        for (std::size_t b = a + 1; b < areas.size(); ++b) {
            const GeosGeometry common =
                geo::own(context, GEOSIntersection_r(context.get(), areas[a].get(), areas[b].get()));
            double ours = 0;
            for (geo::FaceIndex f = 1; f < faces.count(); ++f) {
                const auto claims = faces.claims_of(f);
                if (std::ranges::count(claims, static_cast<geo::AreaIndex>(a)) != 0 &&
                    std::ranges::count(claims, static_cast<geo::AreaIndex>(b)) != 0)
                    ours += static_cast<double>(faces.twice_area[f]) / 2;
            }
            EXPECT_NEAR(ours, geos_area(context, common.get()), 1.0);
        }
    }
}

TEST_P(DefectiveCoverages, AreValidAfterCleanAndNothingIsLost) {
    const geo::CleanOptions options{{2.5, {}}, geo::Preference::longest_border, {}};
    const geo::Cleaned cleaned = geo::clean(topology, faces, coverage.codes, options);
    EXPECT_TRUE(cleaned.kept_overlapping.empty());
    const GeosContext context;
    for (std::size_t a = 0; a < coverage.codes.size(); ++a) {
        EXPECT_LT(cleaned.outlines.area_start[a], cleaned.outlines.area_start[a + 1]);
        const GeosGeometry outline = geo::to_geos(context, cleaned.outlines, a);
        EXPECT_EQ(GEOSisValid_r(context.get(), outline.get()), 1);
        // Not swapped: most of the ground is still the area's own.
        const GeosGeometry before = geo::to_geos(context, rings, a);
        const GeosGeometry common =
            geo::own(context, GEOSIntersection_r(context.get(), outline.get(), before.get()));
        EXPECT_GT(geos_area(context, common.get()), 0.4 * geos_area(context, before.get()));
    }
    geo::SnapReport again;
    const geo::Topology after = geo::build_snapped_topology(cleaned.outlines, grid, 0.01, again);
    EXPECT_EQ(again.moved_points + again.inserted_vertices + again.crossings + again.dropped_points, 0U);
    for (const geo::Finding& finding : geo::check_coverage(after, coverage.codes, 2.5))
        EXPECT_NE(finding.severity, geo::Severity::violation) << finding.text;
    const geo::Cleaned twice = geo::clean(after, geo::find_faces(after), coverage.codes, options);
    EXPECT_TRUE(twice.repairs.empty());
    EXPECT_EQ(twice.twice_after, cleaned.twice_after);
}

TEST_P(DefectiveCoverages, WhatIsAGapAtOneWidthIsOneAtEveryLargerWidth) {
    std::size_t before = 0;
    for (const double width_m : {0.0, 0.05, 0.1, 0.5, 1.0, 2.0, 5.0, 1e9}) {
        const auto findings = geo::check_coverage(topology, coverage.codes, width_m);
        const auto gaps = static_cast<std::size_t>(std::ranges::count_if(findings, [](const geo::Finding& f) {
            return f.kind == geo::FindingKind::gap && f.severity == geo::Severity::violation;
        }));
        EXPECT_GE(gaps, before);
        before = gaps;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, DefectiveCoverages, testing::Range(1U, 61U));

}  // namespace
