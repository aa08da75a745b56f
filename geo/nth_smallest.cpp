#include "geo/nth_smallest.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "geo/two_threads.hpp"

namespace geo {

double nth_smallest(std::span<const double> values, std::size_t n) {
    constexpr std::size_t samples = 4096;
    constexpr std::size_t margin = 128;
    std::vector<double> some;
    for (std::size_t i = 0; i < samples; ++i)
        some.push_back(values[i * values.size() / samples]);
    std::ranges::sort(some);
    const std::size_t likely = n * samples / values.size();
    const double low = some[likely - std::min(likely, margin)];
    const double high = some[std::min(likely + margin, samples - 1)];
    std::array<std::size_t, 2> below{};
    std::array<std::vector<double>, 2> near;
    in_two_halves(values.size(), [&](std::size_t half) {
        const std::size_t middle = values.size() / 2;
        const auto own = half == 0 ? values.first(middle) : values.subspan(middle);
        std::size_t count = 0;
        std::vector<double> found;
        for (const double value : own) {
            if (value < low)
                ++count;
            else if (value <= high)
                found.push_back(value);
        }
        below[half] = count;
        near[half] = std::move(found);
    });
    std::vector<double> left = std::move(near[0]);
    left.insert(left.end(), near[1].begin(), near[1].end());
    std::size_t before = n - std::min(n, below[0] + below[1]);
    if (below[0] + below[1] > n || before >= left.size()) {
        left.assign(values.begin(), values.end());
        before = n;
    }
    std::ranges::nth_element(left, left.begin() + static_cast<std::ptrdiff_t>(before));
    return left[before];
}

}  // namespace geo
