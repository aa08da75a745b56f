#include "shapes/guidance_rules.hpp"

#include <algorithm>
#include <cmath>

#include "geo/table.hpp"
#include "shapes/join.hpp"

namespace shapes {

std::optional<BadRule> find_bad_rule(const GuidanceRules& rules) {
    struct Number {
        const char* key;
        double value;
        bool is_share;
    };
    const Number numbers[] = {{"least_population", rules.least_population, false},
                              {"greatest_population", rules.greatest_population, false},
                              {"mean_members", rules.mean_members, false},
                              {"least_li", rules.least_li, true},
                              {"least_lofi", rules.least_lofi, true},
                              {"least_validity", rules.least_validity, false},
                              {"greatest_deviation", rules.greatest_deviation.value_or(0.0), false}};
    for (const Number& number : numbers) {
        if (!std::isfinite(number.value)) return BadRule{number.key, "is not a finite number"};
        if (number.value < 0.0) return BadRule{number.key, "is negative"};
        if (number.is_share && number.value > 1.0) return BadRule{number.key, "is a share and above 1"};
    }
    if (rules.least_population > rules.greatest_population)
        return BadRule{"least_population", "is above greatest_population"};
    if (rules.fewest_members > rules.most_members) return BadRule{"fewest_members", "is above most_members"};
    for (const std::string& name : rules.required) {
        if (std::ranges::find(criterion_names, name) != criterion_names.end()) continue;
        const std::vector<std::string> known(criterion_names.begin(), criterion_names.end());
        const std::string nearest = geo::nearest_name(name, known);
        return BadRule{"required", "names no criterion with " + name + "; " +
                                       (nearest.empty() ? "known are " + list_codes(known, known.size())
                                                        : "did you mean " + nearest + "?")};
    }
    return std::nullopt;
}

}  // namespace shapes
