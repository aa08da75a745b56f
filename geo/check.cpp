#include "geo/check.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "geo/arc_ends.hpp"
#include "geo/gaps.hpp"
#include "geo/geos_support.hpp"
#include "geo/inlets.hpp"
#include "geo/overlaps.hpp"
#include "geo/table.hpp"

namespace geo {

namespace {

std::string area_text(double area_m2) {
    return area_m2 >= 10000 ? format_fixed(area_m2 / 1e6, 4) + " km2" : format_fixed(area_m2, 1) + " m2";
}

std::string width_text(double width_m) {
    return format_fixed(width_m, width_m < 0.1 ? 3 : 2) + " m wide";
}

/// "A, B and 3 more".
std::string listed(const std::vector<std::string>& codes) {
    constexpr std::size_t most = 4;
    std::string text;
    for (std::size_t i = 0; i < std::min(codes.size(), most); ++i)
        text += (i == 0 ? "" : i + 1 == codes.size() ? " and " : ", ") + codes[i];
    if (codes.size() > most) text += " and " + std::to_string(codes.size() - most) + " more";
    return text;
}

/// Makes findings of one coverage.
class Findings {
public:
    Findings(const Grid& grid, std::span<const std::string> codes) : m_grid(grid), m_codes(codes) {}

    void add(Overlap& overlap) {
        Finding finding = about(overlap.areas, overlap.ground, FindingKind::overlap);
        const std::string size = area_text(overlap.ground.area_m2);
        switch (overlap.kind) {
            case OverlapKind::duplicate:
                finding.kind = FindingKind::duplicate;
                finding.text = listed(finding.codes) + " have the same outline of " + size;
                break;
            case OverlapKind::contained:
                finding.kind = FindingKind::contained;
                finding.text = finding.codes[0] + " lies within " + finding.codes[1] + ", " + size;
                break;
            case OverlapKind::partial:
                if (call_unmatched(finding)) break;
                finding.text =
                    listed(finding.codes) + " overlap by " + size + ", " + width_text(finding.width_m);
                break;
        }
        m_findings.push_back(std::move(finding));
    }

    void add(Gap& gap, const CheckOptions& options, bool allowed) {
        Finding finding = about(gap.neighbours, gap.ground, FindingKind::gap);
        if (!call_unmatched(finding)) {
            finding.text = "gap of " + area_text(finding.size) + ", " + width_text(finding.width_m) +
                           ", between " + listed(finding.codes);
            if (finding.width_m > options.gap_width_m) {
                finding.severity = Severity::note;
                finding.text += "; wider than the limit, so it may be a lake or an enclave";
            }
        }
        if (allowed) {
            finding.severity = Severity::note;
            finding.text += "; allowed";
        }
        m_findings.push_back(std::move(finding));
    }

    void add(Inlet& inlet) {
        Finding finding = about({inlet.first, inlet.second}, inlet.ground, FindingKind::inlet);
        finding.severity = Severity::warning;
        finding.size = inlet.depth_m;
        finding.text = "open inlet between " + listed(finding.codes) + ", " + format_fixed(inlet.depth_m, 1) +
                       " m deep and " + format_fixed(inlet.width_m, 2) + " m wide at most";
        finding.width_m = inlet.width_m;
        m_findings.push_back(std::move(finding));
    }

    void add_unsettled(std::size_t arcs) {
        m_findings.push_back({.kind = FindingKind::invalid_ring,
                              .severity = Severity::violation,
                              .codes = {},
                              .size = static_cast<double>(arcs),
                              .text = std::to_string(arcs) +
                                      " arcs still cross others after snapping; what lies between them is "
                                      "not judged; try another --snap"});
    }

    [[nodiscard]] std::vector<Finding> take() { return std::move(m_findings); }

private:
    Finding about(const std::vector<AreaIndex>& areas, Ground& ground, FindingKind kind) const {
        Finding finding{.kind = kind, .severity = Severity::violation, .codes = {}, .text = {}};
        for (const AreaIndex area : areas)
            finding.codes.push_back(m_codes[static_cast<std::size_t>(area)]);
        finding.x = ground.place.x;
        finding.y = ground.place.y;
        finding.size = ground.area_m2;
        finding.width_m = ground.width_m;
        finding.perimeter_m = ground.perimeter_m;
        finding.outline = std::move(ground.outline);
        return finding;
    }

    /// Slivers under two cells wide come of vertices that one side lacks.
    bool call_unmatched(Finding& finding) const {
        if (finding.width_m >= 2 * m_grid.cell_m()) return false;
        finding.kind = FindingKind::unmatched_vertex;
        finding.size = finding.perimeter_m / 2;
        finding.text = listed(finding.codes) + " describe their border with different vertices over " +
                       format_fixed(finding.size, 1) + " m";
        return true;
    }

    const Grid& m_grid;
    std::span<const std::string> m_codes;
    std::vector<Finding> m_findings;
};

}  // namespace

bool is_allowed(const std::vector<std::vector<Point>>& outline, const CheckOptions& options) {
    return std::ranges::any_of(options.allowed_gaps, [&](Point p) {
        bool inside = false;
        for (const std::vector<Point>& ring : outline) {
            for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                if ((ring[i].y > p.y) == (ring[j].y > p.y)) continue;
                const double x =
                    ring[i].x + (p.y - ring[i].y) / (ring[j].y - ring[i].y) * (ring[j].x - ring[i].x);
                if (x > p.x) inside = !inside;
            }
        }
        return inside;
    });
}

std::vector<Finding> check_outlines(const Rings& rings, std::span<const std::uint32_t> suspects,
                                    std::span<const std::string> codes) {
    const GeosContext context;
    std::vector<Finding> findings;
    for (const std::uint32_t area : suspects) {
        const GeosGeometry outline = to_geos(context, rings, area);
        char* reason = nullptr;
        GEOSGeometry* place = nullptr;
        const char valid = GEOSisValidDetail_r(context.get(), outline.get(), 0, &reason, &place);
        if (valid == 0) {
            const GeosGeometry owned = own(context, place);
            Point at;
            GEOSGeomGetX_r(context.get(), owned.get(), &at.x);
            GEOSGeomGetY_r(context.get(), owned.get(), &at.y);
            findings.push_back({.kind = FindingKind::invalid_ring,
                                .severity = Severity::violation,
                                .codes = {codes[area]},
                                .x = at.x,
                                .y = at.y,
                                .text = codes[area] + " has an invalid outline: " +
                                        (reason != nullptr ? reason : "unknown")});
        }
        GEOSFree_r(context.get(), reason);
    }
    return findings;
}

std::vector<std::uint32_t> suspect_outlines(const Topology& topology, const Faces& faces,
                                            const SnapReport& snap) {
    std::vector<std::uint32_t> suspects = snap.altered_areas;
    for (const AreaIndex area : faces.irregular)
        suspects.push_back(static_cast<std::uint32_t>(area));
    // An area passes a vertex twice only where an arc ends.
    constexpr auto nobody = std::numeric_limits<std::uint32_t>::max();
    const ArcEnds ends(topology);
    std::vector<std::uint32_t> last_visitor(ends.count(), nobody);
    for (std::uint32_t area = 0; area < topology.areas(); ++area) {
        const std::uint32_t begin = topology.ring_start[topology.area_start[area]];
        const std::uint32_t end = topology.ring_start[topology.area_start[area + 1]];
        bool twice = false;
        for (std::uint32_t i = begin; i < end; ++i) {
            const SignedArc s = topology.ring_arcs[i];
            const std::span<const VertexId> arc = topology.arc(arc_of(s));
            std::uint32_t& visitor = last_visitor[ends.number_of(s < 0 ? arc.back() : arc.front())];
            twice = twice || visitor == area;
            visitor = area;
        }
        if (twice) suspects.push_back(area);
    }
    std::sort(suspects.begin(), suspects.end());
    suspects.erase(std::unique(suspects.begin(), suspects.end()), suspects.end());
    return suspects;
}

std::vector<Finding> check_coverage(const Topology& topology, const Faces& faces,
                                    std::span<const std::string> codes, const CheckOptions& options) {
    Findings findings(topology.grid, codes);
    if (faces.inconsistent > 0) findings.add_unsettled(faces.inconsistent);
    for (Overlap& overlap : find_overlaps(topology, faces))
        findings.add(overlap);
    for (Gap& gap : find_gaps(topology, faces))
        findings.add(gap, options, is_allowed(gap.ground.outline, options));
    for (Inlet& inlet : find_inlets(topology, faces, options.gap_width_m))
        findings.add(inlet);
    return findings.take();
}

std::vector<Finding> check_coverage(const Topology& topology, std::span<const std::string> codes,
                                    double gap_width_m) {
    return check_coverage(topology, find_faces(topology), codes, {gap_width_m, {}});
}

std::vector<Finding> missing_vertices(const SnapReport& snap, const Grid& grid,
                                      std::span<const std::string> codes) {
    std::vector<Finding> findings;
    for (const MissingVertices& missing : snap.missing) {
        const std::string& in = codes[static_cast<std::size_t>(missing.in)];
        const std::string& from = codes[static_cast<std::size_t>(missing.from)];
        const Point at = grid.to_point(missing.first);
        findings.push_back({.kind = FindingKind::unmatched_vertex,
                            .severity = Severity::warning,
                            .codes = {in, from},
                            .x = at.x,
                            .y = at.y,
                            .size = static_cast<double>(missing.count),
                            .text = "the border of " + in + " lacked " + std::to_string(missing.count) +
                                    (missing.count == 1 ? " vertex" : " vertices") + " of " + from +
                                    " within " + format_fixed(missing.greatest_distance_m, 3) +
                                    " m; put in"});
    }
    return findings;
}

}  // namespace geo
