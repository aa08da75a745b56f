#include "shapes/disclosure.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace shapes {

bool DisclosureRule::is_small(double count) const {
    const double size = std::abs(count);
    return is_on && size > 0.0 && size < suppress_to + 0.5;
}

std::optional<double> DisclosureRule::shown(double count) const {
    if (!is_on) return count;
    if (is_small(count)) return std::nullopt;
    // Adding 0 turns -0 into 0.
    return std::round(count / round_to) * round_to + 0.0;
}

bool DisclosureRule::may_show_rate(std::initializer_list<double> counts) const {
    return std::none_of(counts.begin(), counts.end(), [this](double count) { return is_small(count); });
}

std::vector<ShownCell> protect_matrix(std::span<const CountCell> cells, const DisclosureRule& rule) {
    std::vector<ShownCell> result;
    result.reserve(cells.size());
    for (const CountCell& cell : cells)
        result.push_back({rule.shown(cell.count), false});
    if (!rule.is_on) return result;

    std::map<std::int32_t, std::vector<std::size_t>> rows;
    std::map<std::int32_t, std::vector<std::size_t>> columns;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (cells[c].count == 0.0) continue;
        rows[cells[c].row].push_back(c);
        columns[cells[c].column].push_back(c);
    }
    const auto order = [&](std::size_t c) {
        return std::tuple(cells[c].count, cells[c].row, cells[c].column);
    };
    bool has_changed = true;
    while (has_changed) {
        has_changed = false;
        for (const auto* lines : {&rows, &columns}) {
            for (const auto& [index, line] : *lines) {
                const auto suppressed =
                    std::ranges::count_if(line, [&](std::size_t c) { return !result[c].count; });
                if (suppressed != 1 || line.size() == 1) continue;
                const std::size_t* next = nullptr;
                for (const std::size_t& c : line) {
                    if (result[c].count && (next == nullptr || order(c) < order(*next))) next = &c;
                }
                result[*next] = {std::nullopt, true};
                has_changed = true;
            }
        }
    }
    return result;
}

}  // namespace shapes
