// Point in polygon: which area of a coverage a place lies in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/grid.hpp"
#include "geo/height_rows.hpp"
#include "geo/point.hpp"
#include "geo/topology.hpp"

namespace geo {

/// Where a place lies.
struct Location {
    AreaIndex area = no_area;  ///< no_area: in none, and in none within reach
    bool is_on_border = false;
    double distance_m = 0.0;  ///< from an area that does not hold the place and lies within reach
};

/// Finds areas by place. Areas include their borders; where several hold a place (on a common border, in an
/// overlap) the one with the lowest index has it. Answers are exact for the grid of the topology: signs of
/// integer determinants, winding number of each shell and of its holes (Sunday 2001; ground that a shell
/// winds round and no hole does).
class AreaLocator {
public:
    /// O(vertices).
    explicit AreaLocator(const Topology& topology);
    /// Of the areas [first, last) alone, one layer of several; indices stay those of the topology.
    AreaLocator(const Topology& topology, std::size_t first, std::size_t last);

    /// The area at a point of the grid. O(polygons and segments of one row).
    [[nodiscard]] Location locate(GridPoint p) const;

    /// The area at a place in the CRS of the coverage, rounded to the grid; where there is none, the nearest
    /// one that is at most `reach_m` metres away (of equally near ones the lowest index). A place that is not
    /// finite, or off the grid, is in none.
    [[nodiscard]] Location locate(Point place, double reach_m = 0.0) const;

private:
    struct Segment {
        GridPoint from;
        GridPoint to;
        bool is_of_hole;
    };
    /// A shell with its holes.
    struct Polygon {
        AreaIndex area = no_area;
        GridBox box{};
        std::vector<Segment> segments;
        HeightRows rows;
    };
    enum class Side { out, border, in };

    void add_ring(const Topology& topology, std::size_t ring, Polygon& polygon) const;
    void keep(Polygon polygon);
    [[nodiscard]] static Side side_of(const Polygon& polygon, GridPoint p);
    [[nodiscard]] Location nearest(GridPoint p, double reach_cells) const;

    Grid m_grid;
    std::vector<Polygon> m_polygons;
    HeightRows m_rows;  ///< of the polygons
};

}  // namespace geo
