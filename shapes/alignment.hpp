// How two maps fit: which units nest, which straddle, and how much of one map the other tells.
//
// All measures rest on the amounts of the cross table without their noise, which is totalled apart. A unit's
// whole includes what it has outside the other map; measures of entropy, association and splits are about
// what both maps cover. An undefined ratio is nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "shapes/cross_table.hpp"

namespace shapes {

struct AlignmentOptions {
    /// The share of a unit that may lie elsewhere without a verdict changing: 0 for common units, 0.01 for
    /// ground.
    double tolerance_share = 0.0;
};

/// A pair of units, in the order of the cells.
struct PairAlignment {
    double amount = 0.0;               ///< without noise
    std::optional<double> share_of_a;  ///< of the whole unit of A; nothing without one
    std::optional<double> share_of_b;
    std::optional<double> iou;  ///< intersection over union (Jaccard 1901)
};

/// How a unit fits the other map. With tolerance t, the first that holds:
enum class Fit {
    outside,         ///< has nothing in the other map
    coterminous,     ///< IoU with its best match is 1 - t or more
    nests_in,        ///< 1 - t of it or more is in its best match
    whole_units_of,  ///< 1 - t of it or more is in units of which each has 1 - t or more of itself in it
    straddles        ///< anything else, the edge of the other map included
};

/// Name as it stands in reports: "outside", "coterminous", "nests_in", "whole_units_of", "straddles".
[[nodiscard]] std::string_view to_string(Fit fit);

struct UnitAlignment {
    double amount = 0.0;                ///< without noise
    double outside = 0.0;               ///< of it, in no unit of the other map
    UnitRow best = no_unit;             ///< most in common, the first of equals
    std::optional<double> containment;  ///< share of the unit in its best match
    std::optional<double> iou;          ///< with its best match
    std::optional<double>
        effective_splits;  ///< 1 / sum f^2 over its parts, 1 = whole (Laakso and Taagepera 1979)
    std::optional<double> sqrt_entropy;  ///< sum of sqrt f over its parts, 1 = whole (Duchin 2018)
    std::optional<double>
        inhomogeneity;       ///< entropy of its parts / entropy of the other map (Nowosad, Stepinski 2018)
    double mapcurves = 0.0;  ///< sum of share of unit x share of part (Hargrove et al. 2006)
    Fit fit = Fit::outside;
    bool is_split = false;         ///< more than the tolerance is in units other than its best match
    double in_minority_parts = 0;  ///< amount in units other than its best match
};

/// One map, as the other divides it.
struct MapAlignment {
    double noise = 0.0;    ///< of its units, in slivers; left out of everything else
    double outside = 0.0;  ///< amount of its units in no unit of the other map
    std::size_t units_split = 0;
    double in_minority_parts = 0.0;  ///< of the units that are split: people affected, if people are counted
    std::optional<double> sqrt_entropy;  ///< mean of its units, weighted by what they have in the other map
    /// Goodman and Kruskal (1954): share of errors in telling the unit of this map that knowing the other map
    /// saves.
    std::optional<double> lambda;
    double mapcurves = 0.0;  ///< area under the sorted curve of its units, which is their mean
};

struct Alignment {
    std::vector<PairAlignment> pairs;  ///< by cell
    std::vector<UnitAlignment> a;      ///< by row
    std::vector<UnitAlignment> b;
    MapAlignment map_a;
    MapAlignment map_b;
    /// Rosenberg and Hirschberg (2007), beta = 1, arguments as scikit-learn's (labels A, clusters B) and
    /// sabre's have them. With MI = mutual information: MI / H(A), 1 when each unit of B lies in one of A. 1
    /// when H(A) = 0.
    std::optional<double> homogeneity;
    std::optional<double>
        completeness;                 ///< MI / H(B), 1 when each unit of A lies in one of B. 1 when H(B) = 0
    std::optional<double> v_measure;  ///< 2hc / (h + c); 0 when h + c = 0
    double mapcurves = 0.0;           ///< the greater of both directions
};

/// Measures how A and B fit. O(cells log cells + units).
/// @pre the cells are as cross_table() makes them; noise is at most the amount
/// @throws geo::UsageError when the tolerance is not from 0 to below 0.5.
[[nodiscard]] Alignment align(const CrossTable& table, const AlignmentOptions& options);

}  // namespace shapes
