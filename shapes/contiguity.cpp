#include "shapes/contiguity.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "geo/assemble.hpp"
#include "geo/dissolve.hpp"
#include "geo/error.hpp"
#include "geo/inscribed_circle.hpp"

namespace shapes {

namespace {

/// Sets of areas that hang together.
class Sets {
public:
    explicit Sets(std::size_t areas) : m_parent(areas) {
        std::iota(m_parent.begin(), m_parent.end(), std::size_t{0});
    }
    std::size_t find(std::size_t area) {
        while (m_parent[area] != area)
            area = m_parent[area] = m_parent[m_parent[area]];
        return area;
    }
    /// False when they were together already.
    bool join(std::size_t a, std::size_t b) {
        a = find(a);
        b = find(b);
        m_parent[std::max(a, b)] = std::min(a, b);
        return a != b;
    }

private:
    std::vector<std::size_t> m_parent;
};

/// The rings of the largest polygon of an area: its shell, then its holes.
std::vector<std::vector<geo::GridPoint>> largest_polygon(const geo::GridRings& rings, std::size_t area) {
    std::int64_t most = -1;
    std::uint32_t first = 0;
    for (std::uint32_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
        const std::int64_t twice = geo::twice_area(rings.ring(r));
        if (twice <= most) continue;
        most = twice;
        first = r;
    }
    std::vector<std::vector<geo::GridPoint>> polygon;
    for (std::uint32_t r = first; r < rings.area_start[area + 1]; ++r) {
        const std::span<const geo::GridPoint> ring = rings.ring(r);
        if (r > first && geo::twice_area(ring) > 0) break;
        polygon.emplace_back(ring.begin(), ring.end());
    }
    return polygon;
}

}  // namespace

std::string_view to_string(LinkUse use) {
    switch (use) {
        case LinkUse::needed:
            return "needed";
        case LinkUse::spare:
            return "spare";
        case LinkUse::not_needed:
            return "not_needed";
        case LinkUse::across:
            return "across";
    }
    throw geo::InternalError("a use of links of no known kind");
}

Contiguity find_pieces(std::span<const FootprintIndex> footprint_of, std::size_t footprints,
                       std::span<const geo::Border> borders, std::span<const NamedLink> links,
                       std::span<const std::int64_t> twice_area) {
    const auto footprint = [&](std::int32_t area) { return footprint_of[static_cast<std::size_t>(area)]; };
    const auto together = [&](std::int32_t a, std::int32_t b) {
        return footprint(a) != no_footprint && footprint(a) == footprint(b);
    };
    Sets over_borders(footprint_of.size());
    for (const geo::Border& border : borders) {
        if (together(border.a, border.b) && border.length_m > 0.0)
            over_borders.join(static_cast<std::size_t>(border.a), static_cast<std::size_t>(border.b));
    }
    Contiguity result;
    Sets sets = over_borders;
    for (const NamedLink& link : links) {
        const auto a = static_cast<std::size_t>(link.a);
        const auto b = static_cast<std::size_t>(link.b);
        if (!together(link.a, link.b)) {
            result.use.push_back(LinkUse::across);
        } else if (over_borders.find(a) == over_borders.find(b)) {
            result.use.push_back(LinkUse::not_needed);
        } else {
            result.use.push_back(sets.join(a, b) ? LinkUse::needed : LinkUse::spare);
        }
    }

    std::map<std::size_t, std::vector<std::int32_t>> members;
    for (std::size_t area = 0; area < footprint_of.size(); ++area)
        members[sets.find(area)].push_back(static_cast<std::int32_t>(area));
    result.pieces.resize(footprints);
    for (auto& [root, areas] : members) {
        const FootprintIndex f = footprint(areas.front());
        if (f != no_footprint) result.pieces[static_cast<std::size_t>(f)].push_back(std::move(areas));
    }
    const auto ground = [&](const std::vector<std::int32_t>& piece) {
        std::int64_t sum = 0;
        for (const std::int32_t area : piece)
            sum += twice_area[static_cast<std::size_t>(area)];
        return sum;
    };
    for (auto& pieces : result.pieces)
        std::ranges::stable_sort(pieces, std::ranges::greater(), ground);
    return result;
}

std::vector<PiecePlace> place_pieces(const geo::Topology& topology,
                                     std::span<const std::vector<std::int32_t>> pieces) {
    std::vector<PiecePlace> places(pieces.size());
    if (pieces.empty()) return places;
    std::vector<geo::GroupIndex> group_of(topology.areas(), geo::no_group);
    for (std::size_t p = 0; p < pieces.size(); ++p) {
        for (const std::int32_t area : pieces[p])
            group_of[static_cast<std::size_t>(area)] = static_cast<geo::GroupIndex>(p);
    }
    const geo::GridRings outlines = geo::dissolve(topology, group_of, pieces.size());
    const geo::Grid& grid = topology.grid;
    for (std::size_t p = 0; p < pieces.size(); ++p) {
        std::int64_t twice = 0;
        for (std::uint32_t r = outlines.area_start[p]; r < outlines.area_start[p + 1]; ++r)
            twice += geo::twice_area(outlines.ring(r));
        places[p].area_m2 = grid.area_m2(twice);
        const geo::Point centre = geo::largest_inscribed_circle(largest_polygon(outlines, p)).centre_cells;
        places[p].centre = {static_cast<double>(grid.origin_x_m) + centre.x / grid.cells_per_m,
                            static_cast<double>(grid.origin_y_m) + centre.y / grid.cells_per_m};
    }
    return places;
}

std::vector<FootprintIndex> embedded_in(const geo::Topology& topology,
                                        std::span<const FootprintIndex> footprint_of,
                                        std::size_t footprints) {
    constexpr FootprintIndex nobody_yet = -3;
    std::vector<FootprintIndex> around(footprints, nobody_yet);
    const auto footprint = [&](geo::AreaIndex area) {
        return area == geo::no_area ? no_footprint : footprint_of[static_cast<std::size_t>(area)];
    };
    const auto see = [&](FootprintIndex of, FootprintIndex other) {
        if (of == no_footprint) return;
        FootprintIndex& known = around[static_cast<std::size_t>(of)];
        known = known == nobody_yet || known == other ? other : no_footprint;
    };
    for (std::size_t arc = 0; arc < topology.arcs(); ++arc) {
        const FootprintIndex left = footprint(topology.left[arc]);
        const FootprintIndex right = footprint(topology.right[arc]);
        if (left == right) continue;
        see(left, right);
        see(right, left);
    }
    std::ranges::replace(around, nobody_yet, no_footprint);
    return around;
}

}  // namespace shapes
