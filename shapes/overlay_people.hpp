// People in the pairs of an overlay: which area of A and of B each place with people lies in.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "geo/overlay.hpp"
#include "geo/point.hpp"
#include "shapes/cross_table.hpp"

namespace shapes {

/// People by pair, with the record of where the places lie. All people given are in the cells of the table or
/// in `in_neither`.
struct OverlayPeople {
    CrossTable table;  ///< of people; a cell for each pair of the overlay, and those that nearest areas make
    std::size_t places = 0;
    std::size_t places_in_slivers = 0;  ///< their people are noise
    std::size_t places_in_neither = 0;  ///< their people are in_neither
    std::size_t places_at_nearest = 0;  ///< in none of A or of B, and given to the nearest area of it
    double people_at_nearest = 0.0;
    double greatest_reach_m = 0.0;  ///< the farthest of them from its nearest area
};

/// Places people in the pieces of an overlay (geo::locate_pieces()). Where both layers have an area but the
/// piece is a sliver the outlines do not tell where its people live: they are noise. A place in a sliver
/// outside one of the layers, or outside both, is no difference between them but a coast drawn coarsely: the
/// nearest area of each layer that lacks it gets it, if all are at most `reach_m` metres away. The width of
/// slivers is the reach that goes with it. Places in the CRS of the overlay, in metres. What
/// geo::locate_pieces() costs, and a search of each place given to the nearest.
/// @pre one number of people, 0 or more, for each place; the codes are those of the rows of the layers
[[nodiscard]] OverlayPeople count_people(const geo::Overlay& overlay, std::span<const geo::Point> places,
                                         std::span<const double> people, std::vector<std::string> a_codes,
                                         std::vector<std::string> b_codes, double reach_m);

}  // namespace shapes
