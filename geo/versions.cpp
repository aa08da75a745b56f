#include "geo/versions.hpp"

#include <gdal.h>
#include <geos_c.h>
#include <proj.h>

#include "geo/gdal_support.hpp"
#include "geo/late_library.hpp"

namespace geo {

std::vector<LibraryVersion> library_versions() {
    load_gdal();
    load_library(FOOTPRINT_GEOS);
    load_library(FOOTPRINT_PROJ);
    return {
        {"GDAL", GDALVersionInfo("RELEASE_NAME")}, {"GEOS", GEOSversion()}, {"PROJ", proj_info().release}};
}

bool has_ostn15_grid() {
    load_library(FOOTPRINT_PROJ);
    return proj_grid_info("uk_os_OSTN15_NTv2_OSGBtoETRS.tif").filename[0] != '\0';
}

}  // namespace geo
