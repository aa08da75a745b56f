#include "cli/guidance_input.hpp"

#include "geo/error.hpp"

namespace cli {
namespace {

/// Keeps what a reader found and joined.
template <class T>
T recorded(T table, const FlowRecords& records) {
    records.add_findings(table.findings);
    if constexpr (requires { table.join; }) records.report.add_join(table.join);
    return table;
}

shapes::AuthorityTable read_upper(const GuidanceFiles& files, const geo::Layer& areas,
                                  const std::optional<shapes::AuthorityTable>& lower,
                                  const FlowRecords& records) {
    const geo::Table table = records.read(files.upper_authorities);
    const shapes::AuthorityColumns& columns = files.upper_columns;
    const bool by_areas = shapes::holds_areas(table, columns.area, areas.codes);
    if (!by_areas && !lower)
        throw geo::InputError(files.upper_authorities,
                              "holds no codes of the areas, and there is no lower tier to go by",
                              "add --authorities, a lookup of areas to lower-tier authorities");
    if (by_areas) return shapes::make_authorities(table, columns, shapes::AuthorityTier::upper, areas.codes);
    return shapes::make_upper_authorities(table, columns, *lower);
}

}  // namespace

void GuidanceTables::give(shapes::GuidanceInput& input) const {
    if (links) input.links = links->links;
    if (lower) input.lower = &*lower;
    if (upper) input.upper = &*upper;
    if (roadmaps) input.roadmaps = &*roadmaps;
}

GuidanceTables read_guidance_tables(const GuidanceFiles& files, const geo::Layer& areas,
                                    const FlowRecords& records) {
    GuidanceTables tables;
    if (!files.links.empty())
        tables.links =
            recorded(shapes::make_links(records.read(files.links), areas.codes, areas.names), records);
    if (!files.authorities.empty())
        tables.lower =
            recorded(shapes::make_authorities(records.read(files.authorities), files.authority_columns,
                                              shapes::AuthorityTier::lower, areas.codes),
                     records);
    if (!files.upper_authorities.empty())
        tables.upper = recorded(read_upper(files, areas, tables.lower, records), records);
    if (!files.roadmaps.empty()) {
        shapes::LookupOptions options;
        options.unit_column = files.roadmap_area_column;
        options.footprint_column = files.roadmap_column;
        options.unit_option = "--roadmap-area-column";
        options.footprint_option = "--roadmap-column";
        const shapes::Lookup lookup = shapes::make_lookup(records.read(files.roadmaps), options, areas.codes);
        tables.roadmaps = recorded(shapes::make_roadmaps(lookup, areas.codes), records);
    }
    return tables;
}

}  // namespace cli
