// Ranges of figures that hang on suppressed cells: from the least to the greatest value over every way to
// fill the cells.
#pragma once

#include <optional>

namespace shapes {

/// Patients for whom one suppressed row of a flow table stands.
struct SuppressedRow {
    double low = 1.0;
    double high = 7.0;

    /// The value that stands for a suppressed row where one figure is wanted.
    [[nodiscard]] double middle() const { return (low + high) / 2.0; }
};

/// @throws UsageError, naming the option, unless 0 <= low <= high, both finite.
void check_suppressed(const SuppressedRow& suppressed);

/// A least and a greatest value.
struct Range {
    double low = 0.0;
    double high = 0.0;
};

/// The same of a ratio; an end is nullopt where the ratio is undefined or grows without bound.
struct RatioRange {
    std::optional<double> low;
    std::optional<double> high;
};

/// A count with its range: the value takes the middle for each suppressed row.
struct Estimate {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;

    [[nodiscard]] bool is_exact() const { return low == high; }
    [[nodiscard]] Range range() const { return {low, high}; }
};

/// A known count together with suppressed rows.
[[nodiscard]] Estimate estimate(double patients, double suppressed_rows, const SuppressedRow& suppressed);

[[nodiscard]] Estimate operator+(const Estimate& a, const Estimate& b);
/// What is left of a whole without one of its parts.
/// @pre `part` is a sum of some of the cells of `whole`.
[[nodiscard]] Estimate without(const Estimate& whole, const Estimate& part);

/// part / (part + rest) over all values of both: exact where they hang on different cells.
/// @pre 0 <= low <= high in both.
[[nodiscard]] RatioRange share_range(Range part, Range rest);

/// above / below over all values of both, `above` of any sign: exact where they hang on different cells.
/// @pre 0 <= below.low
[[nodiscard]] RatioRange quotient_range(Range above, Range below);

}  // namespace shapes
