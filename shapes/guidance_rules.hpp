// The thresholds of the guidance on footprints, with the published ones as default.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shapes {

/// Names of the criteria, in the order in which they are judged and printed.
inline constexpr std::array<std::string_view, 10> criterion_names{
    "cover",    "contiguity",        "population",        "members",  "self_containment",
    "validity", "authorities_lower", "authorities_upper", "roadmaps", "deviation"};

/// What a plan is held against. Guidance gave principles and few numbers: populations and members are the
/// extremes of the 44 footprints as published, so that they describe what was accepted (House of Commons
/// Library, briefing CBP 8093, September 2017; IPPR, June 2017).
struct GuidanceRules {
    double least_population = 300'000;
    double greatest_population = 2'800'000;
    std::size_t fewest_members = 1;
    std::size_t most_members = 12;
    double mean_members = 5.0;    ///< printed beside the mean that was found, not judged
    double least_li = 0.75;       ///< Elzinga and Hogarty (1973), weak
    double least_lofi = 0.75;     ///< the same
    double least_validity = 1.0;  ///< of the X-equation
    std::size_t most_split_lower = 0;
    std::size_t most_split_upper = 0;
    /// Of the greatest |population - ideal| / ideal. None is published for footprints.
    std::optional<double> greatest_deviation;
    /// Criteria whose failure fails the plan. The others are advisory.
    std::vector<std::string> required{"cover", "contiguity", "population"};
};

/// A rule that cannot be held against anything: its key in review files and why. Empty when all can.
struct BadRule {
    std::string key;
    std::string what;
};

/// The first rule that is negative, not finite, out of 0..1 for a share, or crossed with its other bound; and
/// the first name in `required` that is no criterion. Keys are those of the members above.
[[nodiscard]] std::optional<BadRule> find_bad_rule(const GuidanceRules& rules);

}  // namespace shapes
