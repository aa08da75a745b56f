#include "cli/map_flows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "cli/draw_map.hpp"
#include "cli/map_values.hpp"
#include "cli/shown_figures.hpp"
#include "cli/text_table.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/area_values.hpp"
#include "shapes/code_index.hpp"
#include "shapes/join.hpp"

namespace cli {
namespace {

constexpr std::int32_t off_map = -1;
constexpr std::int32_t not_known = -2;

/// Columns of where a flow begins, where it ends, and how much it is.
std::array<std::string, 3> flow_columns(const geo::Table& table, const FlowChoice& choice) {
    if (choice.columns) {
        for (const std::string& name : *choice.columns)
            (void)table.require(name);
        return *choice.columns;
    }
    if (table.find("from") && table.find("to") && table.find("patients")) return {"from", "to", "patients"};
    if (table.columns.size() < 3)
        throw geo::InputError(table.path, "has fewer than three columns",
                              "flows need where they begin, where they end, and a number");
    return {table.columns[0].name, table.columns[1].name, table.columns[2].name};
}

/// The ends of flows on a map: its own codes, and those of the areas of its footprints.
class Ends {
public:
    Ends(const LayerSources& sources, const render::MapData& data)
        : m_plan(sources.plan), m_data(data), m_on_map(data.codes), m_areas(sources.areas.layer.codes) {}

    [[nodiscard]] std::int32_t find(std::string_view code) const {
        if (code.empty() || code == "outside" || code == "unknown") return off_map;
        std::int32_t at = m_on_map.find(code);
        if (at == shapes::CodeIndex::none && m_plan != nullptr) {
            const std::int32_t area = m_areas.find(code);
            if (area == shapes::CodeIndex::none) return not_known;
            at = m_plan->footprint_of[static_cast<std::size_t>(area)];
        }
        if (at < 0) return m_plan != nullptr ? off_map : not_known;
        const auto a = static_cast<std::size_t>(at);
        return m_data.areas.area_start[a] == m_data.areas.area_start[a + 1] ? off_map : at;
    }

private:
    const shapes::Plan* m_plan;
    const render::MapData& m_data;
    shapes::CodeIndex m_on_map;
    shapes::CodeIndex m_areas;
};

}  // namespace

FlowsOnMap add_flows(const FlowChoice& choice, const LayerSources& sources, render::MapData& data) {
    geo::Table table = geo::read_table(choice.path, sources.findings);
    sources.report.add_input(choice.path, table.rows());
    const auto [from_name, to_name, value_name] = flow_columns(table, choice);
    FlowsOnMap totals{.path = choice.path,
                      .unit = choice.unit.empty() ? value_name : choice.unit,
                      .ends = sources.plan != nullptr ? "footprint" : "area",
                      .rows = table.rows()};
    for (std::string& cell : table.columns[*table.find(value_name)].cells) {
        if (shapes::trim_code(cell) != suppressed_mark) continue;
        cell.clear();
        ++totals.suppressed_rows;
    }
    const std::vector<std::optional<double>> values =
        shapes::read_numbers(table, value_name, sources.findings).values;
    const std::vector<std::string>& from_cells = table.require(from_name).cells;
    const std::vector<std::string>& to_cells = table.require(to_name).cells;

    const Ends ends(sources, data);
    std::map<std::pair<std::int32_t, std::int32_t>, double> sums;
    std::vector<std::string> unknown;
    bool any_on_map = false;
    const auto end_of = [&](const std::string& cell) {
        const std::string_view code = shapes::trim_code(cell);
        const std::int32_t at = ends.find(code);
        if (at == not_known) unknown.emplace_back(code);
        any_on_map = any_on_map || at >= 0;
        return at;
    };
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::int32_t from = end_of(from_cells[row]);
        const std::int32_t to = end_of(to_cells[row]);
        const double value = values[row].value_or(0.0);
        if (value < 0.0)
            throw geo::InputError(table.place(row), fmt::format("{} is negative", value_name),
                                  "give what flows as a number of 0 or more");
        totals.value += value;
        if (from < 0 || to < 0) {
            totals.off_map += value;
        } else if (from == to) {
            totals.within += value;
        } else {
            sums[{from, to}] += value;
        }
    }
    if (!any_on_map)
        throw geo::InputError(choice.path, "none of its flows begins or ends on the map",
                              fmt::format("{} and {} hold codes of areas", from_name, to_name));
    add_unmatched(std::move(unknown), fmt::format("of {} not on the map", choice.path), sources.findings);

    render::FlowLines lines;
    lines.anchors = anchors_of(data);
    lines.unit = totals.unit;
    lines.most = choice.most;
    for (const auto& [pair, value] : sums) {
        lines.lines.push_back({pair.first, pair.second, value});
        totals.between += value;
    }
    data.flows = std::move(lines);
    return totals;
}

std::string flows_on_map_text(const FlowsOnMap& flows, const render::FlowChoice& drawn) {
    const auto amount = [](double value, double whole) {
        return whole > 0.0 ? fmt::format("{} ({:.1f} %)", grouped(value), 100 * value / whole) : "0";
    };
    std::string text =
        fmt::format("flows of {}: {} rows", flows.path, grouped(static_cast<double>(flows.rows)));
    if (flows.suppressed_rows > 0) {
        text += fmt::format(", {} of them suppressed (*) and in no figure here",
                            grouped(static_cast<double>(flows.suppressed_rows)));
    }
    return text + fmt::format(
                      "\n{} {}: {} within one {}, {} from one to another, {} with an end off the map\n"
                      "lines drawn: {} of {}, with {} of what flows from one to another\n",
                      grouped(flows.value), flows.unit, amount(flows.within, flows.value), flows.ends,
                      amount(flows.between, flows.value), amount(flows.off_map, flows.value),
                      grouped(static_cast<double>(drawn.drawn.size())),
                      grouped(static_cast<double>(drawn.candidates)), amount(drawn.drawn_value, drawn.value));
}

nlohmann::ordered_json flows_on_map_json(const FlowsOnMap& flows, const render::FlowChoice& drawn) {
    return {{"unit", flows.unit},
            {"rows", flows.rows},
            {"suppressed_rows", flows.suppressed_rows},
            {"total", flows.value},
            {"within", flows.within},
            {"between", flows.between},
            {"off_map", flows.off_map},
            {"lines_drawn", drawn.drawn.size()},
            {"lines_in_all", drawn.candidates},
            {"drawn", drawn.drawn_value}};
}

}  // namespace cli
