#include "shapes/internal_cohesion.hpp"

namespace shapes {

std::vector<InternalCohesion> internal_cohesion(std::span<const AreaFlow> between_areas, const Plan& plan,
                                                const SuppressedRow& suppressed) {
    struct Sums {
        Estimate between;
        Estimate alone;  // from a member to itself
        std::size_t sure_links = 0;
        std::size_t possible_links = 0;
    };
    std::vector<InternalCohesion> result(plan.footprints());
    std::vector<Sums> sums(plan.footprints());
    for (const FootprintIndex f : plan.footprint_of) {
        if (f >= 0) ++result[static_cast<std::size_t>(f)].members;
    }
    for (const AreaFlow& flow : between_areas) {
        if (flow.area < 0 || flow.to < 0) continue;
        const FootprintIndex f = plan.footprint_of[static_cast<std::size_t>(flow.area)];
        if (f < 0 || plan.footprint_of[static_cast<std::size_t>(flow.to)] != f) continue;
        const Estimate patients = estimate(flow.patients, flow.suppressed, suppressed);
        Sums& of = sums[static_cast<std::size_t>(f)];
        if (flow.area == flow.to) {
            of.alone = of.alone + patients;
            continue;
        }
        of.between = of.between + patients;
        if (patients.value > 0.0) ++result[static_cast<std::size_t>(f)].links;
        if (patients.low > 0.0) ++of.sure_links;
        if (patients.high > 0.0) ++of.possible_links;
    }
    for (std::size_t f = 0; f < result.size(); ++f) {
        InternalCohesion& to = result[f];
        const Sums& of = sums[f];
        to.between = of.between.value;
        to.within = of.between.value + of.alone.value;
        if (to.within > 0.0) to.flow_share = to.between / to.within;
        const double ordered_pairs = static_cast<double>(to.members) * (static_cast<double>(to.members) - 1);
        if (ordered_pairs > 0.0) to.link_share = static_cast<double>(to.links) / ordered_pairs;
        if (of.between.is_exact() && of.alone.is_exact()) continue;
        to.flow_share_bounds = share_range(of.between.range(), of.alone.range());
        if (ordered_pairs > 0.0)
            to.link_share_bounds = {static_cast<double>(of.sure_links) / ordered_pairs,
                                    static_cast<double>(of.possible_links) / ordered_pairs};
    }
    return result;
}

}  // namespace shapes
