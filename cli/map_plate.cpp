#include "cli/map_plate.hpp"

#include <fmt/format.h>

#include <utility>

#include "geo/error.hpp"

namespace cli {

PlateCommand plate_command(const PlateArguments& arguments) {
    PlateCommand command{arguments, page_spec(arguments.page), {}, map_outputs(arguments.page)};
    for (const std::string& output : command.outputs) {
        if (is_geopackage(output))
            throw geo::UsageError("--output", output + " is no picture, and a plate is nothing else",
                                  "write .png, .svg or .pdf");
    }
    for (const Arguments& each : arguments.maps) {
        try {
            MapCommand map = map_command(each, MapPlace::on_plate);
            map.spec.font = command.spec.font;
            map.spec.is_part = true;
            command.maps.push_back(std::move(map));
        } catch (const geo::UsageError& error) {
            throw geo::UsageError(fmt::format("map {} of it", command.maps.size() + 1), error.what());
        }
    }
    return command;
}

render::Plate plan_plate(const PlateCommand& command, std::span<MapWork> maps) {
    render::MapSpec spec = command.spec;
    spec.record = page_specification(command.arguments.page);
    std::vector<render::PlatePart> parts;
    for (MapWork& work : maps) {
        spec.record += "\n[[plate.map]]\n" + work.spec().record;
        parts.push_back({work.extent_m(), [&work](render::PageSize page) {
                             render::MapSpec own = work.spec();
                             own.page = page;
                             return work.plan(own);
                         }});
    }
    return render::plan_plate(spec, parts);
}

}  // namespace cli
