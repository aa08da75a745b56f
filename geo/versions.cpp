#include "geo/versions.hpp"

#include <gdal.h>
#include <geos_c.h>
#include <proj.h>

#include "geo/late_library.hpp"

namespace geo {

std::vector<LibraryVersion> library_versions() {
    for (const char* library : {FOOTPRINT_GDAL, FOOTPRINT_GEOS, FOOTPRINT_PROJ})
        load_library(library);
    return {
        {"GDAL", GDALVersionInfo("RELEASE_NAME")}, {"GEOS", GEOSversion()}, {"PROJ", proj_info().release}};
}

bool has_ostn15_grid() {
    load_library(FOOTPRINT_PROJ);
    return proj_grid_info("uk_os_OSTN15_NTv2_OSGBtoETRS.tif").filename[0] != '\0';
}

}  // namespace geo
