#include "shapes/impossible_limits.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "shapes/guidance_words.hpp"
#include "shapes/join.hpp"

namespace shapes {

namespace {

using words::thousands;

class Checker {
public:
    Checker(const PlanProblem& problem, const KeptGroups& groups, std::span<const std::string> area_codes,
            std::span<const std::string> footprint_codes)
        : m_problem(problem), m_groups(groups), m_area_codes(area_codes), m_codes(footprint_codes) {
        for (std::size_t unit = 0; unit < problem.given.size(); ++unit) {
            if (problem.given[unit] < 0) continue;
            m_people += problem.facts[unit].population;
            m_members += problem.facts[unit].members;
            ++m_units;
        }
        m_has_people = m_people > 0.0;
    }

    std::optional<ImpossibleLimit> find() const {
        for (const auto check : {&Checker::number, &Checker::population, &Checker::members,
                                 &Checker::lone_areas, &Checker::pins, &Checker::components})
            if (auto found = (this->*check)()) return found;
        return std::nullopt;
    }

private:
    using Found = std::optional<ImpossibleLimit>;

    [[nodiscard]] std::string unit_name(std::size_t unit) const {
        std::vector<std::string> codes;
        for (std::size_t area = 0; area < m_groups.group_of.size(); ++area)
            if (m_groups.group_of[area] == static_cast<std::int32_t>(unit))
                codes.push_back(m_area_codes[area]);
        return codes.size() == 1 ? "area " + codes.front()
                                 : "areas kept together, " + list_codes(codes, 5) + ",";
    }

    [[nodiscard]] Found number() const {
        if (!m_problem.footprints || *m_problem.footprints <= m_units) return std::nullopt;
        return ImpossibleLimit{"--footprints",
                               "asks for " + std::to_string(*m_problem.footprints) +
                                   " footprints, and there are " + std::to_string(m_units) +
                                   " areas to make them of, " +
                                   std::to_string(*m_problem.footprints - m_units) + " too few",
                               "ask for fewer"};
    }

    [[nodiscard]] Found population() const {
        if (!m_has_people) return std::nullopt;
        const std::size_t least_count = m_problem.footprints.value_or(1);
        const auto& least = m_problem.limits.least_population;
        if (least && m_people < *least * static_cast<double>(least_count))
            return ImpossibleLimit{
                "--least-population",
                std::to_string(least_count) + (least_count == 1 ? " footprint" : " footprints") +
                    " of at least " + thousands(*least) + " people need " +
                    thousands(*least * static_cast<double>(least_count)) + ", and the areas have " +
                    thousands(m_people) + ": " +
                    thousands(*least * static_cast<double>(least_count) - m_people) + " too few",
                "lower it, or ask for fewer footprints"};
        const auto& greatest = m_problem.limits.greatest_population;
        if (greatest && m_problem.footprints &&
            m_people > *greatest * static_cast<double>(*m_problem.footprints))
            return ImpossibleLimit{
                "--greatest-population",
                std::to_string(*m_problem.footprints) + " footprints of at most " + thousands(*greatest) +
                    " people hold " + thousands(*greatest * static_cast<double>(*m_problem.footprints)) +
                    ", and the areas have " + thousands(m_people) + ": " +
                    thousands(m_people - *greatest * static_cast<double>(*m_problem.footprints)) +
                    " too many",
                "raise it, or ask for more footprints"};
        return std::nullopt;
    }

    [[nodiscard]] Found members() const {
        if (!m_problem.footprints) return std::nullopt;
        const auto count = static_cast<std::int32_t>(*m_problem.footprints);
        const auto& fewest = m_problem.limits.fewest_members;
        const auto& most = m_problem.limits.most_members;
        const auto text = [&](const char* bound, std::int32_t of, const char* verb, std::int32_t by,
                              const char* end) {
            return std::to_string(count) + " footprints of " + bound + std::to_string(of) + " areas " + verb +
                   std::to_string(count * of) + ", and there are " + std::to_string(m_members) + ": " +
                   std::to_string(by) + end;
        };
        if (fewest && m_members < count * *fewest)
            return ImpossibleLimit{
                "--fewest-members",
                text("at least ", *fewest, "need ", count * *fewest - m_members, " too few"),
                "lower it, or ask for fewer footprints"};
        if (most && m_members > count * *most)
            return ImpossibleLimit{"--most-members",
                                   text("at most ", *most, "hold ", m_members - count * *most, " too many"),
                                   "raise it, or ask for more footprints"};
        return std::nullopt;
    }

    [[nodiscard]] Found lone_areas() const {
        const auto& greatest = m_problem.limits.greatest_population;
        if (!greatest) return std::nullopt;
        for (std::size_t unit = 0; unit < m_problem.given.size(); ++unit) {
            const double people = m_problem.facts[unit].population;
            if (m_problem.given[unit] >= 0 && people > *greatest)
                return ImpossibleLimit{"--greatest-population",
                                       unit_name(unit) + " alone has " + thousands(people) + " people, " +
                                           thousands(people - *greatest) +
                                           " above the greatest population of " + thousands(*greatest),
                                       "raise it, or divide the area"};
        }
        return std::nullopt;
    }

    [[nodiscard]] Found pins() const {
        const std::size_t footprints = m_problem.keeps_footprint.size();
        std::vector<double> people(footprints, 0.0);
        std::vector<char> is_pinned(footprints, 0);
        for (std::size_t unit = 0; unit < m_problem.given.size(); ++unit) {
            if (m_problem.given[unit] < 0) continue;
            const auto f = static_cast<std::size_t>(m_problem.given[unit]);
            if (m_problem.keeps_area[unit] == 0 && m_problem.keeps_footprint[f] == 0) continue;
            is_pinned[f] = 1;
            people[f] += m_problem.facts[unit].population;
        }
        const auto pinned = static_cast<std::size_t>(std::ranges::count(is_pinned, 1));
        if (m_problem.footprints && pinned > *m_problem.footprints)
            return ImpossibleLimit{"--pin",
                                   "keeps areas in " + std::to_string(pinned) +
                                       " footprints, and there may be " +
                                       std::to_string(*m_problem.footprints) + ": " +
                                       std::to_string(pinned - *m_problem.footprints) + " too many",
                                   "take pins away, or ask for more footprints"};
        if (!m_has_people) return std::nullopt;
        for (std::size_t f = 0; f < footprints; ++f) {
            if (is_pinned[f] == 0) continue;
            const auto& greatest = m_problem.limits.greatest_population;
            const auto& least = m_problem.limits.least_population;
            const std::string start =
                "keeps " + thousands(people[f]) + " people in footprint " + m_codes[f] + ", ";
            if (greatest && people[f] > *greatest)
                return ImpossibleLimit{"--pin",
                                       start + thousands(people[f] - *greatest) +
                                           " above the greatest population of " + thousands(*greatest),
                                       "take pins away, or raise --greatest-population"};
            if (least && m_problem.keeps_footprint[f] != 0 && people[f] < *least)
                return ImpossibleLimit{"--pin",
                                       start + thousands(*least - people[f]) +
                                           " below the least population of " + thousands(*least) +
                                           ", and nobody may join it",
                                       "pin its areas instead, or lower --least-population"};
        }
        return std::nullopt;
    }

    [[nodiscard]] Found components() const {
        const auto& least = m_problem.limits.least_population;
        if (!least || !m_has_people || !m_problem.limits.contiguity) return std::nullopt;
        // Areas that are in a footprint as one footprint: its pieces are the components.
        std::vector<FootprintIndex> all;
        for (const FootprintIndex f : m_problem.given)
            all.push_back(f < 0 ? no_footprint : 0);
        const Pieces pieces = find_articulations(m_problem.neighbourhood, all, 1);
        std::vector<double> people(static_cast<std::size_t>(pieces.pieces[0]), 0.0);
        for (std::size_t unit = 0; unit < all.size(); ++unit)
            if (pieces.piece_of[unit] >= 0)
                people[static_cast<std::size_t>(pieces.piece_of[unit])] += m_problem.facts[unit].population;
        for (std::size_t piece = 0; piece < people.size(); ++piece) {
            if (people[piece] >= *least) continue;
            std::vector<std::string> codes;
            for (std::size_t area = 0; area < m_groups.group_of.size(); ++area) {
                const auto unit = static_cast<std::size_t>(m_groups.group_of[area]);
                if (pieces.piece_of[unit] == static_cast<std::int32_t>(piece))
                    codes.push_back(m_area_codes[area]);
            }
            return ImpossibleLimit{"--least-population",
                                   list_codes(codes, 5) + " hang together with no other area and have " +
                                       thousands(people[piece]) + " people, " +
                                       thousands(*least - people[piece]) + " below the least population of " +
                                       thousands(*least),
                                   "join them to others with --links, or lower it"};
        }
        return std::nullopt;
    }

    const PlanProblem& m_problem;
    const KeptGroups& m_groups;
    std::span<const std::string> m_area_codes;
    std::span<const std::string> m_codes;
    double m_people = 0.0;
    std::int32_t m_members = 0;
    std::size_t m_units = 0;
    bool m_has_people = false;
};

}  // namespace

std::optional<ImpossibleLimit> find_impossible_limit(const PlanProblem& problem, const KeptGroups& groups,
                                                     std::span<const std::string> area_codes,
                                                     std::span<const std::string> footprint_codes) {
    return Checker(problem, groups, area_codes, footprint_codes).find();
}

}  // namespace shapes
