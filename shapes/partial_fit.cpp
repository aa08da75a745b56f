#include "shapes/partial_fit.hpp"

#include <algorithm>
#include <utility>

#include "geo/error.hpp"

namespace shapes {
namespace {

RoadmapFit judge(const PartialFit& unit, const std::vector<double>& whole_of_b, double tolerance) {
    const bool reaches_out = std::any_of(unit.parts.begin(), unit.parts.end(), [&](const KnownPart& part) {
        return part.elsewhere > tolerance * whole_of_b[part.b];
    });
    if (reaches_out && unit.parts.size() > 1) return RoadmapFit::crossing;
    if (unit.parts.empty() || unit.amount - unit.known > tolerance * unit.amount) return RoadmapFit::unknown;
    if (reaches_out) return RoadmapFit::part;
    return unit.parts.size() == 1 ? RoadmapFit::one : RoadmapFit::several;
}

}  // namespace

std::vector<PartialFit> fit_partial(const CrossTable& table, double tolerance_share) {
    if (!(tolerance_share >= 0.0 && tolerance_share < 0.5))
        throw geo::UsageError("partial fit", "the tolerance is not a share from 0 to below 0.5");
    std::vector<PartialFit> units(table.a_codes.size());
    std::vector<double> whole_of_b(table.b_codes.size(), 0.0);
    for (const CrossCell& cell : table.cells) {
        const double amount = cell.without_noise();
        if (cell.a != no_unit) units[cell.a].amount += amount;
        if (cell.b != no_unit) whole_of_b[cell.b] += amount;
    }
    for (const CrossCell& cell : table.cells) {
        const double amount = cell.without_noise();
        if (cell.a == no_unit || cell.b == no_unit || !(amount > 0.0)) continue;
        PartialFit& unit = units[cell.a];
        unit.known += amount;
        const double whole = whole_of_b[cell.b];
        if (amount > tolerance_share * unit.amount || amount > tolerance_share * whole)
            unit.parts.push_back({cell.b, amount, whole - amount});
    }
    for (PartialFit& unit : units)
        unit.fit = judge(unit, whole_of_b, tolerance_share);
    return units;
}

CrossTable known_part(CrossTable table) {
    table.cells.erase(std::remove_if(table.cells.begin(), table.cells.end(),
                                     [](const CrossCell& cell) { return cell.b == no_unit; }),
                      table.cells.end());
    return table;
}

}  // namespace shapes
