// What this build stands on, for --version and for reports.
#pragma once

#include <string>
#include <vector>

namespace geo {

struct LibraryVersion {
    std::string name;
    std::string version;
};

/// GDAL, GEOS and PROJ as they are at run time.
[[nodiscard]] std::vector<LibraryVersion> library_versions();

/// True when PROJ finds the grid of Ordnance Survey's OSTN15 (0.03 m between ETRS89 and EPSG:27700) on this
/// machine.
[[nodiscard]] bool has_ostn15_grid();

}  // namespace geo
