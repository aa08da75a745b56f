#include "shapes/validity.hpp"

#include <algorithm>
#include <cmath>

#include "geo/error.hpp"

namespace shapes {

std::string_view to_string(Containment containment) {
    switch (containment) {
        case Containment::strong:
            return "strong";
        case Containment::weak:
            return "weak";
        case Containment::fail:
            return "fail";
    }
    throw geo::InternalError("a containment verdict without a name");
}

std::optional<Containment> elzinga_hogarty(std::optional<double> li, std::optional<double> lofi,
                                           const ContainmentThresholds& thresholds) {
    if (!li || !lofi) return std::nullopt;
    const double lesser = std::min(*li, *lofi);
    if (lesser >= thresholds.strong_share) return Containment::strong;
    return lesser >= thresholds.weak_share ? Containment::weak : Containment::fail;
}

namespace {

/// The equation without the exception for a self-containment of 1.
double equation(double size, double containment_share, const XEquation& parameters) {
    const double least = parameters.min_containment_share;
    const double target = parameters.target_containment_share;
    const double reached = std::min(1.0, containment_share / target);
    const double shortfall =
        std::max(0.0, (parameters.target_size - size) / (parameters.target_size - parameters.min_size));
    if (parameters.form == XEquationForm::line)
        return reached * target / (least + (target - least) * shortfall);
    return reached * (1.0 - (1.0 - least / target) * shortfall) * target / least;
}

}  // namespace

double x_equation_validity(double size, double containment_share, const XEquation& parameters) {
    return containment_share == 1.0 ? 1.0 : equation(size, containment_share, parameters);
}

Range x_equation_range(Range size, Range containment_share, const XEquation& parameters) {
    if (containment_share.low == 1.0) return {1.0, 1.0};
    // A product of one factor of the size and one of the share, each monotone: its extremes are at corners.
    const auto [low, high] = std::minmax({equation(size.low, containment_share.low, parameters),
                                          equation(size.low, containment_share.high, parameters),
                                          equation(size.high, containment_share.low, parameters),
                                          equation(size.high, containment_share.high, parameters)});
    if (containment_share.high < 1.0) return {low, high};
    return {std::min(low, 1.0), std::max(high, 1.0)};
}

void check_parameters(const XEquation& parameters) {
    const auto is_share = [](double value) { return value > 0.0 && value <= 1.0; };
    if (!std::isfinite(parameters.min_size) || parameters.min_size < 0.0)
        throw geo::UsageError("--min-size", "the least size must be 0 or more");
    if (!std::isfinite(parameters.target_size) || parameters.target_size <= parameters.min_size)
        throw geo::UsageError("--target-size", "the target size must be above the least size");
    if (!is_share(parameters.min_containment_share))
        throw geo::UsageError("--min-containment",
                              "the least containment must be a share above 0 and at most 1");
    if (!is_share(parameters.target_containment_share) ||
        parameters.target_containment_share < parameters.min_containment_share)
        throw geo::UsageError("--target-containment",
                              "the target containment must be a share from the least containment to 1");
}

}  // namespace shapes
