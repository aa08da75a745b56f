#include "cli/review_tables.hpp"

#include "cli/findings_output.hpp"
#include "cli/flow_tables.hpp"
#include "cli/measure_tables.hpp"
#include "cli/shown_figures.hpp"

namespace cli {
namespace {

geo::Column& add_column(geo::Table& table, std::string name, geo::ColumnType type = geo::ColumnType::real) {
    table.columns.push_back({std::move(name), type, {}});
    return table.columns.back();
}

template <class T, class Cell>
void fill(geo::Table& table, std::string name, geo::ColumnType type, const std::vector<T>& list,
          Cell cell_of) {
    geo::Column& column = add_column(table, std::move(name), type);
    for (const T& item : list)
        column.cells.push_back(cell_of(item));
}

/// `mark` stands for a suppressed figure: a layer has columns of numbers and holds nothing there.
void add_flow_columns(geo::Table& table, const shapes::FlowAnalysis& flows, const std::string& mark) {
    const ShownFigures shown(flows.disclosure.rule);
    const auto real = geo::ColumnType::real;
    const auto count = [&](const char* name, double shapes::FlowMeasure::*member) {
        fill(table, name, real, flows.result.footprints,
             [&](const shapes::FootprintFlows& f) { return shown.count_cell(f.open.*member, false, mark); });
    };
    const auto rate = [&](const char* name, std::optional<double> shapes::FlowMeasure::*member,
                          bool shapes::ShowableRates::*may) {
        fill(table, name, real, flows.result.footprints, [&](const shapes::FootprintFlows& f) {
            return shown.rate_cell(f.open.*member, shapes::showable_rates(f.open, shown.rule()).*may, mark);
        });
    };
    using M = shapes::FlowMeasure;
    using Rates = shapes::ShowableRates;
    count("resident", &M::resident);
    count("treated", &M::treated);
    geo::Column& local = add_column(table, "local");
    for (std::size_t f = 0; f < flows.result.footprints.size(); ++f)
        local.cells.push_back(shown.count_cell(flows.result.footprints[f].open.local,
                                               flows.disclosure.footprints[f].local, mark));
    rate("li", &M::li, &Rates::li);
    rate("lofi", &M::lofi, &Rates::lofi);
    rate("msi", &M::msi, &Rates::msi);
    rate("npf", &M::npf, &Rates::npf);
    count("net", &M::net);
    fill(table, "elzinga_hogarty", geo::ColumnType::text, flows.result.footprints,
         [](const shapes::FootprintFlows& f) {
             return f.open.elzinga_hogarty ? std::string(shapes::to_string(*f.open.elzinga_hogarty))
                                           : std::string();
         });
    rate("validity", &M::validity, &Rates::validity);
}

}  // namespace

void add_source(geo::Table& table, const std::string& source) {
    const std::size_t rows = table.rows();
    add_column(table, "source", geo::ColumnType::text).cells.assign(rows, source);
}

geo::Table footprints_table(const Review& review, const ReviewWork& work, const std::string& mark) {
    using geo::ColumnType;
    const shapes::Plan& plan = work.plan;
    geo::Table table = measure_table(plan.codes, plan.names, work.measures);
    geo::Column members{"members", ColumnType::integer, {}};
    for (const std::size_t count : work.composition.members)
        members.cells.push_back(std::to_string(count));
    auto at = table.columns.insert(table.columns.begin() + 2, std::move(members));
    if (!work.populations.empty()) {
        geo::Column population{"population", ColumnType::real, {}};
        for (const auto& value : work.populations)
            population.cells.push_back(cell(value));
        table.columns.insert(at + 1, std::move(population));
    }
    if (work.flows) add_flow_columns(table, *work.flows, mark);
    std::string sources;
    for (const FootprintValues& value : work.values) {
        if (value.declared.categories) {
            fill(table, value.declared.name, ColumnType::text, value.words,
                 [](const std::optional<std::string>& word) { return word.value_or(""); });
        } else {
            fill(table, value.declared.name, ColumnType::real, value.numbers,
                 [](const std::optional<double>& number) { return cell(number); });
        }
        if (!value.declared.source.empty()) sources += (sources.empty() ? "" : "; ") + value.declared.source;
    }
    add_source(table, source_line(review, sources));
    return table;
}

geo::Table flows_table(const Review& review, const ReviewWork& work) {
    geo::Table table = flow_matrix_table(work.plan, *work.flows);
    add_source(table, source_line(review, review.flows.source));
    return table;
}

std::vector<geo::OutputLayer> review_layers(const Review& review, const ReviewWork& work,
                                            std::span<const geo::Finding> findings) {
    const geo::Coverage& coverage = work.areas.coverage;
    const geo::Grid& grid = coverage.topology.grid;
    geo::OutputLayer footprints{"footprints", coverage.crs, geo::to_rings(work.composition.outlines, grid),
                                footprints_table(review, work, "")};
    geo::Table attributes;
    const geo::Layer& layer = work.areas.layer;
    add_column(attributes, "code", geo::ColumnType::text).cells = layer.codes;
    add_column(attributes, "name", geo::ColumnType::text).cells = layer.names;
    fill(attributes, "footprint", geo::ColumnType::text, work.plan.footprint_of,
         [&](shapes::FootprintIndex f) {
             return f == shapes::no_footprint ? std::string() : work.plan.codes[static_cast<std::size_t>(f)];
         });
    add_source(attributes, source_line(review));
    geo::OutputLayer members{"members", coverage.crs, geo::to_rings(geo::outlines(coverage.topology), grid),
                             std::move(attributes)};
    std::vector<geo::OutputLayer> layers;
    layers.push_back(std::move(footprints));
    layers.push_back(std::move(members));
    layers.push_back(findings_layer(findings, coverage.crs));
    add_source(layers.back().attributes, source_line(review));
    return layers;
}

}  // namespace cli
