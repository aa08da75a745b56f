// England as Natural Earth draws it, in British National Grid.
#pragma once

#include <filesystem>

#include "geo/layer.hpp"

namespace tools {

/// Carries the rings of a layer to EPSG:27700 with the most accurate operation there is here.
/// @throws InputError as geo::Transform does.
void project(geo::Layer& layer);

/// The units of layer `states_provinces` with gu_a3 = ENG, projected, in the order of the file.
/// @throws InputError when the file is not Natural Earth's 1:10m world map as shipped with QGIS.
[[nodiscard]] geo::Layer read_england(const std::filesystem::path& world_map);

}  // namespace tools
