#include "cli/map_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "cli/class_options.hpp"
#include "cli/command.hpp"
#include "cli/outputs.hpp"
#include "geo/error.hpp"
#include "geo/text.hpp"
#include "render/palette.hpp"

namespace cli {
namespace {

void require_given(const Arguments& arguments, const char* option) {
    if (!arguments.given(option))
        throw geo::UsageError(option, "is missing", "usage: " + usage_line(arguments.command()));
}

/// Sheets and atlases have one way to be made up, which options of single maps would contradict.
void refuse_given(const Arguments& arguments, const char* with, std::initializer_list<const char*> options) {
    for (const char* option : options) {
        if (arguments.given(option) && arguments.text(option) != "none")
            throw geo::UsageError(option, fmt::format("does not go with {}", with), "leave one of them out");
    }
}

void read_sheet(const Arguments& arguments, MapCommand& options) {
    options.columns = arguments.list("--columns");
    options.headings = arguments.list("--headings");
    if (options.columns.empty()) {
        if (!options.headings.empty())
            throw geo::UsageError("--headings", "are of a sheet of small maps", "add --columns");
        return;
    }
    refuse_given(
        arguments, "--columns",
        {"--column", "--labels", "--north", "--inset", "--symbols", "--points", "--flows", "--atlas"});
    if (options.headings.empty()) options.headings = options.columns;
    if (options.headings.size() != options.columns.size())
        throw geo::UsageError("--headings", "are not as many as --columns", "give one a column");
}

void read_atlas(const Arguments& arguments, MapCommand& options) {
    if (!arguments.given("--atlas")) {
        if (arguments.given("--figures"))
            throw geo::UsageError("--figures", "stand on the pages of an atlas", "add --atlas");
        return;
    }
    refuse_given(arguments, "--atlas",
                 {"--north", "--inset", "--symbols", "--points", "--flows", "--overlay", "--context"});
    if (options.lookup.path.empty())
        throw geo::UsageError("--atlas", "has a page for each footprint", "add --lookup CSV");
    for (const std::string& output : options.outputs) {
        if (!output.ends_with(".pdf"))
            throw geo::UsageError("--output", output + " is no PDF, and an atlas has many pages",
                                  "end the name in .pdf");
    }
    options.atlas = AtlasChoice{options.choice, arguments.list("--figures"), options.spec.legend_title,
                                options.spec.missing_label, options.composition.labels};
    if (options.atlas->labels == LabelChoice::none) options.atlas->labels = LabelChoice::names;
}

}  // namespace

MapCommand map_command(const Arguments& arguments, MapPlace place) {
    const auto require = [&](const char* option) { require_given(arguments, option); };
    if (place == MapPlace::alone) require("--output");
    MapCommand options{arguments, place, areas_options(arguments), lookup_input(arguments)};
    options.names = arguments.text("--names");
    if (!options.names.empty() && options.lookup.path.empty())
        throw geo::UsageError("--names", "are of footprints", "add --lookup CSV");
    options.values = arguments.text("--values");
    options.choice.key = arguments.text("--key");
    options.choice.column = arguments.text("--column");
    options.choice.categories = arguments.text("--scheme") == "categories";
    options.composition = map_composition(arguments);
    options.layers = layer_choice(arguments);
    // Without a column the areas are plain ground under what is drawn on them.
    read_sheet(arguments, options);
    const bool is_coloured = !options.columns.empty() || arguments.given("--column");
    if (is_coloured || arguments.given("--symbols") || !options.layers.has_any()) require("--values");
    if (!is_coloured && (!options.layers.has_any() || arguments.given("--atlas"))) require("--column");
    if (place == MapPlace::alone) options.outputs = map_outputs(arguments);
    if (!options.columns.empty() && std::ranges::any_of(options.outputs, is_geopackage))
        throw geo::UsageError("--output", "a .gpkg holds one map, and --columns makes several",
                              "write .png, .svg or .pdf");

    options.spec = page_spec(arguments);
    render::MapSpec& spec = options.spec;
    spec.detail_mm = *arguments.number("--detail");
    spec.palette = arguments.text("--palette");
    spec.legend_title = arguments.text(arguments.given("--legend-title") ? "--legend-title" : "--column");
    spec.missing_label = arguments.text("--missing");
    spec.category_order = arguments.list("--order");
    if (!spec.category_order.empty() && !options.choice.categories)
        throw geo::UsageError("--order", "is of categories alone", "add --scheme categories");
    spec.classes = class_options(arguments);
    if (place == MapPlace::on_plate && arguments.given("--atlas"))
        throw geo::UsageError("--atlas", "has pages of its own", "draw it beside the plate");
    read_atlas(arguments, options);
    if (!spec.palette.empty()) (void)render::palette(spec.palette, 1);
    return options;
}

render::MapSpec page_spec(const Arguments& arguments) {
    render::MapSpec spec;
    spec.title = arguments.text("--title");
    spec.subtitle = arguments.text("--subtitle");
    spec.source = arguments.text("--source");
    spec.notes = arguments.all("--note");
    spec.author = arguments.text("--author");
    spec.font = arguments.text("--font");
    spec.page = render::page_from_name(arguments.text("--page"));
    spec.dpi = *arguments.number("--dpi");
    return spec;
}

std::vector<std::string> map_outputs(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".png", ".svg", ".pdf", ".gpkg"};
    require_given(arguments, "--output");
    std::vector<std::string> outputs = arguments.all("--output");
    for (const std::string& output : outputs)
        require_ending("--output", output, endings);
    return outputs;
}

bool is_geopackage(const std::string& path) {
    return geo::lower_extension(path) == ".gpkg";
}

}  // namespace cli
