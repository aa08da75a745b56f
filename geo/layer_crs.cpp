#include "geo/layer_crs.hpp"

#include <cpl_conv.h>
#include <ogr_spatialref.h>

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/table.hpp"

namespace geo {

namespace {

// A little above 180 and 90, because files are rounded and some cross the antimeridian.
bool fits_degrees(const Box& extent) {
    return extent.empty() || (extent.min_x >= -360.0 && extent.max_x <= 360.0 && extent.min_y >= -90.001 &&
                              extent.max_y <= 90.001);
}

std::string range_text(const Box& extent) {
    return "x " + format_fixed(extent.min_x, 0) + " to " + format_fixed(extent.max_x, 0) + ", y " +
           format_fixed(extent.min_y, 0) + " to " + format_fixed(extent.max_y, 0);
}

Finding assumption(std::string text) {
    return {
        .kind = FindingKind::assumption, .severity = Severity::warning, .codes = {}, .text = std::move(text)};
}

constexpr const char* remedy = "say what they are with --source-crs EPSG:n, for example EPSG:27700";

}  // namespace

std::string stated_crs(const OGRSpatialReference* reference) {
    if (!reference || reference->IsLocal() != 0) return {};
    const char* authority = reference->GetAuthorityName(nullptr);
    const char* code = reference->GetAuthorityCode(nullptr);
    if (authority && code) return std::string(authority) + ":" + code;
    char* wkt = nullptr;
    const char* const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
    std::string text;
    if (reference->exportToWkt(&wkt, options) == OGRERR_NONE && wkt) text = wkt;
    CPLFree(wkt);
    return text;
}

std::optional<std::string> crs_named_in_geojson(const std::optional<std::string>& name) {
    // GDAL takes the CRS of RFC 7946 for the one of which it is the twin with axes in order.
    if (!name || *name == "urn:ogc:def:crs:OGC:1.3:CRS84") return "EPSG:4326";
    for (const std::string_view beginning : {"urn:ogc:def:crs:EPSG::", "EPSG:"}) {
        if (!name->starts_with(beginning)) continue;
        const std::string_view code = std::string_view(*name).substr(beginning.size());
        const bool digits = !code.empty() && code.find_first_not_of("0123456789") == std::string_view::npos;
        if (!digits) return std::nullopt;
        return plain_epsg_crs(code);
    }
    return std::nullopt;
}

std::string decide_crs(const std::string& path, const std::string& format, const std::string& stated,
                       const std::string& wanted, const Box& extent, std::vector<Finding>& findings) {
    if (!wanted.empty()) {
        // GeoJSON without a crs member is taken for WGS 84 by GDAL, so that a word of the user against it is
        // no conflict.
        const bool conflict =
            !stated.empty() && fits_degrees(extent) && describe_crs(stated) != describe_crs(wanted);
        if (conflict) {
            findings.push_back(assumption(path + " states " + describe_crs(stated) + "; it is read as " +
                                          describe_crs(wanted) + ", as --source-crs says."));
        }
        return wanted;
    }
    if (!stated.empty()) {
        if (!fits_degrees(extent) && is_geographic(stated))
            throw InputError(path,
                             "its coordinates (" + range_text(extent) + ") are not degrees, as " +
                                 describe_crs(stated) +
                                 " or a GeoJSON file that states no CRS would have them",
                             remedy);
        return stated;
    }
    if (format == "TopoJSON" && fits_degrees(extent)) {
        findings.push_back(assumption(path + " states no CRS that can be read; its coordinates are taken as "
                                             "longitude and latitude (WGS 84)."));
        return "EPSG:4326";
    }
    throw InputError(path, "states no CRS; its coordinates lie in " + range_text(extent), remedy);
}

}  // namespace geo
