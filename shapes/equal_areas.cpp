#include "shapes/equal_areas.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace shapes {

namespace {

/// An area on the sheet: its ground and what it does to the vertices around it.
struct SheetArea {
    double area_m2 = 0.0;
    geo::Point centre;
    double radius_m = 0.0;  ///< of the circle that is as large
    double lack_m = 0.0;    ///< by how much that circle is too small
};

/// Vertices of the rings of each area, and where the sheet has them now.
class Sheet {
public:
    explicit Sheet(const geo::Topology& topology) {
        m_position.reserve(topology.vertices.size());
        for (const geo::GridPoint vertex : topology.vertices)
            m_position.push_back(topology.grid.to_point(vertex));
        for (std::size_t area = 0; area < topology.areas(); ++area) {
            for (std::uint32_t r = topology.area_start[area]; r < topology.area_start[area + 1]; ++r)
                add_ring(topology, r);
            m_area_start.push_back(m_ring_start.size() - 1);
        }
    }

    [[nodiscard]] std::size_t areas() const { return m_area_start.size() - 1; }

    /// Ground and centre of an area, by its rings' signed triangles with the first vertex.
    [[nodiscard]] SheetArea measure(std::size_t area) const {
        SheetArea result;
        if (m_area_start[area] == m_area_start[area + 1]) return result;
        const geo::Point origin = m_position[m_vertices[m_ring_start[m_area_start[area]]]];
        double twice_area = 0.0;
        geo::Point moment;
        for (std::size_t r = m_area_start[area]; r < m_area_start[area + 1]; ++r) {
            geo::Point before = m_position[m_vertices[m_ring_start[r + 1] - 1]];
            for (std::size_t i = m_ring_start[r]; i < m_ring_start[r + 1]; ++i) {
                const geo::Point at = m_position[m_vertices[i]];
                const double cross =
                    (before.x - origin.x) * (at.y - origin.y) - (at.x - origin.x) * (before.y - origin.y);
                twice_area += cross;
                moment.x += cross * (before.x + at.x - 2.0 * origin.x);
                moment.y += cross * (before.y + at.y - 2.0 * origin.y);
                before = at;
            }
        }
        result.area_m2 = twice_area / 2.0;
        result.centre = {origin.x + moment.x / (3.0 * twice_area), origin.y + moment.y / (3.0 * twice_area)};
        return result;
    }

    void pull(const std::vector<SheetArea>& areas, double strength) {
        for (geo::Point& vertex : m_position) {
            geo::Point move;
            for (const SheetArea& area : areas) {
                if (area.radius_m <= 0.0) continue;
                const double dx = vertex.x - area.centre.x;
                const double dy = vertex.y - area.centre.y;
                const double squared = dx * dx + dy * dy;
                const double radius_squared = area.radius_m * area.radius_m;
                // For each metre of distance. Outside the circle most vertices are, which need no root.
                const double push = squared > radius_squared
                                        ? area.lack_m * area.radius_m / squared
                                        : area.lack_m * (4.0 - 3.0 * std::sqrt(squared) / area.radius_m) *
                                              std::sqrt(squared) / radius_squared;
                move.x += push * dx;
                move.y += push * dy;
            }
            vertex.x += strength * move.x;
            vertex.y += strength * move.y;
        }
    }

private:
    void add_ring(const geo::Topology& topology, std::size_t ring) {
        for (std::uint32_t i = topology.ring_start[ring]; i < topology.ring_start[ring + 1]; ++i) {
            const geo::SignedArc arc = topology.ring_arcs[i];
            const auto vertices = topology.arc(geo::arc_of(arc));
            if (arc < 0) {
                m_vertices.insert(m_vertices.end(), vertices.rbegin(), vertices.rend() - 1);
            } else {
                m_vertices.insert(m_vertices.end(), vertices.begin(), vertices.end() - 1);
            }
        }
        m_ring_start.push_back(m_vertices.size());
    }

    std::vector<geo::Point> m_position;
    std::vector<geo::VertexId> m_vertices;
    std::vector<std::size_t> m_ring_start{0};
    std::vector<std::size_t> m_area_start{0};
};

std::vector<SheetArea> measure(const Sheet& sheet) {
    std::vector<SheetArea> areas;
    for (std::size_t a = 0; a < sheet.areas(); ++a)
        areas.push_back(sheet.measure(a));
    return areas;
}

}  // namespace

std::vector<geo::Point> equal_area_centres(const geo::Topology& topology, std::span<const double> weights,
                                           std::size_t rounds) {
    Sheet sheet(topology);
    std::vector<SheetArea> areas = measure(sheet);
    double ground_m2 = 0.0;
    double weight = 0.0;
    for (std::size_t a = 0; a < areas.size(); ++a) {
        ground_m2 += areas[a].area_m2;
        if (areas[a].area_m2 > 0.0) weight += weights[a];
    }
    for (std::size_t round = 0; round < rounds; ++round) {
        double error = 0.0;
        std::size_t with_ground = 0;
        for (std::size_t a = 0; a < areas.size(); ++a) {
            if (!(areas[a].area_m2 > 0.0)) continue;
            const double wanted_m2 = ground_m2 * weights[a] / weight;
            areas[a].radius_m = std::sqrt(areas[a].area_m2 / std::numbers::pi);
            areas[a].lack_m = std::sqrt(wanted_m2 / std::numbers::pi) - areas[a].radius_m;
            error += std::max(wanted_m2, areas[a].area_m2) / std::min(wanted_m2, areas[a].area_m2);
            ++with_ground;
        }
        if (with_ground == 0) break;
        sheet.pull(areas, 1.0 / (1.0 + error / static_cast<double>(with_ground)));
        areas = measure(sheet);
    }
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::vector<geo::Point> centres;
    for (const SheetArea& area : areas)
        centres.push_back(area.area_m2 > 0.0 ? area.centre : geo::Point{none, none});
    return centres;
}

}  // namespace shapes
