// Two geographies A and B as `align` and `crosswalk` take them: two area layers, two lookups over common
// units, or one lookup with a column of each. Either may be grouped to larger units by a further lookup.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "cli/flow_input.hpp"
#include "geo/coverage.hpp"
#include "geo/layer.hpp"
#include "shapes/common_units.hpp"

namespace cli {

class Arguments;
class Console;

/// Whether the ending of a path is that of a table, so that it is taken for a lookup and not for areas.
[[nodiscard]] bool is_table_file(const std::string& path);

struct GeographyInput {
    std::string path;
    geo::ReadOptions read;             ///< of an area layer
    shapes::GeographyColumns columns;  ///< of a lookup
    std::string groups;                ///< lookup that groups its units, or empty
    std::string group_column;
    std::string group_column_option;
};

struct GeographyInputs {
    GeographyInput a;
    GeographyInput b;          ///< of one lookup for both: the same path
    bool are_lookups = false;  ///< over common units, without geometry
    bool is_one_lookup = false;
    geo::CoverageOptions coverage;
};

/// What the inputs and options of geography_options() say. Opens nothing.
/// @throws UsageError when one is a lookup and the other areas, when one layer of areas stands alone, when a
/// lookup
///   for both lacks --a-column or --b-column, for options of lookups with areas, for a column of a lookup
///   that is not given, and for a CRS that is not metric.
[[nodiscard]] GeographyInputs geography_inputs(const Arguments& arguments);

/// --sliver-width in metres, or nothing for auto. @throws UsageError when it is neither.
[[nodiscard]] std::optional<double> sliver_width(const Arguments& arguments);

/// An area layer and how to call it.
struct GeographyLayer {
    geo::Layer layer;
    std::string title;  ///< the column of its codes, or its layer where that is called `code` or the like
};

/// Reads both layers and groups their areas where that is asked for; grouped ones are in the CRS of the work.
/// Records inputs and joins; findings are those of the layers and of what is done here.
/// @throws InputError as geo::read_layer() and shapes::group_units() do.
[[nodiscard]] std::array<GeographyLayer, 2> read_geography_layers(const GeographyInputs& inputs,
                                                                  const FlowRecords& records,
                                                                  Console& console);

/// Reads both lookups and groups their units where that is asked for. Records inputs and joins.
/// @throws InputError as shapes::make_common_units() and shapes::group_units() do.
[[nodiscard]] shapes::CommonUnits read_common_units(const GeographyInputs& inputs, const FlowRecords& records,
                                                    shapes::UnitsOfB units_of_b = shapes::UnitsOfB::all);

}  // namespace cli
