// The assignment problem: which of one list goes to which of another, so that the sum of benefits is
// greatest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shapes {

/// The column of each row, -1 for rows without one, so that the sum of benefits is greatest; each column is
/// given once, and min(rows, columns) of them are given. By shortest augmenting paths over potentials (Kuhn
/// 1955, Munkres 1957; in the form of Jonker and Volgenant 1987). O(n^3), n the greater of the two sides.
/// @pre `benefit` holds rows x columns finite numbers, row by row.
[[nodiscard]] std::vector<std::int32_t> assign(std::span<const double> benefit, std::size_t rows,
                                               std::size_t columns);

}  // namespace shapes
