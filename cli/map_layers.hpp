// Layers of a map beside its fills: overlays of other groupings, circles, points, flow lines, and the ground
// round it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/areas_input.hpp"
#include "cli/flow_input.hpp"
#include "cli/report.hpp"
#include "geo/table.hpp"
#include "render/map.hpp"
#include "shapes/plan.hpp"

namespace cli {

class Arguments;

/// A grouping of areas or footprints, by a table with their codes.
struct OverlayChoice {
    std::string path;
    std::string column;  ///< empty: `footprint`, else the second
    std::string label;   ///< empty: the name of the column
    render::GroupingStyle style = render::GroupingStyle::outline;
};

/// Flow lines, by a table of what flows from where to where.
struct FlowChoice {
    std::string path;
    std::optional<std::array<std::string, 3>> columns;  ///< from, to, number; nothing: found out
    std::string unit;                                   ///< empty: the name of the column with the number
    std::size_t most = 60;                              ///< lines drawn: the widest
};

struct LayerChoice {
    std::vector<OverlayChoice> overlays;
    std::optional<FlowChoice> flows;
    std::string symbols;  ///< column of the values that circles stand for; empty: none
    std::string symbols_label;
    std::string points;  ///< file; empty: none
    std::string points_size;
    std::string points_label;
    std::string points_names;  ///< column that is written beside them; empty: none
    std::string context;       ///< file; empty: none
    std::string context_layer;

    [[nodiscard]] bool has_any() const {
        return !overlays.empty() || flows || !symbols.empty() || !points.empty() || !context.empty();
    }
};

/// --overlay and its columns, labels and styles (the n-th of each belongs to the n-th overlay), --flows,
/// --symbols, --points and --context. @throws UsageError for an option about a layer that is not given.
[[nodiscard]] LayerChoice layer_choice(const Arguments& arguments);

/// What layers are made from and what they find.
struct LayerSources {
    const Areas& areas;
    const shapes::Plan* plan;  ///< of a map of footprints, else none
    const geo::Table* values;  ///< for --symbols
    const std::string& key;    ///< column of the values with the codes; empty: found out
    Report& report;
    std::vector<geo::Finding>& findings;
};

/// The grouping that a table makes of the areas; of footprints where its codes are theirs.
/// @throws InputError when there is no such column, a code is in two groups, or none of the codes is known.
[[nodiscard]] render::Grouping read_overlay(const OverlayChoice& choice, const Areas& areas,
                                            const shapes::Plan* plan, const FlowRecords& records);

/// Adds the layers but the flow lines to a map that has its areas. Codes without an area, places without a
/// position and those off the map become findings.
/// @throws InputError as the readers do, and for circles of negative values.
void add_layers(const LayerChoice& choice, const LayerSources& sources, render::MapData& data);

/// Places and areas that a drawn map leaves out.
void add_left_out(const render::MapResult& result, std::vector<geo::Finding>& findings);

}  // namespace cli
