#include "shapes/alignment.hpp"

#include <algorithm>
#include <cmath>

#include "geo/error.hpp"
#include "shapes/sum.hpp"

namespace shapes {
namespace {

/// What a unit has in a unit of the other map, never none.
struct Part {
    UnitRow other = no_unit;
    double amount = 0.0;
};

/// A unit with its parts, by the row of the other map.
struct Unit {
    double whole = 0.0;    ///< outside included
    double outside = 0.0;  ///< in no unit of the other map
    double common = 0.0;   ///< the sum of its parts
    std::vector<Part> parts;
};

void add_part(std::vector<Unit>& units, UnitRow row, UnitRow other, double amount) {
    if (row == no_unit || !(amount > 0.0)) return;
    Unit& unit = units[row];
    unit.whole += amount;
    if (other == no_unit) {
        unit.outside += amount;
    } else {
        unit.common += amount;
        unit.parts.push_back({other, amount});
    }
}

std::optional<double> ratio(double part, double whole) {
    return whole > 0.0 ? std::optional(part / whole) : std::nullopt;
}

/// In nats, of shares of a total.
double entropy_term(double amount, double total) {
    const double share = amount / total;
    return share > 0.0 ? -share * std::log(share) : 0.0;
}

double total_in_common(const std::vector<Unit>& units) {
    CompensatedSum total;
    for (const Unit& unit : units)
        total.add(unit.common);
    return total.value();
}

/// Of what both maps cover; 0 for a map of which one unit only is covered, exactly, so that it can be asked
/// for.
double map_entropy(const std::vector<Unit>& units) {
    const auto covered = [](const Unit& unit) { return unit.common > 0.0; };
    if (std::count_if(units.begin(), units.end(), covered) < 2) return 0.0;
    const double total = total_in_common(units);
    CompensatedSum entropy;
    for (const Unit& unit : units)
        entropy.add(entropy_term(unit.common, total));
    return entropy.value();
}

double unit_entropy(const Unit& unit) {
    if (unit.parts.size() < 2) return 0.0;
    CompensatedSum entropy;
    for (const Part& part : unit.parts)
        entropy.add(entropy_term(part.amount, unit.common));
    return entropy.value();
}

/// The share of a map's entropy that is left when the unit of the other map is known.
double conditional_entropy(const std::vector<Unit>& given) {
    const double total = total_in_common(given);
    CompensatedSum entropy;
    for (const Unit& unit : given)
        if (unit.common > 0.0) entropy.add(unit.common / total * unit_entropy(unit));
    return entropy.value();
}

double greatest_part(const Unit& unit) {
    double greatest = 0.0;
    for (const Part& part : unit.parts)
        greatest = std::max(greatest, part.amount);
    return greatest;
}

Fit fit_of(const Unit& unit, const UnitAlignment& measures, const std::vector<Unit>& others,
           double tolerance) {
    const double enough = 1.0 - tolerance;
    if (unit.parts.empty()) return Fit::outside;
    if (*measures.iou >= enough) return Fit::coterminous;
    if (*measures.containment >= enough) return Fit::nests_in;
    double in_whole_units = 0.0;
    for (const Part& part : unit.parts)
        if (part.amount / others[part.other].whole >= enough) in_whole_units += part.amount;
    return in_whole_units / unit.whole >= enough ? Fit::whole_units_of : Fit::straddles;
}

UnitAlignment measure_unit(const Unit& unit, const std::vector<Unit>& others, double entropy_of_others,
                           double tolerance) {
    UnitAlignment measures;
    measures.amount = unit.whole;
    measures.outside = unit.outside;
    if (unit.parts.empty()) return measures;

    const Part best =
        *std::max_element(unit.parts.begin(), unit.parts.end(),
                          [](const Part& one, const Part& other) { return one.amount < other.amount; });
    measures.best = best.other;
    measures.containment = best.amount / unit.whole;
    measures.iou = best.amount / (unit.whole + others[best.other].whole - best.amount);
    double squares = 0.0;
    double roots = 0.0;
    for (const Part& part : unit.parts) {
        const double share = part.amount / unit.common;
        squares += share * share;
        roots += std::sqrt(share);
        measures.mapcurves += part.amount / unit.whole * (part.amount / others[part.other].whole);
        if (part.other != best.other) measures.in_minority_parts += part.amount;
    }
    measures.mapcurves = std::min(measures.mapcurves, 1.0);  // shares that add up to 1 save for round-off
    measures.effective_splits = 1.0 / squares;
    measures.sqrt_entropy = roots;
    measures.inhomogeneity = ratio(unit_entropy(unit), entropy_of_others);
    measures.fit = fit_of(unit, measures, others, tolerance);
    measures.is_split = measures.in_minority_parts > tolerance * unit.whole;
    return measures;
}

/// Errors in telling the unit of `units` without the other map, and with it.
std::optional<double> lambda(const std::vector<Unit>& units, const std::vector<Unit>& others) {
    double greatest_unit = 0.0;
    for (const Unit& unit : units)
        greatest_unit = std::max(greatest_unit, unit.common);
    CompensatedSum told;
    for (const Unit& other : others)
        told.add(greatest_part(other));
    // One unit makes no errors; asked by count, for the total is rounded.
    if (map_entropy(units) == 0.0) return std::nullopt;
    return ratio(told.value() - greatest_unit, total_in_common(units) - greatest_unit);
}

std::vector<UnitAlignment> measure_units(const std::vector<Unit>& units, const std::vector<Unit>& others,
                                         double tolerance) {
    const double entropy_of_others = map_entropy(others);
    std::vector<UnitAlignment> measures;
    measures.reserve(units.size());
    for (const Unit& unit : units)
        measures.push_back(measure_unit(unit, others, entropy_of_others, tolerance));
    return measures;
}

MapAlignment measure_map(const std::vector<Unit>& units, const std::vector<UnitAlignment>& measures) {
    MapAlignment map;
    CompensatedSum outside;
    CompensatedSum minority;
    CompensatedSum roots;
    CompensatedSum scores;
    std::size_t with_amount = 0;
    for (std::size_t row = 0; row < units.size(); ++row) {
        const UnitAlignment& unit = measures[row];
        outside.add(unit.outside);
        scores.add(unit.mapcurves);
        with_amount += unit.amount > 0.0 ? 1 : 0;
        if (unit.sqrt_entropy) roots.add(units[row].common * *unit.sqrt_entropy);
        if (!unit.is_split) continue;
        ++map.units_split;
        minority.add(unit.in_minority_parts);
    }
    map.outside = outside.value();
    map.in_minority_parts = minority.value();
    map.sqrt_entropy = ratio(roots.value(), total_in_common(units));
    map.mapcurves = with_amount == 0 ? 0.0 : scores.value() / static_cast<double>(with_amount);
    return map;
}

std::vector<PairAlignment> measure_pairs(const CrossTable& table, const std::vector<Unit>& a,
                                         const std::vector<Unit>& b) {
    std::vector<PairAlignment> pairs;
    pairs.reserve(table.cells.size());
    for (const CrossCell& cell : table.cells) {
        PairAlignment pair;
        pair.amount = cell.amount - cell.noise;
        if (cell.a != no_unit) pair.share_of_a = ratio(pair.amount, a[cell.a].whole);
        if (cell.b != no_unit) pair.share_of_b = ratio(pair.amount, b[cell.b].whole);
        if (cell.a != no_unit && cell.b != no_unit)
            pair.iou = ratio(pair.amount, a[cell.a].whole + b[cell.b].whole - pair.amount);
        pairs.push_back(pair);
    }
    return pairs;
}

/// Homogeneity, completeness and V-measure; nothing when the maps have nothing in common.
void measure_information(const std::vector<Unit>& a, const std::vector<Unit>& b, Alignment& alignment) {
    if (!(total_in_common(a) > 0.0)) return;
    // H(A|B) rather than MI: it is exactly 0 where units nest.
    const auto told = [](const std::vector<Unit>& map, const std::vector<Unit>& given) {
        const double entropy = map_entropy(map);
        return entropy > 0.0 ? std::clamp(1.0 - conditional_entropy(given) / entropy, 0.0, 1.0) : 1.0;
    };
    const double homogeneity = told(a, b);
    const double completeness = told(b, a);
    const double sum = homogeneity + completeness;
    alignment.homogeneity = homogeneity;
    alignment.completeness = completeness;
    alignment.v_measure = sum > 0.0 ? 2.0 * homogeneity * completeness / sum : 0.0;
}

}  // namespace

std::string_view to_string(Fit fit) {
    switch (fit) {
        case Fit::outside:
            return "outside";
        case Fit::coterminous:
            return "coterminous";
        case Fit::nests_in:
            return "nests_in";
        case Fit::whole_units_of:
            return "whole_units_of";
        case Fit::straddles:
            return "straddles";
    }
    throw geo::InternalError("a fit of no known kind");
}

Alignment align(const CrossTable& table, const AlignmentOptions& options) {
    if (!(options.tolerance_share >= 0.0 && options.tolerance_share < 0.5))
        throw geo::UsageError("alignment", "the tolerance is not a share from 0 to below 0.5");
    std::vector<Unit> a(table.a_codes.size());
    std::vector<Unit> b(table.b_codes.size());
    CompensatedSum noise_a;
    CompensatedSum noise_b;
    for (const CrossCell& cell : table.cells) {
        add_part(a, cell.a, cell.b, cell.amount - cell.noise);
        add_part(b, cell.b, cell.a, cell.amount - cell.noise);
        if (cell.a != no_unit) noise_a.add(cell.noise);
        if (cell.b != no_unit) noise_b.add(cell.noise);
    }

    Alignment alignment;
    alignment.pairs = measure_pairs(table, a, b);
    alignment.a = measure_units(a, b, options.tolerance_share);
    alignment.b = measure_units(b, a, options.tolerance_share);
    alignment.map_a = measure_map(a, alignment.a);
    alignment.map_b = measure_map(b, alignment.b);
    alignment.map_a.noise = noise_a.value();
    alignment.map_b.noise = noise_b.value();
    alignment.map_a.lambda = lambda(a, b);
    alignment.map_b.lambda = lambda(b, a);
    alignment.mapcurves = std::max(alignment.map_a.mapcurves, alignment.map_b.mapcurves);
    measure_information(a, b, alignment);
    return alignment;
}

}  // namespace shapes
