// Displacement between random coverages, fixed seeds: distances by GEOS, place by place, as the slow twin.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "geo/displacement.hpp"
#include "geo/dissolve.hpp"
#include "geo/geos_support.hpp"
#include "geo/snap.hpp"
#include "tests/support/overlay_of.hpp"
#include "tests/support/random_coverage.hpp"

namespace {

using geo::GeosContext;
using geo::GeosGeometry;

const geo::Grid grid;

geo::GridRings random_groups(std::uint32_t seed) {
    const support::RandomCoverage coverage = support::random_coverage(seed, 5, 5, 3);
    return geo::dissolve(geo::build_topology(coverage.rings, grid), coverage.group, coverage.groups);
}

/// All borders of one layer as lines.
GeosGeometry borders_of(const GeosContext& context, const geo::GridRings& outlines, std::size_t first,
                        std::size_t last) {
    std::vector<GEOSGeometry*> lines;
    for (std::size_t area = first; area < last; ++area)
        lines.push_back(GEOSBoundary_r(context.get(), geo::to_geos(context, outlines, area).get()));
    const GeosGeometry all =
        geo::own(context, GEOSGeom_createCollection_r(context.get(), GEOS_GEOMETRYCOLLECTION, lines.data(),
                                                      static_cast<unsigned>(lines.size())));
    return geo::own(context, GEOSUnaryUnion_r(context.get(), all.get()));
}

class Displacements : public testing::TestWithParam<std::uint32_t> {};

TEST_P(Displacements, AtTheirGreatestAreTheHausdorffDistanceOfGeos) {
    geo::SnapReport report;
    const geo::GridRings a = random_groups(GetParam());
    const geo::GridRings b = support::moved(random_groups(GetParam() + 1000), 2345, 1234);
    const geo::Overlay overlay = geo::overlay_coverages(
        geo::build_snapped_topology(support::side_by_side(a, b), grid, 0.01, report), a.areas(), 0.0, 0.02);
    const geo::DisplacementOptions options{geo::BordersMeasured::all, 0.2};
    const geo::Displacement forward = geo::displacement(overlay, geo::Direction::a_to_b, options);
    const geo::Displacement back = geo::displacement(overlay, geo::Direction::b_to_a, options);

    const GeosContext context;
    const geo::GridRings outlines = geo::outlines(overlay.topology);
    const GeosGeometry borders_a = borders_of(context, outlines, 0, overlay.areas_of_a);
    const GeosGeometry borders_b = borders_of(context, outlines, overlay.areas_of_a, outlines.areas());
    double hausdorff_cells = 0;
    GEOSHausdorffDistanceDensify_r(context.get(), borders_a.get(), borders_b.get(), 0.02, &hausdorff_cells);
    EXPECT_NEAR(std::max(forward.greatest_m, back.greatest_m), hausdorff_cells / 1000, 0.2);

    double distance_cells = 0;
    const GeosGeometry place =
        geo::own(context, GEOSGeom_createPointFromXY_r(context.get(), forward.greatest_at.x * 1000,
                                                       forward.greatest_at.y * 1000));
    GEOSDistance_r(context.get(), place.get(), borders_b.get(), &distance_cells);
    EXPECT_NEAR(forward.greatest_m, distance_cells / 1000, 1e-6);
    GEOSDistance_r(context.get(), place.get(), borders_a.get(), &distance_cells);
    EXPECT_NEAR(distance_cells, 0, 1e-3);

    double length_cells = 0;
    GEOSLength_r(context.get(), borders_a.get(), &length_cells);
    EXPECT_NEAR(forward.length_m, length_cells / 1000, 1e-6);
    EXPECT_LE(forward.median_m, forward.p95_m);
    EXPECT_LE(forward.p95_m, forward.greatest_m);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Displacements, testing::Range(1U, 9U));

}  // namespace
