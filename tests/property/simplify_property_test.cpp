// Simplifying random coverages at brutal tolerances, fixed seeds, with GEOS as the judge.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "geo/assemble.hpp"
#include "geo/contacts.hpp"
#include "geo/dissolve.hpp"
#include "geo/geos_support.hpp"
#include "geo/layers_together.hpp"
#include "geo/simplify.hpp"
#include "tests/support/random_coverage.hpp"

namespace {

using geo::GeosContext;
using geo::GeosGeometry;
using geo::GridPoint;
using geo::GridRings;

const geo::Grid grid;

/// Every edge bent into `pieces`, the same from both sides: neighbours go on matching.
GridRings with_bent_edges(const GridRings& rings, std::int32_t pieces, double slope, std::uint32_t seed) {
    const auto bent = [&](GridPoint low, GridPoint high) {
        std::seed_seq of_edge{static_cast<std::uint32_t>(low.x), static_cast<std::uint32_t>(low.y),
                              static_cast<std::uint32_t>(high.x), static_cast<std::uint32_t>(high.y), seed};
        std::mt19937 random(of_edge);
        std::vector<GridPoint> points;
        for (std::int32_t i = 1; i < pieces; ++i) {
            const double along = static_cast<double>(i) / pieces;
            const double across =
                slope * std::min(along, 1 - along) * (static_cast<double>(random() % 2001) / 1000.0 - 1.0);
            points.push_back(
                {static_cast<std::int32_t>(low.x + along * (high.x - low.x) - across * (high.y - low.y)),
                 static_cast<std::int32_t>(low.y + along * (high.y - low.y) + across * (high.x - low.x))});
        }
        return points;
    };
    GridRings out;
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
            const auto ring = rings.ring(r);
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const GridPoint p = ring[i];
                const GridPoint q = ring[i + 1 == ring.size() ? 0 : i + 1];
                out.points.push_back(p);
                std::vector<GridPoint> between = bent(std::min(p, q), std::max(p, q));
                if (q < p) std::reverse(between.begin(), between.end());
                out.points.insert(out.points.end(), between.begin(), between.end());
            }
            out.close_ring();
        }
        out.close_area();
    }
    return out;
}

void append(const GridRings& rings, GridRings& out) {
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
            const auto ring = rings.ring(r);
            out.points.insert(out.points.end(), ring.begin(), ring.end());
            out.close_ring();
        }
        out.close_area();
    }
}

std::vector<geo::GroupIndex> each_its_own(std::size_t areas) {
    std::vector<geo::GroupIndex> own;
    for (std::size_t a = 0; a < areas; ++a)
        own.push_back(static_cast<geo::GroupIndex>(a));
    return own;
}

/// The same outlines in the one order that dissolve() gives.
GridRings in_canonical_order(const GridRings& rings) {
    const geo::Topology topology = geo::build_topology(rings, grid);
    return geo::dissolve(topology, each_its_own(rings.areas()), rings.areas());
}

std::vector<bool> shells(const GridRings& rings) {
    std::vector<bool> shell;
    for (std::size_t r = 0; r < rings.rings(); ++r)
        shell.push_back(geo::twice_area(rings.ring(r)) > 0);
    return shell;
}

using Pairs = std::set<std::pair<std::size_t, std::size_t>>;

/// Areas that have a segment in common, as `first`, and those that have a point in common, as `second`; found
/// by looking at coordinates alone.
std::pair<Pairs, Pairs> contacts(const GridRings& rings) {
    std::map<std::pair<GridPoint, GridPoint>, std::set<std::size_t>> of_segment;
    std::map<GridPoint, std::set<std::size_t>> of_point;
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
            const auto ring = rings.ring(r);
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const auto ends = std::minmax(ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]);
                of_segment[ends].insert(area);
                of_point[ring[i]].insert(area);
            }
        }
    }
    const auto pairs = [](const auto& holders) {
        Pairs found;
        for (const auto& [place, areas] : holders) {
            for (const std::size_t a : areas) {
                for (const std::size_t b : areas) {
                    if (a < b) found.emplace(a, b);
                }
            }
        }
        return found;
    };
    return {pairs(of_segment), pairs(of_point)};
}

struct Union {
    double area = 0;
    int parts = 0;
    std::size_t holes = 0;
};

/// The union of all areas by GEOS.
Union union_of(const GeosContext& context, const GridRings& rings) {
    std::vector<GEOSGeometry*> members;
    for (std::size_t area = 0; area < rings.areas(); ++area)
        members.push_back(geo::to_geos(context, rings, area).release());
    const GeosGeometry all =
        geo::own(context, GEOSGeom_createCollection_r(context.get(), GEOS_GEOMETRYCOLLECTION, members.data(),
                                                      static_cast<unsigned int>(members.size())));
    const GeosGeometry whole = geo::own(context, GEOSUnaryUnion_r(context.get(), all.get()));
    Union result;
    GEOSArea_r(context.get(), whole.get(), &result.area);
    result.parts = GEOSGetNumGeometries_r(context.get(), whole.get());
    for (int i = 0; i < result.parts; ++i) {
        result.holes += static_cast<std::size_t>(
            GEOSGetNumInteriorRings_r(context.get(), GEOSGetGeometryN_r(context.get(), whole.get(), i)));
    }
    return result;
}

double sum_of_areas(const GridRings& rings) {
    double cells = 0;
    for (std::size_t r = 0; r < rings.rings(); ++r)
        cells += 0.5 * static_cast<double>(geo::twice_area(rings.ring(r)));
    return cells;
}

bool all_valid(const GeosContext& context, const GridRings& rings) {
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        if (GEOSisValid_r(context.get(), geo::to_geos(context, rings, area).get()) != 1) return false;
    }
    return true;
}

class SimplifiedCoverages : public testing::TestWithParam<std::uint32_t> {
protected:
    void SetUp() override {
        const GeosContext context;
        ASSERT_TRUE(all_valid(context, cells));
        ASSERT_NEAR(union_of(context, cells).area, sum_of_areas(cells), 1) << "the drawing overlaps";
    }

    GridRings simplified(const GridRings& rings, const geo::SimplifyOptions& options) {
        return geo::outlines(geo::simplify(geo::build_topology(rings, grid), options, report));
    }

    support::RandomCoverage coverage = support::random_coverage(GetParam(), 9, 8, 2 + GetParam() % 4);
    GridRings cells = with_bent_edges(coverage.rings, 6, 0.3, GetParam());
    GridRings groups = geo::dissolve(geo::build_topology(cells, grid), coverage.group, coverage.groups);
    geo::SimplifyReport report;
};

const std::vector<geo::SimplifyOptions> targets{
    {.tolerance_m = 0.5, .keep_share = {}}, {.tolerance_m = 2, .keep_share = {}},
    {.tolerance_m = 10, .keep_share = {}},  {.tolerance_m = 1e9, .keep_share = {}},
    {.tolerance_m = {}, .keep_share = 0.3}, {.tolerance_m = 1e9, .keep_share = {}, .weighting = 0}};

TEST_P(SimplifiedCoverages, AreValidWithoutGapOrOverlapAndLoseNothing) {
    const GeosContext context;
    for (const GridRings* rings : {&cells, &groups}) {
        const Union before = union_of(context, *rings);
        for (const geo::SimplifyOptions& target : targets) {
            const GridRings after = simplified(*rings, target);
            EXPECT_TRUE(all_valid(context, after));
            EXPECT_EQ(after.ring_start.size(), rings->ring_start.size());
            EXPECT_EQ(after.area_start, rings->area_start);
            EXPECT_EQ(shells(after), shells(*rings));
            const Union together = union_of(context, after);
            EXPECT_NEAR(together.area, sum_of_areas(after), 1) << "areas overlap";
            EXPECT_EQ(together.parts, before.parts);
            EXPECT_EQ(together.holes, before.holes);
        }
    }
}

TEST_P(SimplifiedCoverages, HaveTheSameNeighboursAndTouchInTheSamePlaces) {
    for (const GridRings* rings : {&cells, &groups}) {
        const auto before = contacts(*rings);
        for (const geo::SimplifyOptions& target : targets)
            EXPECT_EQ(contacts(simplified(*rings, target)), before);
    }
}

// By the search for contacts, which knows nothing of simplifying.
TEST_P(SimplifiedCoverages, KeepSegmentsApartFromVerticesBesideThem) {
    constexpr std::int64_t apart = 10000;
    const auto near = [&](const geo::SimplifyOptions& options) {
        const geo::Topology after = geo::simplify(geo::build_topology(cells, grid), options, report);
        return geo::find_contacts(after, apart, geo::grid_bounds(after.vertices)).size();
    };
    const std::size_t before = near({.tolerance_m = 0, .keep_share = {}});
    std::size_t without = 0;
    for (geo::SimplifyOptions target : targets) {
        without = std::max(without, near(target));
        target.apart_m = 10;
        EXPECT_LE(near(target), before);
    }
    EXPECT_GT(without, before) << "nothing to keep apart";
}

TEST_P(SimplifiedCoverages, AreMuchSmallerAtABrutalTolerance) {
    const GridRings after = simplified(cells, targets[3]);
    EXPECT_LT(report.vertices_after, report.vertices_before / 2);
    EXPECT_EQ(report.vertices_before - report.vertices_after, report.removed);
    EXPECT_EQ(report.vetoed, report.removable - report.removed) << "what is left is left for a reason";
}

TEST_P(SimplifiedCoverages, ThatNestGoOnNesting) {
    GridRings both = cells;
    append(groups, both);
    for (const geo::SimplifyOptions& target : targets) {
        const GridRings after = simplified(both, target);
        const GridRings small = geo::areas_between(after, 0, cells.areas());
        const GridRings large = geo::areas_between(after, cells.areas(), both.areas());
        const GridRings dissolved =
            geo::dissolve(geo::build_topology(small, grid), coverage.group, coverage.groups);
        const GridRings expected = in_canonical_order(large);
        EXPECT_EQ(dissolved.points, expected.points);
        EXPECT_EQ(dissolved.ring_start, expected.ring_start);
        EXPECT_EQ(dissolved.area_start, expected.area_start);
    }
}

TEST_P(SimplifiedCoverages, AreTheSameWhateverTheOrderOfTheAreas) {
    GridRings reversed;
    for (std::size_t area = cells.areas(); area-- > 0;)
        append(geo::areas_between(cells, area, area + 1), reversed);
    for (const geo::SimplifyOptions& target : targets) {
        const GridRings forward = in_canonical_order(simplified(cells, target));
        GridRings backward;
        const GridRings after = in_canonical_order(simplified(reversed, target));
        for (std::size_t area = after.areas(); area-- > 0;)
            append(geo::areas_between(after, area, area + 1), backward);
        EXPECT_EQ(forward.points, backward.points);
        EXPECT_EQ(forward.ring_start, backward.ring_start);
    }
}

TEST_P(SimplifiedCoverages, OfTwoLayersThatDoNotNestAreStillValidEach) {
    // The other coverage crosses this one everywhere.
    const support::RandomCoverage other = support::random_coverage(GetParam() + 1000, 7, 9, 1);
    const GridRings crossing = with_bent_edges(other.rings, 6, 0.3, GetParam() + 1000);
    GridRings both = cells;
    append(crossing, both);
    const GeosContext context;
    ASSERT_TRUE(all_valid(context, crossing));
    const GridRings after = simplified(both, targets[3]);
    EXPECT_TRUE(all_valid(context, after));
    for (const auto& [first, last] :
         {std::pair{std::size_t{0}, cells.areas()}, {cells.areas(), both.areas()}}) {
        const GridRings layer = geo::areas_between(after, first, last);
        EXPECT_NEAR(union_of(context, layer).area, sum_of_areas(layer), 1);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SimplifiedCoverages, testing::Range<std::uint32_t>(0, 12));

}  // namespace
