#include "cli/catchment_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/shown_figures.hpp"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;
using shapes::CatchmentMethod;

std::string heading(CatchmentMethod method, double threshold) {
    return method == CatchmentMethod::share ? fmt::format("share {:g}", threshold)
                                            : std::string(shapes::to_string(method));
}

std::string rule(CatchmentMethod method, double threshold) {
    switch (method) {
        case CatchmentMethod::first_past_the_post:
            return "an origin goes whole to the site with the greatest share of its patients; of equal ones "
                   "to the lower code";
        case CatchmentMethod::share:
            return fmt::format(
                "an origin goes whole to every site with {:g} of its patients or more: catchments overlap",
                threshold);
        case CatchmentMethod::proportional:
            return "an origin is divided among sites by their shares of its patients";
    }
    return {};
}

/// How far the greatest of a site's figures is above the least; empty with under two methods, or where one
/// is 0 or suppressed.
std::string spread(const shapes::Catchments& catchments, std::size_t site,
                   const shapes::DisclosureRule& rule) {
    if (catchments.methods.size() < 2) return "";
    double least = catchments.methods.front().sites[site].population;
    double greatest = least;
    for (const shapes::CatchmentsOfMethod& method : catchments.methods) {
        least = std::min(least, method.sites[site].population);
        greatest = std::max(greatest, method.sites[site].population);
        if (rule.is_small(method.sites[site].population)) return suppressed_mark;
    }
    return least > 0.0 ? fmt::format("{:.1f} %", 100.0 * (greatest / least - 1.0)) : "";
}

}  // namespace

TextTable catchment_text_table(const CatchmentsToReport& report) {
    const ShownFigures shown(report.disclosure);
    const shapes::Catchments& catchments = report.catchments;
    std::vector<std::string> names{report.unit};
    for (const shapes::CatchmentsOfMethod& method : catchments.methods) {
        const std::string name = heading(method.method, catchments.threshold);
        names.push_back(name + " population");
        names.push_back(name + " origins");
        if (method.method == CatchmentMethod::share) names.push_back(name + " overlap");
    }
    if (catchments.methods.size() > 1) names.push_back("methods differ by");
    TextTable table(names);
    for (std::size_t s = 0; s < catchments.sites.size(); ++s) {
        std::vector<std::string> row{catchments.sites[s]};
        for (const shapes::CatchmentsOfMethod& method : catchments.methods) {
            const shapes::Catchment& of = method.sites[s];
            row.push_back(shown.count_text(of.population));
            row.push_back(grouped(static_cast<double>(of.origins)));
            if (method.method == CatchmentMethod::share)
                row.push_back(shown.count_text(of.overlap_population));
        }
        if (catchments.methods.size() > 1) row.push_back(spread(catchments, s, report.disclosure));
        table.add(std::move(row));
    }
    return table;
}

std::string catchment_totals_text(const CatchmentsToReport& report) {
    const ShownFigures shown(report.disclosure);
    const shapes::Catchments& catchments = report.catchments;
    TextTable table({"method", "population", "in a catchment", "in none", "in several", "origins in none",
                     "origins in several"});
    for (const shapes::CatchmentsOfMethod& method : catchments.methods) {
        table.add({heading(method.method, catchments.threshold), shown.count_text(catchments.population),
                   shown.count_text(method.assigned), shown.count_text(method.in_none),
                   shown.count_text(method.in_several), grouped(static_cast<double>(method.origins_in_none)),
                   grouped(static_cast<double>(method.origins_in_several))});
    }
    std::string out = table.text() + "\n";
    for (const shapes::CatchmentsOfMethod& method : catchments.methods) {
        out += heading(method.method, catchments.threshold) + ": " +
               rule(method.method, catchments.threshold) + "\n";
    }
    constexpr std::size_t most = 20;
    if (!catchments.ties.empty())
        out += fmt::format("origins whose greatest share is tied: {}\n", catchments.ties.size());
    for (std::size_t t = 0; t < std::min(most, catchments.ties.size()); ++t) {
        out += fmt::format("    {}: {}\n", catchments.ties[t].origin,
                           shapes::list_codes(catchments.ties[t].sites, 10));
    }
    return out + shown.rule_text() + "\n";
}

geo::Table catchment_table(const CatchmentsToReport& report) {
    const ShownFigures shown(report.disclosure);
    const shapes::Catchments& catchments = report.catchments;
    geo::Table table;
    using enum geo::ColumnType;
    table.columns = {{report.unit, text, {}},         {"method", text, {}},
                     {"threshold", real, {}},         {"population", real, {}},
                     {"population_low", real, {}},    {"population_high", real, {}},
                     {"origins", integer, {}},        {"overlap_population", real, {}},
                     {"overlap_origins", integer, {}}};
    for (std::size_t s = 0; s < catchments.sites.size(); ++s) {
        for (const shapes::CatchmentsOfMethod& method : catchments.methods) {
            const shapes::Catchment& of = method.sites[s];
            const bool is_hidden = report.disclosure.is_small(of.population);
            const auto bound = [&](double shapes::Range::*end) {
                if (!of.bounds) return std::string();
                return is_hidden ? std::string(suppressed_mark)
                                 : geo::format_number(shown.outward(*of.bounds).*end);
            };
            const std::string cells[] = {
                catchments.sites[s],
                std::string(shapes::to_string(method.method)),
                method.method == CatchmentMethod::share ? geo::format_number(catchments.threshold) : "",
                shown.count_cell(of.population),
                bound(&shapes::Range::low),
                bound(&shapes::Range::high),
                std::to_string(of.origins),
                shown.count_cell(of.overlap_population),
                std::to_string(of.overlap_origins)};
            for (std::size_t c = 0; c < table.columns.size(); ++c)
                table.columns[c].cells.push_back(cells[c]);
        }
    }
    return table;
}

Json catchments_json(const CatchmentsToReport& report) {
    const ShownFigures shown(report.disclosure);
    const shapes::Catchments& catchments = report.catchments;
    Json methods = Json::array();
    for (const shapes::CatchmentsOfMethod& method : catchments.methods) {
        Json sites = Json::array();
        for (std::size_t s = 0; s < catchments.sites.size(); ++s) {
            const shapes::Catchment& of = method.sites[s];
            Json site = {{report.unit, catchments.sites[s]},
                         {"population", shown.count(of.population)},
                         {"origins", of.origins},
                         {"overlap_population", shown.count(of.overlap_population)},
                         {"overlap_origins", of.overlap_origins}};
            if (of.bounds) site["bounds"] = {{"population", shown.count_range(*of.bounds, of.population)}};
            sites.push_back(std::move(site));
        }
        Json json = {{"method", shapes::to_string(method.method)},
                     {"rule", rule(method.method, catchments.threshold)}};
        if (method.method == CatchmentMethod::share) json["threshold"] = catchments.threshold;
        json.update({{"assigned", shown.count(method.assigned)},
                     {"in_none", shown.count(method.in_none)},
                     {"in_several", shown.count(method.in_several)},
                     {"origins_in_none", method.origins_in_none},
                     {"origins_in_several", method.origins_in_several},
                     {report.unit + "s", sites}});
        methods.push_back(std::move(json));
    }
    Json ties = Json::array();
    for (const shapes::TiedOrigin& tie : catchments.ties)
        ties.push_back({{"origin", tie.origin}, {"sites", tie.sites}});
    return {{"population", shown.count(catchments.population)},
            {"disclosure_control", shown.rule_json()},
            {"methods", methods},
            {"ties", ties}};
}

}  // namespace cli
