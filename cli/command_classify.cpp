#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

#include "cli/arguments.hpp"
#include "cli/class_options.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/text_table.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "render/class_colours.hpp"
#include "render/classify.hpp"
#include "render/colour_vision.hpp"
#include "render/palette.hpp"
#include "shapes/area_values.hpp"

namespace cli {
namespace {

struct ClassifyCommand {
    std::string path;
    std::string layer;
    std::string column;
    render::ClassifyOptions classes;
    std::string palette;
    OutputOptions outputs;
};

/// Each colour with its contrast and its distance to the next, as the reader who tells them apart least sees
/// it.
std::string colours_text(std::span<const render::Colour> colours) {
    TextTable table({"class", "colour", "on white", "to next", "colour-blind distance to next"});
    for (std::size_t c = 0; c < colours.size(); ++c) {
        const auto pair =
            render::closest_pair(colours.subspan(c, std::min<std::size_t>(2, colours.size() - c)));
        const bool last = c + 1 == colours.size();
        table.add({std::to_string(c + 1), render::to_hex(colours[c]),
                   geo::format_fixed(render::contrast_ratio(colours[c], render::rgb(0xffffff)), 2),
                   last ? "" : geo::format_fixed(render::contrast_ratio(colours[c], colours[c + 1]), 2),
                   pair ? geo::format_fixed(pair->difference, 1) : ""});
    }
    return "\n" + table.text();
}

std::string classes_text(const render::Classification& classes) {
    TextTable table({"class", "from", "to", "count"});
    for (std::size_t c = 0; c < classes.classes(); ++c) {
        const double from = c == 0 ? classes.lowest : classes.breaks[c - 1];
        // A first class below all data has no lower end.
        table.add({std::to_string(c + 1), from > classes.breaks[c] ? "" : geo::format_number(from),
                   geo::format_number(classes.breaks[c]), std::to_string(classes.counts[c])});
    }
    std::string out = table.text();
    out += fmt::format("\n{} missing; goodness of variance fit {}; sum of deviations from class medians {}\n",
                       classes.missing, classes.gvf ? geo::format_fixed(*classes.gvf, 4) : "undefined",
                       geo::format_number(classes.adcm));
    return out;
}

Outcome classify(const ClassifyCommand& options, Console& console) {
    refuse_unwritable(options.outputs);
    std::vector<geo::Finding> findings;
    const geo::Table table = geo::read_table(options.path, findings, options.layer);
    const shapes::NumberColumn column = shapes::read_numbers(table, options.column, findings);
    const render::Classification classes = render::classify(column.values, options.classes);
    if (classes.classes() == 0) {
        throw geo::InputError(options.path, fmt::format("column {} holds no number", options.column));
    }
    findings = worst_first(std::move(findings));

    Report report("classify", !options.outputs.json.empty());
    report.add_input(options.path, table.rows());
    report.add_findings(findings);
    std::optional<render::ClassColours> colours;
    if (!options.palette.empty()) {
        colours = render::class_colours(classes, options.palette);
    }
    set_classify_result(report, classes, colours);
    write_report(report, options.outputs, console);
    console.result(fmt::format("{}: {} in {} classes by {}, {} ends closed\n\n", options.path, options.column,
                               classes.classes(), render::to_string(classes.scheme),
                               render::to_string(classes.closed)));
    console.result(classes_text(classes));
    if (colours) console.result(colours_text(colours->colours));
    for (const std::string& note : classes.notes)
        console.note(note);
    if (colours) {
        for (const std::string& warning : colours->warnings)
            console.note(warning);
    }
    if (!findings.empty()) console.note(findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_classify(const Arguments& arguments) {
    ClassifyCommand options;
    options.path = arguments.inputs().front();
    options.layer = arguments.text("--layer");
    options.column = arguments.text("--column");
    options.classes = class_options(arguments);
    options.palette = arguments.text("--palette");
    if (!options.palette.empty()) (void)render::palette(options.palette, 1);
    options.outputs = output_options(arguments);
    return [options](Console& console) { return classify(options, console); };
}

}  // namespace cli
