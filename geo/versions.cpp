#include "geo/versions.hpp"

#include <gdal.h>
#include <geos_c.h>
#include <proj.h>

#include "geo/gdal_support.hpp"

namespace geo {

std::vector<LibraryVersion> library_versions() {
    load_gdal();
    return {
        {"GDAL", GDALVersionInfo("RELEASE_NAME")}, {"GEOS", GEOSversion()}, {"PROJ", proj_info().release}};
}

bool has_ostn15_grid() {
    return proj_grid_info("uk_os_OSTN15_NTv2_OSGBtoETRS.tif").filename[0] != '\0';
}

}  // namespace geo
