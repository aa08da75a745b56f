#include "geo/layer_outlines.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/assemble.hpp"
#include "geo/two_threads.hpp"
#include "geo/write_features.hpp"

namespace geo {

namespace {

constexpr std::uint32_t no_rings[] = {0};

}  // namespace

LayerOutlines::LayerOutlines(const OutputLayer& layer)
    : m_rings(std::get_if<Rings>(&layer.geometry)),
      m_on_grid(std::get_if<GridOutlines>(&layer.geometry)),
      m_area_start(no_rings),
      m_ring_start(no_rings) {
    if (m_rings) {
        m_area_start = m_rings->area_start;
        m_ring_start = m_rings->ring_start;
    } else if (m_on_grid) {
        m_area_start = m_on_grid->rings.area_start;
        m_ring_start = m_on_grid->rings.ring_start;
    }
}

std::span<const Point> LayerOutlines::ring(std::size_t r) {
    if (m_rings) return m_rings->ring(r);
    m_ring.clear();
    for (const GridPoint p : m_on_grid->rings.ring(r))
        m_ring.push_back(m_on_grid->grid.to_point(p));
    return m_ring;
}

std::vector<PolygonRings> LayerOutlines::polygons(std::size_t area) const {
    if (m_rings) return polygons_of(*m_rings, area);
    return split_into_polygons(m_area_start[area], m_area_start[area + 1],
                               [&](std::size_t r) { return twice_area(m_on_grid->rings.ring(r)) > 0; });
}

Box LayerOutlines::box(std::size_t area) const {
    Box box;
    const std::uint32_t begin = m_ring_start[m_area_start[area]];
    const std::uint32_t end = m_ring_start[m_area_start[area + 1]];
    if (m_rings) {
        for (std::uint32_t i = begin; i < end; ++i)
            box.add(m_rings->points[i]);
    } else if (begin < end) {
        const std::span<const GridPoint> points = m_on_grid->rings.points;
        GridBox on_grid{points[begin], points[begin]};
        for (std::uint32_t i = begin + 1; i < end; ++i)
            on_grid.add(points[i]);
        box.add(m_on_grid->grid.to_point(on_grid.low));
        box.add(m_on_grid->grid.to_point(on_grid.high));
    }
    return box;
}

bool holds_areas(const OutputLayer& layer) {
    return std::holds_alternative<Rings>(layer.geometry) ||
           std::holds_alternative<GridOutlines>(layer.geometry);
}

Rings to_rings(const OutputLayer& layer) {
    if (const auto* rings = std::get_if<Rings>(&layer.geometry)) return *rings;
    const auto& on_grid = std::get<GridOutlines>(layer.geometry);
    return to_rings(on_grid.rings, on_grid.grid);
}

std::vector<Box> boxes_of(const OutputLayer& layer) {
    std::vector<Box> boxes(rows_of(layer));
    if (const auto* points = std::get_if<std::vector<Point>>(&layer.geometry)) {
        for (std::size_t i = 0; i < boxes.size(); ++i)
            if (std::isfinite((*points)[i].x) && std::isfinite((*points)[i].y)) boxes[i].add((*points)[i]);
        return boxes;
    }
    const LayerOutlines outlines(layer);
    in_two_halves(outlines.points(), [&](std::size_t half) {
        const ItemRange own = range_of_half(outlines.areas(), half);
        for (std::size_t area = own.begin; area < own.end; ++area)
            boxes[area] = outlines.box(area);
    });
    return boxes;
}

}  // namespace geo
