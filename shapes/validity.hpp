// Validity: whether a footprint contains enough of its flows, alone (Elzinga-Hogarty) or given its size
// (X-equation).
#pragma once

#include <optional>
#include <string_view>

#include "shapes/ranges.hpp"

namespace shapes {

enum class Containment { strong, weak, fail };

/// Name as it stands in reports: "strong", "weak", "fail".
[[nodiscard]] std::string_view to_string(Containment containment);

/// Least share that both directions must reach; Elzinga and Hogarty (1973, 1978): 75 % weak, 90 % strong.
struct ContainmentThresholds {
    double strong_share = 0.90;
    double weak_share = 0.75;
};

/// Verdict on two shares of self-containment, L / R and L / W. nullopt when one is undefined. A descriptive
/// screen, not a market definition: patients who stay say nothing of those who would go.
[[nodiscard]] std::optional<Containment> elzinga_hogarty(std::optional<double> li, std::optional<double> lofi,
                                                         const ContainmentThresholds& thresholds);

enum class XEquationForm {
    hyperbola,  ///< the published formula
    line,       ///< straight between the two corners
};

/// Parameters of the X-equation. The defaults are those of ONS travel-to-work areas 2011: 75 %
/// self-containment at 3,500 people, and 66.7 % from 25,000 people on. The size here is the number of
/// resident patients.
struct XEquation {
    XEquationForm form = XEquationForm::hyperbola;
    double min_size = 3500.0;
    double target_size = 25000.0;
    double min_containment_share = 0.667;
    double target_containment_share = 0.75;
};

/// Validity of an area of `size` with the lesser self-containment `containment_share`; 1 or more is valid.
///
///   Y = min(1, SC / target SC), m = max(0, (target size - size) / (target size - min size)),
///   hyperbola: Z = 1 - (1 - min SC / target SC) m, validity = Y Z target SC / min SC,
///   line: validity = Y target SC / (min SC + (target SC - min SC) m),
///
/// after Coombes and Bond (2008) in the scaling of Istat (2015). m is not held at 1, so an area under the
/// least size is never valid, but a self-containment of exactly 1 gives 1 whatever the size.
/// @pre check_parameters() has passed.
[[nodiscard]] double x_equation_validity(double size, double containment_share, const XEquation& parameters);

/// Outer bounds of the validity over all sizes and shares in two ranges, as if both could take any value of
/// theirs by themselves: the validity of every pair lies within, but the ends need not be reached by one.
/// @pre check_parameters() has passed; shares are 0..1.
[[nodiscard]] Range x_equation_range(Range size, Range containment_share, const XEquation& parameters);

/// @throws UsageError, naming the option, unless 0 <= min size < target size and 0 < min <= target
/// containment <= 1,
///   all finite.
void check_parameters(const XEquation& parameters);

}  // namespace shapes
