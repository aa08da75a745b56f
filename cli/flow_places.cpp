// Where the patients of a flow table live and are treated.
#include <optional>
#include <utility>

#include "cli/areas_input.hpp"
#include "cli/flow_input.hpp"
#include "geo/area_locator.hpp"
#include "geo/error.hpp"
#include "shapes/code_columns.hpp"
#include "shapes/origin_lookup.hpp"
#include "shapes/placement.hpp"
#include "shapes/table_finding.hpp"

namespace cli {
namespace {

/// Patients of each origin and site, to say how much a code is worth. A suppressed row, 1 to 7, counts as 4.
struct Marginals {
    std::vector<double> origins;
    std::vector<double> sites;

    explicit Marginals(const shapes::FlowTable& table)
        : origins(table.origins.size(), 0.0), sites(table.sites.size(), 0.0) {
        for (std::size_t o = 0; o < table.origins.size(); ++o) {
            for (std::size_t c = table.row_start[o]; c < table.row_start[o + 1]; ++c) {
                const double patients = table.patients[c] + 4.0 * table.suppressed_in(c);
                origins[o] += patients;
                sites[static_cast<std::size_t>(table.site[c])] += patients;
            }
        }
    }
};

std::optional<shapes::Succession> read_succession(const std::string& path, const FlowRecords& records) {
    if (path.empty()) return std::nullopt;
    shapes::Succession succession = shapes::read_succession(path);
    records.add_input(path, succession.rows);
    records.add_findings(succession.findings);
    return succession;
}

shapes::Placement place_origins(const FlowInputOptions& options, const shapes::FlowTable& table,
                                std::span<const double> patients, std::span<const std::string> area_codes,
                                const FlowRecords& records) {
    std::vector<geo::Table> tables;
    for (const std::string& path : options.origin_lookups)
        tables.push_back(records.read(path));
    std::vector<shapes::OriginLink> chain;
    std::vector<std::string> units;
    for (std::size_t l = 0; l < tables.size(); ++l) {
        const std::span<const std::string> from = l == 0 ? table.origins : chain.back().units;
        std::vector<std::string> next;
        if (l + 1 < tables.size()) next = shapes::possible_codes(tables[l + 1]);
        chain.push_back(shapes::make_origin_link(tables[l], from, l + 1 < tables.size() ? next : area_codes));
        units.insert(units.end(), chain.back().units.begin(), chain.back().units.end());
    }
    std::optional<shapes::OriginWeights> weights;
    if (!options.origin_weights.empty())
        weights = shapes::make_origin_weights(records.read(options.origin_weights),
                                              options.origin_weights_column, units);
    const std::optional<shapes::Succession> succession = read_succession(options.origin_succession, records);
    shapes::OriginOptions how;
    how.patients = patients;
    how.weights = weights ? &*weights : nullptr;
    how.succession = succession ? &*succession : nullptr;
    return shapes::place_origins(table.origins, chain, area_codes, how);
}

/// What sites may be asked for: those of the flows, and those they may be traced to.
std::vector<std::string> wanted_sites(const shapes::FlowTable& table,
                                      const std::optional<shapes::Succession>& succession) {
    std::vector<std::string> wanted = table.sites;
    if (succession) wanted.insert(wanted.end(), succession->codes.begin(), succession->codes.end());
    return wanted;
}

/// Areas to place positions in: those the command has, or those of --areas.
class AreasOfSites {
public:
    AreasOfSites(const FlowInputOptions& options, const FlowRecords& records, const Areas* areas) {
        if (areas == nullptr && options.areas.empty()) return;
        if (areas == nullptr) {
            require_metric(options.crs, "--crs");
            geo::Layer layer = geo::read_layer(options.areas, options.areas_read);
            records.add_input(options.areas, layer.codes.size());
            geo::Coverage coverage = geo::build_coverage(layer, {.crs = options.crs, .snap_tolerance_m = {}});
            records.add_findings(coverage.findings);
            records.report.set_coverage(coverage);
            m_read = {std::move(layer), std::move(coverage)};
            areas = &*m_read;
        }
        const geo::Topology& topology = areas->coverage.topology;
        m_locator.emplace(topology);
        geo::Box box;
        for (const geo::GridPoint p : topology.vertices)
            box.add(topology.grid.to_point(p));
        m_areas = {&*m_locator, areas->layer.codes, areas->coverage.crs, box, options.site_reach_m};
    }
    [[nodiscard]] const shapes::SiteAreas& get() const { return m_areas; }

private:
    std::optional<Areas> m_read;
    std::optional<geo::AreaLocator> m_locator;
    shapes::SiteAreas m_areas;
};

/// Nothing of the flows in the study area is the mark of a wrong table.
void report_all_outside(const shapes::PlacementTotals& totals, const shapes::FlowTable& table,
                        const shapes::Plan& plan, const FlowRecords& records) {
    const auto tell = [&](const std::string& what, std::span<const std::string> codes, const char* remedy) {
        records.findings.push_back(shapes::table_finding(
            geo::FindingKind::unmatched, geo::Severity::violation, {},
            table.path + ": no patient " + what + " a footprint of the plan; the flows have codes such as " +
                shapes::list_codes(codes) + ", the plan has footprints such as " +
                shapes::list_codes(plan.codes) + "; " + remedy));
    };
    if (!(totals.before + totals.suppressed_before > 0.0)) return;
    if (totals.origins.inside == 0.0 && totals.before > 0.0)
        tell("lives in", table.origins, "check --origin-column, --origin-lookup and --lookup");
    if (totals.sites.inside == 0.0 && totals.before > 0.0)
        tell("is treated in", table.sites, "check --site-column, --site-lookup and --lookup");
}

/// The footprints of a plan, and after them each area as a footprint of its own: sites placed in these stand
/// where they are known to be, whatever becomes of the plan.
shapes::Plan plan_of_places(std::span<const std::string> area_codes, const shapes::Plan& plan) {
    shapes::Plan places;
    places.codes = plan.codes;
    places.codes.insert(places.codes.end(), area_codes.begin(), area_codes.end());
    places.names = places.codes;
    for (std::size_t area = 0; area < area_codes.size(); ++area)
        places.footprint_of.push_back(static_cast<shapes::FootprintIndex>(plan.footprints() + area));
    return places;
}

}  // namespace

PlacedSites place_sites(const FlowInputOptions& options, const shapes::FlowTable& table,
                        std::span<const std::string> area_codes, const shapes::Plan& plan,
                        const FlowRecords& records, const Areas* areas) {
    const Marginals patients(table);
    const std::optional<shapes::Succession> succession = read_succession(options.succession, records);
    shapes::PlacingOptions how;
    how.name = "sites to footprints";
    how.patients = patients.sites;
    how.succession = succession ? &*succession : nullptr;
    how.takes_footprints_of_succession = true;
    if (options.site_lookup.empty()) {
        how.name = "sites to areas";
        how.remedy = "sites that are not areas need --site-lookup";
        // A succession may give a site a footprint and no area.
        if (succession)
            return {
                shapes::place_codes(table.sites, shapes::known_areas_in_footprints(area_codes, plan), how),
                std::nullopt};
        shapes::Placement in_areas = shapes::place_codes(table.sites, shapes::known_areas(area_codes), how);
        shapes::Placement in_footprints = shapes::to_footprints(in_areas, plan);
        return {std::move(in_footprints), std::move(in_areas)};
    }
    how.remedy = "check --site-column, --site-lookup and --site-code-column";
    const geo::Table rows = records.read(options.site_lookup);
    const shapes::SiteTable sites = shapes::make_site_table(rows, options.site_columns, table.sites);
    std::optional<AreasOfSites> areas_of_sites;
    if (sites.basis == shapes::SiteBasis::position) areas_of_sites.emplace(options, records, areas);
    const shapes::KnownPlaces known = shapes::known_sites(
        sites, plan, area_codes, areas_of_sites ? areas_of_sites->get() : shapes::SiteAreas{},
        wanted_sites(table, succession));
    records.add_findings(known.places.findings);
    return {shapes::place_codes(table.sites, known, how), std::nullopt};
}

PlacedFlows place_flows(const FlowInputOptions& options, const shapes::FlowTable& table,
                        std::span<const std::string> area_codes, const shapes::Plan& plan,
                        const FlowRecords& records, const Areas* areas) {
    const Marginals patients(table);
    const shapes::Placement origins = place_origins(options, table, patients.origins, area_codes, records);
    const PlacedSites sites = place_sites(options, table, area_codes, plan, records, areas);
    records.add_placement(origins);
    records.add_placement(sites.in_footprints);
    PlacedFlows placed;
    placed.by_area = shapes::flows_by_area(table, origins, sites.in_footprints);
    if (sites.in_areas) placed.between_areas = shapes::flows_by_area(table, origins, *sites.in_areas);
    if (options.for_changes) {
        // What this finds has been found above.
        Report report("", false);
        std::vector<geo::Finding> findings;
        const FlowRecords aside{[](const std::string&, std::size_t) {}, report, findings};
        const PlacedSites in_places =
            place_sites(options, table, area_codes, plan_of_places(area_codes, plan), aside, areas);
        placed.by_place = shapes::flows_by_area(table, origins, in_places.in_footprints);
    }
    placed.totals = shapes::placement_totals(table, placed.by_area, plan);
    placed.totals.divided_between_areas = shapes::division_of(origins, patients.origins);
    placed.totals.divided_between_footprints =
        shapes::division_of(shapes::to_footprints(origins, plan), patients.origins);
    placed.totals.divided_sites = shapes::division_of(sites.in_footprints, patients.sites);
    report_all_outside(placed.totals, table, plan, records);
    return placed;
}

}  // namespace cli
