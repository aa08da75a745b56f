// Detail: as many points of borders as a scale can show.
#pragma once

#include <vector>

#include "geo/point.hpp"
#include "geo/ring_set.hpp"
#include "render/map.hpp"

namespace render {

/// Areas and borders of a map as one of its panels draws them; an area may be without rings.
struct PanelShapes {
    geo::GridRings areas;
    std::vector<Outlines> outlines;
};

/// The areas and borders of a map of which a part may lie in the box, with fewer points: each border is
/// thinned once between its ends, which stay (Douglas and Peucker 1973), and all rings and borders lose the
/// same points, so that neighbours keep their common border. No point that goes lies farther than
/// `tolerance_m` from the line that takes its place. A ring of which less than a triangle would remain keeps
/// its points. With a tolerance of 0 all stay. O(points log points), quadratic in a border at worst.
[[nodiscard]] PanelShapes shapes_in(const MapData& data, const geo::Box& box_m, double tolerance_m);

}  // namespace render
