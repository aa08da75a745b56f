// Borders by place: the nearest to a point, and all within a distance. For .cpp files of geo alone.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "geo/point.hpp"
#include "geo/topology.hpp"

namespace geo {

/// A place on a border; coordinates and lengths in cells.
struct NearestBorder {
    double distance_cells = 0.0;
    Point at_cells;
};

/// Segments of some arcs of a topology in an R-tree (Boost.Geometry, packed).
class BorderIndex {
public:
    /// The topology must outlive the index. O(segments log segments).
    BorderIndex(const Topology& topology, std::span<const std::uint32_t> arcs);
    ~BorderIndex();
    BorderIndex(const BorderIndex&) = delete;
    BorderIndex& operator=(const BorderIndex&) = delete;

    [[nodiscard]] bool empty() const;
    /// The border nearest to a place, in cells. @pre not empty. O(log segments) for borders like real ones.
    [[nodiscard]] NearestBorder nearest(Point place) const;
    /// The arcs within `reach` cells of a place, sorted, each once. O(log segments + segments near).
    void arcs_within(Point place, double reach, std::vector<std::uint32_t>& arcs) const;

private:
    struct Tree;

    [[nodiscard]] NearestBorder on_segment(std::uint32_t segment, Point place) const;

    const Topology& m_topology;
    std::unique_ptr<Tree> m_tree;
};

}  // namespace geo
