// A map on its way: read, joined, planned for a page, and told about.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/map_command.hpp"
#include "cli/map_flows.hpp"
#include "cli/report.hpp"
#include "geo/table.hpp"
#include "geo/write_layer.hpp"
#include "render/atlas.hpp"
#include "render/sheet.hpp"
#include "shapes/plan.hpp"

namespace cli {

class Console;

/// Areas by what they are read from: maps of one specification often share them.
class AreasCache {
public:
    /// @throws InputError as read_areas() does.
    const Areas& read(const AreasOptions& options, Console& console);

private:
    std::map<std::string, Areas> m_areas;
};

/// One map, sheet or atlas between its files and its page.
class MapWork {
public:
    /// Reads and joins all that the map is made of. @pre `command` outlives it
    /// @throws InputError as the readers do.
    MapWork(const MapCommand& command, AreasCache& cache, Report& report, Console& console);

    /// What the map shows, with its specification as the record.
    [[nodiscard]] const render::MapSpec& spec() const { return m_spec; }
    [[nodiscard]] geo::Box extent_m() const;

    /// The map or the sheet on the page of a specification that differs from spec() in how it looks.
    /// @throws UsageError as render::plan_map() and render::plan_sheet() do.
    [[nodiscard]] render::MapPlan plan(const render::MapSpec& spec);
    /// The atlas. @pre the command asks for one
    [[nodiscard]] render::Atlas plan_atlas();
    /// The areas with the style of a single map that was planned.
    [[nodiscard]] geo::OutputLayer styled(const std::string& name, const render::MapResult& result) const;

    /// Prints what was made and joined and gives it to the report, whose result it sets. Once, at the end.
    /// @return whether there is a violation
    bool tell(const render::MapResult& result);

private:
    [[nodiscard]] LayerSources sources();
    void name_footprints(const std::string& path);
    void add_findings(const std::vector<geo::Finding>& findings);
    void join_values();
    [[nodiscard]] JoinedCells join_column(const std::string& column);
    void set_cells(JoinedCells cells);
    void tell_panels();

    const MapCommand& m_command;
    Report& m_report;
    Console& m_console;
    const Areas& m_areas;
    std::size_t m_joins_before;  ///< of the report: its own follow, up to m_joins_after
    std::size_t m_joins_after = 0;
    std::vector<geo::Finding> m_findings;
    std::optional<shapes::Plan> m_plan;
    std::optional<geo::Table> m_values;
    std::optional<FlowsOnMap> m_flows;
    render::MapSpec m_spec;
    render::MapData m_data;
    std::vector<render::SheetPanel> m_panels;
    std::vector<render::SheetPanelResult> m_panel_results;
};

}  // namespace cli
