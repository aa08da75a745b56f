#include "tools/natural_earth.hpp"

#include <cstddef>

#include "geo/crs.hpp"
#include "geo/error.hpp"

namespace tools {
namespace {

constexpr std::size_t units_of_england = 152;

}  // namespace

void project(geo::Layer& layer) {
    geo::Box box;
    for (const geo::Point p : layer.rings.points)
        box.add(p);
    geo::Transform transform(layer.crs, "EPSG:27700", box);
    transform.apply(layer.rings.points);
    layer.crs = "EPSG:27700";
}

geo::Layer read_england(const std::filesystem::path& world_map) {
    geo::ReadOptions options;
    options.layer = "states_provinces";
    options.code_column = "gu_a3";
    const geo::Layer world = geo::read_layer(world_map, options);
    geo::Layer england;
    england.path = world.path;
    england.name = world.name;
    england.crs = world.crs;
    for (std::size_t a = 0; a < world.rings.areas(); ++a) {
        if (world.codes[a] != "ENG") continue;
        for (std::size_t r = world.rings.area_start[a]; r < world.rings.area_start[a + 1]; ++r) {
            const auto ring = world.rings.ring(r);
            england.rings.points.insert(england.rings.points.end(), ring.begin(), ring.end());
            england.rings.close_ring();
        }
        england.rings.close_area();
        england.codes.push_back(world.codes[a]);
    }
    if (england.rings.areas() != units_of_england) {
        throw geo::InputError(
            world.path, std::to_string(england.rings.areas()) + " units of England where 152 are expected",
            "use world_map.gpkg of Debian's qgis-common 3.22");
    }
    project(england);
    return england;
}

}  // namespace tools
