// The way of origins along a chain: each step composes the placement so far with what the next lookup knows.
#include <algorithm>
#include <numeric>
#include <utility>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "shapes/origin_lookup.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

/// Division is said to be by these.
struct Dividing {
    std::string path;
    std::string basis;
};

KnownPlaces known_of(const OriginLink& link) {
    KnownPlaces known;
    known.source = link.path + " (column " + link.from_column + ")";
    known.codes = link.codes;
    known.place_names = link.units;
    PartsOfCode parts;
    for (std::size_t code = 0; code < link.codes.size(); ++code) {
        for (std::size_t p = link.start[code]; p < link.start[code + 1]; ++p)
            parts.add(link.parts[p].unit, link.parts[p].weight);
        parts.end_code(known.places);
    }
    return known;
}

/// Carries origins from lookup to lookup.
class Chain {
public:
    Chain(std::span<const std::string> origins, std::span<const OriginLink> links,
          std::span<const std::string> area_codes, const OriginOptions& options)
        : m_origins(origins), m_links(links), m_area_codes(area_codes), m_options(options) {}

    Placement place() {
        m_weighted_link = link_of_weights();
        for (std::size_t l = 0; l < m_links.size(); ++l) {
            const KnownPlaces known = known_of(m_links[l]);
            for (const geo::Finding& finding : m_links[l].findings)
                m_findings.push_back(finding);
            step(known, l == 0, (l == 0 ? "origins to " : "their units to ") + m_links[l].path);
            note_division(l);
            if (l == m_weighted_link) weigh(known.place_names);
            m_units = known.place_names;
        }
        step(known_areas(m_area_codes), m_links.empty(), m_options.name);
        report_division();
        Placement placement = std::move(m_placement);
        placement.join = std::move(m_joins.back());
        m_joins.pop_back();
        placement.further_joins = std::move(m_joins);
        placement.findings = std::move(m_findings);
        return placement;
    }

private:
    /// Places the units reached so far in what the next table knows.
    void step(const KnownPlaces& known, bool is_first, std::string name) {
        PlacingOptions options;
        options.name = std::move(name);
        options.remedy = "check --origin-lookup, --lookup and --area-column";
        if (is_first) {
            options.patients = m_options.patients;
            options.succession = m_options.succession;
            if (m_links.empty()) options.remedy = "origins finer than the areas need --origin-lookup";
            m_placement = place_codes(m_origins, known, options);
            take_reports(m_placement);
            return;
        }
        // Only the units that origins reach: a national lookup has many more.
        std::vector<double> patients(m_units.size(), 0.0);
        std::vector<std::int32_t> used_as(m_units.size(), -1);
        for (std::size_t o = 0; o < m_placement.size(); ++o) {
            for (std::size_t p = m_placement.start[o]; p < m_placement.start[o + 1]; ++p) {
                if (m_placement.place[p] < 0) continue;
                const auto unit = static_cast<std::size_t>(m_placement.place[p]);
                used_as[unit] = 0;
                if (!m_options.patients.empty())
                    patients[unit] += m_options.patients[o] * m_placement.weight[p];
            }
        }
        std::vector<std::string> codes;
        std::vector<double> of_codes;
        for (std::size_t unit = 0; unit < m_units.size(); ++unit) {
            if (used_as[unit] < 0) continue;
            used_as[unit] = static_cast<std::int32_t>(codes.size());
            codes.push_back(m_units[unit]);
            of_codes.push_back(patients[unit]);
        }
        if (!m_options.patients.empty()) options.patients = of_codes;
        Placement next = place_codes(codes, known, options);
        Placement composed;
        PartsOfCode parts;
        for (std::size_t o = 0; o < m_placement.size(); ++o) {
            for (std::size_t p = m_placement.start[o]; p < m_placement.start[o + 1]; ++p) {
                const std::int32_t unit = m_placement.place[p];
                if (unit < 0)
                    parts.add(unit, m_placement.weight[p]);
                else
                    parts.add(next, static_cast<std::size_t>(used_as[static_cast<std::size_t>(unit)]),
                              m_placement.weight[p]);
            }
            parts.end_code(composed);
        }
        take_reports(next);
        m_placement = std::move(composed);
    }

    void take_reports(Placement& placement) {
        for (JoinReport& join : placement.further_joins)
            m_joins.push_back(std::move(join));
        m_joins.push_back(std::move(placement.join));
        for (geo::Finding& finding : placement.findings)
            m_findings.push_back(std::move(finding));
    }

    std::size_t link_of_weights() const {
        if (m_options.weights == nullptr) return m_links.size();
        std::size_t best = m_links.size();
        std::size_t most = 0;
        for (std::size_t l = 0; l < m_links.size(); ++l) {
            const auto matching = static_cast<std::size_t>(std::count_if(
                m_links[l].units.begin(), m_links[l].units.end(),
                [&](const std::string& unit) { return m_options.weights->index.find(unit) >= 0; }));
            if (matching <= most) continue;
            most = matching;
            best = l;
        }
        for (std::size_t l = 0; l < m_links.size() && l <= best; ++l) {
            if (m_links[l].is_weighted)
                throw geo::InputError(
                    m_links[l].path,
                    "has a column weight, and " + m_options.weights->path + " gives weights too",
                    "take one of the two out");
        }
        return best;
    }

    /// Divides each origin anew, by the weights of the units it has reached. What is outside already keeps
    /// its share.
    void weigh(const std::vector<std::string>& units) {
        const OriginWeights& weights = *m_options.weights;
        std::vector<std::string> missing;
        std::vector<std::string> weightless;
        std::vector<bool> is_missing(units.size(), false);
        for (std::size_t o = 0; o < m_placement.size(); ++o) {
            const std::size_t begin = m_placement.start[o];
            const std::size_t end = m_placement.start[o + 1];
            std::vector<double> of_parts(end - begin, 0.0);
            double share_inside = 0.0;
            for (std::size_t p = begin; p < end; ++p) {
                if (m_placement.place[p] < 0) continue;
                share_inside += m_placement.weight[p];
                const auto unit = static_cast<std::size_t>(m_placement.place[p]);
                const std::int32_t entry = weights.index.find(units[unit]);
                const auto value = entry < 0 ? std::nullopt : weights.values[static_cast<std::size_t>(entry)];
                of_parts[p - begin] = value.value_or(0.0);
                if (!value && !is_missing[unit]) {
                    is_missing[unit] = true;
                    missing.push_back(units[unit]);
                }
            }
            const double sum = std::accumulate(of_parts.begin(), of_parts.end(), 0.0);
            if (!(share_inside > 0.0)) continue;
            if (!(sum > 0.0)) {
                weightless.push_back(m_origins[o]);
                continue;
            }
            for (std::size_t p = begin; p < end; ++p)
                if (m_placement.place[p] >= 0)
                    m_placement.weight[p] = share_inside * of_parts[p - begin] / sum;
        }
        drop_weightless_parts();
        report_weights(std::move(missing), geo::Severity::warning, "unit", "counted as 0");
        report_weights(std::move(weightless), geo::Severity::violation, "origin",
                       "none of whose units has a weight above 0; they count equally");
    }

    void drop_weightless_parts() {
        PartsOfCode parts;
        Placement kept;
        for (std::size_t o = 0; o < m_placement.size(); ++o) {
            parts.add(m_placement, o, 1.0);
            parts.end_code(kept);
        }
        m_placement = std::move(kept);
    }

    void report_weights(std::vector<std::string> codes, geo::Severity severity, const std::string& noun,
                        const std::string& consequence) {
        if (codes.empty()) return;
        const OriginWeights& weights = *m_options.weights;
        std::string text = weights.path + ": " + count_of(codes.size(), noun) +
                           " without a weight in column " + weights.column + ", " + consequence + ": " +
                           list_codes(codes, 20);
        m_findings.push_back(
            table_finding(geo::FindingKind::bad_value, severity, std::move(codes), std::move(text)));
    }

    void note_division(std::size_t l) {
        bool divides = false;
        for (std::size_t o = 0; o < m_placement.size() && !divides; ++o)
            divides = m_placement.start[o + 1] - m_placement.start[o] > 1;
        if (l == m_weighted_link) {
            m_dividing = {{m_options.weights->path, "by column " + m_options.weights->column}};
        } else if (divides && (m_dividing.empty() || m_links[l].is_weighted || grows(l))) {
            m_dividing.push_back({m_links[l].path, m_links[l].is_weighted
                                                       ? "by its column weight"
                                                       : "each row of a code counting equally (no weights)"});
        }
    }

    /// Whether the link itself has a code in several units.
    bool grows(std::size_t l) const {
        for (std::size_t c = 0; c < m_links[l].codes.size(); ++c) {
            for (std::size_t p = m_links[l].start[c] + 1; p < m_links[l].start[c + 1]; ++p)
                if (m_links[l].parts[p].unit != m_links[l].parts[p - 1].unit) return true;
        }
        return false;
    }

    void report_division() {
        if (m_links.empty()) return;
        const Division division = division_of(
            m_placement, m_options.patients.empty()
                             ? std::vector<double>(m_placement.size())
                             : std::vector<double>(m_options.patients.begin(), m_options.patients.end()));
        std::string text = m_options.name + ": " + std::to_string(division.codes) + " of " +
                           count_of(m_placement.size(), "origin") + (division.codes == 1 ? " lies" : " lie") +
                           " in several areas";
        std::vector<std::string> codes;
        for (std::size_t o = 0; o < m_placement.size(); ++o)
            if (m_placement.start[o + 1] - m_placement.start[o] > 1) codes.push_back(m_origins[o]);
        if (!codes.empty()) {
            text += " and " + std::string(codes.size() == 1 ? "is" : "are") + " divided:";
            for (std::size_t i = 0; i < m_dividing.size(); ++i)
                text += (i == 0 ? " " : "; ") + m_dividing[i].path + ", " + m_dividing[i].basis;
        }
        const auto size = static_cast<double>(codes.size());
        m_findings.push_back(table_finding(geo::FindingKind::assumption, geo::Severity::note,
                                           std::move(codes), std::move(text), size));
    }

    std::span<const std::string> m_origins;
    std::span<const OriginLink> m_links;
    std::span<const std::string> m_area_codes;
    const OriginOptions& m_options;
    std::size_t m_weighted_link = 0;
    Placement m_placement;             ///< of origins, in the units of the last link
    std::vector<std::string> m_units;  ///< codes of these
    std::vector<Dividing> m_dividing;
    std::vector<JoinReport> m_joins;
    std::vector<geo::Finding> m_findings;
};

}  // namespace

Placement place_origins(std::span<const std::string> origins, std::span<const OriginLink> chain,
                        std::span<const std::string> area_codes, const OriginOptions& options) {
    return Chain(origins, chain, area_codes, options).place();
}

}  // namespace shapes
