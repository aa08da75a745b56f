#include "cli/version.hpp"

#include <fmt/format.h>

#include "geo/versions.hpp"

namespace cli {

std::string_view tool_version() {
    return FOOTPRINT_VERSION;
}

std::string version_text() {
    std::string text = fmt::format("footprint {}\n", FOOTPRINT_VERSION);
    for (const geo::LibraryVersion& library : geo::library_versions()) {
        text += fmt::format("{} {}\n", library.name, library.version);
    }
    text += fmt::format("Cairo {}\n", FOOTPRINT_CAIRO_VERSION);
    return text + fmt::format("OSTN15 grid {}\n", geo::has_ostn15_grid() ? "present" : "absent");
}

}  // namespace cli
