// Shares of the people of each origin become patients.
#include <algorithm>
#include <optional>
#include <utility>

#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/flow_amounts.hpp"
#include "shapes/flow_rows.hpp"
#include "shapes/sum.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

/// Scales the shares of each origin and says what the population file could not serve.
class ShareScale {
public:
    ShareScale(FlowAmounts amounts, const AreaValues& population)
        : m_shares(std::move(amounts)), m_population(population) {
        const CodeIndex index(population.codes);
        for (const std::string& origin : m_shares.flows.origins) {
            const std::int32_t entry = index.find(origin);
            m_people.push_back(entry < 0 ? std::nullopt : population.values[static_cast<std::size_t>(entry)]);
        }
    }

    FlowTable to_patients() {
        FlowTable& shares = m_shares.flows;
        report_left_out();
        report_sums();
        shares.joins.push_back(join_codes("origins to population", shares.origins, m_population.codes));
        return scaled();
    }

private:
    /// The matrix without the origins that have no population, and the sites that only these have.
    FlowTable scaled() {
        const FlowTable& shares = m_shares.flows;
        FlowTable flows;
        flows.path = shares.path;
        flows.rows = shares.rows;
        flows.joins = shares.joins;
        flows.findings = shares.findings;
        const std::vector<std::int32_t> site_of = sites_left(flows.sites);
        CompensatedSum total;
        for (std::size_t o = 0; o < shares.origins.size(); ++o) {
            if (!m_people[o]) continue;
            for (std::size_t c = shares.row_start[o]; c < shares.row_start[o + 1]; ++c) {
                flows.site.push_back(site_of[static_cast<std::size_t>(shares.site[c])]);
                flows.patients.push_back(shares.patients[c] * *m_people[o]);
                if (!shares.suppressed.empty()) flows.suppressed.push_back(shares.suppressed[c]);
                total.add(flows.patients.back());
            }
            flows.origins.push_back(shares.origins[o]);
            flows.row_start.push_back(flows.site.size());
        }
        flows.total = total.value();
        return flows;
    }

    std::vector<std::int32_t> sites_left(std::vector<std::string>& sites) const {
        const FlowTable& shares = m_shares.flows;
        std::vector<bool> is_left(shares.sites.size(), false);
        for (std::size_t o = 0; o < shares.origins.size(); ++o) {
            for (std::size_t c = shares.row_start[o]; m_people[o] && c < shares.row_start[o + 1]; ++c)
                is_left[static_cast<std::size_t>(shares.site[c])] = true;
        }
        std::vector<std::int32_t> number(shares.sites.size(), CodeIndex::none);
        for (std::size_t s = 0; s < shares.sites.size(); ++s) {
            if (!is_left[s]) continue;
            number[s] = static_cast<std::int32_t>(sites.size());
            sites.push_back(shares.sites[s]);
        }
        return number;
    }

    void report_left_out() {
        std::size_t rows = 0;
        std::vector<std::string> names;
        for (std::size_t o = 0; o < m_people.size(); ++o) {
            if (m_people[o]) continue;
            rows += m_shares.rows_of_origin[o];
            names.push_back(shown_code(m_shares.flows.origins[o]));
        }
        if (names.empty()) return;
        add(geo::FindingKind::unmatched, geo::Severity::violation, names, static_cast<double>(rows),
            count_of(rows, "row") + " left out, of " + count_of(names.size(), "origin") +
                " without a population in " + m_population.path + ": " + list_codes(names));
    }

    void report_sums() {
        constexpr double rounding = 1e-6;     // shares are published with six or more digits
        constexpr double arithmetic = 1e-12;  // of adding up doubles
        std::vector<std::string> above;
        std::vector<std::string> barely_above;
        std::string first;
        std::size_t below = 0;
        CompensatedSum uncovered;
        const FlowTable& shares = m_shares.flows;
        for (std::size_t o = 0; o < shares.origins.size(); ++o) {
            CompensatedSum sum;
            for (std::size_t c = shares.row_start[o]; c < shares.row_start[o + 1]; ++c)
                sum.add(shares.patients[c]);
            const double share = sum.value();
            if (share > 1.0 + rounding) {
                if (above.empty())
                    first = shown_code(shares.origins[o]) + " with " + geo::format_number(share) + ", from " +
                            m_shares.first_row_of_origin[o] + " on";
                above.push_back(shown_code(shares.origins[o]));
            } else if (share > 1.0 + arithmetic) {
                barely_above.push_back(shown_code(shares.origins[o]));
            }
            if (share >= 1.0 - rounding || !m_people[o]) continue;
            ++below;
            uncovered.add((1.0 - share) * *m_people[o]);
        }
        if (!above.empty())
            add(geo::FindingKind::bad_value, geo::Severity::violation, above,
                static_cast<double>(above.size()),
                count_of(above.size(), "origin") + " whose shares exceed 1 in sum (the first is " + first +
                    "): " + list_codes(above));
        if (!barely_above.empty())
            add(geo::FindingKind::bad_value, geo::Severity::note, barely_above,
                static_cast<double>(barely_above.size()),
                count_of(barely_above.size(), "origin") +
                    " whose shares exceed 1 in sum by a millionth or less, as by rounding: " +
                    list_codes(barely_above));
        if (below > 0)
            add(geo::FindingKind::assumption, geo::Severity::note, {}, uncovered.value(),
                count_of(below, "origin") + " whose shares add up to less than 1; " +
                    geo::format_fixed(uncovered.value(), 0) + " of their people are in no flow");
    }

    void add(geo::FindingKind kind, geo::Severity severity, std::vector<std::string> codes, double size,
             const std::string& text) {
        m_shares.flows.findings.push_back(
            table_finding(kind, severity, std::move(codes), m_shares.flows.path + ": " + text, size));
    }

    FlowAmounts m_shares;
    const AreaValues& m_population;
    std::vector<std::optional<double>> m_people;  // of each origin
};

}  // namespace

FlowTable to_patients(FlowAmounts amounts, const AreaValues* population) {
    if (amounts.are_shares && population == nullptr)
        throw geo::UsageError("--share-column", "shares need the population of their origins",
                              "give --population");
    if (!amounts.are_shares && population != nullptr)
        throw geo::UsageError("--population", "counts of patients need no population",
                              "name the column of shares with --share-column");
    if (!amounts.are_shares) return std::move(amounts.flows);
    return ShareScale(std::move(amounts), *population).to_patients();
}

}  // namespace shapes
