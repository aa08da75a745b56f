// The kernel against GEOS on random coverages, fixed seeds.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "geo/assemble.hpp"
#include "geo/check.hpp"
#include "geo/dissolve.hpp"
#include "geo/gaps.hpp"
#include "geo/geos_support.hpp"
#include "geo/snap.hpp"
#include "tests/support/random_coverage.hpp"

namespace {

using geo::GeosContext;
using geo::GeosGeometry;
using geo::GridRings;

const geo::Grid grid;

/// Union of the areas of one group by GEOS, cell by cell: the slow twin of dissolve().
GeosGeometry union_of_group(const GeosContext& context, const support::RandomCoverage& coverage,
                            std::int32_t group) {
    std::vector<GEOSGeometry*> members;
    for (std::size_t area = 0; area < coverage.rings.areas(); ++area) {
        if (coverage.group[area] == group)
            members.push_back(geo::to_geos(context, coverage.rings, area).release());
    }
    const GeosGeometry all =
        geo::own(context, GEOSGeom_createCollection_r(context.get(), GEOS_GEOMETRYCOLLECTION, members.data(),
                                                      static_cast<unsigned int>(members.size())));
    return geo::own(context, GEOSUnaryUnion_r(context.get(), all.get()));
}

std::int64_t twice_area_of(const GridRings& rings, std::size_t area) {
    std::int64_t sum = 0;
    for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
        sum += geo::twice_area(rings.ring(r));
    }
    return sum;
}

/// Ground enclosed by the outline of all areas but not part of it: the faces that GEOS's polygonizer makes of
/// the outline, less those inside it.
double enclosed_ground_m2(const support::RandomCoverage& coverage) {
    const GeosContext context;
    support::RandomCoverage together = coverage;
    std::fill(together.group.begin(), together.group.end(), 0);
    const GeosGeometry whole = union_of_group(context, together, 0);
    const GeosGeometry lines = geo::own(context, GEOSBoundary_r(context.get(), whole.get()));
    const GeosGeometry noded = geo::own(context, GEOSUnaryUnion_r(context.get(), lines.get()));
    const GEOSGeometry* input = noded.get();
    const GeosGeometry faces = geo::own(context, GEOSPolygonize_r(context.get(), &input, 1));
    double enclosed_cells = 0;
    for (int i = 0; i < GEOSGetNumGeometries_r(context.get(), faces.get()); ++i) {
        const GEOSGeometry* face = GEOSGetGeometryN_r(context.get(), faces.get(), i);
        const GeosGeometry inside = geo::own(context, GEOSPointOnSurface_r(context.get(), face));
        double cells = 0;
        GEOSArea_r(context.get(), face, &cells);
        if (GEOSContains_r(context.get(), whole.get(), inside.get()) == 0) enclosed_cells += cells;
    }
    return enclosed_cells * grid.cell_m() * grid.cell_m();
}

/// What a user sees: each area's ring moved by noise of its own, so that neighbours share no coordinate.
GridRings with_noise(const GridRings& rings, std::uint32_t seed, std::int32_t amplitude) {
    std::mt19937 random(seed);
    const auto noise = [&] {
        return static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(2 * amplitude + 1)) -
               amplitude;
    };
    GridRings noisy = rings;
    for (geo::GridPoint& p : noisy.points)
        p = {p.x + noise(), p.y + noise()};
    return noisy;
}

/// Every edge halved at its middle, in every other area only: vertices that the neighbour does not have.
GridRings with_one_sided_vertices(const GridRings& rings) {
    GridRings out;
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        const auto ring = rings.ring(rings.area_start[area]);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::GridPoint p = ring[i];
            const geo::GridPoint q = ring[i + 1 == ring.size() ? 0 : i + 1];
            out.points.push_back(p);
            if (area % 2 == 0) out.points.push_back({(p.x + q.x) / 2, (p.y + q.y) / 2});
        }
        out.close_ring();
        out.close_area();
    }
    return out;
}

class RandomCoverages : public testing::TestWithParam<std::uint32_t> {
protected:
    support::RandomCoverage coverage = support::random_coverage(GetParam(), 9, 8, 1 + GetParam() % 4);
};

TEST_P(RandomCoverages, DissolveEqualsTheUnionOfGeosAndIsValid) {
    const geo::Topology topology = geo::build_topology(coverage.rings, grid);
    const GridRings dissolved = geo::dissolve(topology, coverage.group, coverage.groups);
    const std::vector<std::int64_t> areas = geo::twice_areas(topology);
    const GeosContext context;
    for (std::size_t g = 0; g < coverage.groups; ++g) {
        const GeosGeometry ours = geo::to_geos(context, dissolved, g);
        const GeosGeometry theirs = union_of_group(context, coverage, static_cast<std::int32_t>(g));
        EXPECT_EQ(GEOSisValid_r(context.get(), ours.get()), 1);
        EXPECT_EQ(GEOSEquals_r(context.get(), ours.get(), theirs.get()), 1);
        EXPECT_EQ(GEOSGetNumGeometries_r(context.get(), ours.get()),
                  GEOSGetNumGeometries_r(context.get(), theirs.get()));
        std::int64_t of_members = 0;
        for (std::size_t area = 0; area < areas.size(); ++area) {
            if (coverage.group[area] == static_cast<std::int32_t>(g)) of_members += areas[area];
        }
        EXPECT_EQ(twice_area_of(dissolved, g), of_members);
    }
}

TEST_P(RandomCoverages, AGoodCoverageHasNoFindingButItsGapsAndTheyAreThoseOfGeos) {
    const geo::Topology topology = geo::build_topology(coverage.rings, grid);
    for (const geo::Finding& finding : geo::check_coverage(topology, coverage.codes, 1e9)) {
        EXPECT_EQ(finding.kind, geo::FindingKind::gap) << finding.text;
    }
    double gaps_m2 = 0;
    for (const geo::Gap& gap : geo::find_gaps(topology)) {
        gaps_m2 += gap.ground.area_m2;
    }
    EXPECT_NEAR(gaps_m2, enclosed_ground_m2(coverage), 1e-6);
}

TEST_P(RandomCoverages, SnappingNoiseGivesBackTheTopology) {
    const geo::Topology clean = geo::build_topology(coverage.rings, grid);
    geo::SnapReport report;
    const geo::Topology topology =
        geo::build_snapped_topology(with_noise(coverage.rings, GetParam(), 30), grid, 0.1, report);
    const GridRings snapped = geo::outlines(topology);
    EXPECT_EQ(topology.arcs(), clean.arcs());
    EXPECT_EQ(topology.junctions, clean.junctions);
    EXPECT_EQ(topology.vertices.size(), clean.vertices.size());
    EXPECT_TRUE(topology.conflicts.empty());
    EXPECT_EQ(geo::find_gaps(topology).size(), geo::find_gaps(clean).size());
    EXPECT_LE(report.greatest_move_m, 0.1);
    EXPECT_TRUE(report.emptied_areas.empty());

    geo::SnapReport again;
    EXPECT_EQ(geo::outlines(geo::build_snapped_topology(snapped, grid, 0.1, again)).points, snapped.points);
}

TEST_P(RandomCoverages, VerticesOnOneSideOfABorderAreMatched) {
    geo::SnapReport report;
    const geo::Topology topology =
        geo::build_snapped_topology(with_one_sided_vertices(coverage.rings), grid, 0.1, report);
    const geo::Topology clean = geo::build_topology(coverage.rings, grid);
    EXPECT_EQ(topology.arcs(), clean.arcs());
    EXPECT_TRUE(topology.conflicts.empty());
    EXPECT_EQ(geo::borders(topology).size(), geo::borders(clean).size());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomCoverages, testing::Range(1U, 101U));

}  // namespace
