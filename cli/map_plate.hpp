// Plates of a specification: a page with several of its maps.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/map_command.hpp"
#include "cli/map_specification.hpp"
#include "cli/map_work.hpp"
#include "render/plate.hpp"

namespace cli {

struct PlateCommand {
    PlateArguments arguments;  ///< for the record
    render::MapSpec spec;      ///< the page and its texts
    std::vector<MapCommand> maps;
    std::vector<std::string> outputs;
};

/// @throws UsageError as map_command() does, and for a map that has pages of its own.
[[nodiscard]] PlateCommand plate_command(const PlateArguments& arguments);

/// The page with the maps that were read for it. @throws UsageError as render::plan_plate() does.
[[nodiscard]] render::Plate plan_plate(const PlateCommand& command, std::span<MapWork> maps);

}  // namespace cli
