// Contacts of many segments in one place, found by dividing it. For .cpp files of geo alone.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/segment_contact.hpp"

namespace geo {

struct NumberedSegment {
    Segment ends;
    std::uint32_t number;
};

/// A square of the grid: its least corner, and how many cells it is wide.
struct GridSquare {
    std::int64_t x;
    std::int64_t y;
    std::int64_t side;
};

/// Appends the contacts in the square to `found`; some may come several times, and some lie outside. Segments
/// with successive numbers are not compared: they follow one another on an arc. The square is divided as long
/// as that separates the segments, and those that meet in one point are not compared there.
/// O(segments log side) where they are spread, O(segments^2) where nothing separates them.
void find_contacts_in_square(std::span<const NumberedSegment> segments, const GridSquare& square,
                             std::int64_t reach, std::vector<Contact>& found);

}  // namespace geo
