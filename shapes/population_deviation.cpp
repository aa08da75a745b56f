#include "shapes/population_deviation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "shapes/sum.hpp"

namespace shapes {

PopulationDeviation population_deviation(std::span<const std::optional<double>> populations) {
    PopulationDeviation result;
    result.signed_share.resize(populations.size());
    CompensatedSum total;
    double least = std::numeric_limits<double>::infinity();
    double greatest = 0.0;
    for (const std::optional<double>& population : populations) {
        if (!population) {
            ++result.missing;
            continue;
        }
        total.add(*population);
        if (*population > 0.0) least = std::min(least, *population);
        greatest = std::max(greatest, *population);
    }
    const std::size_t known = populations.size() - result.missing;
    if (known == 0 || !(total.value() > 0.0)) return result;
    result.ideal = total.value() / static_cast<double>(known);
    result.range_share = (greatest - least) / result.ideal;
    for (std::size_t f = 0; f < populations.size(); ++f) {
        if (!populations[f]) continue;
        const double share = (*populations[f] - result.ideal) / result.ideal;
        result.signed_share[f] = share;
        if (result.greatest_share && std::abs(share) <= *result.greatest_share) continue;
        result.greatest_share = std::abs(share);
        result.farthest = static_cast<FootprintIndex>(f);
    }
    return result;
}

}  // namespace shapes
