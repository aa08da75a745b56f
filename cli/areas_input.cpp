#include "cli/areas_input.hpp"

#include <fmt/format.h>

#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "geo/crs.hpp"
#include "geo/error.hpp"

namespace cli {
namespace {

bool declares(const Command& command, std::string_view option) {
    for (const Option& declared : command.options) {
        if (declared.name == option) return true;
    }
    return false;
}

}  // namespace

void require_metric(const std::string& crs, const std::string& where) {
    if (geo::is_metric(crs)) return;
    throw geo::UsageError(where, fmt::format("{} is not a CRS in metres", crs),
                          "areas and lengths need one, for example EPSG:27700");
}

AreasOptions areas_options(const Arguments& arguments) {
    AreasOptions options;
    options.path = arguments.inputs().front();
    options.read.layer = arguments.text("--layer");
    options.read.code_column = arguments.text("--code");
    options.read.name_column = arguments.text("--name");
    options.read.source_crs = arguments.text("--source-crs");
    options.coverage.crs = arguments.text("--crs");
    if (declares(arguments.command(), "--snap"))
        options.coverage.snap_tolerance_m = arguments.number("--snap");
    require_metric(options.coverage.crs, "--crs");
    return options;
}

Areas read_areas(const AreasOptions& options, Console& console) {
    console.progress("reading " + options.path);
    geo::Layer layer = geo::read_layer(options.path, options.read);
    console.detail(fmt::format("{}: {} areas of layer {}, codes in {}", options.path, layer.codes.size(),
                               layer.name, layer.code_column));
    console.progress(fmt::format("cutting the borders of {} areas", layer.codes.size()));
    geo::Coverage coverage = geo::build_coverage(layer, options.coverage);
    console.detail(fmt::format("{} to {} by {}, accuracy {} m", coverage.operation.source,
                               coverage.operation.target, coverage.operation.name,
                               coverage.operation.accuracy_m));
    if (coverage.operation.check_points > 0) {
        console.detail(fmt::format("interpolated, within {:.1e} m of that operation at {} check points",
                                   coverage.operation.within_m, coverage.operation.check_points));
    }
    console.detail(
        fmt::format("snapped within {} m: {} positions moved, {} vertices inserted, {} points and {} rings "
                    "dropped; {} arcs between {} junctions",
                    coverage.snap.tolerance_m, coverage.snap.moved_points, coverage.snap.inserted_vertices,
                    coverage.snap.dropped_points, coverage.snap.dropped_rings, coverage.topology.arcs(),
                    coverage.topology.junctions));
    return {std::move(layer), std::move(coverage)};
}

}  // namespace cli
