// Segments of a topology by rows, to find the first one to the west of a place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/topology.hpp"

namespace geo {

struct SegmentHit {
    bool found = false;
    std::uint32_t arc = 0;
    bool arc_points_up = false;  ///< whether the arc runs northwards there
};

/// The segments that reach some rows of equal height: those in which places will be asked for.
class SegmentRows {
public:
    /// `heights` are the y of the places. O(segments).
    SegmentRows(const Topology& topology, std::span<const std::int32_t> heights);

    /// The first segment met on the way west from just north of `at`. Segments that end in `at` are not met.
    /// Exact. O(segments of the row).
    [[nodiscard]] SegmentHit first_to_the_west(GridPoint at) const;

private:
    struct Upward {
        GridPoint low;
        GridPoint high;
        std::uint32_t arc;
        bool arc_points_up;
    };

    [[nodiscard]] std::size_t row_of(std::int32_t y) const;

    std::int32_t m_low_y = 0;
    int m_shift = 0;  // rows are 2^shift cells high
    std::size_t m_rows = 1;
    std::vector<std::uint32_t> m_start;
    std::vector<Upward> m_held;
};

}  // namespace geo
