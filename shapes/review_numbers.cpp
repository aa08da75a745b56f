#include "shapes/review_numbers.hpp"

#include <cmath>
#include <numeric>
#include <utility>

#include "shapes/sum.hpp"

namespace shapes {

namespace {

Spread spread_of(std::span<const std::optional<double>> values) {
    Spread spread;
    CompensatedSum sum;
    std::size_t known = 0;
    for (std::size_t f = 0; f < values.size(); ++f) {
        if (!values[f]) {
            ++spread.missing;
            continue;
        }
        ++known;
        sum.add(*values[f]);
        if (!spread.least || *values[f] < *spread.least) {
            spread.least = values[f];
            spread.least_at = static_cast<FootprintIndex>(f);
        }
        if (!spread.greatest || *values[f] > *spread.greatest) {
            spread.greatest = values[f];
            spread.greatest_at = static_cast<FootprintIndex>(f);
        }
    }
    if (known > 0) spread.mean = sum.value() / static_cast<double>(known);
    return spread;
}

}  // namespace

ReviewNumbers review_numbers(std::span<const std::optional<double>> populations,
                             std::span<const std::size_t> members, double area_m2) {
    std::vector<std::optional<double>> member_counts;
    for (const std::size_t count : members)
        member_counts.emplace_back(static_cast<double>(count));
    ReviewNumbers numbers;
    numbers.footprints = members.size();
    numbers.areas = std::accumulate(members.begin(), members.end(), std::size_t{0});
    numbers.population = spread_of(populations);
    numbers.members = spread_of(member_counts);
    numbers.area_m2 = area_m2;
    return numbers;
}

std::vector<NumberComparison> compare_numbers(const ReviewNumbers& numbers,
                                              const PublishedNumbers& published) {
    std::vector<NumberComparison> result;
    const auto add = [&](const char* key, const char* label, std::optional<double> found,
                         std::optional<double> other, double tolerance_share,
                         FootprintIndex footprint = no_footprint) {
        NumberComparison row{key, label, found, other, std::nullopt, footprint};
        if (found && other) row.agrees = std::abs(*found - *other) <= tolerance_share * std::abs(*other);
        result.push_back(std::move(row));
    };
    constexpr double exact = 0.0;
    const double rounded = published.tolerance_share;
    const Spread& people = numbers.population;
    const Spread& members = numbers.members;
    add("footprints", "footprints", static_cast<double>(numbers.footprints), published.footprints, exact);
    add("population_least", "smallest population", people.least, published.least_population, rounded,
        people.least_at);
    add("population_greatest", "largest population", people.greatest, published.greatest_population, rounded,
        people.greatest_at);
    add("population_mean", "mean population", people.mean, published.mean_population, rounded);
    add("members_least", "fewest members", members.least, published.fewest_members, exact, members.least_at);
    add("members_greatest", "most members", members.greatest, published.most_members, exact,
        members.greatest_at);
    add("members_mean", "mean members", members.mean, published.mean_members, rounded);
    add("area_m2", "area covered, m2", numbers.area_m2, published.area_m2, rounded);
    return result;
}

}  // namespace shapes
