#include "bench/noisy_layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/uniform.hpp"
#include "geo/crs.hpp"
#include "geo/grid.hpp"
#include "geo/output_file.hpp"
#include "geo/write_layer.hpp"

namespace bench {
namespace {

double length_m(geo::Point a, geo::Point b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

/// Pieces that a segment is cut into when no piece may be longer than `spacing_m`.
std::size_t pieces(geo::Point a, geo::Point b, double spacing_m) {
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(length_m(a, b) / spacing_m)));
}

std::vector<std::vector<geo::Point>> arcs_in_metres(const geo::Topology& topology) {
    std::vector<std::vector<geo::Point>> arcs(topology.arcs());
    for (std::size_t a = 0; a < arcs.size(); ++a) {
        for (const geo::VertexId v : topology.arc(a))
            arcs[a].push_back(topology.grid.to_point(topology.vertex(v)));
    }
    return arcs;
}

/// Points that the rings have together when no segment is longer than `spacing_m`.
std::size_t ring_vertices(const geo::Topology& topology, const std::vector<std::vector<geo::Point>>& arcs,
                          double spacing_m) {
    std::size_t sum = 0;
    for (const geo::SignedArc s : topology.ring_arcs) {
        const std::vector<geo::Point>& arc = arcs[geo::arc_of(s)];
        for (std::size_t i = 1; i < arc.size(); ++i)
            sum += pieces(arc[i - 1], arc[i], spacing_m);
    }
    return sum;
}

/// The widest spacing that gives at least `vertices` points, to a relative 1e-9.
double find_spacing_m(const geo::Topology& topology, const std::vector<std::vector<geo::Point>>& arcs,
                      std::size_t vertices) {
    double too_dense_m = 0.1;
    double too_sparse_m = 1e6;
    while (too_sparse_m / too_dense_m > 1 + 1e-6) {
        const double middle_m = std::sqrt(too_dense_m * too_sparse_m);
        (ring_vertices(topology, arcs, middle_m) < vertices ? too_sparse_m : too_dense_m) = middle_m;
    }
    return too_dense_m;
}

std::vector<geo::Point> densified(const std::vector<geo::Point>& arc, double spacing_m) {
    std::vector<geo::Point> points{arc.front()};
    for (std::size_t i = 1; i < arc.size(); ++i) {
        const std::size_t parts = pieces(arc[i - 1], arc[i], spacing_m);
        for (std::size_t k = 1; k <= parts; ++k) {
            const double share = static_cast<double>(k) / static_cast<double>(parts);
            points.push_back(
                {std::lerp(arc[i - 1].x, arc[i].x, share), std::lerp(arc[i - 1].y, arc[i].y, share)});
        }
    }
    return points;
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

void append_ring(std::string& out, std::span<const geo::Point> ring) {
    out += '[';
    for (std::size_t i = 0; i <= ring.size(); ++i) {
        const geo::Point p = ring[i % ring.size()];
        if (i > 0) out += ',';
        out += '[' + geo::format_number(p.x) + ',' + geo::format_number(p.y) + ']';
    }
    out += ']';
}

double signed_area(std::span<const geo::Point> ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::Point a = ring[i];
        const geo::Point b = ring[(i + 1) % ring.size()];
        twice += (a.x - ring[0].x) * (b.y - ring[0].y) - (b.x - ring[0].x) * (a.y - ring[0].y);
    }
    return twice / 2;
}

/// A MultiPolygon: a ring of positive area begins a polygon, the others are its holes.
void append_geometry(std::string& out, const geo::Rings& rings, std::size_t area) {
    out += R"({"type":"MultiPolygon","coordinates":[)";
    for (std::uint32_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
        const bool first = r == rings.area_start[area];
        if (first || signed_area(rings.ring(r)) > 0) {
            out += first ? "[" : "],[";
        } else {
            out += ',';
        }
        append_ring(out, rings.ring(r));
    }
    out += "]]}";
}

/// The tool itself cuts GeoJSON at seven decimals (RFC 7946), which would take most of the noise away.
std::string to_geojson(const geo::Rings& rings, const geo::Table& attributes, std::string_view crs_member) {
    std::string out = "{\"type\":\"FeatureCollection\",";
    out.append(crs_member).append("\"features\":[\n");
    for (std::size_t a = 0; a < rings.areas(); ++a) {
        if (a > 0) out += ",\n";
        out += R"({"type":"Feature","properties":{)";
        for (std::size_t c = 0; c < attributes.columns.size(); ++c) {
            if (c > 0) out += ',';
            out += quoted(attributes.columns[c].name) + ':' + quoted(attributes.columns[c].cells[a]);
        }
        out += "},\"geometry\":";
        append_geometry(out, rings, a);
        out += '}';
    }
    out += "\n]}\n";
    return out;
}

}  // namespace

geo::Rings densified_outlines(const geo::Topology& topology, std::size_t vertices) {
    std::vector<std::vector<geo::Point>> arcs = arcs_in_metres(topology);
    const double spacing_m = find_spacing_m(topology, arcs, vertices);
    for (std::vector<geo::Point>& arc : arcs)
        arc = densified(arc, spacing_m);
    geo::Rings rings;
    for (std::size_t a = 0; a < topology.areas(); ++a) {
        for (std::uint32_t r = topology.area_start[a]; r < topology.area_start[a + 1]; ++r) {
            for (std::uint32_t i = topology.ring_start[r]; i < topology.ring_start[r + 1]; ++i) {
                const geo::SignedArc s = topology.ring_arcs[i];
                const std::vector<geo::Point>& arc = arcs[geo::arc_of(s)];
                if (s < 0) {
                    rings.points.insert(rings.points.end(), arc.rbegin(), arc.rend() - 1);
                } else {
                    rings.points.insert(rings.points.end(), arc.begin(), arc.end() - 1);
                }
            }
            rings.close_ring();
        }
        rings.close_area();
    }
    return rings;
}

geo::Rings to_noisy_wgs84(geo::Rings rings, std::uint64_t seed) {
    constexpr double noise_deg = 1e-7;
    geo::Transform("EPSG:27700", "EPSG:4326", geo::bounds(rings)).apply(rings.points);
    Uniform uniform(seed);
    for (geo::Point& p : rings.points) {
        p.x += uniform(-noise_deg, noise_deg);
        p.y += uniform(-noise_deg, noise_deg);
    }
    return rings;
}

void write_wgs84(const std::filesystem::path& path, const geo::Rings& rings, const geo::Table& attributes) {
    if (path.extension() == ".geojson") {
        geo::write_text(path, to_geojson(rings, attributes, ""), true);
        return;
    }
    const std::array layers{geo::OutputLayer{path.stem().string(), "EPSG:4326", rings, attributes}};
    geo::write_layers(path, layers, true);
}

void write_metres(const std::filesystem::path& path, const geo::Rings& rings, const geo::Table& attributes) {
    constexpr std::string_view crs_member =
        R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},)";
    geo::write_text(path, to_geojson(rings, attributes, crs_member), true);
}

}  // namespace bench
