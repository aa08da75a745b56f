#include "geo/write_geojson.hpp"

#include <cmath>
#include <utility>

#include "geo/degrees.hpp"
#include "geo/json_text.hpp"
#include "geo/layer_outlines.hpp"
#include "geo/polygons.hpp"
#include "geo/write_features.hpp"

namespace geo {

namespace {

void append_position(std::string& out, Point p) {
    out += "[ ";
    append_degrees(out, p.x);
    out += ", ";
    append_degrees(out, p.y);
    out += " ]";
}

void append_ring(std::string& out, std::span<const Point> ring) {
    out += "[ ";
    for (const Point p : ring) {
        append_position(out, p);
        out += ", ";
    }
    append_position(out, ring[0]);
    out += " ]";
}

void append_polygon(std::string& out, const Rings& rings, const PolygonRings& polygon) {
    out += "[ ";
    for (std::size_t r = polygon.first_ring; r < polygon.end_ring; ++r) {
        if (r > polygon.first_ring) out += ", ";
        append_ring(out, rings.ring(r));
    }
    out += " ]";
}

void append_area_geometry(std::string& out, const Rings& rings, std::size_t area) {
    const std::vector<PolygonRings> polygons = polygons_of(rings, area);
    if (polygons.empty()) {
        out += "null";
        return;
    }
    if (polygons.size() == 1) {
        out += R"({ "type": "Polygon", "coordinates": )";
        append_polygon(out, rings, polygons.front());
        out += " }";
        return;
    }
    out += R"({ "type": "MultiPolygon", "coordinates": [ )";
    for (std::size_t i = 0; i < polygons.size(); ++i) {
        if (i > 0) out += ", ";
        append_polygon(out, rings, polygons[i]);
    }
    out += " ] }";
}

void append_point_geometry(std::string& out, Point p) {
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
        out += "null";
        return;
    }
    out += R"({ "type": "Point", "coordinates": )";
    append_position(out, p);
    out += " }";
}

}  // namespace

std::string to_geojson(const OutputLayer& layer) {
    const std::size_t rows = rows_of(layer);
    const std::vector<std::string> names = column_names(layer.attributes);
    Rings rings;
    std::vector<Point> points;
    if (holds_areas(layer)) {
        rings = to_rings(layer);
        to_degrees(rings.points, layer.crs);
    } else if (const auto* places = std::get_if<std::vector<Point>>(&layer.geometry)) {
        points = *places;
        to_degrees(points, layer.crs);
    }

    std::string out;
    constexpr std::size_t bytes_of_a_position = 30;
    out.reserve(bytes_of_a_position * (rings.points.size() + rings.rings() + points.size()) + 200 * rows);
    out += "{\n\"type\": \"FeatureCollection\",\n\"name\": ";
    append_json_string(out, layer.name);
    out += ",\n\"features\": [\n";
    for (std::size_t row = 0; row < rows; ++row) {
        out += R"({ "type": "Feature", "properties": { )";
        append_json_properties(out, layer.attributes, names, row);
        out += R"( }, "geometry": )";
        if (holds_areas(layer)) {
            append_area_geometry(out, rings, row);
        } else if (!points.empty()) {
            append_point_geometry(out, points[row]);
        } else {
            out += "null";
        }
        out += row + 1 < rows ? " },\n" : " }\n";
    }
    out += "]\n}\n";
    return out;
}

}  // namespace geo
