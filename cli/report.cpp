#include "cli/report.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/version.hpp"
#include "geo/sha256.hpp"

namespace cli {

using Json = nlohmann::ordered_json;

namespace {

Json crs_json(const std::string& working, const geo::Operation& operation, const geo::SnapReport& snap,
              double grid_m) {
    return {{"working", working},
            {"source", operation.source},
            {"target", operation.target},
            {"operation", operation.name},
            {"accuracy_m", operation.accuracy_m},
            {"better", operation.better.empty() ? Json(nullptr) : Json(operation.better)},
            {"interpolated", operation.check_points == 0 ? Json(nullptr)
                                                         : Json({{"check_points", operation.check_points},
                                                                 {"within_m", operation.within_m}})},
            {"grid_m", grid_m},
            {"snap",
             {{"tolerance_m", snap.tolerance_m},
              {"points", snap.points},
              {"moved_points", snap.moved_points},
              {"greatest_move_m", snap.greatest_move_m},
              {"inserted_vertices", snap.inserted_vertices},
              {"crossings", snap.crossings},
              {"rounds", snap.rounds},
              {"dropped_points", snap.dropped_points},
              {"dropped_rings", snap.dropped_rings},
              {"emptied_areas", snap.emptied_areas.size()},
              {"settled", snap.settled}}}};
}

}  // namespace

Report::Report(std::string command, bool is_wanted)
    : m_command(std::move(command)),
      m_is_wanted(is_wanted),
      m_crs(std::make_unique<Json>(nullptr)),
      m_result(std::make_unique<Json>(Json::object())) {}

Report::~Report() = default;
Report::Report(Report&&) noexcept = default;

void Report::add_input(const std::string& path, std::size_t records, const std::string& shown) {
    m_inputs.push_back(
        {shown.empty() ? path : shown, m_is_wanted ? geo::sha256_of_input(path) : "", records});
}

void Report::add_query(const std::string& source, const std::string& query, std::size_t records) {
    m_inputs.push_back({source, "", records, query});
}

void Report::set_coverage(const geo::Coverage& coverage) {
    *m_crs = crs_json(coverage.crs, coverage.operation, coverage.snap, coverage.topology.grid.cell_m());
}

void Report::set_overlaid(const geo::OverlaidLayers& overlaid) {
    *m_crs = crs_json(overlaid.crs, overlaid.operations[0], overlaid.snap,
                      overlaid.overlay.topology.grid.cell_m());
    const geo::Operation& b = overlaid.operations[1];
    (*m_crs)["b"] = {
        {"source", b.source}, {"target", b.target}, {"operation", b.name}, {"accuracy_m", b.accuracy_m}};
}

void Report::add_join(const shapes::JoinReport& join) {
    m_joins.push_back(join);
}

void Report::add_findings(std::span<const geo::Finding> findings) {
    m_findings.insert(m_findings.end(), findings.begin(), findings.end());
}

std::string Report::text() const {
    Json inputs = Json::array();
    for (const InputRecord& input : m_inputs) {
        Json entry = {{"path", input.path}};
        if (input.query.empty())
            entry["sha256"] = input.sha256;
        else
            entry["query"] = input.query;
        entry["records"] = input.records;
        inputs.push_back(std::move(entry));
    }
    Json joins = Json::array();
    for (const shapes::JoinReport& join : m_joins) {
        joins.push_back({{"name", join.name},
                         {"left", join.left},
                         {"right", join.right},
                         {"matched", join.matched},
                         {"unmatched_left", join.unmatched_left},
                         {"unmatched_right", join.unmatched_right},
                         {"duplicated", join.duplicated}});
        if (!join.left_vintage.empty()) joins.back()["left_vintage"] = join.left_vintage;
        if (!join.right_vintage.empty()) joins.back()["right_vintage"] = join.right_vintage;
    }
    Json findings = Json::array();
    for (const geo::Finding& f : m_findings) {
        // NaN becomes null.
        Json finding = {{"kind", geo::to_string(f.kind)},
                        {"severity", geo::to_string(f.severity)},
                        {"codes", f.codes},
                        {"x", f.x},
                        {"y", f.y},
                        {"size", f.size}};
        if (std::isfinite(f.width_m)) finding["width_m"] = f.width_m;
        if (std::isfinite(f.perimeter_m)) finding["perimeter_m"] = f.perimeter_m;
        finding["text"] = f.text;
        findings.push_back(std::move(finding));
    }
    const Json report = {{"schema", "footprint/" + m_command + "/1"},
                         {"tool", {{"name", "footprint"}, {"version", tool_version()}}},
                         {"inputs", inputs},
                         {"crs", *m_crs},
                         {"joins", joins},
                         {"result", *m_result},
                         {"findings", findings}};
    return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace cli
