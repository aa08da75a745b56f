#include "shapes/placement.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "shapes/code_index.hpp"
#include "shapes/disclosure.hpp"
#include "shapes/sum.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

/// Places codes and keeps what is to be said about it.
class Placer {
public:
    Placer(std::span<const std::string> codes, const KnownPlaces& known, const PlacingOptions& options)
        : m_codes(codes), m_known(known), m_options(options), m_index(known.codes) {}

    Placement place() {
        m_placement.join = join_codes(m_options.name, m_codes, m_known.codes);
        auto& duplicated = m_placement.join.duplicated;
        duplicated.insert(duplicated.end(), m_known.duplicated.begin(), m_known.duplicated.end());
        for (std::size_t i = 0; i < m_codes.size(); ++i)
            place_code(i);
        if (m_options.succession != nullptr)
            m_placement.further_joins.push_back(
                join_codes(m_options.name + ", by succession", m_placement.join.unmatched_left, m_succeeded));
        require_some();
        report_outside();
        for (geo::Finding& told : m_told)
            m_placement.findings.push_back(std::move(told));
        return std::move(m_placement);
    }

private:
    bool is_known(std::string_view code) const { return m_index.find(code) >= 0; }

    void place_code(std::size_t i) {
        const std::string& code = m_codes[i];
        if (code.empty()) {
            m_placement.add(unknown_place);
            return;
        }
        const std::int32_t entry = m_index.find(code);
        if (entry >= 0) {
            m_parts.add(m_known.places, static_cast<std::size_t>(entry), 1.0);
            m_parts.end_code(m_placement);
            ++m_placed;
            if (m_options.succession != nullptr) report_taken_over(code);
        } else if (m_options.succession == nullptr || !place_by_succession(code)) {
            m_placement.add(outside_place);
            m_outside.push_back(code);
            if (!m_options.patients.empty()) m_outside_patients.push_back(m_options.patients[i]);
        }
    }

    bool place_by_succession(const std::string& code) {
        const auto known = [this](std::string_view asked) { return is_known(asked); };
        const std::optional<Succeeded> found = succeed(*m_options.succession, code, known);
        if (!found) return false;
        if (found->parts.empty()) return place_in_given_footprint(code, *found);
        for (const auto& [part, share] : found->parts)
            m_parts.add(m_known.places, static_cast<std::size_t>(m_index.find(part)), share);
        m_parts.end_code(m_placement);
        const std::vector<std::string> places = places_of_last();
        std::string text = m_options.name + ": " + found->path + ", placed in " + list_codes(places, 10);
        std::vector<std::string> codes{code};
        for (const auto& part : found->parts)
            codes.push_back(part.first);
        if (places.size() > 1) text += " and divided between them";
        if (!found->unknown.empty()) text += "; not known and left out: " + list_codes(found->unknown, 10);
        const bool is_ambiguous = lies_elsewhere(found->other);
        if (is_ambiguous)
            text += "; its successor " + list_codes(found->other, 3) + " lies elsewhere and is not used";
        tell(places.size() > 1 || is_ambiguous ? geo::Severity::warning : geo::Severity::note,
             std::move(codes), std::move(text));
        m_succeeded.push_back(code);
        ++m_placed;
        return true;
    }

    bool place_in_given_footprint(const std::string& code, const Succeeded& found) {
        if (!m_options.takes_footprints_of_succession) return false;
        const auto place = std::find(m_known.place_names.begin(), m_known.place_names.end(), found.footprint);
        if (place == m_known.place_names.end()) {
            tell(geo::Severity::warning, {code, found.footprint},
                 m_options.name + ": the succession puts " + code + " in " + found.footprint +
                     ", which is no footprint of the plan");
            return false;
        }
        m_placement.add(static_cast<std::int32_t>(place - m_known.place_names.begin()));
        tell(geo::Severity::note, {code},
             m_options.name + ": " + found.path + ", as " + m_options.succession->path +
                 " gives it for a code without predecessor");
        m_succeeded.push_back(code);
        ++m_placed;
        return true;
    }

    /// A lookup made before a merger places the code where it was; what it took over may lie elsewhere.
    void report_taken_over(const std::string& code) {
        const auto known = [this](std::string_view asked) { return is_known(asked); };
        std::vector<std::string> taken = known_predecessors(*m_options.succession, code, known);
        // Where the flows tell the two apart, nothing was taken over yet.
        std::erase_if(taken, [&](const std::string& old) {
            return std::find(m_codes.begin(), m_codes.end(), old) != m_codes.end();
        });
        if (taken.empty() || !lies_elsewhere(taken)) return;
        std::string text = m_options.name + ": " + code + " is placed in " +
                           list_codes(places_of_last(), 10) + " by " + m_known.source +
                           ", with all patients of " + list_codes(taken, 10) +
                           ", which it took over and which lies elsewhere there";
        taken.insert(taken.begin(), code);
        tell(geo::Severity::warning, std::move(taken), std::move(text));
    }

    /// Whether any of these known codes has a place that the last code has not.
    bool lies_elsewhere(std::span<const std::string> codes) const {
        const auto last = m_placement.place.begin() +
                          static_cast<std::ptrdiff_t>(m_placement.start[m_placement.size() - 1]);
        for (const std::string& code : codes) {
            const auto entry = static_cast<std::size_t>(m_index.find(code));
            for (std::size_t p = m_known.places.start[entry]; p < m_known.places.start[entry + 1]; ++p) {
                if (std::find(last, m_placement.place.end(), m_known.places.place[p]) ==
                    m_placement.place.end())
                    return true;
            }
        }
        return false;
    }

    std::vector<std::string> places_of_last() const {
        std::vector<std::string> names;
        for (std::size_t p = m_placement.start[m_placement.size() - 1]; p < m_placement.place.size(); ++p) {
            const std::int32_t place = m_placement.place[p];
            names.push_back(place < 0 ? "outside" : m_known.place_names[static_cast<std::size_t>(place)]);
        }
        return names;
    }

    void require_some() const {
        if (m_placement.join.left == 0 || m_placed > 0) return;
        throw geo::InputError(
            m_options.name,
            "none of the " + count_of(m_placement.join.left, "code") + " of the flows is in " +
                m_known.source,
            "the flows have codes such as " + list_codes(m_outside) +
                (m_known.codes.empty() ? std::string() : ", the other has " + list_codes(m_known.codes)) +
                (m_options.remedy.empty() ? "" : "; " + m_options.remedy));
    }

    void report_outside() {
        if (m_placement.further_joins.empty() || m_succeeded.empty()) {
            if (std::string hint = vintage_hint(m_placement.join, "the flows", m_known.source); !hint.empty())
                m_placement.findings.push_back(
                    table_finding(geo::FindingKind::unmatched, geo::Severity::warning, {}, std::move(hint)));
        }
        if (m_outside.empty()) return;
        std::string text =
            m_options.name + ": " + count_of(m_outside.size(), "code") + " not in " + m_known.source +
            ", counted as outside the study area: " + list_with_patients(m_outside, m_outside_patients);
        m_placement.findings.push_back(table_finding(geo::FindingKind::unmatched, geo::Severity::warning,
                                                     std::move(m_outside), std::move(text)));
    }

    void tell(geo::Severity severity, std::vector<std::string> codes, std::string text) {
        m_told.push_back(
            table_finding(geo::FindingKind::assumption, severity, std::move(codes), std::move(text)));
    }

    std::span<const std::string> m_codes;
    const KnownPlaces& m_known;
    const PlacingOptions& m_options;
    CodeIndex m_index;
    Placement m_placement;
    PartsOfCode m_parts;
    std::size_t m_placed = 0;
    std::vector<std::string> m_succeeded;
    std::vector<std::string> m_outside;
    std::vector<double> m_outside_patients;
    std::vector<geo::Finding> m_told;
};

}  // namespace

void Placement::add_part(std::int32_t of_place, double of_weight) {
    place.push_back(of_place);
    weight.push_back(of_weight);
}

void Placement::add(std::int32_t of_place) {
    add_part(of_place, 1.0);
    end_code();
}

void PartsOfCode::add(std::int32_t place, double weight) {
    m_parts.emplace_back(place, weight);
}

void PartsOfCode::add(const Placement& known, std::size_t code, double share) {
    for (std::size_t p = known.start[code]; p < known.start[code + 1]; ++p)
        add(known.place[p], known.weight[p] * share);
}

void PartsOfCode::end_code(Placement& placement) {
    std::stable_sort(m_parts.begin(), m_parts.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    CompensatedSum all;
    for (const auto& part : m_parts)
        all.add(part.second);
    for (std::size_t i = 0; i < m_parts.size();) {
        CompensatedSum here;
        const std::int32_t place = m_parts[i].first;
        for (; i < m_parts.size() && m_parts[i].first == place; ++i)
            here.add(m_parts[i].second);
        if (here.value() > 0.0) placement.add_part(place, here.value() / all.value());
    }
    placement.end_code();
    m_parts.clear();
}

KnownPlaces known_areas(std::span<const std::string> area_codes) {
    KnownPlaces known;
    known.source = "the areas of the plan";
    known.codes.assign(area_codes.begin(), area_codes.end());
    known.place_names = known.codes;
    const CodeIndex index(area_codes);
    for (const std::string& code : known.codes)
        known.places.add(index.find(code));
    return known;
}

KnownPlaces known_areas_in_footprints(std::span<const std::string> area_codes, const Plan& plan) {
    KnownPlaces known = known_areas(area_codes);
    known.places = to_footprints(std::move(known.places), plan);
    known.place_names = plan.codes;
    return known;
}

Placement place_codes(std::span<const std::string> codes, const KnownPlaces& known,
                      const PlacingOptions& options) {
    if (!options.patients.empty() && options.patients.size() != codes.size())
        throw geo::InternalError("codes and their patients differ in length");
    return Placer(codes, known, options).place();
}

Placement place_in_areas(std::string name, std::span<const std::string> codes,
                         std::span<const std::string> area_codes) {
    return place_codes(codes, known_areas(area_codes), {.name = std::move(name)});
}

Placement to_footprints(Placement in_areas, const Plan& plan) {
    Placement result;
    result.join = std::move(in_areas.join);
    result.further_joins = std::move(in_areas.further_joins);
    result.findings = std::move(in_areas.findings);
    PartsOfCode parts;
    for (std::size_t code = 0; code < in_areas.size(); ++code) {
        for (std::size_t p = in_areas.start[code]; p < in_areas.start[code + 1]; ++p) {
            const std::int32_t area = in_areas.place[p];
            parts.add(area < 0 ? area : plan.footprint_of[static_cast<std::size_t>(area)],
                      in_areas.weight[p]);
        }
        parts.end_code(result);
    }
    return result;
}

Division division_of(const Placement& placement, std::span<const double> patients) {
    Division division;
    CompensatedSum divided;
    for (std::size_t code = 0; code < placement.size(); ++code) {
        if (placement.start[code + 1] - placement.start[code] < 2) continue;
        ++division.codes;
        divided.add(patients[code]);
    }
    division.patients = divided.value();
    return division;
}

std::string list_with_patients(std::span<const std::string> codes, std::span<const double> patients,
                               std::size_t most) {
    if (patients.empty()) return list_codes(codes, most);
    std::vector<std::size_t> order(codes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return patients[a] > patients[b]; });
    std::vector<std::string> named;
    for (const std::size_t i : order) {
        const std::optional<double> shown = DisclosureRule{}.shown(patients[i]);
        named.push_back(codes[i] + (!shown ? " (1 to 7 patients)"
                                    : *shown == 0.0
                                        ? " (no patients)"
                                        : " (about " + geo::format_fixed(*shown, 0) + " patients)"));
    }
    return list_codes(named, most);
}

const std::string& place_code(const Plan& plan, FootprintIndex place) {
    static const std::string outside = "outside";
    static const std::string unknown = "unknown";
    if (place >= 0) return plan.codes[static_cast<std::size_t>(place)];
    return place == unknown_place ? unknown : outside;
}

}  // namespace shapes
