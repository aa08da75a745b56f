// Fisher-Jenks: the classes in which values differ least from their class means.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "render/classify.hpp"

namespace render {

/// Upper bounds of the k classes with the least sum of squared deviations from class means (Fisher, 1958):
/// the exact optimum, by dynamic programming over unique values with their multiplicities. The best last cut
/// never moves left as values are added, which is searched by halving: O(k u log u) time and O(k u) space for
/// u unique values. Of equal optima the one with the lowest cuts is taken.
///
/// Right-closed bounds are class maxima, left-closed ones midpoints to the next minimum; the last is the
/// maximum.
/// @pre values are sorted and finite, and k is between 1 and the number of unique values.
[[nodiscard]] std::vector<double> fisher_jenks_breaks(std::span<const double> sorted, std::size_t k,
                                                      Closed closed);

}  // namespace render
