#include "shapes/cross_table.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "geo/error.hpp"
#include "shapes/sum.hpp"

namespace shapes {
namespace {

std::vector<std::string> codes_in(std::span<const std::string> codes) {
    std::vector<std::string> sorted(codes.begin(), codes.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (!sorted.empty() && sorted.front().empty()) sorted.erase(sorted.begin());
    return sorted;
}

UnitRow row_of(const std::vector<std::string>& codes, const std::string& code) {
    if (code.empty()) return no_unit;
    return static_cast<UnitRow>(std::lower_bound(codes.begin(), codes.end(), code) - codes.begin());
}

UnitRow row_of(geo::AreaIndex area) {
    return area == geo::no_area ? no_unit : static_cast<UnitRow>(area);
}

void check_weights(std::span<const double> weights, std::size_t common_units) {
    if (!weights.empty() && weights.size() != common_units)
        throw geo::InputError(
            "cross table",
            std::to_string(weights.size()) + " weights for " + std::to_string(common_units) + " common units",
            "give one for each");
    for (std::size_t unit = 0; unit < weights.size(); ++unit)
        if (!std::isfinite(weights[unit]) || weights[unit] < 0.0)
            throw geo::InputError("cross table",
                                  "common unit " + std::to_string(unit + 1) + " has the weight " +
                                      std::to_string(weights[unit]),
                                  "weights are finite numbers of 0 or more");
}

}  // namespace

CrossTable cross_table(std::span<const std::string> a_of, std::span<const std::string> b_of,
                       std::span<const double> weights) {
    check_weights(weights, a_of.size());
    CrossTable table;
    table.measured = weights.empty() ? CrossAmount::common_units : CrossAmount::people;
    table.a_codes = codes_in(a_of);
    table.b_codes = codes_in(b_of);

    std::map<std::pair<UnitRow, UnitRow>, CompensatedSum> amounts;
    CompensatedSum in_neither;
    bool any_in_both = false;
    for (std::size_t unit = 0; unit < a_of.size(); ++unit) {
        const UnitRow a = row_of(table.a_codes, a_of[unit]);
        const UnitRow b = row_of(table.b_codes, b_of[unit]);
        const double weight = weights.empty() ? 1.0 : weights[unit];
        any_in_both = any_in_both || (a != no_unit && b != no_unit);
        if (a == no_unit && b == no_unit)
            in_neither.add(weight);
        else
            amounts[{a, b}].add(weight);
    }
    if (!any_in_both)
        throw geo::InputError("cross table", "no common unit has a code in both maps",
                              "give two columns, or two lookups, of the same common units");
    for (const auto& [units, amount] : amounts)
        table.cells.push_back({units.first, units.second, amount.value(), 0.0, std::nullopt});
    table.in_neither = in_neither.value();
    return table;
}

CrossTable cross_table(const geo::Overlay& overlay, std::vector<std::string> a_codes,
                       std::vector<std::string> b_codes) {
    CrossTable table;
    table.measured = CrossAmount::area_m2;
    table.a_codes = std::move(a_codes);
    table.b_codes = std::move(b_codes);
    const auto& grid = overlay.topology.grid;
    for (const geo::OverlayPair& pair : overlay.pairs)
        table.cells.push_back({row_of(pair.a), row_of(pair.b), grid.area_m2(pair.twice_area),
                               grid.area_m2(pair.twice_slivers), pair.shared_border_m});
    // The overlay has none first.
    std::sort(table.cells.begin(), table.cells.end(), [](const CrossCell& one, const CrossCell& other) {
        return std::tie(one.a, one.b) < std::tie(other.a, other.b);
    });
    return table;
}

}  // namespace shapes
