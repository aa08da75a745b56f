#include "geo/write_geojson.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "geo/degrees.hpp"
#include "geo/json_text.hpp"
#include "geo/layer_outlines.hpp"
#include "geo/polygons.hpp"
#include "geo/text_parts.hpp"
#include "geo/write_features.hpp"

namespace geo {

namespace {

void append_position(std::string& out, Point p) {
    constexpr std::string_view opening = "[ ";
    constexpr std::string_view between = ", ";
    constexpr std::string_view closing = " ]";
    char text[2 * most_of_degrees + opening.size() + between.size() + closing.size()];
    char* at = put_degrees(std::ranges::copy(opening, text).out, p.x);
    at = put_degrees(std::ranges::copy(between, at).out, p.y);
    out.append(text, std::ranges::copy(closing, at).out);
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

void write_geojson(const OutputLayer& layer, const TextSink& write) {
    const std::size_t rows = rows_of(layer);
    const std::vector<std::string> keys = json_keys(column_names(layer.attributes));
    Rings rings;
    std::vector<Point> points;
    if (holds_areas(layer)) {
        rings = to_rings(layer);
        to_degrees(rings.points, layer.crs, layer.from_degrees);
    } else if (const auto* places = std::get_if<std::vector<Point>>(&layer.geometry)) {
        points = *places;
        to_degrees(points, layer.crs, layer.from_degrees);
    }

    const auto append_row = [&](std::string& out, std::size_t row) {
        out += R"({ "type": "Feature", "properties": { )";
        append_json_properties(out, layer.attributes, keys, row);
        out += R"( }, "geometry": )";
        if (holds_areas(layer)) {
            append_area_geometry(out, rings, row);
        } else if (!points.empty()) {
            append_point_geometry(out, points[row]);
        } else {
            out += "null";
        }
        out += row + 1 < rows ? " },\n" : " }\n";
    };

    std::string beginning = "{\n\"type\": \"FeatureCollection\",\n\"name\": ";
    append_json_string(beginning, layer.name);
    beginning += ",\n\"features\": [\n";
    write(beginning);
    const auto end_of_part = [&](std::size_t row) {
        constexpr std::size_t most_points = 4096;
        constexpr std::size_t most_rows = 512;
        const std::size_t last = std::min(rows, row + most_rows);
        if (rings.points.empty()) return last;
        const auto points_before = [&](std::size_t r) { return rings.ring_start[rings.area_start[r]]; };
        std::size_t end = row + 1;
        while (end < last && points_before(end) - points_before(row) < most_points)
            ++end;
        return end;
    };
    write_in_parts(rows, write, end_of_part, append_row);
    write("]\n}\n");
}

}  // namespace geo
