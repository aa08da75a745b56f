// Flow lines of a map: a table of what flows between its areas, as arrows over them.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/map_layers.hpp"
#include "render/map.hpp"

namespace cli {

/// Where all that a table has flowing went.
struct FlowsOnMap {
    std::string path;
    std::string unit;
    std::string ends;  ///< what they run between, in the singular
    std::size_t rows = 0;
    std::size_t suppressed_rows = 0;  ///< with * in place of a number
    double value = 0.0;               ///< of all other rows
    double within = 0.0;              ///< from an area to itself
    double between = 0.0;             ///< from one to another: what lines can show
    double off_map = 0.0;             ///< with an end that is not on the map
};

/// Reads the table of --flows and gives the map its lines: what flows from one area to another is added up,
/// codes of areas on a map of footprints by their footprint. Ends that are empty or called `outside` or
/// `unknown` are off the map, and so are areas without a shape. A suppressed cell (*) has no line and is
/// counted. Codes that the map lacks become a finding. O(rows).
/// @throws InputError when a column is missing (naming the nearest), a number is negative, or no end of any
/// row is on the map.
[[nodiscard]] FlowsOnMap add_flows(const FlowChoice& choice, const LayerSources& sources,
                                   render::MapData& data);

/// The totals in a sentence, with what the lines that are drawn have of them.
[[nodiscard]] std::string flows_on_map_text(const FlowsOnMap& flows, const render::FlowChoice& drawn);
[[nodiscard]] nlohmann::ordered_json flows_on_map_json(const FlowsOnMap& flows,
                                                       const render::FlowChoice& drawn);

}  // namespace cli
