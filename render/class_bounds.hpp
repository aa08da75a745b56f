// Class bounds: the schemes that turn sorted values into the upper bounds of classes, a file a family.
//
// All take finite values in ascending order, at least two of them different, and return bounds in ascending
// order; bounds may repeat where the data leave no choice. The last is the greatest value or lies above it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "render/classify.hpp"

namespace render {

// intervals.cpp: bounds from the range alone

/// least + (greatest - least) i / k. O(k).
[[nodiscard]] std::vector<double> equal_bounds(std::span<const double> sorted, std::size_t k);

/// Multiples of 1, 2 or 5 times a power of ten that cover the range in about k classes (Becker, Chambers and
/// Wilks, 1988; the rule of R's pretty() with its usual bias towards larger units). The classes may be
/// fewer than k or more. O(classes).
[[nodiscard]] std::vector<double> pretty_bounds(std::span<const double> sorted, std::size_t k);

// ranks.cpp: bounds from order statistics

/// The value at a share of the sorted sample by type 7 (Hyndman and Fan, 1996): position (n - 1) share,
/// linear between neighbours. The share is given as part / whole in whole numbers, so that a cut that falls
/// on a value is that value.
[[nodiscard]] double sample_quantile(std::span<const double> sorted, std::size_t part, std::size_t whole);

/// Sample quantiles at i/k. O(k).
[[nodiscard]] std::vector<double> quantile_bounds(std::span<const double> sorted, std::size_t k);

/// Sample quantiles at 1, 10, 50, 90, 99 and 100 per cent.
[[nodiscard]] std::vector<double> percentile_bounds(std::span<const double> sorted);

/// Quartiles and fences at 1.5 times the distance between them (Tukey, 1977), then the greatest value where
/// it lies above the upper fence.
[[nodiscard]] std::vector<double> box_plot_bounds(std::span<const double> sorted);

// means.cpp: bounds from means and deviations

/// Mean plus -2, -1, 1 and 2 standard deviations (of n - 1), then the greatest value where it lies above.
[[nodiscard]] std::vector<double> std_mean_bounds(std::span<const double> sorted);

/// Means of the data, of the values above it, of the values above that, and so on (Jiang, 2013), while these
/// are at most `most_head_share` of those they were taken from; then the greatest value. The first mean is
/// always taken. Values on a mean are above it when classes are closed on the left. O(n).
[[nodiscard]] std::vector<double> head_tail_bounds(std::span<const double> sorted, Closed closed,
                                                   double most_head_share);

// gaps.cpp: bounds in the gaps between values

/// Cuts in the middle of the k - 1 widest gaps between neighbouring values; of gaps equally wide the lower
/// ones are taken. There are fewer when there are fewer gaps. O(n log n).
[[nodiscard]] std::vector<double> maximum_bounds(std::span<const double> sorted, std::size_t k,
                                                 Closed closed);

/// A bound halfway between two neighbouring values that leaves them in different classes even where doubles
/// hold nothing between them.
[[nodiscard]] double bound_between(double below, double above, Closed closed);

}  // namespace render
