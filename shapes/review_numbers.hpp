// A review in numbers: how many footprints, how large, how many members, beside what was published.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shapes/plan.hpp"

namespace shapes {

/// A least, greatest and mean value over footprints, and which footprints they are (the first of equals).
struct Spread {
    std::optional<double> least;
    std::optional<double> greatest;
    std::optional<double> mean;
    FootprintIndex least_at = no_footprint;
    FootprintIndex greatest_at = no_footprint;
    std::size_t missing = 0;  ///< footprints without a value, left out of all three
};

struct ReviewNumbers {
    std::size_t footprints = 0;
    std::size_t areas = 0;  ///< members of all footprints
    Spread population;
    Spread members;
    double area_m2 = 0.0;
};

/// Numbers of a plan. `populations` and `members` are those of each footprint; `populations` may be empty
/// when none are known. O(footprints).
[[nodiscard]] ReviewNumbers review_numbers(std::span<const std::optional<double>> populations,
                                           std::span<const std::size_t> members, double area_m2);

/// What a publication says, given as data; absent values are not compared. `tolerance_share` says how far a
/// found value may be from a rounded one and still agree with it.
struct PublishedNumbers {
    std::optional<double> footprints;
    std::optional<double> least_population;
    std::optional<double> greatest_population;
    std::optional<double> mean_population;
    std::optional<double> fewest_members;
    std::optional<double> most_members;
    std::optional<double> mean_members;
    std::optional<double> area_m2;
    std::string source;
    double tolerance_share = 0.1;
};

/// One number found beside the published one.
struct NumberComparison {
    std::string key;    ///< as in reports: "footprints", "population_least", ...
    std::string label;  ///< for readers: "smallest population"
    std::optional<double> found;
    std::optional<double> published;
    std::optional<bool> agrees;               ///< nullopt when one of the two is absent; counts must be equal
    FootprintIndex footprint = no_footprint;  ///< which footprint, for least and greatest
};

/// The eight numbers in a fixed order.
[[nodiscard]] std::vector<NumberComparison> compare_numbers(const ReviewNumbers& numbers,
                                                            const PublishedNumbers& published);

}  // namespace shapes
