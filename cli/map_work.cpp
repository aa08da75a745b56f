#include "cli/map_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "cli/console.hpp"
#include "cli/draw_map.hpp"
#include "cli/findings_output.hpp"
#include "cli/joins_output.hpp"
#include "cli/map_atlas.hpp"
#include "cli/map_specification.hpp"
#include "cli/results.hpp"
#include "cli/styled_layer.hpp"
#include "geo/csv.hpp"

namespace cli {

const Areas& AreasCache::read(const AreasOptions& options, Console& console) {
    const geo::ReadOptions& read = options.read;
    const std::string key = fmt::format(
        "{}\n{}\n{}\n{}\n{}\n{}\n{}", options.path, read.layer, read.code_column, read.name_column,
        read.source_crs, options.coverage.crs, options.coverage.snap_tolerance_m.value_or(-1.0));
    auto found = m_areas.find(key);
    if (found == m_areas.end())
        found = m_areas.emplace(key, read_areas(options, FileOutlines::dropped, console)).first;
    return found->second;
}

MapWork::MapWork(const MapCommand& command, AreasCache& cache, Report& report, Console& console)
    : m_command(command),
      m_report(report),
      m_console(console),
      m_areas(cache.read(command.areas, console)),
      m_joins_before(report.joins().size()),
      m_findings(m_areas.coverage.findings),
      m_spec(command.spec) {
    const std::size_t inputs_before = report.inputs().size();
    report.add_input(command.areas.path, m_areas.layer.codes.size());
    report.set_coverage(m_areas.coverage);
    if (!command.lookup.path.empty()) {
        const shapes::Lookup lookup =
            shapes::read_lookup(command.lookup.path, command.lookup.options, m_areas.layer.codes);
        m_plan = shapes::make_plan(m_areas.layer.codes, lookup);
        add_findings(lookup.findings);
        add_findings(m_plan->findings);
        report.add_input(command.lookup.path, lookup.rows);
        report.add_join(m_plan->join);
        if (!command.names.empty()) name_footprints(command.names);
    }
    if (!command.values.empty()) {
        m_values = geo::read_table(command.values, m_findings);
        report.add_input(command.values, m_values->rows());
    }
    m_spec.unit_name = m_plan ? "footprint" : "area";
    m_data = m_plan ? map_of_footprints(m_areas, *m_plan) : map_of_areas(m_areas);
    const LayerSources all = sources();
    add_layers(command.layers, all, m_data);
    if (command.layers.flows) m_flows = add_flows(*command.layers.flows, all, m_data);
    m_spec.record = effective_specification(command.arguments,
                                            std::span(report.inputs()).subspan(inputs_before), command.place);
    if (!command.atlas) join_values();
    m_joins_after = report.joins().size();
}

geo::Box MapWork::extent_m() const {
    return extent_of(m_data);
}

render::MapPlan MapWork::plan(const render::MapSpec& spec) {
    if (m_panels.empty()) return render::plan_map(spec, m_data);
    render::Sheet sheet = render::plan_sheet(spec, m_data, m_panels);
    m_panel_results = std::move(sheet.panels);
    return sheet.plan;
}

render::Atlas MapWork::plan_atlas() {
    const LayerSources all = sources();
    const render::AtlasData data = atlas_data(*m_command.atlas, all);
    render::Atlas atlas = render::plan_atlas(m_spec, data);
    add_atlas_result(atlas, data, all);
    m_joins_after = m_report.joins().size();
    return atlas;
}

geo::OutputLayer MapWork::styled(const std::string& name, const render::MapResult& result) const {
    return styled_layer(name, m_areas.coverage.crs, m_spec, m_data, result);
}

bool MapWork::tell(const render::MapResult& result) {
    if (!m_command.atlas) {
        add_left_out(result, m_findings);
        set_map_result(m_report, result);
        tell_panels();
    }
    m_findings = worst_first(std::move(m_findings));
    m_report.add_findings(m_findings);
    m_console.result(
        result.alt_text + "\n" +
        joins_text(std::span(m_report.joins()).subspan(m_joins_before, m_joins_after - m_joins_before)));
    if (m_flows) {
        m_console.result(flows_on_map_text(*m_flows, *result.flows));
        m_report.result()["flows"] = flows_on_map_json(*m_flows, *result.flows);
    }
    for (const std::string& warning : result.warnings)
        m_console.note(warning);
    if (!m_findings.empty()) m_console.note(findings_text(m_findings, 20));
    return any_violation(m_findings);
}

LayerSources MapWork::sources() {
    return {m_areas,
            m_plan ? &*m_plan : nullptr,
            m_values ? &*m_values : nullptr,
            m_command.choice.key,
            m_report,
            m_findings};
}

/// Gives footprints the names of a table; those that it lacks keep theirs, and are listed.
void MapWork::name_footprints(const std::string& path) {
    const geo::Table table = geo::read_table(path, m_findings);
    m_report.add_input(path, table.rows());
    const JoinedCells names = join_cells(
        table, {.key = {}, .column = table.require("name").name, .categories = true}, m_plan->codes);
    m_report.add_join(names.join);
    add_findings(names.findings);
    for (std::size_t f = 0; f < m_plan->footprints(); ++f)
        m_plan->names[f] = names.words[f].value_or(m_plan->names[f]);
}

void MapWork::add_findings(const std::vector<geo::Finding>& findings) {
    m_findings.insert(m_findings.end(), findings.begin(), findings.end());
}

/// The values of a single map or of all small ones, and what a single one has beside them.
void MapWork::join_values() {
    for (std::size_t c = 0; c < m_command.columns.size(); ++c) {
        set_cells(join_column(m_command.columns[c]));
        m_panels.push_back({m_command.headings[c], m_data.values});
    }
    if (!m_panels.empty()) return;
    if (m_command.choice.column.empty()) {
        set_values(m_data, std::vector<std::optional<std::string>>(m_data.codes.size(), m_spec.unit_name));
        m_spec.explain_classes = false;
        m_spec.palette = "ground";
    } else {
        set_cells(join_column(m_command.choice.column));
    }
    compose_map(m_command.composition, m_areas, m_spec, m_data);
}

JoinedCells MapWork::join_column(const std::string& column) {
    JoinedCells cells = join_cells(*m_values, {m_command.choice.key, column, m_command.choice.categories},
                                   m_plan ? m_plan->codes : m_areas.layer.codes);
    m_report.add_join(cells.join);
    add_findings(cells.findings);
    return cells;
}

void MapWork::set_cells(JoinedCells cells) {
    if (m_command.choice.categories) {
        set_values(m_data, std::move(cells.words));
    } else {
        set_values(m_data, std::move(cells.numbers));
    }
}

void MapWork::tell_panels() {
    if (m_panel_results.empty()) return;
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (std::size_t p = 0; p < m_panel_results.size(); ++p) {
        list.push_back({{"column", m_command.columns[p]},
                        {"heading", m_panel_results[p].heading},
                        {"counts", m_panel_results[p].counts},
                        {"missing", m_panel_results[p].missing}});
    }
    m_report.result()["panels"] = std::move(list);
}

}  // namespace cli
