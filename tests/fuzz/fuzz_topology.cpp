// Any bytes as rings on a small grid, crossing and overlapping as they like: snapping, arcs and dissolve keep
// their promises on all of them.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "geo/assemble.hpp"
#include "geo/check.hpp"
#include "geo/clean.hpp"
#include "geo/dissolve.hpp"
#include "geo/snap.hpp"
#include "geo/topology.hpp"

namespace {

void require(bool promise) {
    if (!promise) std::abort();
}

// Ends a ring that has points, turned counter-clockwise as the readers of files turn shells.
void close_ring(geo::GridRings& rings) {
    const auto begin = rings.points.begin() + rings.ring_start.back();
    if (begin == rings.points.end()) return;
    if (geo::twice_area({&*begin, rings.points.size() - rings.ring_start.back()}) < 0)
        std::reverse(begin, rings.points.end());
    rings.close_ring();
}

// Each byte is a point of a 16 by 16 lattice; 255 ends a ring and 254 an area.
geo::GridRings rings_from(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t longest_input = 4096;
    constexpr std::int32_t spacing_cells = 1000;
    geo::GridRings rings;
    for (std::size_t i = 0; i < std::min(size, longest_input); ++i) {
        if (data[i] < 254) {
            rings.points.push_back({(data[i] % 16) * spacing_cells, (data[i] / 16) * spacing_cells});
            continue;
        }
        close_ring(rings);
        if (data[i] == 254) rings.close_area();
    }
    close_ring(rings);
    if (rings.rings() > rings.area_start.back()) rings.close_area();
    return rings;
}

void check_snapped(const geo::GridRings& snapped) {
    for (std::size_t r = 0; r < snapped.rings(); ++r) {
        const auto ring = snapped.ring(r);
        require(ring.size() >= 3);
        for (std::size_t i = 0; i < ring.size(); ++i)
            require(ring[i] != ring[(i + 1) % ring.size()]);
    }
}

void check_topology(const geo::Topology& topology, const geo::GridRings& rings) {
    require(topology.areas() == rings.areas());
    require(topology.left.size() == topology.arcs() && topology.right.size() == topology.arcs());
    for (std::size_t a = 0; a < topology.arcs(); ++a)
        require(topology.arc(a).size() >= 2);
    const std::vector<std::int64_t> areas = geo::twice_areas(topology);
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        std::int64_t sum = 0;
        for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
            sum += geo::twice_area(rings.ring(r));
        }
        require(areas[area] == sum);
    }
}

void check_dissolve(const geo::Topology& topology) {
    const std::vector<geo::GroupIndex> one_group(topology.areas(), 0);
    const geo::GridRings outline = geo::dissolve(topology, one_group, 1);
    require(outline.areas() == 1);
    const std::vector<std::int64_t> areas = geo::twice_areas(topology);
    std::int64_t sum = 0;
    for (std::size_t r = 0; r < outline.rings(); ++r)
        sum += geo::twice_area(outline.ring(r));
    require(sum == std::accumulate(areas.begin(), areas.end(), std::int64_t{0}));
}

// Snapping settles, faces agree, and clean gives every piece of ground one area and loses none.
void check_faces(const geo::Topology& topology, const geo::SnapReport& report) {
    require(report.settled);
    const geo::Faces faces = geo::find_faces(topology);
    require(faces.inconsistent == 0);
    std::vector<std::string> codes;
    for (std::size_t a = 0; a < topology.areas(); ++a)
        codes.push_back(std::to_string(a));
    (void)geo::check_coverage(topology, faces, codes, {10, {}});
    const geo::Cleaned cleaned =
        geo::clean(topology, faces, codes, {{10, {}}, geo::Preference::longest_border, {}});
    require(cleaned.outlines.areas() == topology.areas());
    std::vector<bool> claims(topology.areas(), false);
    for (const geo::AreaIndex area : faces.claims)
        claims[static_cast<std::size_t>(area)] = true;
    for (std::size_t a = 0; a < topology.areas(); ++a)
        require(claims[a] == (cleaned.outlines.area_start[a] < cleaned.outlines.area_start[a + 1]));
    geo::SnapReport again;
    const geo::Topology after =
        geo::build_snapped_topology(cleaned.outlines, topology.grid, report.tolerance_m, again);
    require(again.moved_points + again.inserted_vertices + again.crossings + again.dropped_points == 0);
    if (cleaned.kept_overlapping.empty()) {
        const geo::Faces once = geo::find_faces(after);
        for (geo::FaceIndex f = 0; f < once.count(); ++f)
            require(once.claims_of(f).size() <= 1);
        require(once.irregular.empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const geo::GridRings rings = rings_from(data, size);
    const geo::Grid grid;
    geo::SnapReport report;
    const geo::Topology topology =
        geo::build_snapped_topology(rings, grid, geo::default_snap_tolerance_m(grid), report);
    const geo::GridRings snapped = geo::outlines(topology);
    require(snapped.areas() == rings.areas());
    check_snapped(snapped);
    check_topology(topology, snapped);
    check_dissolve(topology);
    check_faces(topology, report);
    return 0;
}
