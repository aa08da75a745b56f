// Maps: outlines of areas or of footprints, ready for values, and written in the format of the path.
#pragma once

#include <filesystem>
#include <string>

#include "cli/areas_input.hpp"
#include "render/map.hpp"
#include "shapes/plan.hpp"

namespace cli {

/// Areas, each with a value of its own to come.
[[nodiscard]] render::MapData map_of_areas(const Areas& areas);

/// Footprints, each with a value to come in the order of the plan, under the borders of their member areas.
/// Areas in no footprint follow as one more entry, which stays without a value.
[[nodiscard]] render::MapData map_of_footprints(const Areas& areas, const shapes::Plan& plan);

/// Box of all points of the areas; empty for none.
[[nodiscard]] geo::Box extent_of(const render::MapData& map);

/// A point inside each area of a map, the middle of the widest place in it, on the ground; that of an area
/// without a shape is the origin.
[[nodiscard]] std::vector<geo::Point> anchors_of(const render::MapData& map);

/// Gives values to the first areas of a map; those that are left over have none.
template <class T>
void set_values(render::MapData& map, std::vector<std::optional<T>> values) {
    values.resize(map.codes.size());
    map.values = std::move(values);
}

/// Writes the map whole or not at all, by the ending of the path.
void write_map_file(const render::MapPlan& map, const std::filesystem::path& path, bool overwrite);

}  // namespace cli
