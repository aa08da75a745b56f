#include <algorithm>
#include <cmath>
#include <numeric>

#include "render/class_bounds.hpp"

namespace render {

namespace {

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

std::vector<double> std_mean_bounds(std::span<const double> sorted) {
    const double mean = mean_of(sorted);
    double squares = 0.0;
    for (const double v : sorted)
        squares += (v - mean) * (v - mean);
    const double deviation = std::sqrt(squares / static_cast<double>(sorted.size() - 1));
    std::vector<double> bounds;
    for (const double z : {-2.0, -1.0, 1.0, 2.0})
        bounds.push_back(mean + z * deviation);
    if (bounds.back() < sorted.back()) bounds.push_back(sorted.back());
    return bounds;
}

std::vector<double> head_tail_bounds(std::span<const double> sorted, Closed closed, double most_head_share) {
    std::vector<double> bounds;
    std::span<const double> head = sorted;
    while (head.front() < head.back()) {
        const double mean = mean_of(head);
        const auto cut = closed == Closed::right ? std::upper_bound(head.begin(), head.end(), mean)
                                                 : std::lower_bound(head.begin(), head.end(), mean);
        const auto tail = static_cast<std::size_t>(cut - head.begin());
        // The mean of neighbouring doubles may round to either of them, and then cuts nothing off.
        if (tail == 0 || tail == head.size()) break;
        bounds.push_back(mean);
        const std::size_t before = head.size();
        head = head.subspan(tail);
        if (static_cast<double>(head.size()) > most_head_share * static_cast<double>(before)) break;
    }
    bounds.push_back(sorted.back());
    return bounds;
}

}  // namespace render
