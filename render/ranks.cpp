#include "render/class_bounds.hpp"

namespace render {

double sample_quantile(std::span<const double> sorted, std::size_t part, std::size_t whole) {
    const std::size_t scaled = (sorted.size() - 1) * part;
    const std::size_t below = scaled / whole;
    const double rest = static_cast<double>(scaled % whole) / static_cast<double>(whole);
    const double low = sorted[below];
    return rest > 0.0 ? low + rest * (sorted[below + 1] - low) : low;
}

std::vector<double> quantile_bounds(std::span<const double> sorted, std::size_t k) {
    std::vector<double> bounds;
    for (std::size_t i = 1; i <= k; ++i)
        bounds.push_back(sample_quantile(sorted, i, k));
    return bounds;
}

std::vector<double> percentile_bounds(std::span<const double> sorted) {
    std::vector<double> bounds;
    for (const std::size_t percent : {1U, 10U, 50U, 90U, 99U, 100U})
        bounds.push_back(sample_quantile(sorted, percent, 100));
    return bounds;
}

std::vector<double> box_plot_bounds(std::span<const double> sorted) {
    constexpr double hinge = 1.5;
    const double lower = sample_quantile(sorted, 1, 4);
    const double upper = sample_quantile(sorted, 3, 4);
    const double reach = hinge * (upper - lower);
    std::vector<double> bounds = {lower - reach, lower, sample_quantile(sorted, 2, 4), upper, upper + reach};
    if (bounds.back() < sorted.back()) bounds.push_back(sorted.back());
    return bounds;
}

}  // namespace render
