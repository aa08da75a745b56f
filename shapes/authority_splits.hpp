// Splits of local authorities by footprints, and of footprints by authorities.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "shapes/authority_table.hpp"
#include "shapes/plan.hpp"
#include "shapes/splits.hpp"

namespace shapes {

/// What splits are weighed by.
enum class SplitWeight {
    people,  ///< a column of people
    spread,  ///< people of each area spread evenly over its units
    units,   ///< units, each counting alike
};

/// "people", "people, spread evenly over the small areas of each area", "small areas".
[[nodiscard]] std::string_view to_string(SplitWeight weight);

struct AuthoritySplits {
    SplitWeight weight = SplitWeight::units;
    Splits by_footprint;              ///< authorities over footprints
    Splits of_footprints;             ///< footprints over authorities
    std::vector<std::size_t> shared;  ///< split authorities that have a part in each footprint
    std::size_t split_in_areas = 0;   ///< authorities that are in several areas
};

/// Splits both ways. `populations` of areas may be empty; they are used when every area with units has one
/// and the table has no people. Ground in no footprint is left out.
[[nodiscard]] AuthoritySplits split_authorities(const AuthorityTable& table,
                                                std::span<const std::optional<double>> populations,
                                                std::span<const FootprintIndex> footprint_of,
                                                std::size_t footprints);

}  // namespace shapes
