#include "render/class_labels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/table.hpp"

namespace render {

namespace {

constexpr int most_decimals = 15;

/// A bound as it would be printed: whole units of the last decimal.
double in_units(double value, int decimals, bool up) {
    const double scaled = value * std::pow(10.0, decimals);
    const double nearest = std::round(scaled);
    // 0.29 * 100 is 28.999999999999996: such a value has the precision and needs no rounding.
    if (nearest / std::pow(10.0, decimals) == value) return nearest;
    return up ? std::ceil(scaled) : std::floor(scaled);
}

double from_units(double units, int decimals) {
    return units / std::pow(10.0, decimals);
}

/// What the data leave open for a bound: the greatest value below it and the least above it.
struct Opening {
    double below = -std::numeric_limits<double>::infinity();
    double above = std::numeric_limits<double>::infinity();

    [[nodiscard]] bool allows(double bound, Closed closed) const {
        return closed == Closed::right ? below <= bound && bound < above : below < bound && bound <= above;
    }
};

std::vector<Opening> openings(const Classification& classes, std::span<const std::optional<double>> values) {
    std::vector<Opening> result(classes.classes() - 1);
    for (const auto& value : values) {
        const auto own = classes.class_of(value);
        if (!own) continue;
        for (std::size_t j = 0; j < result.size(); ++j) {
            if (*own <= j) {
                result[j].below = std::max(result[j].below, *value);
            } else {
                result[j].above = std::min(result[j].above, *value);
            }
        }
    }
    return result;
}

/// Bounds in units, or nothing when this many decimals do not tell the classes apart.
std::vector<double> rounded_bounds(const Classification& classes, const std::vector<Opening>& open,
                                   int decimals) {
    std::vector<double> result;
    const bool up_first = classes.closed == Closed::left;
    for (std::size_t j = 0; j < open.size(); ++j) {
        double bound = in_units(classes.breaks[j], decimals, up_first);
        if (!open[j].allows(from_units(bound, decimals), classes.closed)) {
            bound = in_units(classes.breaks[j], decimals, !up_first);
        }
        if (!open[j].allows(from_units(bound, decimals), classes.closed)) return {};
        if (!result.empty() && bound <= result.back()) return {};
        result.push_back(bound);
    }
    const double last = in_units(classes.breaks.back(), decimals, true);
    if (!result.empty() && last <= result.back()) return {};
    result.push_back(last);
    return result;
}

bool has_precision(double value, int decimals) {
    return from_units(std::round(value * std::pow(10.0, decimals)), decimals) == value;
}

}  // namespace

std::string format_for_reader(double value, int decimals) {
    std::string digits = geo::format_fixed(std::abs(value), decimals);
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t i = point; i > 3; i -= 3)
        digits.insert(i - 3, ",");
    return (value < 0.0 && !zero ? "\u2212" : "") + digits;
}

ClassLabels class_labels(const Classification& classes, std::span<const std::optional<double>> values,
                         std::optional<int> decimals) {
    ClassLabels result;
    if (classes.classes() == 0) return result;
    const int wanted = std::clamp(decimals.value_or(0), 0, most_decimals);
    const std::vector<Opening> open = openings(classes, values);

    std::vector<double> bounds;
    result.decimals = wanted;
    while ((bounds = rounded_bounds(classes, open, result.decimals)).empty() &&
           result.decimals < most_decimals) {
        ++result.decimals;
    }
    if (bounds.empty()) {
        // Bounds closer than any decimals worth printing: the shortest text that reads back exactly.
        for (const double bound : classes.breaks)
            result.labels.push_back("to " + geo::format_number(bound));
        return result;
    }
    if (decimals && result.decimals > wanted) {
        result.notes.push_back("class labels need " + std::to_string(result.decimals) +
                               " decimals to agree with the fills; " + std::to_string(wanted) +
                               (wanted == 1 ? " was" : " were") + " asked for");
    }

    const int d = result.decimals;
    const auto print = [d](double units) { return format_for_reader(from_units(units, d), d); };
    const bool exact = std::all_of(values.begin(), values.end(), [&](const std::optional<double>& v) {
        return !classes.class_of(v) || has_precision(*v, d);
    });
    const bool right = classes.closed == Closed::right;
    for (std::size_t j = 0; j < bounds.size(); ++j) {
        const bool first = j == 0;
        const bool last = j + 1 == bounds.size();
        double low = first ? in_units(classes.lowest, d, false) : bounds[j - 1];
        double high = bounds[j];
        if (exact && right && !first) low += 1.0;
        if (exact && !right && !last) high -= 1.0;
        if (first && low > high) {
            result.labels.push_back((right || exact ? "up to " : "under ") + print(high));
        } else if (exact && low == high) {
            result.labels.push_back(print(low));
        } else {
            const bool over = !exact && right && !first;
            const bool under = !exact && !right && !last;
            result.labels.push_back((over ? "over " : "") + print(low) + (under ? " to under " : " to ") +
                                    print(high));
        }
    }
    return result;
}

}  // namespace render
