#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/map_command.hpp"
#include "cli/map_plate.hpp"
#include "cli/map_specification.hpp"
#include "cli/map_work.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "geo/error.hpp"

namespace cli {
namespace {

/// No map is drawn before it is known that all can be written.
void refuse_outputs(const std::vector<std::string>& paths, const OutputOptions& outputs) {
    std::vector<std::string> seen = {outputs.json};
    for (const std::string& path : paths) {
        if (std::ranges::find(seen, path) != seen.end())
            throw geo::UsageError("--output", path + " is written twice", "give each output once");
        seen.push_back(path);
        refuse_unwritable(path, outputs.overwrite);
    }
    refuse_unwritable(outputs.json, outputs.overwrite);
}

render::MapFormat format_of(const std::string& path) {
    return path == "-" ? render::MapFormat::svg : render::format_from_path(path);
}

/// Writes the pictures of a map; a GeoPackage among the paths is not one.
void write_pictures(const render::MapPlan& plan, const std::vector<std::string>& paths,
                    const OutputOptions& outputs, Console& console) {
    std::vector<std::string> pictures;
    std::ranges::remove_copy_if(paths, std::back_inserter(pictures), is_geopackage);
    std::vector<render::MapFormat> formats;
    std::ranges::transform(pictures, std::back_inserter(formats), format_of);
    const std::vector<std::string> files = render::render_map(plan, formats);
    for (std::size_t i = 0; i < files.size(); ++i)
        write_output(pictures[i], files[i], outputs.overwrite, console);
}

/// Draws one map and fills the result of the report. @return whether a violation was found
bool draw(const MapCommand& command, AreasCache& cache, const OutputOptions& outputs, Report& report,
          Console& console) {
    MapWork work(command, cache, report, console);
    console.progress("drawing");
    if (command.atlas) {
        const render::Atlas atlas = work.plan_atlas();
        const std::string pdf = render::render_atlas(atlas);
        for (const std::string& path : command.outputs)
            write_output(path, pdf, outputs.overwrite, console);
        return work.tell(atlas.result);
    }
    const render::MapPlan plan = work.plan(work.spec());
    write_pictures(plan, command.outputs, outputs, console);
    for (const std::string& path : command.outputs) {
        if (!is_geopackage(path)) continue;
        const std::string name = std::filesystem::path(path).stem().string();
        write_output(path, work.styled(name, plan.result()), outputs.overwrite, console);
    }
    return work.tell(plan.result());
}

Outcome draw_one(const MapCommand& map, const OutputOptions& outputs, Console& console) {
    refuse_outputs(map.outputs, outputs);
    Report report("map");
    AreasCache cache;
    const bool violated = draw(map, cache, outputs, report, console);
    write_report(report, outputs, console);
    return violated ? Outcome::violations : Outcome::clean;
}

/// Draws a plate and fills the result of the report. @return whether a violation was found
bool draw(const PlateCommand& command, AreasCache& cache, const OutputOptions& outputs, Report& report,
          Console& console) {
    std::vector<MapWork> works;
    works.reserve(command.maps.size());
    for (const MapCommand& map : command.maps)
        works.emplace_back(map, cache, report, console);
    console.progress("drawing");
    const render::Plate plate = plan_plate(command, works);
    write_pictures(plate.plan, command.outputs, outputs, console);
    bool violated = false;
    nlohmann::ordered_json results = nlohmann::ordered_json::array();
    for (std::size_t m = 0; m < works.size(); ++m) {
        violated = works[m].tell(plate.maps[m]) || violated;
        results.push_back(std::move(report.result()));
    }
    report.result() = {{"alt_text", plate.plan.result().alt_text}, {"maps", std::move(results)}};
    return violated;
}

template <class Command>
nlohmann::ordered_json draw_each(const std::vector<Command>& commands, AreasCache& cache,
                                 const OutputOptions& outputs, Report& report, Console& console,
                                 bool& violated) {
    nlohmann::ordered_json results = nlohmann::ordered_json::array();
    for (const Command& command : commands) {
        violated = draw(command, cache, outputs, report, console) || violated;
        results.push_back(std::move(report.result()));
    }
    return results;
}

Outcome draw_specification(const std::string& path, const OutputOptions& outputs, Console& console) {
    const MapSpecification specification = read_map_specification(path);
    std::vector<MapCommand> maps;
    std::vector<PlateCommand> plates;
    std::vector<std::string> paths;
    const auto add = [&](auto& list, const char* what, auto&& make) {
        try {
            list.push_back(make());
        } catch (const geo::UsageError& error) {
            throw geo::InputError(fmt::format("{}, {} {}", path, what, list.size() + 1), error.what());
        }
        paths.insert(paths.end(), list.back().outputs.begin(), list.back().outputs.end());
    };
    for (const Arguments& arguments : specification.maps)
        add(maps, "map", [&] { return map_command(arguments); });
    for (const PlateArguments& arguments : specification.plates)
        add(plates, "plate", [&] { return plate_command(arguments); });
    refuse_outputs(paths, outputs);
    Report report("map");
    report.add_input(path, maps.size() + plates.size());
    AreasCache cache;
    bool violated = false;
    nlohmann::ordered_json result;
    if (!maps.empty()) result["maps"] = draw_each(maps, cache, outputs, report, console, violated);
    if (!plates.empty()) result["plates"] = draw_each(plates, cache, outputs, report, console, violated);
    report.result() = std::move(result);
    write_report(report, outputs, console);
    return violated ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_map(const Arguments& arguments) {
    const OutputOptions outputs = output_options(arguments);
    const std::string& input = arguments.inputs().front();
    if (!input.ends_with(".toml")) {
        return [map = map_command(arguments), outputs](Console& console) {
            return draw_one(map, outputs, console);
        };
    }
    refuse_options_beside_specification(arguments);
    return [input, outputs](Console& console) { return draw_specification(input, outputs, console); };
}

}  // namespace cli
