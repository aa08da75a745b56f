#include "cli/alignment_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "cli/text_table.hpp"

namespace cli {
namespace {

using shapes::CrossAmount;
using shapes::CrossCell;
using shapes::CrossTable;

void give_amount(CrossAmount measured, const CrossCell& cell, PairToReport& pair) {
    switch (measured) {
        case CrossAmount::people:
            pair.people = cell.amount;
            pair.noise_people = cell.noise;
            return;
        case CrossAmount::area_m2:
            pair.area_m2 = cell.amount;
            pair.noise_m2 = cell.noise;
            return;
        case CrossAmount::common_units:
            pair.common_units = cell.amount;
            return;
    }
}

/// The cell of these units in another table; both are sorted.
std::size_t find_cell(const CrossTable& table, const CrossCell& cell) {
    const auto found = std::ranges::lower_bound(table.cells, std::tie(cell.a, cell.b), {},
                                                [](const CrossCell& c) { return std::tie(c.a, c.b); });
    const bool is_there = found != table.cells.end() && found->a == cell.a && found->b == cell.b;
    return is_there ? static_cast<std::size_t>(found - table.cells.begin()) : table.cells.size();
}

}  // namespace

void measure(AlignmentToReport& report) {
    report.totals = shapes::total(report.table);
    if (report.beside && report.overlaid)
        report.ground = shapes::align(*report.beside, {report.tolerance_share});
    if (report.is_partial) {
        report.partial = shapes::fit_partial(report.table, report.tolerance_share);
        report.alignment = shapes::align(shapes::known_part(report.table), {report.tolerance_share});
    } else {
        report.alignment = shapes::align(report.table, {report.tolerance_share});
    }
}

std::vector<PairToReport> pairs_of(const AlignmentToReport& report) {
    const CrossTable& table = report.table;
    // What is unknown has no cell in the known part, so shares are those of the whole table.
    const std::vector<shapes::PairAlignment> measures = shapes::align(table, {report.tolerance_share}).pairs;
    std::vector<PairToReport> pairs;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        const CrossCell& cell = table.cells[i];
        PairToReport pair;
        if (cell.a != shapes::no_unit) pair.a = table.a_codes[cell.a];
        if (cell.b != shapes::no_unit) pair.b = table.b_codes[cell.b];
        pair.border_m = cell.border_m;
        pair.measures = measures[i];
        give_amount(table.measured, cell, pair);
        if (report.beside) {
            const std::size_t other = find_cell(*report.beside, cell);
            if (other < report.beside->cells.size()) {
                give_amount(report.beside->measured, report.beside->cells[other], pair);
                if (report.ground) pair.ground = report.ground->pairs[other];
            }
        }
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

std::string measured_name(const AlignmentToReport& report) {
    switch (report.table.measured) {
        case CrossAmount::people:
            return "people";
        case CrossAmount::area_m2:
            return "area_m2";
        case CrossAmount::common_units:
            break;
    }
    return "common_units";
}

std::string unit_of_amounts(const AlignmentToReport& report) {
    switch (report.table.measured) {
        case CrossAmount::people:
            return "people";
        case CrossAmount::area_m2:
            return "km2";
        case CrossAmount::common_units:
            break;
    }
    return "common units";
}

std::string amount_cell(const AlignmentToReport& report, double amount) {
    if (report.table.measured != CrossAmount::area_m2) return grouped(amount);
    return grouped(amount / 1e6, amount != 0.0 && amount < 1e7 ? 3 : 1);
}

std::string amount_text(const AlignmentToReport& report, double amount) {
    if (report.table.measured == CrossAmount::common_units && amount == 1.0) return "1 common unit";
    return amount_cell(report, amount) + " " + unit_of_amounts(report);
}

}  // namespace cli
