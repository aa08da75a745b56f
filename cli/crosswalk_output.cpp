#include "cli/crosswalk_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "cli/json_values.hpp"
#include "cli/measure_tables.hpp"
#include "cli/text_table.hpp"
#include "shapes/join.hpp"
#include "shapes/table_finding.hpp"

namespace cli {
namespace {

/// A share above this is all, but for what outlines of different detail make of a coast.
constexpr double covered_share = 0.99;

std::vector<std::string> codes_of(const std::vector<std::string>& codes,
                                  std::span<const shapes::UnitRow> rows) {
    std::vector<std::string> listed;
    for (const shapes::UnitRow row : rows)
        listed.push_back(codes[row]);
    std::ranges::sort(listed);
    return listed;
}

std::string_view word_of(shapes::FitBasis basis) {
    switch (basis) {
        case shapes::FitBasis::centroid:
            return "centroid";
        case shapes::FitBasis::border:
            return "centroid on a border";
        case shapes::FitBasis::most:
            return "most in common";
        case shapes::FitBasis::nothing:
            break;
    }
    return "nothing in common";
}

std::string fitted_code(const CrosswalkBasis& basis, std::size_t a) {
    const shapes::UnitRow b = basis.fits[a].b;
    return b == shapes::no_unit ? std::string() : basis.table.b_codes[b];
}

/// What of the people of B's units is known: those without any source, and those covered in part.
void find_gaps(const CrosswalkToReport& crosswalk, const CarriedColumn& column,
               std::vector<geo::Finding>& findings) {
    const std::vector<std::string>& codes = crosswalk.basis.table.b_codes;
    std::vector<std::string> without;
    std::vector<std::string> in_part;
    for (std::size_t b = 0; b < codes.size(); ++b) {
        const std::optional<double>& covered = column.values.covered_share[b];
        if (!column.values.of_b[b])
            without.push_back(codes[b]);
        else if (covered && *covered < covered_share)
            in_part.push_back(codes[b]);
    }
    const auto tell = [&](std::vector<std::string> list, const std::string& what) {
        if (list.empty()) return;
        std::ranges::sort(list);
        std::string text =
            fmt::format("{}: {} of {} {}: {}", column.name, shapes::count_of(list.size(), "unit"),
                        crosswalk.basis.b_title, what, shapes::list_codes(list));
        findings.push_back(shapes::table_finding(geo::FindingKind::uncovered, geo::Severity::warning,
                                                 std::move(list), std::move(text)));
    };
    tell(std::move(without), "without a value, as no unit with one lies there");
    tell(std::move(in_part), "of which over 1 % lies in units without a value, or in none");
}

}  // namespace

geo::Table crosswalk_table(const CrosswalkToReport& crosswalk) {
    using enum geo::ColumnType;
    geo::Table table;
    table.columns = {{"code", text, crosswalk.basis.table.b_codes}, {"name", text, crosswalk.basis.b_names}};
    for (const CarriedColumn& column : crosswalk.columns) {
        geo::Column value{column.name, real, {}};
        geo::Column missing{column.name + "_missing", integer, {}};
        geo::Column covered{column.name + "_covered_share", real, {}};
        for (std::size_t b = 0; b < column.values.of_b.size(); ++b) {
            value.cells.push_back(cell(column.values.of_b[b]));
            missing.cells.push_back(std::to_string(column.values.missing[b]));
            covered.cells.push_back(cell(column.values.covered_share[b]));
        }
        for (geo::Column* each : {&value, &missing, &covered})
            table.columns.push_back(std::move(*each));
    }
    return table;
}

geo::Table best_fit_table(const CrosswalkBasis& basis) {
    using enum geo::ColumnType;
    geo::Table table;
    table.columns = {{"area", text, basis.table.a_codes}, {"footprint", text, {}}, {"fitted_by", text, {}}};
    for (std::size_t a = 0; a < basis.fits.size(); ++a) {
        table.columns[1].cells.push_back(fitted_code(basis, a));
        table.columns[2].cells.emplace_back(word_of(basis.fits[a].basis));
    }
    return table;
}

std::vector<geo::Finding> crosswalk_findings(const CrosswalkToReport& crosswalk) {
    const CrosswalkBasis& basis = crosswalk.basis;
    std::vector<geo::Finding> findings;
    const auto tell = [&](geo::FindingKind kind, std::vector<std::string> codes, const std::string& column,
                          const std::string& what, geo::Severity severity = geo::Severity::warning) {
        if (codes.empty()) return;
        std::string text = fmt::format("{}: {} of {} {}: {}", column, shapes::count_of(codes.size(), "unit"),
                                       basis.a_title, what, shapes::list_codes(codes));
        findings.push_back(shapes::table_finding(kind, severity, std::move(codes), std::move(text)));
    };
    for (const CarriedColumn& column : crosswalk.columns) {
        tell(geo::FindingKind::unmatched, codes_of(basis.table.a_codes, column.values.without_value),
             column.name, "without a value, which stays missing");
        tell(geo::FindingKind::uncovered, codes_of(basis.table.a_codes, column.values.outside_b), column.name,
             "with a value and nothing in any unit of " + basis.b_title);
        tell(geo::FindingKind::uncovered, codes_of(basis.table.a_codes, column.values.partly_outside),
             column.name, "with a value and a part in no unit of " + basis.b_title, geo::Severity::note);
        tell(geo::FindingKind::bad_value, codes_of(basis.table.a_codes, column.values.unplaced), column.name,
             "with a value that nothing tells how to divide, as no people live in any part");
        find_gaps(crosswalk, column, findings);
    }
    std::map<shapes::FitBasis, std::vector<std::string>> fits;
    for (std::size_t a = 0; a < basis.fits.size(); ++a)
        fits[basis.fits[a].basis].push_back(basis.table.a_codes[a]);
    tell(geo::FindingKind::assumption, fits[shapes::FitBasis::border], "best fit",
         "with a centroid on a border, given to the first of its units in the order of " + basis.b_title);
    tell(geo::FindingKind::assumption, fits[shapes::FitBasis::most], "best fit",
         "whose centroid lies in no unit, given to the one with most in common");
    tell(geo::FindingKind::uncovered, fits[shapes::FitBasis::nothing], "best fit",
         "that have nothing in common with any unit of " + basis.b_title);
    return findings;
}

nlohmann::ordered_json crosswalk_json(const CrosswalkToReport& crosswalk) {
    const CrosswalkBasis& basis = crosswalk.basis;
    Json result = {{"a", basis.a_title},
                   {"b", basis.b_title},
                   {"spread_by", basis.spread_by},
                   {"assumption", basis.assumption},
                   {"outside_rule", crosswalk.outside_rule}};
    if (basis.sliver_width_m) {
        double noise = 0.0;
        for (const shapes::CrossCell& each : basis.table.cells)
            noise += each.noise;
        result["sliver_width_m"] = *basis.sliver_width_m;
        result["noise"] = noise;
        result["in_neither"] = basis.table.in_neither;
    }
    Json values = Json::array();
    for (std::size_t b = 0; b < basis.table.b_codes.size() && !crosswalk.columns.empty(); ++b) {
        Json unit = {{"code", basis.table.b_codes[b]}, {"name", basis.b_names[b]}};
        for (const CarriedColumn& column : crosswalk.columns) {
            unit[column.name] = or_null(column.values.of_b[b]);
            unit[column.name + "_missing"] = column.values.missing[b];
            unit[column.name + "_covered_share"] = or_null(column.values.covered_share[b]);
        }
        values.push_back(std::move(unit));
    }
    result["values"] = std::move(values);
    if (!crosswalk.columns.empty()) {
        result["total_before"] = or_null(crosswalk.columns.front().before);
        result["total_after"] = or_null(crosswalk.columns.front().after);
    }
    Json columns = Json::array();
    for (const CarriedColumn& column : crosswalk.columns) {
        Json entry = {{"name", column.name},
                      {"kind", column.kind},
                      {"total_before", or_null(column.before)},
                      {"total_after", or_null(column.after)}};
        if (column.kind == "extensive") {
            entry["outside"] = column.outside;
            entry["unplaced"] = column.unplaced;
            entry["in_no_unit"] = column.in_no_unit;
        }
        entry["without_value"] = codes_of(basis.table.a_codes, column.values.without_value);
        entry["outside_b"] = codes_of(basis.table.a_codes, column.values.outside_b);
        entry["partly_outside"] = codes_of(basis.table.a_codes, column.values.partly_outside);
        entry["unplaced_units"] = codes_of(basis.table.a_codes, column.values.unplaced);
        columns.push_back(std::move(entry));
    }
    result["columns"] = std::move(columns);
    if (!basis.fits.empty()) {
        Json fits = Json::array();
        for (std::size_t a = 0; a < basis.fits.size(); ++a) {
            const std::string fitted = fitted_code(basis, a);
            fits.push_back({{"a", basis.table.a_codes[a]},
                            {"b", fitted.empty() ? Json(nullptr) : Json(fitted)},
                            {"by", word_of(basis.fits[a].basis)}});
        }
        result["best_fit"] = std::move(fits);
    }
    if (crosswalk.succession != nullptr) {
        const shapes::DerivedSuccession& derived = *crosswalk.succession;
        result["succession"] = {{"codes_kept", derived.codes_kept},
                                {"codes_ended", derived.codes_ended},
                                {"codes_begun", derived.codes_begun},
                                {"pairs_below_tolerance", derived.below_tolerance},
                                {"amount_below_tolerance", derived.amount_below}};
    }
    return result;
}

std::string crosswalk_totals_text(const CrosswalkToReport& crosswalk) {
    const auto number = [](const std::optional<double>& value, int decimals) {
        return value ? grouped(*value, decimals) : std::string("undefined");
    };
    TextTable counts(
        {"count", "before", "after", "outside B", "not placed", "in no unit of A", "difference"});
    TextTable others({"value", "over A", "over B"});
    std::size_t other_rows = 0;
    for (const CarriedColumn& column : crosswalk.columns) {
        if (column.kind != "extensive") {
            others.add(
                {column.name + " (" + column.kind + ")", number(column.before, 4), number(column.after, 4)});
            ++other_rows;
            continue;
        }
        const double difference =
            *column.before - *column.after - column.outside - column.unplaced - column.in_no_unit;
        counts.add({column.name, grouped(*column.before, 1), grouped(*column.after, 1),
                    grouped(column.outside, 1), grouped(column.unplaced, 1), grouped(column.in_no_unit, 1),
                    fmt::format("{:.1g}", difference)});
    }
    std::string text;
    if (other_rows < crosswalk.columns.size()) text += counts.text();
    if (other_rows > 0) text += (text.empty() ? "" : "\n") + others.text();
    return text;
}

std::string succession_text(const CrosswalkBasis& basis, const shapes::DerivedSuccession& derived) {
    const auto list = [](const std::vector<std::string>& codes) {
        return codes.empty() ? std::string() : " (" + shapes::list_codes(codes, 30) + ")";
    };
    std::string text =
        fmt::format("{} to {}: {} go on, {} end{}, {} begin{}\n", basis.a_title, basis.b_title,
                    shapes::count_of(derived.codes_kept, "code"), derived.codes_ended.size(),
                    list(derived.codes_ended), derived.codes_begun.size(), list(derived.codes_begun));
    std::map<shapes::ChangeKind, std::size_t> kinds;
    for (const shapes::DerivedStep& step : derived.steps)
        ++kinds[step.kind];
    for (const auto& [kind, steps] : kinds)
        text += fmt::format("{}: {}\n", shapes::to_string(kind), steps);
    if (derived.below_tolerance > 0)
        text += fmt::format("{} below the tolerance, {} in all\n",
                            shapes::count_of(derived.below_tolerance, "pair"), grouped(derived.amount_below));
    return text;
}

}  // namespace cli
