#include "shapes/misfits.hpp"

#include <algorithm>

#include "geo/error.hpp"

namespace shapes {

std::string_view to_string(AreaFit fit) {
    switch (fit) {
        case AreaFit::fits:
            return "fits";
        case AreaFit::tied:
            return "tied";
        case AreaFit::misfit:
            return "misfit";
    }
    throw geo::InternalError("a fit without a name");
}

namespace {

/// The flows of one area. nullopt where no place has a patient.
std::optional<AreaPreference> prefer(std::span<const AreaFlow> flows, FootprintIndex own_footprint,
                                     const SuppressedRow& suppressed, Preference preference) {
    AreaPreference result{.area = flows.front().area, .own = own_footprint, .fit = AreaFit::fits, .best = {}};
    Estimate own;
    double other_value = 0.0;
    double other_low = 0.0;
    double other_high = 0.0;
    for (const AreaFlow& flow : flows) {
        if (preference == Preference::closed && flow.to < 0) continue;
        const Estimate patients = estimate(flow.patients, flow.suppressed, suppressed);
        result.patients += patients.value;
        if (flow.to == unknown_place) continue;
        if (patients.value > result.best_patients) {
            result.best_patients = patients.value;
            result.best.clear();
        }
        if (patients.value == result.best_patients && patients.value > 0.0) result.best.push_back(flow.to);
        if (flow.to == own_footprint) {
            own = patients;
            continue;
        }
        other_value = std::max(other_value, patients.value);
        other_low = std::max(other_low, patients.low);
        other_high = std::max(other_high, patients.high);
    }
    if (result.best.empty()) return std::nullopt;
    std::ranges::sort(result.best);
    result.own_patients = own.value;
    result.own_share = own.value / result.patients;
    result.best_share = result.best_patients / result.patients;
    if (other_value > own.value) {
        result.fit = AreaFit::misfit;
        result.is_certain = other_low > own.high;
    } else {
        result.fit = other_value == own.value ? AreaFit::tied : AreaFit::fits;
        result.is_certain = own.low >= other_high;
    }
    return result;
}

}  // namespace

Misfits find_misfits(std::span<const AreaFlow> flows, const Plan& plan, const SuppressedRow& suppressed,
                     Preference preference) {
    Misfits result;
    for (std::size_t begin = 0; begin < flows.size();) {
        std::size_t end = begin + 1;
        while (end < flows.size() && flows[end].area == flows[begin].area)
            ++end;
        const std::span<const AreaFlow> of_area = flows.subspan(begin, end - begin);
        begin = end;
        if (of_area.front().area < 0) continue;
        const FootprintIndex own = plan.footprint_of[static_cast<std::size_t>(of_area.front().area)];
        if (own < 0) continue;
        const auto found = prefer(of_area, own, suppressed, preference);
        if (!found) continue;
        ++result.judged;
        if (found->fit != AreaFit::fits || !found->is_certain) result.areas.push_back(*found);
    }
    const auto in_footprints =
        std::ranges::count_if(plan.footprint_of, [](FootprintIndex f) { return f >= 0; });
    result.without_patients = static_cast<std::size_t>(in_footprints) - result.judged;
    return result;
}

}  // namespace shapes
