#include "geo/geos_support.hpp"

#include <cmath>

#include "geo/error.hpp"
#include "geo/late_library.hpp"

namespace geo {

namespace {

void keep_message(const char* message, void* text) {
    *static_cast<std::string*>(text) = message;
}

/// Sign of the ring's area, in floating point: only its orientation matters here.
template <class P>
bool counter_clockwise(std::span<const P> ring) {
    double sum = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        const double ax = static_cast<double>(ring[i].x) - static_cast<double>(ring[0].x);
        const double ay = static_cast<double>(ring[i].y) - static_cast<double>(ring[0].y);
        const double bx = static_cast<double>(ring[i + 1].x) - static_cast<double>(ring[0].x);
        const double by = static_cast<double>(ring[i + 1].y) - static_cast<double>(ring[0].y);
        sum += ax * by - ay * bx;
    }
    return sum > 0;
}

template <class P>
GEOSGeometry* linear_ring(const GeosContext& context, std::span<const P> ring) {
    std::vector<double> xy;
    xy.reserve(2 * ring.size() + 2);
    for (std::size_t i = 0; i <= ring.size(); ++i) {
        const P p = ring[i == ring.size() ? 0 : i];
        xy.push_back(static_cast<double>(p.x));
        xy.push_back(static_cast<double>(p.y));
    }
    GEOSCoordSequence* points = GEOSCoordSeq_copyFromBuffer_r(
        context.get(), xy.data(), static_cast<unsigned int>(ring.size() + 1), 0, 0);
    return GEOSGeom_createLinearRing_r(context.get(), points);
}

template <class P>
GeosGeometry multipolygon(const GeosContext& context, const RingSet<P>& rings, std::size_t area) {
    std::vector<GEOSGeometry*> polygons;
    GEOSGeometry* shell = nullptr;
    std::vector<GEOSGeometry*> holes;
    const auto finish = [&] {
        if (shell == nullptr) return;
        polygons.push_back(GEOSGeom_createPolygon_r(context.get(), shell, holes.data(),
                                                    static_cast<unsigned int>(holes.size())));
        shell = nullptr;
        holes.clear();
    };
    for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
        const std::span<const P> ring = rings.ring(r);
        if (ring.size() < 3) continue;
        GEOSGeometry* line = linear_ring(context, ring);
        if (shell == nullptr || counter_clockwise(ring)) {
            finish();
            shell = line;
        } else {
            holes.push_back(line);
        }
    }
    finish();
    return own(context, GEOSGeom_createCollection_r(context.get(), GEOS_MULTIPOLYGON, polygons.data(),
                                                    static_cast<unsigned int>(polygons.size())));
}

}  // namespace

GeosContext::GeosContext() {
    load_library(FOOTPRINT_GEOS);
    m_handle = GEOS_init_r();
    GEOSContext_setErrorMessageHandler_r(m_handle, keep_message, &m_error);
}

GeosContext::~GeosContext() {
    GEOS_finish_r(m_handle);
}

GeosGeometry own(const GeosContext& context, GEOSGeometry* geometry) {
    if (geometry == nullptr) throw InternalError("GEOS: " + context.error());
    return {geometry, GeosDeleter{&context}};
}

GeosGeometry to_geos(const GeosContext& context, const Rings& rings, std::size_t area) {
    return multipolygon(context, rings, area);
}

GeosGeometry to_geos(const GeosContext& context, const GridRings& rings, std::size_t area) {
    return multipolygon(context, rings, area);
}

}  // namespace geo
