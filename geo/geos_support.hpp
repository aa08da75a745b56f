// GEOS in a few lines: a context, owned geometries, and our rings as its polygons. For .cpp files only.
#pragma once

#include <geos_c.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo/ring_set.hpp"

namespace geo {

/// A GEOS context whose messages end up in error() instead of on the terminal.
class GeosContext {
public:
    GeosContext();
    ~GeosContext();
    GeosContext(const GeosContext&) = delete;
    GeosContext& operator=(const GeosContext&) = delete;

    [[nodiscard]] GEOSContextHandle_t get() const { return m_handle; }
    [[nodiscard]] const std::string& error() const { return m_error; }

private:
    GEOSContextHandle_t m_handle = nullptr;
    std::string m_error;
};

struct GeosDeleter {
    const GeosContext* context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context->get(), geometry); }
};
using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosDeleter>;

/// Takes ownership of a result of GEOS.
/// @throws InternalError with GEOS's message when it is null.
[[nodiscard]] GeosGeometry own(const GeosContext& context, GEOSGeometry* geometry);

/// One area as a multipolygon, coordinates as they are (metres or cells). A ring of positive area begins a
/// polygon. Rings of under three points are left out. O(points).
[[nodiscard]] GeosGeometry to_geos(const GeosContext& context, const Rings& rings, std::size_t area);
[[nodiscard]] GeosGeometry to_geos(const GeosContext& context, const GridRings& rings, std::size_t area);

}  // namespace geo
