// What a cross table adds up to: the marginals of both maps, what they have in common, and what lies in
// neither.
#pragma once

#include "shapes/cross_table.hpp"

namespace shapes {

/// One map: in_both + outside + noise = whole.
struct MapTotal {
    double whole = 0.0;    ///< of all its units
    double in_both = 0.0;  ///< of it in a unit of the other map; equal for both maps
    double outside = 0.0;  ///< of it in no unit of the other map
    double noise = 0.0;    ///< of it in slivers
};

/// a.whole + b.whole - (cells of both) + in_neither = all.
struct CrossTotals {
    MapTotal a;
    MapTotal b;
    double in_neither = 0.0;
    double all = 0.0;  ///< every cell once, and what is in neither
};

/// Adds the cells up, with compensated summation. O(cells).
[[nodiscard]] CrossTotals total(const CrossTable& table);

}  // namespace shapes
