// The official boundary files, all of them as they are found, and what is done to their outlines to try
// snapping.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <numeric>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "geo/crs.hpp"
#include "geo/grid.hpp"
#include "geo/layer.hpp"
#include "geo/topology.hpp"
#include "tests/real/snap_oracle.hpp"
#include "tests/support/real_data.hpp"

namespace support {

/// A file that does not say all that is needed, and what is said for it.
struct Unclear {
    std::string_view file;
    std::string_view code_column;
    std::string_view source_crs;
};
inline constexpr std::array unclear_files{
    Unclear{"ccg_2015_openprescribing_names_only.geojson", "name", ""},  // its codes are null everywhere
    Unclear{"county_2017_12_england.geojson", "", "EPSG:27700"},         // in metres, and states no CRS
};

/// Every file below the folder of boundaries, sorted; none where there is no such folder.
inline std::vector<std::filesystem::path> all_files_of_boundaries() {
    std::vector<std::filesystem::path> files;
    if (!real_data()) return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*real_data() / "boundaries"))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

inline bool is_boundary_file(const std::filesystem::path& path) {
    static const std::set<std::string> endings{".geojson", ".kml", ".TAB", ".shp", ".topojson"};
    return endings.contains(path.extension().string());
}

inline geo::ReadOptions options_for(const std::filesystem::path& path) {
    geo::ReadOptions options;
    const auto found = std::ranges::find(unclear_files, path.filename().string(), &Unclear::file);
    if (found != unclear_files.end()) {
        options.code_column = found->code_column;
        options.source_crs = found->source_crs;
    }
    return options;
}

/// The areas of a layer with other outlines.
inline geo::Layer with_rings(const geo::Layer& layer, geo::Rings rings, const std::string& crs) {
    geo::Layer other;
    other.path = layer.path;
    other.crs = crs;
    other.codes = layer.codes;
    other.rings = std::move(rings);
    return other;
}

inline geo::Layer to_metres(const geo::Layer& layer) {
    geo::Rings rings = layer.rings;
    geo::Transform(layer.crs, "EPSG:27700", geo::bounds(rings)).apply(rings.points);
    return with_rings(layer, std::move(rings), "EPSG:27700");
}

/// Rings in metres on the grid, by rounding of our own.
inline geo::GridRings rounded(const geo::Rings& rings, const geo::Grid& grid) {
    geo::GridRings out;
    out.ring_start = rings.ring_start;
    out.area_start = rings.area_start;
    const auto cell = [&](double metres, std::int64_t origin) {
        return static_cast<std::int32_t>(
            std::lround((metres - static_cast<double>(origin)) * grid.cells_per_m));
    };
    for (const geo::Point p : rings.points)
        out.points.push_back({cell(p.x, grid.origin_x_m), cell(p.y, grid.origin_y_m)});
    return out;
}

/// Turns the rings of a disguise as they were, which is how a reader knows shells from holes: of a ring that
/// crosses itself into two loops of nearly one size, noise may turn the sum over.
inline void turn_as(const geo::Rings& original, geo::Rings& rings) {
    const auto twice_area = [](std::span<const geo::Point> ring) {
        double twice = 0;
        for (std::size_t i = 1; i + 1 < ring.size(); ++i)
            twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
                     (ring[i].y - ring[0].y) * (ring[i + 1].x - ring[0].x);
        return twice;
    };
    for (std::size_t r = 0; r < rings.rings(); ++r)
        if (twice_area(rings.ring(r)) * twice_area(original.ring(r)) < 0) std::ranges::reverse(rings.ring(r));
}

/// Noise of each coordinate, each way: the seventh decimal of a degree, with which official files end.
inline constexpr double noise_deg = 1e-7;
/// The farthest that noise takes a point: from 49 to 61 degrees north a degree of latitude has 111.4 km at
/// most and one of longitude 73.2 km, and the National Grid stretches Northern Ireland by 0.2 %.
inline constexpr double noise_m = 0.01337;

/// A layer in metres with each area taken to longitude and latitude by itself, noise on every one of its
/// points, and back to metres.
inline geo::Layer with_noise(const geo::Layer& metres, std::uint64_t seed) {
    geo::Rings rings = metres.rings;
    geo::Transform transform("EPSG:27700", "EPSG:4326", geo::bounds(rings));
    std::mt19937_64 random(seed);
    const auto noise = [&] { return noise_deg * (static_cast<double>(random() >> 11) * 0x1p-52 - 1); };
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        const std::uint32_t begin = rings.ring_start[rings.area_start[area]];
        const std::uint32_t end = rings.ring_start[rings.area_start[area + 1]];
        const std::span<geo::Point> points(rings.points.data() + begin, end - begin);
        transform.apply(points);
        for (geo::Point& p : points)
            p = {p.x + noise(), p.y + noise()};
    }
    geo::Layer noisy = to_metres(with_rings(metres, std::move(rings), "EPSG:4326"));
    turn_as(metres.rings, noisy.rings);
    return noisy;
}

/// A layer as read, quantised as TopoJSON does: ten thousand places a side over the extent. Then in metres.
inline geo::Layer quantised(const geo::Layer& layer) {
    constexpr double steps = 9999;
    geo::Rings rings = layer.rings;
    const geo::Box box = geo::bounds(rings);
    const auto to_lattice = [](double value, double low, double extent) {
        return low + std::round((value - low) / extent * steps) * (extent / steps);
    };
    for (geo::Point& p : rings.points)
        p = {to_lattice(p.x, box.min_x, box.width()), to_lattice(p.y, box.min_y, box.height())};
    turn_as(layer.rings, rings);
    return to_metres(with_rings(layer, std::move(rings), layer.crs));
}

/// A layer with vertices that one side of a border alone has.
struct OneSided {
    geo::Layer layer;
    std::set<geo::GridPoint> added;
};

/// Every second segment of the border that an area of odd index shares with one of even index, halved in the
/// first. To the rounding of a double, and then to the grid, the new vertex lies on the segment. Which
/// segments are shared is told by the topology of the same layer; those shorter than `least_m` stay, so that
/// a new vertex comes near no other.
inline OneSided with_one_sided_vertices(const geo::Layer& metres, const geo::Topology& topology,
                                        const Moves& moves, double least_m) {
    using Directed = std::tuple<geo::AreaIndex, geo::GridPoint, geo::GridPoint>;  // the area on the left
    std::vector<Directed> shared;
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        const geo::AreaIndex left = topology.left[a];
        const geo::AreaIndex right = topology.right[a];
        if (left == geo::no_area || right == geo::no_area || left % 2 == right % 2) continue;
        for (std::size_t i = 1; i < topology.arc(a).size(); ++i) {
            const geo::GridPoint p = topology.vertex(topology.arc(a)[i - 1]);
            const geo::GridPoint q = topology.vertex(topology.arc(a)[i]);
            shared.push_back(left % 2 == 1 ? Directed{left, p, q} : Directed{right, q, p});
        }
    }
    std::ranges::sort(shared);

    const geo::Rings& rings = metres.rings;
    const geo::GridRings read = rounded(rings, topology.grid);
    geo::Rings out;
    geo::Rings added;
    bool halve = false;
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
            const std::size_t n = rings.ring(r).size();
            for (std::size_t i = 0; i < n; ++i) {
                const geo::Point p = rings.ring(r)[i];
                const geo::Point q = rings.ring(r)[(i + 1) % n];
                out.points.push_back(p);
                const Directed segment{static_cast<geo::AreaIndex>(area), moves.of(read.ring(r)[i]),
                                       moves.of(read.ring(r)[(i + 1) % n])};
                if (std::hypot(q.x - p.x, q.y - p.y) < least_m ||
                    !std::ranges::binary_search(shared, segment))
                    continue;
                halve = !halve;
                if (!halve) continue;
                out.points.push_back({std::midpoint(p.x, q.x), std::midpoint(p.y, q.y)});
                added.points.push_back(out.points.back());
            }
            out.close_ring();
        }
        out.close_area();
    }
    const geo::Bulk<geo::GridPoint> cells = rounded(added, topology.grid).points;
    return {with_rings(metres, std::move(out), metres.crs), {cells.begin(), cells.end()}};
}

}  // namespace support
