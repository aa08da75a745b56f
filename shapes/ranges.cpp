#include "shapes/ranges.hpp"

#include <algorithm>
#include <cmath>

#include "geo/error.hpp"

namespace shapes {

void check_suppressed(const SuppressedRow& suppressed) {
    if (!std::isfinite(suppressed.low) || suppressed.low < 0.0)
        throw geo::UsageError("--suppressed-low", "a suppressed row stands for 0 patients or more");
    if (!std::isfinite(suppressed.high) || suppressed.high < suppressed.low)
        throw geo::UsageError("--suppressed-high",
                              "a suppressed row stands for at least as many patients as --suppressed-low");
}

Estimate estimate(double patients, double suppressed_rows, const SuppressedRow& suppressed) {
    return {patients + suppressed_rows * suppressed.middle(), patients + suppressed_rows * suppressed.low,
            patients + suppressed_rows * suppressed.high};
}

Estimate operator+(const Estimate& a, const Estimate& b) {
    return {a.value + b.value, a.low + b.low, a.high + b.high};
}

Estimate without(const Estimate& whole, const Estimate& part) {
    // Sums of the same cells in another order may differ in the last digits.
    return {std::max(0.0, whole.value - part.value), std::max(0.0, whole.low - part.low),
            std::max(0.0, whole.high - part.high)};
}

RatioRange share_range(Range part, Range rest) {
    const auto share = [](double of, double beside) -> std::optional<double> {
        if (of + beside > 0.0) return of / (of + beside);
        return std::nullopt;
    };
    RatioRange result{share(part.low, rest.high), share(part.high, rest.low)};
    // Where an end is 0 / 0 the share is constant wherever it is defined.
    if (!result.low && part.high > 0.0) result.low = 1.0;
    if (!result.high && rest.high > 0.0) result.high = 0.0;
    return result;
}

RatioRange quotient_range(Range above, Range below) {
    const auto quotient = [](double a, double b) -> std::optional<double> {
        if (b > 0.0) return a / b;
        return std::nullopt;
    };
    if (!(below.high > 0.0)) return {};
    RatioRange result{quotient(above.low, above.low >= 0.0 ? below.high : below.low),
                      quotient(above.high, above.high >= 0.0 ? below.low : below.high)};
    // Over a denominator that may come near 0, a numerator that is always 0 still gives 0.
    if (above.low == 0.0 && above.high == 0.0) result = {0.0, 0.0};
    return result;
}

}  // namespace shapes
