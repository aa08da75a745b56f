// The atlas of map: values of areas or footprints, and the table of figures of each page.
#pragma once

#include <string>
#include <vector>

#include "cli/map_layers.hpp"
#include "cli/map_options.hpp"
#include "cli/map_values.hpp"
#include "render/atlas.hpp"

namespace cli {

struct AtlasChoice {
    ValueChoice values;
    std::vector<std::string> figures;  ///< columns of the values that stand in the tables as they are
    std::string value_label;
    std::string missing_label;
    LabelChoice labels = LabelChoice::names;
};

/// Joins the values to the areas or to the footprints, whichever the codes are, and writes the tables: the
/// value and its rank, members, area, the figures asked for, and the members by value or by name.
/// @pre the sources have a plan and values. @throws InputError as join_cells() does, and for figures of a
/// table whose codes are those of areas.
[[nodiscard]] render::AtlasData atlas_data(const AtlasChoice& choice, const LayerSources& sources);

/// Codes of labels that have no room on any page, and what a report tells of each page.
void add_atlas_result(const render::Atlas& atlas, const render::AtlasData& data, const LayerSources& sources);

}  // namespace cli
