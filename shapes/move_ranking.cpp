#include "shapes/move_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "geo/error.hpp"

namespace shapes {

namespace {

std::optional<double> ratio(double part, double whole) {
    return whole > 0.0 ? std::optional(part / whole) : std::nullopt;
}

std::optional<double> difference(const std::optional<double>& after, const std::optional<double>& before) {
    return after && before ? std::optional(*after - *before) : std::nullopt;
}

std::optional<double> lesser(const std::optional<double>& a, const std::optional<double>& b) {
    return a && b ? std::optional(std::min(*a, *b)) : std::nullopt;
}

std::optional<double> mean(const std::optional<double>& a, const std::optional<double>& b) {
    return a && b ? std::optional((*a + *b) / 2.0) : std::nullopt;
}

/// Figures of the two footprints of a move, before and after.
struct Sides {
    FootprintFigures from_before, to_before, from_after, to_after;
};

Sides sides(const MovablePlan& plan, const Move& move, const FlowParameters& parameters) {
    const double total = plan.flows().total;
    const auto of = [&](const FootprintSums& sums) { return footprint_figures(sums, total, parameters); };
    return {of(plan.sums(move.effect.from)), of(plan.sums(move.effect.to)), of(move.effect.from_after),
            of(move.effect.to_after)};
}

std::optional<double> nearer_to_ideal(const MovablePlan& plan, const PlanSums& sums,
                                      const MoveEffect& effect) {
    if (!(sums.population > 0.0)) return std::nullopt;
    const double ideal = sums.population / static_cast<double>(sums.footprints);
    const auto distance = [&](const FootprintSums& of) { return std::abs(of.population - ideal); };
    return (distance(plan.sums(effect.from)) + distance(plan.sums(effect.to)) - distance(effect.from_after) -
            distance(effect.to_after)) /
           ideal;
}

}  // namespace

FootprintFigures footprint_figures(const FootprintSums& sums, double total,
                                   const FlowParameters& parameters) {
    FootprintFigures figures;
    figures.li = ratio(sums.local, sums.resident);
    figures.lofi = ratio(sums.local, sums.treated);
    if (figures.li && figures.lofi)
        figures.validity =
            x_equation_validity(sums.resident, std::min(*figures.li, *figures.lofi), parameters.x_equation);
    if (sums.perimeter_m > 0.0)
        figures.polsby_popper = 4 * std::numbers::pi * sums.area_m2 / (sums.perimeter_m * sums.perimeter_m);
    figures.modularity = modularity_term(sums, total, parameters.resolution);
    return figures;
}

std::optional<double> PlanSums::li() const {
    return ratio(local, resident);
}

std::optional<double> PlanSums::lofi() const {
    return ratio(local, treated);
}

PlanSums PlanSums::after(const MovablePlan& plan, const Move& move) const {
    PlanSums result = *this;
    const auto change = [&](double FootprintSums::*sum) {
        return move.effect.from_after.*sum + move.effect.to_after.*sum - plan.sums(move.effect.from).*sum -
               plan.sums(move.effect.to).*sum;
    };
    // Residents and treated patients only change hands; their sums keep the bits they had.
    result.local += change(&FootprintSums::local);
    result.modularity += move.gain;
    return result;
}

PlanSums plan_sums(const MovablePlan& plan, double resolution) {
    PlanSums result;
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const FootprintSums& of = plan.sums(static_cast<FootprintIndex>(f));
        result.local += of.local;
        result.resident += of.resident;
        result.treated += of.treated;
        result.population += of.population;
        result.modularity += modularity_term(of, plan.flows().total, resolution);
        if (of.members > 0) ++result.footprints;
    }
    return result;
}

std::optional<double> betterment(MoveMeasure measure, const MovablePlan& plan, const PlanSums& sums,
                                 const Move& move, const FlowParameters& parameters) {
    const MoveEffect& effect = move.effect;
    switch (measure) {
        case MoveMeasure::modularity:
            return move.gain;
        case MoveMeasure::li:
            return difference(sums.after(plan, move).li(), sums.li());
        case MoveMeasure::lofi:
            return difference(sums.after(plan, move).lofi(), sums.lofi());
        case MoveMeasure::inside:
            return effect.newly_inside - effect.newly_outside;
        case MoveMeasure::validity: {
            const Sides of = sides(plan, move, parameters);
            return difference(lesser(of.from_after.validity, of.to_after.validity),
                              lesser(of.from_before.validity, of.to_before.validity));
        }
        case MoveMeasure::population:
            return nearer_to_ideal(plan, sums, effect);
        case MoveMeasure::compactness: {
            const Sides of = sides(plan, move, parameters);
            return difference(mean(of.from_after.polsby_popper, of.to_after.polsby_popper),
                              mean(of.from_before.polsby_popper, of.to_before.polsby_popper));
        }
        case MoveMeasure::border:
            return -effect.cut_border_m;
        case MoveMeasure::cut_edges:
            return -effect.cut_edges;
        case MoveMeasure::pieces:
            return -(move.pieces_from + move.pieces_to);
    }
    throw geo::InternalError("a measure of moves of no known kind");
}

Ranking rank_moves(const MovablePlan& plan, std::span<const Move> moves, std::span<const MeasureWeight> by,
                   const FlowParameters& parameters) {
    const PlanSums sums = plan_sums(plan, parameters.resolution);
    Ranking ranking;
    std::vector<std::optional<double>> scores(moves.size(), 0.0);
    for (const MeasureWeight& part : by) {
        std::vector<std::optional<double>> values;
        double greatest = 0.0;
        for (const Move& move : moves) {
            values.push_back(betterment(part.measure, plan, sums, move, parameters));
            if (values.back()) greatest = std::max(greatest, std::abs(*values.back()));
        }
        const double scale = by.size() == 1 || greatest == 0.0 ? 1.0 : greatest;
        ranking.scales.push_back(scale);
        const double weight = by.size() == 1 ? 1.0 : part.weight;
        for (std::size_t m = 0; m < moves.size(); ++m) {
            if (!scores[m]) continue;
            if (values[m])
                *scores[m] += weight * *values[m] / scale;
            else
                scores[m].reset();
        }
    }

    std::vector<std::size_t> order(moves.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return scores[a] && (!scores[b] || *scores[a] > *scores[b]);
    });
    double greatest = 0.0;
    for (const auto& score : scores)
        if (score) greatest = std::max(greatest, std::abs(*score));
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        // Rounding may part equal moves, so that within a tie the order of the list is put back.
        while (end < order.size() && scores[order[end]] &&
               *scores[order[end - 1]] - *scores[order[end]] <= 1e-12 * greatest)
            ++end;
        if (end - first > 1) {
            std::sort(order.begin() + static_cast<std::ptrdiff_t>(first),
                      order.begin() + static_cast<std::ptrdiff_t>(end));
            ranking.ties.emplace_back(end - first);
            std::iota(ranking.ties.back().begin(), ranking.ties.back().end(), first);
        }
        first = end;
    }
    for (const std::size_t m : order)
        ranking.moves.push_back({moves[m], scores[m]});
    return ranking;
}

}  // namespace shapes
