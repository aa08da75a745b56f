// Point in polygon against GEOS, area by area, fixed seeds.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "geo/area_locator.hpp"
#include "geo/dissolve.hpp"
#include "geo/geos_support.hpp"
#include "geo/snap.hpp"
#include "tests/support/random_coverage.hpp"

namespace {

using geo::AreaIndex;
using geo::GeosContext;
using geo::GeosGeometry;
using geo::GridPoint;

/// Every area asked one by one, by the slow twin.
class EveryArea {
public:
    explicit EveryArea(const geo::GridRings& rings) {
        for (std::size_t a = 0; a < rings.areas(); ++a)
            m_areas.push_back(geo::to_geos(m_context, rings, a));
    }

    struct Answer {
        AreaIndex first = geo::no_area;
        bool is_on_border = false;
        double distance = 0.0;  ///< to the nearest area
    };

    Answer at(GridPoint p) const {
        const GeosGeometry point =
            geo::own(m_context, GEOSGeom_createPointFromXY_r(m_context.get(), p.x, p.y));
        Answer answer;
        answer.distance = std::numeric_limits<double>::infinity();
        for (std::size_t a = 0; a < m_areas.size(); ++a) {
            if (GEOSisEmpty_r(m_context.get(), m_areas[a].get()) == 1) continue;
            double distance = 0.0;
            GEOSDistance_r(m_context.get(), m_areas[a].get(), point.get(), &distance);
            answer.distance = std::min(answer.distance, distance);
            if (GEOSCovers_r(m_context.get(), m_areas[a].get(), point.get()) != 1) continue;
            if (answer.first == geo::no_area) answer.first = static_cast<AreaIndex>(a);
            if (GEOSTouches_r(m_context.get(), m_areas[a].get(), point.get()) == 1)
                answer.is_on_border = true;
        }
        return answer;
    }

private:
    GeosContext m_context;
    std::vector<GeosGeometry> m_areas;
};

TEST(AreaLocator, AgreesWithGeosOnRandomPlacesVerticesAndBorders) {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        const support::RandomCoverage cells = support::random_coverage(seed, 9, 9, 12);
        const geo::Grid grid;
        // Groups have holes, islands, exclaves and corners in common, cells have not.
        const geo::GridRings rings = geo::dissolve(geo::build_topology(cells.rings, grid), cells.group, 12);
        const geo::AreaLocator locator(geo::build_topology(rings, grid));
        const EveryArea twin(rings);
        std::mt19937 random(seed);
        std::vector<GridPoint> places;
        for (int i = 0; i < 150; ++i)
            places.push_back({static_cast<std::int32_t>(random() % 110000) - 10000,
                              static_cast<std::int32_t>(random() % 110000) - 10000});
        for (int i = 0; i < 40; ++i) {
            const GridPoint vertex = rings.points[random() % rings.points.size()];
            places.push_back(vertex);
            places.push_back({vertex.x, vertex.y + 3000});
            places.push_back({vertex.x - 2500, vertex.y});
        }
        for (std::size_t i = 1; i < cells.rings.points.size(); i += 9) {
            const GridPoint a = cells.rings.points[i - 1];
            const GridPoint b = cells.rings.points[i];
            if ((a.x + b.x) % 2 == 0 && (a.y + b.y) % 2 == 0)
                places.push_back({(a.x + b.x) / 2, (a.y + b.y) / 2});
        }
        for (const GridPoint p : places) {
            const EveryArea::Answer expected = twin.at(p);
            const geo::Location found = locator.locate(p);
            EXPECT_EQ(found.area, expected.first) << "seed " << seed << " at " << p.x << " " << p.y;
            EXPECT_EQ(found.is_on_border, expected.is_on_border)
                << "seed " << seed << " at " << p.x << " " << p.y;
            if (expected.first != geo::no_area) continue;
            const geo::Location near = locator.locate(grid.to_point(p), 1000.0);
            EXPECT_NE(near.area, geo::no_area);
            EXPECT_NEAR(near.distance_m, expected.distance / 1000.0, 1e-6);
        }
    }
}

}  // namespace
