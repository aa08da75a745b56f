#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "geo/dissolve.hpp"
#include "geo/error.hpp"
#include "render/map.hpp"

namespace render {

std::vector<Outlines> outlines_of(const geo::Topology& topology, std::span<const std::int32_t> group_of) {
    if (!group_of.empty() && group_of.size() != topology.areas()) {
        throw geo::InternalError("outlines: one group an area is needed");
    }
    const auto group = [&](geo::AreaIndex area) {
        return group_of.empty() ? 0 : group_of[static_cast<std::size_t>(area)];
    };
    const auto fill = [&](geo::AreaIndex area) {
        return area == geo::no_area || group_of.empty() ? area : group_of[static_cast<std::size_t>(area)];
    };
    const std::vector<std::int64_t> twice_areas = geo::twice_areas(topology);
    const auto breadth_m = [&](geo::AreaIndex left, geo::AreaIndex right) {
        double least_m2 = std::numeric_limits<double>::infinity();
        for (const geo::AreaIndex area : {left, right}) {
            if (area == geo::no_area) continue;
            const double area_m2 = topology.grid.area_m2(twice_areas[static_cast<std::size_t>(area)]);
            least_m2 = std::min(least_m2, std::max(area_m2, 0.0));
        }
        return std::sqrt(least_m2);
    };
    std::array<Outlines, 3> kinds;
    kinds[0].kind = OutlineKind::member;
    kinds[1].kind = OutlineKind::coast;
    kinds[2].kind = OutlineKind::footprint;
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        const geo::AreaIndex left = topology.left[a];
        const geo::AreaIndex right = topology.right[a];
        if (left == geo::no_area && right == geo::no_area) continue;
        const bool outer = left == geo::no_area || right == geo::no_area;
        const bool same = !outer && group(left) == group(right);
        Outlines& outlines = kinds[static_cast<std::size_t>(outer  ? OutlineKind::coast
                                                            : same ? OutlineKind::member
                                                                   : OutlineKind::footprint)];
        for (const geo::VertexId v : topology.arc(a))
            outlines.points.push_back(topology.vertex(v));
        outlines.start.push_back(static_cast<std::uint32_t>(outlines.points.size()));
        outlines.sides.push_back({fill(left), fill(right)});
        outlines.breadth_m.push_back(breadth_m(left, right));
    }
    std::vector<Outlines> result;
    for (Outlines& outlines : kinds) {
        if (!outlines.points.empty()) result.push_back(std::move(outlines));
    }
    return result;
}

}  // namespace render
