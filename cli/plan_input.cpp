#include "cli/plan_input.hpp"

#include "cli/arguments.hpp"
#include "cli/flow_options.hpp"
#include "geo/error.hpp"

namespace cli {

PopulationInput population_input(const Arguments& arguments) {
    PopulationInput input;
    input.file = arguments.text("--population");
    input.columns.code = arguments.text("--population-code-column");
    input.columns.value = arguments.text("--population-column");
    if (input.file.empty() && !input.columns.code.empty())
        throw geo::UsageError("--population-code-column", "names a column of a table that is not given",
                              "add --population CSV");
    return input;
}

std::vector<std::optional<double>> read_population(const PopulationInput& input, const geo::Layer& layer,
                                                   const FlowRecords& records) {
    if (input.file.empty()) {
        if (input.columns.value.empty()) return {};
        return shapes::read_numbers(layer.attributes, input.columns.value, records.findings).values;
    }
    const shapes::AreaValues values = shapes::read_area_values(input.file, input.columns, layer.codes);
    records.add_input(input.file, values.codes.size());
    const shapes::JoinedValues joined = shapes::join_values(layer.codes, values);
    records.report.add_join(joined.join);
    records.add_findings(values.findings);
    records.add_findings(joined.findings);
    return joined.values;
}

std::optional<FlowInputOptions> plan_flows_input(const Arguments& arguments) {
    if (arguments.given("--flows"))
        return flow_input_options(arguments, arguments.text("--flows"),
                                  {.option = "--share-population",
                                   .code_column_option = "--share-population-code-column",
                                   .column_option = "--share-population-column"});
    for (const Option& option : shared::flows_of_a_plan()) {
        if (arguments.given(option.name))
            throw geo::UsageError(option.name, "is about flows that are not given", "add --flows CSV");
    }
    return std::nullopt;
}

void set_aside(std::vector<geo::Finding>& findings) {
    for (geo::Finding& finding : findings) {
        if (finding.severity == geo::Severity::violation) finding.severity = geo::Severity::warning;
    }
}

}  // namespace cli
