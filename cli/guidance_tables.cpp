#include "cli/guidance_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/json_values.hpp"
#include "cli/measure_tables.hpp"
#include "cli/shown_figures.hpp"
#include "shapes/join.hpp"

namespace cli {
namespace {

std::string verdict_of(const shapes::Criterion& criterion) {
    return criterion.verdict == shapes::Verdict::not_judged ? "not judged"
                                                            : std::string(to_string(criterion.verdict));
}

std::string weight_of(const shapes::Criterion& criterion) {
    return criterion.required ? "required" : "advisory";
}

Json numbers_json(const std::vector<shapes::NamedNumber>& numbers) {
    Json object = Json::object();
    for (const shapes::NamedNumber& number : numbers)
        object[number.key] = or_null(number.value);
    return object;
}

Json authorities_json(const std::optional<shapes::AuthorityFit>& fit, const shapes::Plan& plan) {
    if (!fit) return nullptr;
    Json list = Json::array();
    const shapes::Splits& splits = fit->splits.by_footprint;
    for (std::size_t a = 0; a < fit->table.codes.size(); ++a) {
        const shapes::UnitSplit& of = splits.of[a];
        if (of.parts < 2) continue;
        list.push_back({{"code", fit->table.codes[a]},
                        {"name", fit->table.names[a]},
                        {"parts", of.parts},
                        {"main", plan.codes[static_cast<std::size_t>(of.main)]},
                        {"weight", of.weight},
                        {"minority", of.minority},
                        {"score", or_null(of.score)}});
    }
    return {{"weighed_by", to_string(fit->splits.weight)},
            {"area_column", fit->table.area_column},
            {"authority_column", fit->table.authority_column},
            {"split", list}};
}

geo::Table empty_table(std::span<const char* const> names) {
    geo::Table table;
    for (const char* name : names)
        table.columns.push_back({name, geo::ColumnType::text, {}});
    return table;
}

std::string count_cell(const std::optional<std::size_t>& count) {
    return count ? std::to_string(*count) : "";
}

std::string or_mark(std::string rate, bool may_show) {
    return may_show || rate.empty() ? rate : suppressed_mark;
}

Json rate_json(const std::optional<double>& rate, bool may_show) {
    return may_show || !rate ? or_null(rate) : Json(suppressed_mark);
}

std::string roadmap_cell(const shapes::FootprintGuidance& of) {
    return of.roadmaps ? std::string(to_string(*of.roadmaps)) : "";
}

std::string code_of(const shapes::Plan& plan, shapes::FootprintIndex f) {
    return f == shapes::no_footprint ? "" : plan.codes[static_cast<std::size_t>(f)];
}

template <std::size_t n>
void add_row(geo::Table& table, const std::array<std::string, n>& cells) {
    for (std::size_t c = 0; c < n; ++c)
        table.columns[c].cells.push_back(cells[c]);
}

}  // namespace

std::string criteria_text(const shapes::Guidance& guidance) {
    TextTable table({"criterion", "weight", "verdict", "concerned"});
    std::string details;
    for (const shapes::Criterion& criterion : guidance.criteria) {
        table.add({criterion.name, weight_of(criterion), verdict_of(criterion),
                   criterion.concerned.empty() ? ""
                                               : fmt::format("{}: {}", criterion.concerned.size(),
                                                             shapes::list_codes(criterion.concerned, 4))});
        details += fmt::format("{}: {}\n  found    {}\n  asked    {}\n", criterion.name,
                               verdict_of(criterion), criterion.figure, criterion.threshold);
    }
    return table.text() + "\n" + details;
}

std::string criteria_markdown(const shapes::Guidance& guidance) {
    TextTable table({"criterion", "weight", "verdict", "found", "asked", "concerned"});
    for (const shapes::Criterion& criterion : guidance.criteria) {
        table.add({criterion.name, weight_of(criterion), verdict_of(criterion), criterion.figure,
                   criterion.threshold,
                   criterion.concerned.empty() ? ""
                                               : fmt::format("{}: {}", criterion.concerned.size(),
                                                             shapes::list_codes(criterion.concerned, 12))});
    }
    return table.markdown();
}

geo::Table guidance_table(const shapes::Plan& plan, const shapes::Guidance& guidance) {
    static constexpr const char* names[] = {
        "code", "name", "members",  "population",        "deviation",         "pieces",   "embedded_in",
        "li",   "lofi", "validity", "authorities_lower", "authorities_upper", "roadmaps", "fails"};
    geo::Table table = empty_table(names);
    using enum geo::ColumnType;
    for (const std::size_t c : {2U, 5U, 10U, 11U})
        table.columns[c].type = integer;
    for (const std::size_t c : {3U, 4U, 7U, 8U, 9U})
        table.columns[c].type = real;
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const shapes::FootprintGuidance& of = guidance.footprints[f];
        add_row<14>(table, {plan.codes[f], plan.names[f], std::to_string(of.members), cell(of.population),
                            cell(of.deviation), std::to_string(of.pieces), code_of(plan, of.embedded_in),
                            or_mark(cell(of.li), of.may.li), or_mark(cell(of.lofi), of.may.lofi),
                            or_mark(cell(of.validity), of.may.validity), count_cell(of.split_lower),
                            count_cell(of.split_upper), roadmap_cell(of),
                            fmt::format("{}", fmt::join(of.fails, " "))});
    }
    return table;
}

geo::Table guidance_table_for_people(const shapes::Plan& plan, const shapes::Guidance& guidance) {
    static constexpr const char* names[] = {
        "code", "name",     "members",     "population",  "from ideal %", "pieces", "LI",
        "LOFI", "validity", "lower split", "upper split", "roadmaps",     "fails"};
    geo::Table table = empty_table(names);
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const shapes::FootprintGuidance& of = guidance.footprints[f];
        const auto percent = of.deviation ? std::optional(100.0 * *of.deviation) : std::nullopt;
        add_row<13>(
            table,
            {plan.codes[f], plan.names[f], std::to_string(of.members),
             of.population ? grouped(*of.population) : "", cell(percent, 1), std::to_string(of.pieces),
             or_mark(cell(of.li, 3), of.may.li), or_mark(cell(of.lofi, 3), of.may.lofi),
             or_mark(cell(of.validity, 3), of.may.validity), count_cell(of.split_lower),
             count_cell(of.split_upper), roadmap_cell(of), fmt::format("{}", fmt::join(of.fails, ", "))});
    }
    return table;
}

TextTable links_table(const shapes::Guidance& guidance, std::span<const shapes::NamedLink> links) {
    TextTable table({"link", "kind", "use"});
    for (std::size_t l = 0; l < links.size(); ++l)
        table.add({links[l].name, links[l].kind, std::string(to_string(guidance.link_use[l]))});
    return table;
}

std::string verdict_text(const shapes::Guidance& guidance) {
    std::vector<std::string> failed;
    std::vector<std::string> advisory;
    std::vector<std::string> unjudged;
    for (const shapes::Criterion& criterion : guidance.criteria) {
        if (criterion.verdict == shapes::Verdict::not_judged) unjudged.push_back(criterion.name);
        if (criterion.verdict == shapes::Verdict::fail)
            (criterion.required ? failed : advisory).push_back(criterion.name);
    }
    std::string text = failed.empty() ? "The plan meets every required criterion that could be judged"
                                      : fmt::format("The plan fails: {}", fmt::join(failed, ", "));
    if (!advisory.empty()) text += fmt::format("; advisory and not met: {}", fmt::join(advisory, ", "));
    if (!unjudged.empty()) text += fmt::format("; not judged: {}", fmt::join(unjudged, ", "));
    return text + "\n";
}

Json guidance_json(const shapes::Plan& plan, const shapes::Guidance& guidance,
                   std::span<const shapes::NamedLink> links, std::span<const std::string> area_codes) {
    Json criteria = Json::array();
    for (const shapes::Criterion& criterion : guidance.criteria) {
        criteria.push_back({{"name", criterion.name},
                            {"required", criterion.required},
                            {"figure", numbers_json(criterion.figures)},
                            {"threshold", numbers_json(criterion.thresholds)},
                            {"verdict", to_string(criterion.verdict)},
                            {"concerned", criterion.concerned},
                            {"found", criterion.figure},
                            {"asked", criterion.threshold}});
    }
    Json footprints = Json::array();
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const shapes::FootprintGuidance& of = guidance.footprints[f];
        const std::string around = code_of(plan, of.embedded_in);
        footprints.push_back({{"code", plan.codes[f]},
                              {"name", plan.names[f]},
                              {"members", of.members},
                              {"population", or_null(of.population)},
                              {"deviation", or_null(of.deviation)},
                              {"pieces", of.pieces},
                              {"embedded_in", around.empty() ? Json(nullptr) : Json(around)},
                              {"li", rate_json(of.li, of.may.li)},
                              {"lofi", rate_json(of.lofi, of.may.lofi)},
                              {"validity", rate_json(of.validity, of.may.validity)},
                              {"authorities_lower", or_null(of.split_lower)},
                              {"authorities_upper", or_null(of.split_upper)},
                              {"roadmaps", of.roadmaps ? Json(to_string(*of.roadmaps)) : Json(nullptr)},
                              {"fails", of.fails}});
    }
    Json used = Json::array();
    for (std::size_t l = 0; l < links.size(); ++l) {
        used.push_back({{"name", links[l].name},
                        {"kind", links[l].kind},
                        {"a", area_codes[static_cast<std::size_t>(links[l].a)]},
                        {"b", area_codes[static_cast<std::size_t>(links[l].b)]},
                        {"use", to_string(guidance.link_use[l])}});
    }
    return {{"passes", guidance.passes()},
            {"criteria", criteria},
            {"footprints", footprints},
            {"links", used},
            {"authorities",
             {{"lower", authorities_json(guidance.lower, plan)},
              {"upper", authorities_json(guidance.upper, plan)}}}};
}

}  // namespace cli
