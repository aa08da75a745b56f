// Overlays of random coverages, fixed seeds: intersections by GEOS, pair by pair, as the slow twin.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "geo/dissolve.hpp"
#include "geo/geos_support.hpp"
#include "geo/overlay.hpp"
#include "geo/snap.hpp"
#include "tests/support/overlay_of.hpp"
#include "tests/support/random_coverage.hpp"

namespace {

using geo::GeosContext;
using geo::GeosGeometry;

const geo::Grid grid;
constexpr double snap_m = 0.01;

/// Groups of a random coverage: areas of several parts, with holes and exclaves.
geo::GridRings random_groups(std::uint32_t seed) {
    const support::RandomCoverage coverage = support::random_coverage(seed, 7, 7, 5);
    return geo::dissolve(geo::build_topology(coverage.rings, grid), coverage.group, coverage.groups);
}

/// Every vertex moved by up to two metres, shared ones alike: the same borders, surveyed again.
geo::GridRings surveyed_again(const geo::GridRings& rings) {
    geo::GridRings again = rings;
    for (geo::GridPoint& p : again.points) {
        std::mt19937 random(static_cast<std::uint32_t>(p.x * 31 + p.y));
        p.x += static_cast<std::int32_t>(random() % 4001) - 2000;
        p.y += static_cast<std::int32_t>(random() % 4001) - 2000;
    }
    return again;
}

geo::Overlay snapped_overlay(const geo::GridRings& a, const geo::GridRings& b, double sliver_width_m) {
    geo::SnapReport report;
    return geo::overlay_coverages(
        geo::build_snapped_topology(support::side_by_side(a, b), grid, snap_m, report), a.areas(),
        sliver_width_m, 2 * snap_m);
}

void expect_pairs_of_geos(const geo::Overlay& overlay) {
    // Of the snapped outlines, so that both see the same ground.
    const geo::GridRings outlines = geo::outlines(overlay.topology);
    const GeosContext context;
    std::vector<GeosGeometry> areas;
    for (std::size_t area = 0; area < outlines.areas(); ++area) {
        areas.push_back(geo::to_geos(context, outlines, area));
        ASSERT_EQ(GEOSisValid_r(context.get(), areas.back().get()), 1);
    }
    for (std::size_t a = 0; a < overlay.a.size(); ++a) {
        for (std::size_t b = 0; b < overlay.b.size(); ++b) {
            const GeosGeometry common = geo::own(
                context,
                GEOSIntersection_r(context.get(), areas[a].get(), areas[overlay.areas_of_a + b].get()));
            double cells = 0;
            GEOSArea_r(context.get(), common.get(), &cells);
            const geo::OverlayPair* pair =
                overlay.find_pair(static_cast<geo::AreaIndex>(a), static_cast<geo::AreaIndex>(b));
            const double ours = pair == nullptr ? 0.0 : static_cast<double>(pair->twice_area) / 2;
            EXPECT_NEAR(ours, cells, 1.0) << a << " and " << b;
        }
    }
}

void expect_exact_marginals(const geo::Overlay& overlay) {
    const std::vector<std::int64_t> twice = geo::twice_areas(overlay.topology);
    std::vector<std::int64_t> of_a(overlay.a.size(), 0);
    std::vector<std::int64_t> of_b(overlay.b.size(), 0);
    for (const geo::OverlayPair& pair : overlay.pairs) {
        EXPECT_GT(pair.twice_area, 0);
        if (pair.a != geo::no_area) of_a[static_cast<std::size_t>(pair.a)] += pair.twice_area;
        if (pair.b != geo::no_area) of_b[static_cast<std::size_t>(pair.b)] += pair.twice_area;
    }
    for (std::size_t row = 0; row < of_a.size(); ++row) {
        EXPECT_EQ(of_a[row], overlay.a[row].twice_area);
        EXPECT_EQ(of_a[row], twice[row]);
    }
    for (std::size_t row = 0; row < of_b.size(); ++row) {
        EXPECT_EQ(of_b[row], overlay.b[row].twice_area);
        EXPECT_EQ(of_b[row], twice[overlay.areas_of_a + row]);
    }
}

class Overlays : public testing::TestWithParam<std::uint32_t> {};

TEST_P(Overlays, OfUnrelatedCoveragesArePairByPairThoseOfGeos) {
    const geo::GridRings a = support::random_coverage(GetParam(), 7, 7, 5).rings;
    const geo::GridRings b = support::moved(random_groups(GetParam() + 1000), 4321, -3210);
    const geo::Overlay overlay = snapped_overlay(a, b, 0.0);
    expect_pairs_of_geos(overlay);
    if (overlay.twice_contested_a + overlay.twice_contested_b == 0) expect_exact_marginals(overlay);
}

TEST_P(Overlays, OfACoverageSurveyedAgainArePairByPairThoseOfGeos) {
    const geo::GridRings a = random_groups(GetParam());
    const geo::Overlay overlay = snapped_overlay(a, surveyed_again(a), 1.0);
    expect_pairs_of_geos(overlay);
    expect_exact_marginals(overlay);
}

TEST_P(Overlays, OfACoverageWithItselfAreTheDiagonal) {
    const geo::GridRings a = random_groups(GetParam());
    const geo::Overlay overlay = snapped_overlay(a, a, 100.0);
    EXPECT_EQ(overlay.pairs.size(),
              static_cast<std::size_t>(std::ranges::count_if(
                  overlay.a, [](const geo::OverlaidArea& area) { return area.twice_area > 0; })));
    for (const geo::OverlayPair& pair : overlay.pairs) {
        EXPECT_EQ(pair.a, pair.b);
        EXPECT_EQ(pair.slivers, 0U);
        EXPECT_NEAR(pair.shared_border_m, overlay.a[static_cast<std::size_t>(pair.a)].outline_m, 1e-6);
    }
    expect_exact_marginals(overlay);
}

TEST_P(Overlays, OfAreasWithTheirGroupsHaveOnePairForEachArea) {
    const support::RandomCoverage fine = support::random_coverage(GetParam(), 7, 7, 5);
    const geo::Overlay overlay = snapped_overlay(fine.rings, random_groups(GetParam()), 100.0);
    ASSERT_EQ(overlay.pairs.size(), fine.rings.areas());
    for (std::size_t i = 0; i < overlay.pairs.size(); ++i) {
        EXPECT_EQ(overlay.pairs[i].b, fine.group[i]);
        EXPECT_EQ(overlay.pairs[i].slivers, 0U);
    }
}

TEST_P(Overlays, HaveNoFewerSliversAtALargerWidth) {
    const geo::GridRings a = random_groups(GetParam());
    const geo::GridRings b = surveyed_again(a);
    std::vector<bool> before;
    for (const double width_m : {0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 50.0}) {
        const geo::Overlay overlay = snapped_overlay(a, b, width_m);
        before.resize(overlay.pieces.size(), false);
        for (geo::PieceIndex p = 0; p < overlay.pieces.size(); ++p) {
            const bool is_sliver = overlay.pieces[p].is_sliver;
            EXPECT_TRUE(is_sliver || !before[p]);
            EXPECT_TRUE(!is_sliver || geo::ground_of(overlay, p).width_m < width_m);
            before[p] = is_sliver;
        }
    }
}

TEST_P(Overlays, PlaceEachPointOfTheGroundInOnePieceOfItsTwoAreas) {
    const geo::GridRings a = random_groups(GetParam());
    const geo::GridRings b = surveyed_again(a);
    const geo::Overlay overlay = snapped_overlay(a, b, 0.0);
    const geo::GridRings outlines = geo::outlines(overlay.topology);
    const GeosContext context;
    std::vector<GeosGeometry> areas;
    for (std::size_t area = 0; area < outlines.areas(); ++area)
        areas.push_back(geo::to_geos(context, outlines, area));
    std::mt19937 random(GetParam());
    std::vector<geo::Point> places;
    for (int i = 0; i < 100; ++i)
        places.push_back(
            {static_cast<double>(random() % 75000) / 1000, static_cast<double>(random() % 75000) / 1000});
    const std::vector<geo::PieceIndex> found = geo::locate_pieces(overlay, places);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const GeosGeometry point =
            geo::own(context, GEOSGeom_createPointFromXY_r(context.get(), std::round(places[i].x * 1000),
                                                           std::round(places[i].y * 1000)));
        for (std::size_t area = 0; area < areas.size(); ++area) {
            if (GEOSTouches_r(context.get(), areas[area].get(), point.get()) == 1) continue;
            const bool is_of_a = area < overlay.areas_of_a;
            const auto row = static_cast<geo::AreaIndex>(is_of_a ? area : area - overlay.areas_of_a);
            const geo::OverlayPiece piece =
                found[i] == geo::no_piece ? geo::OverlayPiece{} : overlay.pieces[found[i]];
            EXPECT_EQ((is_of_a ? piece.a : piece.b) == row,
                      GEOSContains_r(context.get(), areas[area].get(), point.get()) == 1);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Overlays, testing::Range(1U, 13U));

}  // namespace
