// Chains of segments in a uniform grid of buckets, to find those that cross or touch. For .cpp files of geo
// alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/chains.hpp"
#include "geo/grid.hpp"
#include "geo/point.hpp"
#include "geo/segment_contact.hpp"
#include "geo/topology.hpp"

namespace geo {

/// Square buckets over the ground of a topology and what lies within reach of it, in rows: one for every few
/// segments.
class BucketGrid {
public:
    /// @pre there are arcs, and `box` holds all vertices. O(1).
    BucketGrid(const Topology& topology, std::int64_t reach, const GridBox& box);

    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    [[nodiscard]] std::size_t row_of(std::int64_t y) const {
        return static_cast<std::size_t>((y - m_low_y) >> m_shift);
    }
    [[nodiscard]] std::size_t column_of(std::int64_t x) const {
        return static_cast<std::size_t>((x - m_low_x) >> m_shift);
    }

    /// The least x or y in a column or row, and how many cells it is wide.
    [[nodiscard]] std::int64_t column_begin(std::size_t column) const {
        return m_low_x + (static_cast<std::int64_t>(column) << m_shift);
    }
    [[nodiscard]] std::int64_t row_begin(std::size_t row) const {
        return m_low_y + (static_cast<std::int64_t>(row) << m_shift);
    }
    [[nodiscard]] std::int64_t side() const { return std::int64_t{1} << m_shift; }

private:
    std::int64_t m_low_x = 0;
    std::int64_t m_low_y = 0;
    int m_shift = 0;  // a side that is a power of two makes finding a bucket a shift
    std::size_t m_columns = 1;
    std::size_t m_rows = 1;
};

/// Appends the contacts of different chains in the buckets of the rows [begin, end) to `found`; some may come
/// several times. `chains` are all that come within reach of the rows, and perhaps others. Segments that
/// follow one another on an arc are not compared. O(chains + pairs whose boxes meet in a bucket); crowded
/// buckets are divided.
void find_contacts_in_rows(const Topology& topology, const BucketGrid& grid, std::size_t begin,
                           std::size_t end, std::span<const Chain> chains, std::int64_t reach,
                           std::vector<Contact>& found);

}  // namespace geo
