#include "shapes/crosswalk.hpp"

#include <cmath>
#include <string>
#include <utility>

#include "geo/error.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

using Values = std::span<const std::optional<double>>;

std::optional<double> ratio(double numerator, double denominator) {
    if (denominator == 0.0) return std::nullopt;
    return numerator / denominator;
}

/// What a sum over B may differ by from what was carried: every share and every product is rounded once.
void require_conserved(const CarriedTotals& totals, double magnitude) {
    const double lost = totals.before - totals.after - totals.outside - totals.unplaced;
    if (std::abs(lost) > 1e-12 * magnitude)
        throw geo::InternalError("crosswalk: " + std::to_string(lost) + " of " +
                                 std::to_string(totals.before) + " is lost between the maps");
}

/// Both, where both are there.
std::vector<std::optional<double>> where_both(Values values, Values others) {
    std::vector<std::optional<double>> both(values.begin(), values.end());
    for (std::size_t a = 0; a < both.size(); ++a)
        if (!others[a]) both[a].reset();
    return both;
}

}  // namespace

Crosswalk::Crosswalk(const CrossTable& table, OutsideRule rule)
    : m_table(&table),
      m_share(table.cells.size(), 0.0),
      m_b_amount(table.b_codes.size(), 0.0),
      m_is_placed(table.a_codes.size(), false),
      m_is_outside(table.a_codes.size(), true),
      m_has_part_outside(table.a_codes.size(), false) {
    const auto counts = [rule](const CrossCell& cell) {
        return cell.a != no_unit && !cell.is_noise() && (cell.b != no_unit || rule == OutsideRule::apart);
    };
    std::vector<CompensatedSum> whole(table.a_codes.size());
    std::vector<std::size_t> cells(table.a_codes.size(), 0);
    std::vector<double> everywhere(table.a_codes.size(), 0.0);
    std::vector<double> in_b(table.a_codes.size(), 0.0);
    std::vector<CompensatedSum> of_b(table.b_codes.size());
    for (const CrossCell& cell : table.cells) {
        if (cell.b != no_unit) of_b[cell.b].add(cell.without_noise());
        if (cell.a == no_unit || cell.is_noise()) continue;
        everywhere[cell.a] += cell.without_noise();
        if (cell.b != no_unit) {
            in_b[cell.a] += cell.without_noise();
            m_is_outside[cell.a] = false;
        }
        if (!counts(cell)) continue;
        whole[cell.a].add(cell.without_noise());
        ++cells[cell.a];
    }
    // Where a unit has people, ground without any does not bring it into a unit of B.
    for (std::size_t a = 0; a < whole.size(); ++a) {
        if (everywhere[a] > 0.0) m_is_outside[a] = in_b[a] <= 0.0;
        m_has_part_outside[a] = everywhere[a] > in_b[a];
    }
    for (std::size_t c = 0; c < table.cells.size(); ++c) {
        const CrossCell& cell = table.cells[c];
        if (!counts(cell)) continue;
        const double amount = whole[cell.a].value();
        m_is_placed[cell.a] = amount > 0.0 || cells[cell.a] == 1;
        m_share[c] = amount > 0.0 ? cell.without_noise() / amount : cells[cell.a] == 1 ? 1.0 : 0.0;
    }
    for (std::size_t b = 0; b < of_b.size(); ++b)
        m_b_amount[b] = of_b[b].value();
}

CarriedValues Crosswalk::sources_of(Values values) const {
    CarriedValues carried;
    const std::size_t units = m_table->b_codes.size();
    carried.of_b.resize(units);
    carried.sources.assign(units, 0);
    carried.missing.assign(units, 0);
    carried.covered_share.resize(units);
    std::vector<CompensatedSum> covered(units);
    for (std::size_t c = 0; c < m_table->cells.size(); ++c) {
        const CrossCell& cell = m_table->cells[c];
        if (cell.a == no_unit || cell.b == no_unit || m_share[c] == 0.0) continue;
        ++(values[cell.a] ? carried.sources : carried.missing)[cell.b];
        if (values[cell.a]) covered[cell.b].add(cell.without_noise());
    }
    for (std::size_t b = 0; b < units; ++b)
        carried.covered_share[b] = ratio(covered[b].value(), m_b_amount[b]);
    for (std::size_t a = 0; a < values.size(); ++a) {
        const auto row = static_cast<UnitRow>(a);
        if (!values[a])
            carried.without_value.push_back(row);
        else if (m_is_outside[a])
            carried.outside_b.push_back(row);
        else if (!m_is_placed[a])
            carried.unplaced.push_back(row);
        else if (m_has_part_outside[a])
            carried.partly_outside.push_back(row);
    }
    return carried;
}

CarriedCounts Crosswalk::counts(Values values) const {
    CarriedCounts carried{sources_of(values), {}};
    std::vector<CompensatedSum> sums(m_table->b_codes.size());
    CompensatedSum outside;
    for (std::size_t c = 0; c < m_table->cells.size(); ++c) {
        const CrossCell& cell = m_table->cells[c];
        if (cell.a == no_unit || !values[cell.a]) continue;
        (cell.b == no_unit ? outside : sums[cell.b]).add(m_share[c] * *values[cell.a]);
    }
    CompensatedSum before;
    CompensatedSum unplaced;
    CompensatedSum magnitude;
    for (std::size_t a = 0; a < values.size(); ++a) {
        if (!values[a]) continue;
        before.add(*values[a]);
        magnitude.add(std::abs(*values[a]));
        if (!m_is_placed[a]) (m_is_outside[a] ? outside : unplaced).add(*values[a]);
    }
    CompensatedSum after;
    for (std::size_t b = 0; b < sums.size(); ++b) {
        after.add(sums[b].value());
        if (carried.sources[b] > 0) carried.of_b[b] = sums[b].value();
    }
    carried.totals = {before.value(), after.value(), outside.value(), unplaced.value()};
    require_conserved(carried.totals, magnitude.value());
    return carried;
}

CarriedMeans Crosswalk::means(Values values, Values denominators) const {
    const auto weighted = denominators.empty()
                              ? std::vector<std::optional<double>>(values.begin(), values.end())
                              : where_both(values, denominators);
    CarriedMeans carried{sources_of(weighted), {}, {}};
    struct Sums {
        CompensatedSum products;
        CompensatedSum weights;
        void add(double weight, double value) {
            products.add(weight * value);
            weights.add(weight);
        }
        [[nodiscard]] std::optional<double> mean() const { return ratio(products.value(), weights.value()); }
    };
    std::vector<Sums> of_b(m_table->b_codes.size());
    Sums before;
    Sums after;
    for (std::size_t c = 0; c < m_table->cells.size(); ++c) {
        const CrossCell& cell = m_table->cells[c];
        if (cell.a == no_unit || !weighted[cell.a]) continue;
        if (denominators.empty()) before.add(cell.without_noise(), *weighted[cell.a]);
        if (cell.b == no_unit) continue;
        const double weight =
            denominators.empty() ? cell.without_noise() : m_share[c] * *denominators[cell.a];
        of_b[cell.b].add(weight, *weighted[cell.a]);
        after.add(weight, *weighted[cell.a]);
    }
    if (!denominators.empty()) {
        for (std::size_t a = 0; a < weighted.size(); ++a)
            if (weighted[a]) before.add(*denominators[a], *weighted[a]);
    }
    for (std::size_t b = 0; b < of_b.size(); ++b)
        carried.of_b[b] = of_b[b].mean();
    carried.before = before.mean();
    carried.after = after.mean();
    return carried;
}

CarriedRates Crosswalk::rates(Values numerators, Values denominators) const {
    const std::vector<std::optional<double>> over = where_both(numerators, denominators);
    const std::vector<std::optional<double>> under = where_both(denominators, numerators);
    CarriedCounts numerator = counts(over);
    CarriedCounts denominator = counts(under);
    CarriedRates carried{sources_of(over), std::move(numerator), std::move(denominator), {}, {}};
    for (std::size_t b = 0; b < carried.of_b.size(); ++b)
        if (carried.numerator.of_b[b])
            carried.of_b[b] = ratio(*carried.numerator.of_b[b], *carried.denominator.of_b[b]);
    carried.before = ratio(carried.numerator.totals.before, carried.denominator.totals.before);
    carried.after = ratio(carried.numerator.totals.after, carried.denominator.totals.after);
    return carried;
}

}  // namespace shapes
