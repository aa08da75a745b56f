// Words that the criteria of the guidance share. For their sources alone.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table.hpp"
#include "shapes/criterion.hpp"
#include "shapes/join.hpp"
#include "shapes/plan.hpp"

namespace shapes::words {

/// "1,234,567"
inline std::string thousands(double value) {
    std::string text = geo::format_fixed(value, 0);
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    for (std::size_t at = text.size(); at > first + 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

/// "75 %", "57.6 %"
inline std::string percent(double share) {
    std::string text = geo::format_fixed(100.0 * share, 1);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text + " %";
}

/// "Dorset (E54000041)"
inline std::string footprint(const Plan& plan, std::size_t f) {
    return plan.names[f] == plan.codes[f] ? plan.codes[f] : plan.names[f] + " (" + plan.codes[f] + ")";
}

/// Sorts the codes, each once, into a criterion's list of those concerned.
inline void concern(Criterion& criterion, std::vector<std::string> codes) {
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    criterion.concerned = std::move(codes);
}

}  // namespace shapes::words
