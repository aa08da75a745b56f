// Any bytes as a geometry in well-known binary, the form in which GeoPackage and PostGIS keep areas: whatever
// GDAL makes of them becomes rings that keep the conventions of RingSet, and no ring is lost uncounted.
#include <cpl_error.h>
#include <ogr_geometry.h>

#include "geo/finite_box.hpp"
#include "geo/polygons.hpp"
#include "tests/fuzz/fuzz_layer.hpp"

namespace {

// Rings of the polygons that have a shell.
std::size_t rings_in(const OGRGeometry& geometry) {
    std::size_t rings = 0;
    if (OGR_GT_IsSubClassOf(wkbFlatten(geometry.getGeometryType()), wkbGeometryCollection)) {
        for (const OGRGeometry* part : *geometry.toGeometryCollection())
            rings += rings_in(*part);
    } else if (OGR_GT_IsSubClassOf(wkbFlatten(geometry.getGeometryType()), wkbPolyhedralSurface)) {
        for (const OGRPolygon* part : *geometry.toPolyhedralSurface())
            rings += rings_in(*part);
    } else if (OGR_GT_IsSubClassOf(wkbFlatten(geometry.getGeometryType()), wkbPolygon)) {
        const OGRPolygon& polygon = *geometry.toPolygon();
        if (polygon.getExteriorRing() && polygon.getExteriorRing()->getNumPoints() > 0)
            rings = 1 + static_cast<std::size_t>(polygon.getNumInteriorRings());
    }
    return rings;
}

void check(const OGRGeometry& geometry) {
    geo::Rings rings;
    geo::ReadBox extent;
    const geo::GeometryReport report = geo::append_area(&geometry, rings, extent);
    fuzz::require(rings.areas() == 1);
    fuzz::check_rings(rings);
    if (extent.exact) {
        const std::optional<geo::Box> box = geo::finite_box(rings.points);
        fuzz::require(box && *box == extent.box);
    }
    if (geometry.hasCurveGeometry(0) == 0 && geometry.IsEmpty() == 0)
        fuzz::require(rings.rings() + report.degenerate_rings == rings_in(geometry));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    OGRGeometry* geometry = nullptr;
    if (OGRGeometryFactory::createFromWkb(data, nullptr, &geometry, size) == OGRERR_NONE && geometry)
        check(*geometry);
    OGRGeometryFactory::destroyGeometry(geometry);
    CPLPopErrorHandler();
    return 0;
}
