// Round values: those that a key can be labelled with.
#pragma once

#include <cmath>

namespace render {

/// The greatest of 1, 2 and 5 times a power of ten that is at most `value`. @pre value > 0
[[nodiscard]] inline double round_down(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {5.0, 2.0})
        if (factor * power <= value) return factor * power;
    return power;
}

}  // namespace render
