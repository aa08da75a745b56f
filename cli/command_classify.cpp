#include <fmt/format.h>

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
#include "render/classify.hpp"
#include "shapes/area_values.hpp"

namespace cli {
namespace {

struct ClassifyCommand {
    std::string path;
    std::string layer;
    std::string column;
    render::ClassifyOptions classes;
    OutputOptions outputs;
};

std::string classes_text(const render::Classification& classes) {
    TextTable table({"class", "from", "to", "count"});
    for (std::size_t c = 0; c < classes.classes(); ++c) {
        table.add({std::to_string(c + 1), geo::format_number(c == 0 ? classes.lowest : classes.breaks[c - 1]),
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
    set_classify_result(report, classes);
    write_report(report, options.outputs, console);
    console.result(fmt::format("{}: {} in {} classes by {}, {} ends closed\n\n", options.path, options.column,
                               classes.classes(), render::to_string(classes.scheme),
                               render::to_string(classes.closed)));
    console.result(classes_text(classes));
    for (const std::string& note : classes.notes)
        console.note(note);
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
    options.outputs = output_options(arguments);
    return [options](Console& console) { return classify(options, console); };
}

}  // namespace cli
