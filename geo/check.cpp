#include "geo/check.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cmath>
#include <set>
#include <utility>

#include "geo/gaps.hpp"
#include "geo/geos_support.hpp"
#include "geo/table.hpp"

namespace geo {

namespace {

using AreaPair = std::pair<AreaIndex, AreaIndex>;

std::string area_text(double area_m2) {
    return area_m2 >= 10000 ? format_fixed(area_m2 / 1e6, 4) + " km2" : format_fixed(area_m2, 1) + " m2";
}

Point on_surface(const GeosContext& context, const GEOSGeometry* geometry) {
    const GeosGeometry inside = own(context, GEOSPointOnSurface_r(context.get(), geometry));
    Point p;
    GEOSGeomGetX_r(context.get(), inside.get(), &p.x);
    GEOSGeomGetY_r(context.get(), inside.get(), &p.y);
    return p;
}

/// A position in cells, rounded to the grid.
Point to_metres(Point cells, const Grid& grid) {
    return grid.to_point(
        {static_cast<std::int32_t>(std::lround(cells.x)), static_cast<std::int32_t>(std::lround(cells.y))});
}

/// Areas that can overlap another: those with a side conflict, or with a border no neighbour shares.
std::vector<AreaIndex> suspects(const Topology& topology) {
    std::set<AreaIndex> found;
    for (const SideConflict& conflict : topology.conflicts)
        found.insert({conflict.first, conflict.second});
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        if (topology.left[a] == no_area || topology.right[a] == no_area) {
            found.insert(std::max(topology.left[a], topology.right[a]));
        }
    }
    found.erase(no_area);
    return {found.begin(), found.end()};
}

/// Pairs of suspects whose boxes have a common interior.
std::vector<AreaPair> pairs_to_compare(const GridRings& rings, const std::vector<AreaIndex>& areas) {
    namespace bg = boost::geometry;
    using BoostPoint = bg::model::point<std::int32_t, 2, bg::cs::cartesian>;
    using BoostBox = bg::model::box<BoostPoint>;
    std::vector<std::pair<BoostBox, AreaIndex>> boxes;
    for (const AreaIndex area : areas) {
        BoostBox box;
        bg::assign_inverse(box);
        const auto a = static_cast<std::size_t>(area);
        for (std::size_t i = rings.ring_start[rings.area_start[a]];
             i < rings.ring_start[rings.area_start[a + 1]]; ++i) {
            bg::expand(box, BoostPoint(rings.points[i].x, rings.points[i].y));
        }
        boxes.emplace_back(box, area);
    }
    const bg::index::rtree<std::pair<BoostBox, AreaIndex>, bg::index::rstar<16>> tree(boxes);
    std::vector<AreaPair> pairs;
    for (const auto& [box, area] : boxes) {
        for (auto hit = tree.qbegin(bg::index::intersects(box)); hit != tree.qend(); ++hit) {
            if (area < hit->second) pairs.emplace_back(area, hit->second);
        }
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

/// Compares outlines pair by pair with GEOS, each outline converted and made valid once.
class PairComparer {
public:
    PairComparer(const Topology& topology, const GridRings& rings, std::span<const std::string> codes)
        : m_topology(topology), m_rings(rings), m_codes(codes), m_outlines(rings.areas()) {}

    void compare(AreaPair pair, std::vector<Finding>& findings) {
        const GEOSGeometry* a = outline(pair.first);
        const GEOSGeometry* b = outline(pair.second);
        const GeosGeometry common = own(m_context, GEOSIntersection_r(m_context.get(), a, b));
        const double common_m2 = area_m2(common.get());
        if (common_m2 <= 0) return;
        double length_cells = 0;
        GEOSLength_r(m_context.get(), common.get(), &length_cells);
        const double width_cells = 2 * common_m2 / m_cell_m2 / length_cells;
        const Point at = to_metres(on_surface(m_context, common.get()), m_topology.grid);
        const std::string& code_a = m_codes[static_cast<std::size_t>(pair.first)];
        const std::string& code_b = m_codes[static_cast<std::size_t>(pair.second)];
        Finding finding{
            FindingKind::overlap, Severity::violation, {code_a, code_b}, at.x, at.y, common_m2, {}};
        const double area_a = area_m2(a);
        const double area_b = area_m2(b);
        const double whole = 1 - 1e-9;
        if (common_m2 >= whole * area_a && common_m2 >= whole * area_b) {
            finding.kind = FindingKind::duplicate;
            finding.text = code_a + " and " + code_b + " have the same outline of " + area_text(common_m2);
        } else if (common_m2 >= whole * std::min(area_a, area_b)) {
            finding.kind = FindingKind::contained;
            finding.text =
                (area_a < area_b ? code_a + " lies within " + code_b : code_b + " lies within " + code_a) +
                ", " + area_text(common_m2);
        } else if (width_cells < 2) {
            finding.kind = FindingKind::unmatched_vertex;
            finding.size = length_cells / 2 / m_topology.grid.cells_per_m;
            finding.text = code_a + " and " + code_b + " describe their border with different vertices";
        } else {
            finding.text = code_a + " and " + code_b + " overlap by " + area_text(common_m2);
        }
        findings.push_back(std::move(finding));
    }

private:
    const GEOSGeometry* outline(AreaIndex area) {
        const auto a = static_cast<std::size_t>(area);
        if (!m_outlines[a]) {
            GeosGeometry outline = to_geos(m_context, m_rings, a);
            if (GEOSisValid_r(m_context.get(), outline.get()) != 1) {
                outline = own(m_context, GEOSMakeValid_r(m_context.get(), outline.get()));
            }
            m_outlines[a] = std::move(outline);
        }
        return m_outlines[a].get();
    }

    double area_m2(const GEOSGeometry* geometry) const {
        double cells = 0;
        GEOSArea_r(m_context.get(), geometry, &cells);
        return cells * m_cell_m2;
    }

    const Topology& m_topology;
    const GridRings& m_rings;
    std::span<const std::string> m_codes;
    GeosContext m_context;  // outlives the geometries below
    std::vector<GeosGeometry> m_outlines;
    double m_cell_m2 = m_topology.grid.cell_m() * m_topology.grid.cell_m();
};

/// Areas that pass along one side of an arc twice.
void add_self_conflicts(const Topology& topology, std::span<const std::string> codes,
                        std::vector<Finding>& findings) {
    std::set<AreaIndex> seen;
    for (const SideConflict& conflict : topology.conflicts) {
        if (conflict.first != conflict.second || !seen.insert(conflict.first).second) continue;
        const Point at = topology.grid.to_point(topology.vertex(topology.arc(arc_of(conflict.arc)).front()));
        const std::string& code = codes[static_cast<std::size_t>(conflict.first)];
        findings.push_back({FindingKind::invalid_ring,
                            Severity::violation,
                            {code},
                            at.x,
                            at.y,
                            std::numeric_limits<double>::quiet_NaN(),
                            code + " passes along one border twice"});
    }
}

/// A position inside the gap; one of its corners when it has no inside.
Point place_of(const GeosContext& context, const Gap& gap, const Grid& grid) {
    GridRings ring;
    ring.points = gap.ring;
    ring.close_ring();
    ring.close_area();
    const GeosGeometry outline = to_geos(context, ring, 0);
    if (GEOSisValid_r(context.get(), outline.get()) != 1) return grid.to_point(gap.ring.front());
    return to_metres(on_surface(context, outline.get()), grid);
}

void add_gaps(const Topology& topology, std::span<const std::string> codes, double gap_width_m,
              std::vector<Finding>& findings) {
    const GeosContext context;
    for (const Gap& gap : find_gaps(topology)) {
        const Point at = place_of(context, gap, topology.grid);
        Finding finding{FindingKind::gap, Severity::violation, {}, at.x, at.y, gap.area_m2, {}};
        for (const AreaIndex area : gap.neighbours)
            finding.codes.push_back(codes[static_cast<std::size_t>(area)]);
        const std::string between = " between " + std::to_string(gap.neighbours.size()) + " areas";
        if (gap.width_m < 2 * topology.grid.cell_m()) {
            finding.kind = FindingKind::unmatched_vertex;
            finding.size = gap.area_m2 > 0 ? gap.area_m2 / gap.width_m : 0.0;
            finding.text = "neighbours describe their border with different vertices";
        } else {
            finding.text = "gap of " + area_text(gap.area_m2) + ", " + format_fixed(gap.width_m, 2) +
                           " m wide," + between;
            if (gap.width_m > gap_width_m) {
                finding.severity = Severity::note;
                finding.text += "; wider than the limit, so it may be a lake or an enclave";
            }
        }
        findings.push_back(std::move(finding));
    }
}

}  // namespace

std::vector<Finding> check_outlines(const Rings& rings, std::span<const std::string> codes) {
    const GeosContext context;
    std::vector<Finding> findings;
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        const GeosGeometry outline = to_geos(context, rings, area);
        char* reason = nullptr;
        GEOSGeometry* place = nullptr;
        const char valid = GEOSisValidDetail_r(context.get(), outline.get(), 0, &reason, &place);
        if (valid == 0) {
            const GeosGeometry owned = own(context, place);
            Point at;
            GEOSGeomGetX_r(context.get(), owned.get(), &at.x);
            GEOSGeomGetY_r(context.get(), owned.get(), &at.y);
            findings.push_back(
                {FindingKind::invalid_ring,
                 Severity::violation,
                 {codes[area]},
                 at.x,
                 at.y,
                 std::numeric_limits<double>::quiet_NaN(),
                 codes[area] + " has an invalid outline: " + (reason != nullptr ? reason : "unknown")});
        }
        GEOSFree_r(context.get(), reason);
    }
    return findings;
}

std::vector<Finding> check_coverage(const Topology& topology, std::span<const std::string> codes,
                                    double gap_width_m) {
    std::vector<Finding> findings;
    add_self_conflicts(topology, codes, findings);
    const GridRings rings = outlines(topology);
    PairComparer comparer(topology, rings, codes);
    for (const AreaPair& pair : pairs_to_compare(rings, suspects(topology)))
        comparer.compare(pair, findings);
    add_gaps(topology, codes, gap_width_m, findings);
    return findings;
}

}  // namespace geo
