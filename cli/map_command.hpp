// What one map is to be: the options of `map`, checked and put together. Nothing is opened here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/lookup_input.hpp"
#include "cli/map_atlas.hpp"
#include "cli/map_layers.hpp"
#include "cli/map_options.hpp"
#include "cli/map_values.hpp"
#include "render/map.hpp"

namespace cli {

/// Whether a map has a page and outputs of its own.
enum class MapPlace { alone, on_plate };

struct MapCommand {
    Arguments arguments;  ///< for the record
    MapPlace place = MapPlace::alone;
    AreasOptions areas;
    LookupInput lookup;
    std::string names = {};  ///< of footprints
    std::string values = {};
    ValueChoice choice = {};
    MapComposition composition = {};
    LayerChoice layers = {};
    std::vector<std::string> columns = {};  ///< of a sheet of small maps
    std::vector<std::string> headings = {};
    std::optional<AtlasChoice> atlas = {};
    render::MapSpec spec = {};
    std::vector<std::string> outputs = {};
};

/// @throws UsageError for options that contradict one another, that are about something that is not given, or
/// whose value is none, and for an atlas on a plate.
[[nodiscard]] MapCommand map_command(const Arguments& arguments, MapPlace place = MapPlace::alone);

/// The texts round a map or a plate, its page, font and author.
[[nodiscard]] render::MapSpec page_spec(const Arguments& arguments);

/// --output. @throws UsageError when there is none, or one of another kind.
[[nodiscard]] std::vector<std::string> map_outputs(const Arguments& arguments);

/// Whether a file of this name is a GeoPackage, which holds areas with a style and not a picture.
[[nodiscard]] bool is_geopackage(const std::string& path);

}  // namespace cli
