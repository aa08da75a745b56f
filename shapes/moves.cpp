#include "shapes/moves.hpp"

#include <algorithm>

#include "geo/error.hpp"

namespace shapes {

namespace {

/// How far a value lies outside its bounds.
template <class Value>
Value excess(Value value, const std::optional<Value>& least, const std::optional<Value>& greatest) {
    Value result{};
    if (least) result = std::max(result, *least - value);
    if (greatest) result = std::max(result, value - *greatest);
    return result;
}

std::optional<Refusal> refuse(const MovablePlan& plan, const Move& move, const MoveRules& rules) {
    if (move.effect.from_after.members == 0) return Refusal::empties;
    if (rules.contiguity && (move.pieces_from > 0 || move.pieces_to > 0)) return Refusal::breaks_contiguity;
    return breaks_limits(plan, move.effect, rules);
}

}  // namespace

std::string_view to_string(Refusal refusal) {
    switch (refusal) {
        case Refusal::empties:
            return "empties";
        case Refusal::breaks_contiguity:
            return "breaks_contiguity";
        case Refusal::population:
            return "population";
        case Refusal::members:
            return "members";
    }
    throw geo::InternalError("a refusal has no name");
}

LimitExcess limit_excess(const FootprintSums& sums, const MoveRules& rules) {
    return {excess(sums.population, rules.least_population, rules.greatest_population),
            excess(sums.members, rules.fewest_members, rules.most_members)};
}

std::optional<Refusal> breaks_limits(const MovablePlan& plan, const MoveEffect& effect,
                                     const MoveRules& rules) {
    const LimitExcess from = limit_excess(effect.from_after, rules);
    const LimitExcess to = limit_excess(effect.to_after, rules);
    if (!from.any() && !to.any()) return std::nullopt;
    const LimitExcess from_before = limit_excess(plan.sums(effect.from), rules);
    const LimitExcess to_before = limit_excess(plan.sums(effect.to), rules);
    if (from.people > from_before.people || to.people > to_before.people) return Refusal::population;
    if (from.members > from_before.members || to.members > to_before.members) return Refusal::members;
    return std::nullopt;
}

MoveList legal_moves(MovablePlan& plan, const MoveRules& rules, double resolution) {
    MoveList list;
    const Neighbourhood& around = plan.neighbourhood();
    const std::span<const FootprintIndex> footprint_of = plan.footprint_of();
    const Pieces pieces = find_articulations(around, footprint_of, plan.footprints());
    std::vector<FootprintIndex> targets;
    std::vector<std::pair<FootprintIndex, std::int32_t>> joined;  // footprint and piece of each neighbour
    std::vector<MoveEffect> effects;
    for (std::size_t area = 0; area < around.areas(); ++area) {
        const FootprintIndex own = footprint_of[area];
        if (own < 0) continue;
        joined.clear();
        for (std::size_t n = around.start[area]; n < around.start[area + 1]; ++n) {
            const auto other = static_cast<std::size_t>(around.area[n]);
            if (footprint_of[other] >= 0 && footprint_of[other] != own)
                joined.emplace_back(footprint_of[other], pieces.piece_of[other]);
        }
        if (joined.empty()) continue;
        std::sort(joined.begin(), joined.end());
        joined.erase(std::unique(joined.begin(), joined.end()), joined.end());
        targets.clear();
        for (const auto& [footprint, piece] : joined)
            if (targets.empty() || targets.back() != footprint) targets.push_back(footprint);
        effects.clear();
        plan.effects(static_cast<std::int32_t>(area), targets, effects);
        auto next = joined.begin();
        for (const MoveEffect& effect : effects) {
            Move move{effect, pieces.pieces_without[area] - 1, 1, 0.0};
            for (; next != joined.end() && next->first == effect.to; ++next)
                --move.pieces_to;
            ++list.evaluated;
            if (const auto refusal = refuse(plan, move, rules)) {
                ++list.refused[static_cast<std::size_t>(*refusal)];
                continue;
            }
            move.gain = modularity_gain(plan, effect, resolution);
            list.legal.push_back(move);
        }
    }
    return list;
}

}  // namespace shapes
