#include <algorithm>
#include <cmath>
#include <limits>

#include "render/class_bounds.hpp"

namespace render {

namespace {

// A unit is raised to the next when the data would fill this much more than they do of it.
constexpr double unit_bias = 1.5;
constexpr double five_bias = 0.5 + 1.5 * unit_bias;
// What a bound may lie inside the range by rounding alone, as a share of the unit.
constexpr double rounding = 1e-10;

/// 1, 2, 5 or 10 times a power of ten near to the width wanted.
double pretty_unit(double width) {
    const double base = std::pow(10.0, std::floor(std::log10(width)));
    double unit = base;
    if (2.0 * base - width < unit_bias * (width - unit)) {
        unit = 2.0 * base;
        if (5.0 * base - width < five_bias * (width - unit)) {
            unit = 5.0 * base;
            if (10.0 * base - width < unit_bias * (width - unit)) unit = 10.0 * base;
        }
    }
    return unit;
}

}  // namespace

std::vector<double> equal_bounds(std::span<const double> sorted, std::size_t k) {
    const double lowest = sorted.front();
    const double highest = sorted.back();
    std::vector<double> bounds;
    // Multiplied, not accumulated: sums of the width drift past values that lie on a bound.
    for (std::size_t i = 1; i < k; ++i) {
        bounds.push_back(lowest + (highest - lowest) * static_cast<double>(i) / static_cast<double>(k));
    }
    bounds.push_back(highest);
    return bounds;
}

std::vector<double> pretty_bounds(std::span<const double> sorted, std::size_t k) {
    const double lowest = sorted.front();
    const double highest = sorted.back();
    const double size = std::max(std::abs(lowest), std::abs(highest));
    // A range that is lost in the rounding of its values has no round bounds inside.
    if (highest - lowest < size * std::numeric_limits<double>::epsilon() * 8.0) return {highest};
    const double unit = pretty_unit((highest - lowest) / static_cast<double>(k));
    double first = std::floor(lowest / unit + rounding);
    double last = std::ceil(highest / unit - rounding);
    while (first * unit > lowest + rounding * unit)
        first -= 1.0;
    while (last * unit < highest - rounding * unit)
        last += 1.0;
    std::vector<double> bounds;
    for (double step = first + 1.0; step < last; step += 1.0)
        bounds.push_back(step * unit);
    // Rounding may leave the last multiple a hair under the greatest value.
    bounds.push_back(std::max(last * unit, highest));
    return bounds;
}

}  // namespace render
