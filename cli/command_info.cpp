#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/text_table.hpp"
#include "geo/layer.hpp"

namespace cli {
namespace {

std::string layer_text(const geo::LayerSummary& layer) {
    std::string out = fmt::format("  layer {}: {}, {} features, {} vertices\n", layer.name,
                                  layer.geometry_type, grouped(static_cast<double>(layer.features)),
                                  grouped(static_cast<double>(layer.vertices)));
    out += fmt::format("    CRS      {}\n", layer.crs.empty() ? "none stated" : layer.crs);
    if (!layer.extent.empty()) {
        out += fmt::format("    extent   {} {} to {} {}\n", geo::format_number(layer.extent.min_x),
                           geo::format_number(layer.extent.min_y), geo::format_number(layer.extent.max_x),
                           geo::format_number(layer.extent.max_y));
    }
    std::vector<std::string> names;
    for (const geo::Column& column : layer.columns)
        names.push_back(column.name);
    out += fmt::format("    columns  {}\n", fmt::join(names, ", "));
    out += fmt::format("    codes    {}\n", layer.code_candidates.empty()
                                                ? "no column looks like codes"
                                                : fmt::format("{}", fmt::join(layer.code_candidates, ", ")));
    return out;
}

Outcome info(const std::vector<std::string>& paths, const OutputOptions& outputs, Console& console) {
    refuse_unwritable(outputs);
    Report report("info");
    std::vector<geo::FileSummary> files;
    for (const std::string& path : paths) {
        files.push_back(geo::summarise(path));
        std::size_t records = 0;
        for (const geo::LayerSummary& layer : files.back().layers)
            records += layer.features;
        report.add_input(path, records);
        console.result(fmt::format("{}: {}\n", path, files.back().format));
        for (const geo::LayerSummary& layer : files.back().layers)
            console.result(layer_text(layer));
    }
    set_info_result(report, files);
    write_report(report, outputs, console);
    return Outcome::clean;
}

}  // namespace

Job prepare_info(const Arguments& arguments) {
    return [paths = arguments.inputs(), outputs = output_options(arguments)](Console& console) {
        return info(paths, outputs, console);
    };
}

}  // namespace cli
