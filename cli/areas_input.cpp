#include "cli/areas_input.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "geo/crs.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/grid.hpp"

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
    geo::start_ahead(
        options.path,
        declares(arguments.command(), "--output") ? arguments.all("--output") : std::vector<std::string>(),
        options.coverage.crs);
    require_metric(options.coverage.crs, "--crs");
    options.read.target_crs = options.coverage.crs;
    return options;
}

std::string text_of_input(const Arguments& arguments, const std::string& option, std::size_t input) {
    const std::string text = arguments.text(option);
    const std::size_t inputs = arguments.inputs().size();
    if (inputs == 1) return text;
    if (static_cast<std::size_t>(std::ranges::count(text, ',')) >= inputs) {
        throw geo::UsageError(option, fmt::format("'{}' lists more than {} inputs", text, inputs),
                              "give one for each, separated by commas");
    }
    std::size_t begin = 0;
    for (; input > 0; --input) {
        const std::size_t comma = text.find(',', begin);
        if (comma == std::string::npos) return {};
        begin = comma + 1;
    }
    return text.substr(begin, text.find(',', begin) - begin);
}

geo::Layer read_area_layer(const AreasOptions& options, Console& console) {
    console.progress("reading " + options.path);
    geo::Layer layer = geo::read_layer(options.path, options.read);
    console.detail(fmt::format("{}: {} areas of layer {}, codes in {}", options.path, layer.codes.size(),
                               layer.name, layer.code_column));
    return layer;
}

geo::Coverage cut_areas(geo::Layer& layer, const AreasOptions& options, FileOutlines outlines,
                        Console& console) {
    console.progress(fmt::format("cutting the borders of {} areas", layer.codes.size()));
    geo::Coverage coverage = outlines == FileOutlines::kept ? geo::build_coverage(layer, options.coverage)
                                                            : geo::take_coverage(layer, options.coverage);
    console.detail(fmt::format("{} to {} by {}, accuracy {} m", coverage.operation.source,
                               coverage.operation.target, coverage.operation.name,
                               coverage.operation.accuracy_m));
    if (coverage.operation.check_points > 0) {
        console.detail(fmt::format("interpolated, within {:.1e} m of that operation at {} check points",
                                   coverage.operation.within_m, coverage.operation.check_points));
    }
    console.detail(fmt::format(
        "snapped within {} m: {} positions moved, by {:.4f} m at most, {} vertices inserted, {} made "
        "at crossings, {} points and {} rings dropped; {} arcs between {} junctions",
        coverage.snap.tolerance_m, coverage.snap.moved_points, coverage.snap.greatest_move_m,
        coverage.snap.inserted_vertices, coverage.snap.crossings, coverage.snap.dropped_points,
        coverage.snap.dropped_rings, coverage.topology.arcs(), coverage.topology.junctions));
    return coverage;
}

Areas read_areas(const AreasOptions& options, FileOutlines outlines, Console& console) {
    geo::Layer layer = read_area_layer(options, console);
    geo::Coverage coverage = cut_areas(layer, options, outlines, console);
    return {std::move(layer), std::move(coverage)};
}

std::vector<geo::Point> read_places(const std::string& path, std::vector<geo::Finding>& findings) {
    if (path.empty()) return {};
    const geo::Table table = geo::read_table(path, findings);
    const auto x = table.find("x");
    const auto y = table.find("y");
    if (!x || !y)
        throw geo::InputError(path, "has no columns x and y", "give places in the CRS of --crs, one a row");
    std::vector<geo::Point> places;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto place_x = geo::parse_number(table.columns[*x].cells[row]);
        const auto place_y = geo::parse_number(table.columns[*y].cells[row]);
        if (!place_x || !place_y)
            throw geo::InputError(fmt::format("{}, row {}", path, row + 1), "x or y is not a number");
        places.push_back({*place_x, *place_y});
    }
    return places;
}

std::vector<geo::Finding> check_areas(const Areas& areas, const geo::CheckOptions& options) {
    const geo::Topology& topology = areas.coverage.topology;
    const std::vector<std::string>& codes = areas.layer.codes;
    const geo::Faces faces = geo::find_faces(topology);
    const auto suspects = geo::suspect_outlines(topology, faces, areas.coverage.snap);
    std::vector<geo::Finding> findings = geo::check_outlines(areas.layer.rings, suspects, codes);
    std::vector<geo::Point> places;
    for (const geo::Finding& found : findings)
        places.push_back({found.x, found.y});
    geo::Transform(areas.layer.crs, areas.coverage.crs, geo::bounds(areas.layer.rings)).apply(places);
    for (std::size_t i = 0; i < places.size(); ++i) {
        findings[i].x = places[i].x;
        findings[i].y = places[i].y;
    }
    for (geo::Finding& found : geo::check_coverage(topology, faces, codes, options))
        findings.push_back(std::move(found));
    return findings;
}

}  // namespace cli
