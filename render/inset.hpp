// Insets: a part of the map drawn again at a larger scale, in a box of its own.
#pragma once

#include <optional>
#include <string>

#include "geo/point.hpp"

namespace render {

struct Inset {
    std::string name;
    geo::Box box_m;  ///< of the ground it shows
    std::optional<double>
        magnification;  ///< times the scale of the map; nothing: the greatest of 4 to 2 with room
};

}  // namespace render
