#include "cli/flow_tables.hpp"

#include <fmt/format.h>

#include "cli/measure_tables.hpp"
#include "cli/text_table.hpp"

namespace cli {
namespace {

std::string ratio(const std::optional<double>& value) {
    return value ? geo::format_fixed(*value, 3) : "undefined";
}

}  // namespace

geo::Table flow_table_for_people(const shapes::Plan& plan, const shapes::FlowResult& flows) {
    geo::Table table;
    for (const char* name : {"code", "resident", "treated", "local", "LI", "LOFI", "MSI", "NPF", "net",
                             "Elzinga-Hogarty", "validity"}) {
        table.columns.push_back({name, geo::ColumnType::text, {}});
    }
    for (std::size_t f = 0; f < flows.footprints.size(); ++f) {
        const shapes::FlowMeasure& m = flows.footprints[f].open;
        const std::string cells[] = {
            plan.codes[f],
            grouped(m.resident),
            grouped(m.treated),
            grouped(m.local),
            cell(m.li, 3),
            cell(m.lofi, 3),
            cell(m.msi, 3),
            cell(m.npf, 3),
            grouped(m.net),
            m.elzinga_hogarty ? std::string(shapes::to_string(*m.elzinga_hogarty)) : std::string(),
            cell(m.validity, 3)};
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            table.columns[c].cells.push_back(cells[c]);
    }
    return table;
}

std::string plan_flow_text(const shapes::FlowResult& flows) {
    return fmt::format(
        "{} patients; LI of the plan {}, treated where they live {}, modularity {}\n"
        "outside the study area: {:.1f} % of origins, {:.1f} % of sites; unknown: {:.1f} % and {:.1f} %\n",
        grouped(flows.open.total), ratio(flows.open.li), ratio(flows.open.within),
        ratio(flows.open.modularity), 100 * flows.origin_outside_share, 100 * flows.site_outside_share,
        100 * flows.origin_unknown_share, 100 * flows.site_unknown_share);
}

}  // namespace cli
