#include "shapes/vintages.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "geo/error.hpp"
#include "shapes/vintage_facts.hpp"

namespace shapes {

namespace {

/// "April 2017" of 2017-04-01.
std::string month_of(std::string_view date) {
    static constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};
    const auto month = static_cast<std::size_t>((date[5] - '0') * 10 + (date[6] - '0'));
    return std::string(months.at(month - 1)) + " " + std::string(date.substr(0, 4));
}

/// Up to the next separator, which is taken off with it.
std::string_view take(std::string_view& rest, char separator) {
    const std::size_t end = rest.find(separator);
    const std::string_view part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return part;
}

}  // namespace

Vintages::Vintages(std::vector<VintageCodes> facts) : m_facts(std::move(facts)) {
    for (std::size_t fact = 0; fact < m_facts.size(); ++fact)
        for (const std::string& code : m_facts[fact].codes)
            m_fact_of.emplace(code, fact);
}

std::string Vintages::words_for(std::span<const std::string> odd, std::span<const std::string> all) const {
    std::vector<std::pair<std::size_t, std::string_view>> geographies;
    for (const std::string& code : odd) {
        const auto found = m_fact_of.find(code);
        if (found == m_fact_of.end()) continue;
        const std::string_view geography = m_facts[found->second].geography;
        const auto seen = std::find_if(geographies.begin(), geographies.end(),
                                       [&](const auto& other) { return other.second == geography; });
        if (seen == geographies.end())
            geographies.emplace_back(1, geography);
        else
            ++seen->first;
    }
    if (geographies.empty()) return {};
    const std::string geography(
        std::max_element(geographies.begin(), geographies.end(), [](const auto& one, const auto& other) {
            return one.first < other.first;
        })->second);
    std::string from;
    std::string until;
    for (const std::string& code : all) {
        const auto found = m_fact_of.find(code);
        if (found == m_fact_of.end()) continue;
        const VintageCodes& fact = m_facts[found->second];
        if (fact.geography != geography) continue;
        from = std::max(from, fact.from);
        if (!fact.until.empty() && (until.empty() || fact.until < until)) until = fact.until;
    }
    if (!until.empty() && from >= until) return geography + " of several years";
    if (from.empty()) return geography + " before " + month_of(until);
    return geography + " from " + month_of(from) + (until.empty() ? " on" : " until " + month_of(until));
}

std::vector<VintageCodes> parse_vintages(std::string_view text) {
    std::vector<VintageCodes> facts;
    take(text, '\n');
    while (!text.empty()) {
        std::string_view line = take(text, '\n');
        VintageCodes fact;
        fact.geography = take(line, ',');
        fact.from = take(line, ',');
        fact.until = take(line, ',');
        std::string_view codes = take(line, ',');
        if (codes.empty()) throw geo::InternalError("vintages: a line without codes: " + fact.geography);
        while (!codes.empty())
            fact.codes.emplace_back(take(codes, ' '));
        facts.push_back(std::move(fact));
    }
    return facts;
}

const Vintages& known_vintages() {
    static const Vintages vintages(parse_vintages(vintage_facts));
    return vintages;
}

}  // namespace shapes
