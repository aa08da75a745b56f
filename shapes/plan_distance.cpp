#include "shapes/plan_distance.hpp"

#include <algorithm>
#include <cmath>

#include "shapes/assignment.hpp"
#include "shapes/sum.hpp"

namespace shapes {

PlanDistance compare_plans(std::span<const FootprintIndex> a, std::span<const FootprintIndex> b,
                           std::size_t footprints_a, std::size_t footprints_b,
                           std::span<const double> weights) {
    PlanDistance result;
    // Row and column 0 are for areas in no footprint.
    const std::size_t rows = footprints_b + 1;
    const std::size_t columns = footprints_a + 1;
    std::vector<CompensatedSum> common(rows * columns);
    const auto at = [&](FootprintIndex of_b, FootprintIndex of_a) {
        return static_cast<std::size_t>(of_b + 1) * columns + static_cast<std::size_t>(of_a + 1);
    };
    for (std::size_t area = 0; area < a.size(); ++area)
        if (a[area] >= 0 || b[area] >= 0)
            common[at(std::max(b[area], -1), std::max(a[area], -1))].add(weights[area]);

    std::vector<double> benefit;
    for (std::size_t of_b = 1; of_b < rows; ++of_b)
        for (std::size_t of_a = 1; of_a < columns; ++of_a)
            benefit.push_back(common[of_b * columns + of_a].value());
    result.match = assign(benefit, footprints_b, footprints_a);

    CompensatedSum total;
    CompensatedSum moved;
    for (std::size_t area = 0; area < a.size(); ++area) {
        if (a[area] < 0 && b[area] < 0) continue;
        total.add(weights[area]);
        if (a[area] >= 0 && b[area] >= 0 && result.match[static_cast<std::size_t>(b[area])] == a[area])
            continue;
        moved.add(weights[area]);
        ++result.areas_moved;
    }
    result.weight = total.value();
    result.moved = moved.value();
    if (!(result.weight > 0.0)) return result;
    result.moved_share = result.moved / result.weight;

    std::vector<CompensatedSum> row_sums(rows);
    std::vector<CompensatedSum> column_sums(columns);
    for (std::size_t cell = 0; cell < common.size(); ++cell) {
        row_sums[cell / columns].add(common[cell].value());
        column_sums[cell % columns].add(common[cell].value());
    }
    CompensatedSum information;
    for (std::size_t cell = 0; cell < common.size(); ++cell) {
        const double share = common[cell].value() / result.weight;
        if (!(share > 0.0)) continue;
        information.add(-share * (std::log(common[cell].value() / row_sums[cell / columns].value()) +
                                  std::log(common[cell].value() / column_sums[cell % columns].value())));
    }
    result.variation_of_information = std::max(0.0, information.value());
    return result;
}

}  // namespace shapes
