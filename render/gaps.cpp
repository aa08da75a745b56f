#include <algorithm>

#include "render/class_bounds.hpp"

namespace render {

double bound_between(double below, double above, Closed closed) {
    const double middle = below + (above - below) / 2;
    if (below < middle && middle < above) return middle;
    return closed == Closed::right ? below : above;
}

std::vector<double> maximum_bounds(std::span<const double> sorted, std::size_t k, Closed closed) {
    std::vector<std::size_t> gaps;  // by the place of their lower end
    for (std::size_t i = 0; i + 1 < sorted.size(); ++i) {
        if (sorted[i] < sorted[i + 1]) gaps.push_back(i);
    }
    const auto width = [&](std::size_t i) { return sorted[i + 1] - sorted[i]; };
    std::stable_sort(gaps.begin(), gaps.end(),
                     [&](std::size_t a, std::size_t b) { return width(a) > width(b); });
    gaps.resize(std::min(gaps.size(), k - 1));
    std::sort(gaps.begin(), gaps.end());
    std::vector<double> bounds;
    for (const std::size_t i : gaps)
        bounds.push_back(bound_between(sorted[i], sorted[i + 1], closed));
    bounds.push_back(sorted.back());
    return bounds;
}

}  // namespace render
