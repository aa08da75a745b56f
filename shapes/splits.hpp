// Splits: how whole the units of one geography lie in another, authorities in footprints and the reverse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace shapes {

/// Ground that a unit has in common with a place of the other geography, by people or by small areas.
struct SplitPart {
    std::int32_t unit;
    std::int32_t within;
    double weight;  ///< 0 or more
};

/// How one unit is divided.
struct UnitSplit {
    std::size_t parts = 0;   ///< places that hold a part of it; 0 for a unit with no ground here
    double weight = 0.0;     ///< of all its parts
    double minority = 0.0;   ///< outside its greatest part
    std::int32_t main = -1;  ///< the place with the greatest part, the first of equals
    std::optional<double>
        score;  ///< sum of sqrt(f) over its parts' shares f: 1 is whole; nullopt without weight
};

struct Splits {
    std::vector<UnitSplit> of;    ///< of each unit
    std::size_t present = 0;      ///< units with ground here
    std::size_t split = 0;        ///< units in two places or more
    std::size_t extra_parts = 0;  ///< parts beyond the first of each unit ("total splits")
    double weight = 0.0;
    double minority = 0.0;
    std::optional<double> score;  ///< mean of the units' scores, weighted by their weight
};

/// Splits of `units` units. Parts of one unit in one place add up; a part without weight counts as a part all
/// the same. The score is the square-root entropy of Duchin (2018), as Dave's Redistricting prints it: sum of
/// sqrt(f), a unit halved having 1.414 and one that loses a hundredth 1.095. Exchange unit and within for the
/// other way round. O(parts log parts).
[[nodiscard]] Splits measure_splits(std::vector<SplitPart> parts, std::size_t units);

}  // namespace shapes
