// Cross tables of two maps: how much of each unit of A lies in each unit of B, counted over common units or
// measured on the ground.
//
// unit     an area, footprint or authority of one of the two maps
// cell     what a unit of A (or none) and a unit of B (or none) have in common
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/overlay.hpp"

namespace shapes {

using UnitRow = std::uint32_t;

/// Where the other map has no unit.
inline constexpr UnitRow no_unit = std::numeric_limits<UnitRow>::max();

/// What the amounts of a cross table are.
enum class CrossAmount { people, area_m2, common_units };

struct CrossCell {
    UnitRow a = no_unit;  ///< never none together with b
    UnitRow b = no_unit;
    double amount = 0.0;
    double noise = 0.0;              ///< the part of the amount that lies in slivers; 0 without geometry
    std::optional<double> border_m;  ///< outline that both have; nothing without geometry

    [[nodiscard]] double without_noise() const { return amount - noise; }
    /// Slivers alone. A cell of amount 0 is one where two units meet, and no noise.
    [[nodiscard]] bool is_noise() const { return noise > 0.0 && without_noise() <= 0.0; }
};

struct CrossTable {
    CrossAmount measured = CrossAmount::common_units;
    std::vector<std::string> a_codes;  ///< sorted from lookups, in the order of the layer from an overlay
    std::vector<std::string> b_codes;
    std::vector<CrossCell> cells;  ///< sorted by a, then b, none last; one for each two units
    double in_neither = 0.0;       ///< amount of the common units that lie in no unit of either map
};

/// Counts common units, such as LSOAs, by the unit of each map that they lie in; an empty code is none.
/// `weights` are people, or empty: then each common unit counts once. A pair that weighs 0 keeps its cell.
/// O(n log n).
/// @pre b_of has one code for each of a_of
/// @throws geo::InputError naming the first common unit by its number, from 1, whose weight is negative or no
/// finite
///   number; when the number of weights is another one; when no common unit has a code in both maps.
[[nodiscard]] CrossTable cross_table(std::span<const std::string> a_of, std::span<const std::string> b_of,
                                     std::span<const double> weights = {});

/// Square metres of each pair of an overlay, with its slivers as noise and the border that both have. O(pairs
/// log pairs).
/// @pre the codes are those of the rows of the layers
[[nodiscard]] CrossTable cross_table(const geo::Overlay& overlay, std::vector<std::string> a_codes,
                                     std::vector<std::string> b_codes);

}  // namespace shapes
