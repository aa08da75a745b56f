// The outlines of a layer that is written, ring by ring. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "geo/point.hpp"
#include "geo/polygons.hpp"
#include "geo/write_layer.hpp"

namespace geo {

/// The areas of a layer as points in its CRS, whether it holds them so or on a grid: then each ring is made
/// when it is asked for, and no more of them are there at a time.
class LayerOutlines {
public:
    /// No areas for a layer of something else. The layer must outlive it.
    explicit LayerOutlines(const OutputLayer& layer);

    [[nodiscard]] std::size_t areas() const { return m_area_start.size() - 1; }
    [[nodiscard]] std::size_t rings() const { return m_ring_start.size() - 1; }
    [[nodiscard]] std::size_t points() const { return m_ring_start.back(); }
    [[nodiscard]] std::span<const std::uint32_t> area_start() const { return m_area_start; }
    [[nodiscard]] std::span<const std::uint32_t> ring_start() const { return m_ring_start; }
    /// Number of points of a ring.
    [[nodiscard]] std::size_t points_of(std::size_t ring) const {
        return m_ring_start[ring + 1] - m_ring_start[ring];
    }
    /// Open; to be used before the next is asked for.
    [[nodiscard]] std::span<const Point> ring(std::size_t r);
    /// As polygons_of() has them.
    [[nodiscard]] std::vector<PolygonRings> polygons(std::size_t area) const;
    [[nodiscard]] Box box(std::size_t area) const;

private:
    const Rings* m_rings = nullptr;
    const GridOutlines* m_on_grid = nullptr;
    std::span<const std::uint32_t> m_area_start;
    std::span<const std::uint32_t> m_ring_start;
    std::vector<Point> m_ring;
};

/// Whether the layer is one of areas.
[[nodiscard]] bool holds_areas(const OutputLayer& layer);

/// All outlines of a layer of areas as points. O(points).
[[nodiscard]] Rings to_rings(const OutputLayer& layer);

/// Box of each row, empty where there is no geometry. O(points).
[[nodiscard]] std::vector<Box> boxes_of(const OutputLayer& layer);

}  // namespace geo
