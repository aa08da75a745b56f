#include "geo/border_index.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cmath>
#include <iterator>

namespace geo {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using TreePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using TreeSegment = bg::model::segment<TreePoint>;

/// A segment is numbered by the place of its first vertex in Topology::arc_vertices.
struct SegmentOf {
    using result_type = TreeSegment;
    const Topology* topology;

    [[nodiscard]] Point vertex(std::uint32_t i) const {
        const GridPoint p = topology->vertex(topology->arc_vertices[i]);
        return {static_cast<double>(p.x), static_cast<double>(p.y)};
    }
    result_type operator()(std::uint32_t i) const {
        const Point from = vertex(i);
        const Point to = vertex(i + 1);
        return {{from.x, from.y}, {to.x, to.y}};
    }
};

}  // namespace

struct BorderIndex::Tree : bgi::rtree<std::uint32_t, bgi::quadratic<8>, SegmentOf> {
    using rtree::rtree;
};

BorderIndex::BorderIndex(const Topology& topology, std::span<const std::uint32_t> arcs)
    : m_topology(topology) {
    std::vector<std::uint32_t> segments;
    for (const std::uint32_t arc : arcs)
        for (std::uint32_t i = topology.arc_start[arc]; i + 1 < topology.arc_start[arc + 1]; ++i)
            segments.push_back(i);
    m_tree = std::make_unique<Tree>(segments, bgi::quadratic<8>(), SegmentOf{&topology});
}

BorderIndex::~BorderIndex() = default;

bool BorderIndex::empty() const {
    return m_tree->empty();
}

NearestBorder BorderIndex::on_segment(std::uint32_t segment, Point place) const {
    const SegmentOf of{&m_topology};
    const Point from = of.vertex(segment);
    const Point to = of.vertex(segment + 1);
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double along =
        std::clamp(((place.x - from.x) * dx + (place.y - from.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    const Point at{from.x + along * dx, from.y + along * dy};
    return {std::hypot(place.x - at.x, place.y - at.y), at};
}

NearestBorder BorderIndex::nearest(Point place) const {
    std::uint32_t segment = 0;
    m_tree->query(bgi::nearest(TreePoint(place.x, place.y), 1), &segment);
    return on_segment(segment, place);
}

void BorderIndex::arcs_within(Point place, double reach, std::vector<std::uint32_t>& arcs) const {
    arcs.clear();
    const bg::model::box<TreePoint> around{{place.x - reach, place.y - reach},
                                           {place.x + reach, place.y + reach}};
    const auto visit = [&](std::uint32_t segment) {
        if (on_segment(segment, place).distance_cells > reach) return;
        const auto after = std::ranges::upper_bound(m_topology.arc_start, segment);
        arcs.push_back(static_cast<std::uint32_t>(after - m_topology.arc_start.begin() - 1));
    };
    std::for_each(m_tree->qbegin(bgi::intersects(around)), m_tree->qend(), visit);
    std::ranges::sort(arcs);
    arcs.erase(std::unique(arcs.begin(), arcs.end()), arcs.end());
}

}  // namespace geo
