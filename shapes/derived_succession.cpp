#include "shapes/derived_succession.hpp"

#include <algorithm>
#include <iterator>

#include "geo/error.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

std::optional<double> share(double amount, double whole) {
    if (whole <= 0.0) return std::nullopt;
    return amount / whole;
}

/// Amount of each unit of one map, what it has outside the other included.
std::vector<double> wholes(const CrossTable& table, UnitRow CrossCell::*unit, std::size_t units) {
    std::vector<CompensatedSum> sums(units);
    for (const CrossCell& cell : table.cells)
        if (cell.*unit != no_unit) sums[cell.*unit].add(cell.without_noise());
    std::vector<double> amounts;
    for (const CompensatedSum& sum : sums)
        amounts.push_back(sum.value());
    return amounts;
}

std::vector<std::string> codes_only_in(std::vector<std::string> codes, std::vector<std::string> others) {
    std::sort(codes.begin(), codes.end());
    std::sort(others.begin(), others.end());
    std::vector<std::string> only;
    std::set_difference(codes.begin(), codes.end(), others.begin(), others.end(), std::back_inserter(only));
    return only;
}

/// Of both units, from which on the new one is the old one with other borders.
constexpr double same_unit_share = 0.9;

ChangeKind kind_of(const DerivedStep& step, std::size_t successors, std::size_t predecessors,
                   bool same_code) {
    if (successors == 1 && predecessors == 1) return same_code ? ChangeKind::unchanged : ChangeKind::recoded;
    const bool goes_on = step.share_of_old.value_or(0.0) >= same_unit_share &&
                         step.share_of_new.value_or(0.0) >= same_unit_share;
    if (same_code || goes_on) return ChangeKind::boundary_change;
    if (successors == 1) return ChangeKind::merger;
    return predecessors == 1 ? ChangeKind::split : ChangeKind::boundary_change;
}

}  // namespace

std::string_view to_string(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::unchanged:
            return "unchanged";
        case ChangeKind::recoded:
            return "recoded";
        case ChangeKind::merger:
            return "merger";
        case ChangeKind::split:
            return "split";
        case ChangeKind::boundary_change:
            return "boundary change";
        case ChangeKind::begun:
            return "begun";
        case ChangeKind::ended:
            return "ended";
    }
    throw geo::InternalError("an unknown kind of change");
}

DerivedSuccession derive_succession(const CrossTable& table, double tolerance_share) {
    if (!(tolerance_share >= 0.0 && tolerance_share < 0.5))
        throw geo::UsageError("tolerance", "must be a share from 0 to below 0.5");
    DerivedSuccession derived;
    const std::vector<double> old_amount = wholes(table, &CrossCell::a, table.a_codes.size());
    const std::vector<double> new_amount = wholes(table, &CrossCell::b, table.b_codes.size());
    std::vector<std::size_t> successors(table.a_codes.size(), 0);
    std::vector<std::size_t> predecessors(table.b_codes.size(), 0);
    CompensatedSum below;
    for (const CrossCell& cell : table.cells) {
        if (cell.a == no_unit || cell.b == no_unit || cell.is_noise()) continue;
        DerivedStep step{cell.a, cell.b, ChangeKind::unchanged, cell.without_noise(), {}, {}};
        step.share_of_old = share(step.amount, old_amount[cell.a]);
        step.share_of_new = share(step.amount, new_amount[cell.b]);
        // A unit of no amount has no share; that it meets another one is all that is known of it.
        if (step.share_of_old.value_or(1.0) <= tolerance_share &&
            step.share_of_new.value_or(1.0) <= tolerance_share) {
            if (step.amount > 0.0) ++derived.below_tolerance;
            below.add(step.amount);
            continue;
        }
        ++successors[cell.a];
        ++predecessors[cell.b];
        derived.steps.push_back(step);
    }
    derived.amount_below = below.value();
    for (DerivedStep& step : derived.steps)
        step.kind = kind_of(step, successors[step.from], predecessors[step.to],
                            table.a_codes[step.from] == table.b_codes[step.to]);
    for (std::size_t a = 0; a < successors.size(); ++a)
        if (successors[a] == 0)
            derived.steps.push_back(
                {static_cast<UnitRow>(a), no_unit, ChangeKind::ended, old_amount[a], {}, {}});
    for (std::size_t b = 0; b < predecessors.size(); ++b)
        if (predecessors[b] == 0)
            derived.steps.push_back(
                {no_unit, static_cast<UnitRow>(b), ChangeKind::begun, new_amount[b], {}, {}});
    std::stable_sort(derived.steps.begin(), derived.steps.end(),
                     [](const DerivedStep& one, const DerivedStep& other) { return one.from < other.from; });
    derived.codes_ended = codes_only_in(table.a_codes, table.b_codes);
    derived.codes_begun = codes_only_in(table.b_codes, table.a_codes);
    derived.codes_kept = table.a_codes.size() - derived.codes_ended.size();
    return derived;
}

geo::Table succession_table(const CrossTable& table, const DerivedSuccession& derived,
                            const std::string& date) {
    using enum geo::ColumnType;
    geo::Table rows;
    rows.columns = {{"old", text, {}},         {"new", text, {}},    {"date", text, {}},
                    {"kind", text, {}},        {"weight", real, {}}, {"share_of_old", real, {}},
                    {"share_of_new", real, {}}};
    const auto number = [](const std::optional<double>& value) {
        return value ? geo::format_number(*value) : std::string();
    };
    for (const DerivedStep& step : derived.steps) {
        const bool is_link = step.from != no_unit && step.to != no_unit;
        const std::string cells[] = {step.from == no_unit ? "" : table.a_codes[step.from],
                                     step.to == no_unit ? "" : table.b_codes[step.to],
                                     date,
                                     std::string(to_string(step.kind)),
                                     is_link ? geo::format_number(step.amount) : "",
                                     number(step.share_of_old),
                                     number(step.share_of_new)};
        for (std::size_t c = 0; c < rows.columns.size(); ++c)
            rows.columns[c].cells.push_back(cells[c]);
    }
    return rows;
}

}  // namespace shapes
