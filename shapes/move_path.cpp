#include "shapes/move_path.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace shapes {

namespace {

bool is_beside(const MovablePlan& plan, std::int32_t area, FootprintIndex footprint) {
    const Neighbourhood& around = plan.neighbourhood();
    const auto a = static_cast<std::size_t>(area);
    for (std::size_t n = around.start[a]; n < around.start[a + 1]; ++n)
        if (plan.footprint_of()[static_cast<std::size_t>(around.area[n])] == footprint) return true;
    return false;
}

}  // namespace

MovePath find_path(MovablePlan& plan, std::span<const FootprintIndex> goal, const MoveRules& rules,
                   double resolution) {
    std::vector<std::int32_t> waiting;
    for (std::size_t area = 0; area < goal.size(); ++area)
        if (plan.footprint_of()[area] >= 0 && goal[area] >= 0 && plan.footprint_of()[area] != goal[area])
            waiting.push_back(static_cast<std::int32_t>(area));

    MovePath path;
    LeaveProbe probe(plan.neighbourhood());
    std::vector<MoveEffect> effects;
    double cumulated = 0.0;
    while (!waiting.empty()) {
        double most = -std::numeric_limits<double>::infinity();
        MoveEffect best;
        for (const std::int32_t area : waiting) {
            const FootprintIndex to[] = {goal[static_cast<std::size_t>(area)]};
            if (!is_beside(plan, area, to[0])) continue;
            effects.clear();
            plan.effects(area, to, effects);
            const MoveEffect& effect = effects.front();
            const double gain = modularity_gain(plan, effect, resolution);
            if (gain <= most || effect.from_after.members == 0 || breaks_limits(plan, effect, rules) ||
                (rules.contiguity && !probe.stays_together(area, plan.footprint_of())))
                continue;
            most = gain;
            best = effect;
        }
        if (best.area < 0) break;
        plan.apply(best);
        std::erase(waiting, best.area);
        cumulated += most;
        path.steps.push_back({best, most, cumulated});
    }
    path.left = waiting.size();
    return path;
}

}  // namespace shapes
