// The assignment problem: which of one list goes to which of another, so that the sum of benefits is
// greatest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shapes {

/// The column of each row, -1 for rows without one, so that the sum of benefits is greatest; each column is
/// given once, and min(rows, columns) of them are given. As assign_many() with one column a row.
/// @pre `benefit` holds rows x columns finite numbers, row by row.
[[nodiscard]] std::vector<std::int32_t> assign(std::span<const double> benefit, std::size_t rows,
                                               std::size_t columns);

/// The row of each column, -1 for columns without one, so that each row has as many columns as it wants and
/// the sum of benefits is greatest (transportation problem, Hitchcock 1941). By shortest augmenting paths
/// over potentials (Kuhn 1955, Munkres 1957; in the form of Jonker and Volgenant 1987), which go over each
/// row once however many columns it has. O(columns given x rows x columns) at worst; less, the fewer rows
/// compete for a column.
/// @pre `benefit` holds wanted.size() x columns finite numbers, row by row; no row wants less than nothing,
/// nor all together more than there are.
[[nodiscard]] std::vector<std::int32_t> assign_many(std::span<const double> benefit,
                                                    std::span<const std::int32_t> wanted,
                                                    std::size_t columns);

}  // namespace shapes
