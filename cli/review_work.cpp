#include "cli/review_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/flow_input.hpp"
#include "cli/map_values.hpp"
#include "cli/review_alignment.hpp"
#include "geo/check.hpp"
#include "geo/csv.hpp"
#include "geo/measure.hpp"
#include "shapes/area_values.hpp"
#include "shapes/code_index.hpp"

namespace cli {
namespace {

using Findings = std::vector<geo::Finding>;

void append(Findings& findings, const Findings& more) {
    findings.insert(findings.end(), more.begin(), more.end());
}

void name_footprints(const Review& review, shapes::Plan& plan, Report& report, Findings& findings) {
    if (!review.footprints.given()) return;
    const geo::Table table = geo::read_table(review.footprints.file, findings);
    record_input(review, report, review.footprints.file, table.rows());
    const geo::Column& codes = table.require(review.footprints.code);
    const geo::Column& names = table.require(review.footprints.name);
    report.add_join(shapes::join_codes("footprints to names", plan.codes, codes.cells));
    const shapes::CodeIndex index(codes.cells);
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const std::int32_t row = index.find(plan.codes[f]);
        if (row == shapes::CodeIndex::none) continue;
        const std::string& name = names.cells[static_cast<std::size_t>(row)];
        if (!name.empty()) plan.names[f] = name;
    }
}

/// Population of each area, or nothing.
std::vector<shapes::NumberColumn> read_population(const Review& review, const geo::Layer& layer,
                                                  Report& report, Findings& findings) {
    if (!review.areas.population.empty()) {
        shapes::NumberColumn column =
            shapes::read_numbers(layer.attributes, review.areas.population, findings);
        column.name = "population";
        return {std::move(column)};
    }
    if (!review.population.given()) return {};
    const geo::Table table = geo::read_table(review.population.file, findings);
    record_input(review, report, review.population.file, table.rows());
    const shapes::AreaValues values = shapes::make_area_values(
        table, {.code = review.population.code, .value = review.population.column}, layer.codes);
    shapes::JoinedValues joined = shapes::join_values(layer.codes, values);
    report.add_join(joined.join);
    append(findings, values.findings);
    append(findings, joined.findings);
    return {{"population", std::move(joined.values)}};
}

FlowInputOptions flow_input_of(const Review& review) {
    FlowInputOptions options;
    options.path = review.flows.file;
    options.columns = review.flows.columns;
    options.population = review.flows.population;
    options.population_columns = review.flows.population_columns;
    options.origin_lookups = review.flows.origin_lookups;
    options.origin_weights = review.flows.origin_weights;
    options.origin_weights_column = review.flows.origin_weights_column;
    options.origin_succession = review.flows.origin_succession;
    options.site_lookup = review.sites.file;
    options.site_columns = review.sites.columns;
    options.succession = review.sites.succession;
    options.site_reach_m = review.sites.reach_m;
    options.crs = review.crs;
    return options;
}

void work_flows(const Review& review, ReviewWork& work, Report& report, Findings& findings) {
    const FlowRecords records{
        [&](const std::string& path, std::size_t rows) { record_input(review, report, path, rows); }, report,
        findings};
    FlowInputOptions options = flow_input_of(review);
    options.for_changes = !review.proposals.files.empty();
    const shapes::FlowTable table = read_flows(options, records);
    PlacedFlows placed = place_flows(options, table, work.areas.layer.codes, work.plan, records, &work.areas);
    work.flow_totals = placed.totals;
    work.flows = shapes::analyse_flows(placed.by_area, placed.between_areas, work.plan, {},
                                       {.is_on = review.flows.disclosure_control});
    if (options.for_changes)
        work.place_flows = shapes::PlaceFlows{std::move(placed.by_place), std::move(placed.between_areas)};
}

/// Judges the plan of a review by its guidance.
GuidanceWork work_guidance(const Review& review, const ReviewWork& work, Report& report, Findings& findings) {
    const FlowRecords records{
        [&](const std::string& path, std::size_t rows) { record_input(review, report, path, rows); }, report,
        findings};
    const geo::Layer& layer = work.areas.layer;
    GuidanceWork result{read_guidance_tables(review.guidance.files, layer, records), {}};
    shapes::GuidanceInput input{.topology = work.areas.coverage.topology,
                                .area_codes = layer.codes,
                                .area_names = layer.names,
                                .lookup = work.lookup,
                                .plan = work.plan,
                                .coverage = work.cover,
                                .gap_width_m = review.gap_width_m,
                                .populations = work.area_populations,
                                .flows = work.flows ? &work.flows->result : nullptr,
                                .disclosure = {.is_on = review.flows.disclosure_control}};
    result.tables.give(input);
    result.result = shapes::judge_plan(input, review.guidance.rules);
    append(findings, result.result.findings());
    return result;
}

FootprintValues read_values(const Review& review, const ReviewValue& declared, const shapes::Plan& plan,
                            Report& report, Findings& findings) {
    const geo::Table table = geo::read_table(declared.file, findings);
    record_input(review, report, declared.file, table.rows());
    JoinedCells cells = join_cells(
        table, {.key = declared.code, .column = declared.column, .categories = declared.categories},
        plan.codes);
    cells.join.name = "footprints to " + declared.name;
    report.add_join(cells.join);
    append(findings, cells.findings);
    return {declared, std::move(cells.numbers), std::move(cells.words)};
}

}  // namespace

std::string without_folder(const Review& review, std::string text) {
    if (!review.shipped) return text;
    const std::string folder =
        std::filesystem::path(review.path).parent_path().lexically_normal().string() + "/";
    for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at)) {
        text.erase(at, folder.size());
    }
    return text;
}

void record_input(const Review& review, Report& report, const std::string& path, std::size_t records) {
    const std::string name = without_folder(review, path);
    if (std::ranges::find(report.inputs(), name, &InputRecord::path) == report.inputs().end()) {
        report.add_input(path, records, name);
    }
}

ReviewWork do_review(const Review& review, Report& report, Console& console) {
    ReviewWork work;
    AreasOptions options;
    options.path = review.areas.file;
    options.read = review.areas.read;
    options.coverage = {.crs = review.crs, .snap_tolerance_m = review.snap_m};
    work.areas = read_areas(options, FileOutlines::kept, console);
    const geo::Layer& layer = work.areas.layer;
    const geo::Topology& topology = work.areas.coverage.topology;
    record_input(review, report, review.path, 1);
    record_input(review, report, review.areas.file, layer.codes.size());
    report.set_coverage(work.areas.coverage);
    Findings findings = work.areas.coverage.findings;

    console.progress("checking the coverage");
    append(findings, check_areas(work.areas, {review.gap_width_m, {}}));
    work.cover = findings;
    work.lookup = shapes::read_lookup(review.lookup.file, review.lookup.options, layer.codes);
    record_input(review, report, review.lookup.file, work.lookup.rows);
    append(findings, work.lookup.findings);
    work.plan = shapes::make_plan(layer.codes, work.lookup);
    report.add_join(work.plan.join);
    append(findings, work.plan.findings);
    name_footprints(review, work.plan, report, findings);

    console.progress("composing footprints");
    const auto population = read_population(review, layer, report, findings);
    work.composition = shapes::compose(topology, work.plan, population);
    if (!population.empty()) {
        work.area_populations = population.front().values;
        work.populations = work.composition.sums.front().of_footprint;
    }

    console.progress("measuring footprints");
    work.footprint_topology = geo::build_topology(work.composition.outlines, topology.grid);
    work.measures = shapes::measure_shapes(geo::measure_outlines(work.composition.outlines, topology.grid),
                                           geo::borders(work.footprint_topology));
    work.cut_edges = shapes::cut_edges(geo::borders(topology), work.plan.footprint_of);
    if (review.flows.given()) work_flows(review, work, report, findings);
    if (review.guidance.given) {
        console.progress("judging the plan");
        work.guidance = work_guidance(review, work, report, findings);
    }
    for (const ReviewValue& value : review.values) {
        work.values.push_back(read_values(review, value, work.plan, report, findings));
    }
    for (const ReviewAlign& align : review.alignments)
        work.alignments.push_back({align, align_footprints(review, align, work, report, findings)});
    work.numbers = shapes::compare_numbers(
        shapes::review_numbers(work.populations, work.composition.members, work.composition.area_after_m2),
        review.published);
    for (geo::Finding& finding : findings)
        finding.text = without_folder(review, std::move(finding.text));
    report.add_findings(worst_first(std::move(findings)));
    return work;
}

std::string source_line(const Review& review, const std::string& of_value, const std::string& instead) {
    std::vector<std::string> parts;
    const auto add = [&](const std::string& part) {
        if (!part.empty() && std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    };
    if (instead.empty()) {
        add(of_value);
        add(review.areas.source);
        add(review.lookup.source);
    } else {
        add(instead);
    }
    for (const std::string& note : review.notes)
        add(note);
    std::string line;
    for (const std::string& part : parts)
        line += (line.empty() ? "Source: " : "; ") + part;
    return line.empty() ? line : line + ".";
}

}  // namespace cli
