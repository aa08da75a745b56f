// The inscribed circle against GEOS's search by cells, on random polygons with holes and touching parts.
#include "geo/inscribed_circle.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "geo/dissolve.hpp"
#include "geo/geos_support.hpp"
#include "tests/support/random_coverage.hpp"

namespace {

using geo::GeosContext;
using geo::GeosGeometry;

using RingList = std::vector<std::vector<geo::GridPoint>>;

RingList rings_of(const geo::GridRings& outlines, std::size_t area) {
    RingList rings;
    for (std::size_t r = outlines.area_start[area]; r < outlines.area_start[area + 1]; ++r)
        rings.emplace_back(outlines.ring(r).begin(), outlines.ring(r).end());
    return rings;
}

geo::GridRings random_outlines(std::uint32_t seed, std::int32_t columns, std::int32_t rows) {
    const support::RandomCoverage coverage = support::random_coverage(seed, columns, rows, 1 + seed % 4);
    return geo::dissolve(geo::build_topology(coverage.rings, geo::Grid{}), coverage.group, coverage.groups);
}

void expect_the_circle_of_geos(const geo::GridRings& outlines, std::size_t area) {
    const RingList rings = rings_of(outlines, area);
    if (rings.empty()) return;
    const geo::InscribedCircle ours = geo::largest_inscribed_circle(rings);

    constexpr double tolerance_cells = 0.01;
    const GeosContext context;
    const GeosGeometry polygon = geo::to_geos(context, outlines, area);
    const GeosGeometry radius =
        geo::own(context, GEOSMaximumInscribedCircle_r(context.get(), polygon.get(), tolerance_cells));
    double theirs = 0;
    GEOSLength_r(context.get(), radius.get(), &theirs);
    EXPECT_LE(theirs, ours.radius_cells + 1e-6);
    EXPECT_GE(theirs, ours.radius_cells - tolerance_cells);

    // The circle stays inside: its centre does, and is as far from the outline as the radius.
    const GeosGeometry centre = geo::own(
        context, GEOSGeom_createPointFromXY_r(context.get(), ours.centre_cells.x, ours.centre_cells.y));
    EXPECT_EQ(GEOSContains_r(context.get(), polygon.get(), centre.get()), 1);
    const GeosGeometry lines = geo::own(context, GEOSBoundary_r(context.get(), polygon.get()));
    double clear = 0;
    GEOSDistance_r(context.get(), centre.get(), lines.get(), &clear);
    EXPECT_NEAR(clear, ours.radius_cells, 1e-6);
}

class RandomPolygons : public testing::TestWithParam<std::uint32_t> {};

TEST_P(RandomPolygons, OfManySidesHaveTheCircleOfGeos) {
    const geo::GridRings outlines = random_outlines(GetParam(), 9, 8);
    for (std::size_t area = 0; area < outlines.areas(); ++area)
        expect_the_circle_of_geos(outlines, area);
}

TEST_P(RandomPolygons, OfFewSidesHaveTheCircleOfGeos) {
    const geo::GridRings outlines = random_outlines(GetParam(), 3, 2);
    for (std::size_t area = 0; area < outlines.areas(); ++area)
        expect_the_circle_of_geos(outlines, area);
}

/// A sliver up to 20 cells wide and up to 100 m long, in any direction.
RingList random_sliver(std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t n) { return static_cast<double>(random() % n); };
    const double length = 1000 + below(99000);
    const double angle = below(6283) / 1000;
    const int stretches = 2 + static_cast<int>(below(5));
    std::vector<geo::GridPoint> ring;
    const auto add = [&](double along, double across) {
        // Even coordinates, so that every side has a middle on the grid.
        const auto even = [](double v) { return 2 * static_cast<std::int32_t>(std::lround(v / 2)); };
        ring.push_back({even(along * std::cos(angle) - across * std::sin(angle)),
                        even(along * std::sin(angle) + across * std::cos(angle))});
    };
    for (int s = 0; s <= stretches; ++s)
        add(length * s / stretches, -2 - below(8));
    for (int s = stretches; s >= 0; --s)
        add(length * s / stretches, 2 + below(8));
    return {ring};
}

/// Every side cut into eight where the grid allows it, which changes nothing but the number of sides.
RingList with_more_sides(const RingList& rings) {
    RingList more;
    for (const auto& ring : rings) {
        std::vector<geo::GridPoint> out;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::GridPoint p = ring[i];
            const geo::GridPoint q = ring[i + 1 == ring.size() ? 0 : i + 1];
            out.push_back(p);
            const std::int32_t parts = std::gcd(std::gcd(q.x - p.x, q.y - p.y), 8);
            for (std::int32_t k = 1; k < parts; ++k)
                out.push_back({p.x + (q.x - p.x) / parts * k, p.y + (q.y - p.y) / parts * k});
        }
        more.push_back(out);
    }
    return more;
}

TEST_P(RandomPolygons, CutSidesChangeNothing) {
    RingList rings = random_sliver(GetParam());
    const double radius = geo::largest_inscribed_circle(rings).radius_cells;
    for (auto& ring : rings) {
        for (geo::GridPoint& p : ring)
            p = {4 * p.x, 4 * p.y};
    }
    EXPECT_NEAR(geo::largest_inscribed_circle(with_more_sides(rings)).radius_cells, 4 * radius, 1e-6);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomPolygons, testing::Range(1u, 41u));

}  // namespace
