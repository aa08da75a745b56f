#include "geo/write_topojson.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "geo/code_column.hpp"
#include "geo/degrees.hpp"
#include "geo/error.hpp"
#include "geo/flat_map.hpp"
#include "geo/json_text.hpp"
#include "geo/layer_outlines.hpp"
#include "geo/polygons.hpp"
#include "geo/quantise.hpp"
#include "geo/topology.hpp"
#include "geo/write_features.hpp"

namespace geo {

namespace {

/// Numbers the distinct values of one coordinate. The topology compares positions and does nothing else with
/// them, so the pair of numbers stands for a position in any CRS.
class Numbering {
public:
    explicit Numbering(std::size_t expected) : m_index(expected) {}

    std::int32_t of(double value) {
        const auto fresh = static_cast<std::uint32_t>(m_values.size());
        // Adding zero makes -0 and 0 one value.
        const std::uint32_t number = m_index.find_or_insert(std::bit_cast<std::uint64_t>(value + 0.0), fresh);
        if (number == fresh) m_values.push_back(value);
        return static_cast<std::int32_t>(number);
    }
    [[nodiscard]] double value(std::int32_t number) const {
        return m_values[static_cast<std::size_t>(number)];
    }

private:
    FlatMap m_index;
    std::vector<double> m_values;
};

/// The arcs of all layers together and where their vertices lie.
struct SharedArcs {
    Topology topology;                    ///< positions in it are numbers, not coordinates
    std::vector<Point> places;            ///< of its vertices, in degrees
    std::vector<std::size_t> first_area;  ///< of each layer
};

SharedArcs share_arcs(std::span<const OutputLayer> layers) {
    std::size_t points = 0;
    const std::string* crs = nullptr;
    bool one_crs = true;
    for (const OutputLayer& layer : layers) {
        if (!holds_areas(layer)) continue;
        points += LayerOutlines(layer).points();
        if (crs && *crs != layer.crs) one_crs = false;
        crs = &layer.crs;
    }

    Numbering x(points / 2);
    Numbering y(points / 2);
    GridRings all;
    all.points.reserve(points);
    SharedArcs shared;
    for (const OutputLayer& layer : layers) {
        shared.first_area.push_back(all.areas());
        if (!holds_areas(layer)) continue;
        LayerOutlines outlines(layer);
        const auto first_point = static_cast<std::uint32_t>(all.points.size());
        const auto first_ring = static_cast<std::uint32_t>(all.rings());
        const auto add = [&](std::span<const Point> places) {
            for (const Point p : places)
                all.points.push_back({x.of(p.x), y.of(p.y)});
        };
        if (one_crs) {
            for (std::size_t r = 0; r < outlines.rings(); ++r)
                add(outlines.ring(r));
        } else {
            Rings projected = to_rings(layer);
            to_degrees(projected.points, layer.crs);
            add(projected.points);
        }
        for (const std::uint32_t end : outlines.ring_start().subspan(1))
            all.ring_start.push_back(first_point + end);
        for (const std::uint32_t end : outlines.area_start().subspan(1))
            all.area_start.push_back(first_ring + end);
    }
    shared.topology = build_topology(all, Grid{});
    shared.places.reserve(shared.topology.vertices.size());
    for (const GridPoint v : shared.topology.vertices)
        shared.places.push_back({x.value(v.x), y.value(v.y)});
    if (one_crs && crs) to_degrees(shared.places, *crs);
    return shared;
}

std::optional<std::size_t> id_column(const Table& attributes) {
    if (const auto code = attributes.find("code")) return code;
    const std::vector<std::size_t> candidates = code_candidates(attributes);
    if (candidates.empty()) return std::nullopt;
    return candidates.front();
}

class Writer {
public:
    Writer(const SharedArcs& shared, const Quantised& quantised) : m_shared(shared), m_quantised(quantised) {}

    [[nodiscard]] std::string text(std::span<const OutputLayer> layers,
                                   std::span<const std::vector<Point>> places, const Box& box) {
        m_out += R"({"type":"Topology",)";
        if (!box.empty()) {
            m_out += R"("bbox":[)";
            append_numbers({box.min_x, box.min_y, box.max_x, box.max_y});
            m_out += "],";
        }
        m_out += R"("transform":{"scale":[)";
        append_numbers({m_quantised.raster.scale().x, m_quantised.raster.scale().y});
        m_out += R"(],"translate":[)";
        append_numbers({m_quantised.raster.low().x, m_quantised.raster.low().y});
        m_out += R"(]},"objects":{)";
        for (std::size_t l = 0; l < layers.size(); ++l) {
            m_out += l == 0 ? "\n" : ",\n";
            append_layer(layers[l], m_shared.first_area[l], places[l]);
        }
        m_out += "},\n\"arcs\":[";
        for (std::size_t a = 0; a < m_shared.topology.arcs(); ++a) {
            m_out += a == 0 ? "\n" : ",\n";
            append_arc(a);
        }
        m_out += "]}\n";
        return std::move(m_out);
    }

private:
    void append_numbers(std::initializer_list<double> numbers) {
        bool first = true;
        for (const double number : numbers) {
            if (!first) m_out += ',';
            first = false;
            append_json_number(m_out, number);
        }
    }

    void append_position(Position p) {
        m_out += '[';
        append_json_number(m_out, p.x);
        m_out += ',';
        append_json_number(m_out, p.y);
        m_out += ']';
    }

    void append_layer(const OutputLayer& layer, std::size_t first_area, std::span<const Point> places) {
        append_json_string(m_out, layer.name);
        m_out += R"(:{"type":"GeometryCollection","geometries":[)";
        const LayerOutlines outlines(layer);
        const std::vector<std::string> names = column_names(layer.attributes);
        const auto id = id_column(layer.attributes);
        const std::size_t rows = rows_of(layer);
        for (std::size_t row = 0; row < rows; ++row) {
            m_out += row == 0 ? "\n{" : ",\n{";
            if (outlines.areas() > 0) {
                append_area(outlines, row, first_area + row);
            } else if (row < places.size() && std::isfinite(places[row].x) && std::isfinite(places[row].y)) {
                m_out += R"("type":"Point","coordinates":)";
                append_position(m_quantised.raster.at(places[row]));
            } else {
                m_out += R"("type":null)";
            }
            if (id && !layer.attributes.columns[*id].cells[row].empty()) {
                m_out += R"(,"id":)";
                append_json_string(m_out, layer.attributes.columns[*id].cells[row]);
            }
            m_out += R"(,"properties":{)";
            append_json_properties(m_out, layer.attributes, names, row);
            m_out += "}}";
        }
        m_out += "]}";
    }

    void append_area(const LayerOutlines& outlines, std::size_t row, std::size_t area) {
        const std::vector<PolygonRings> polygons = outlines.polygons(row);
        // Of type null GDAL would drop the row.
        if (polygons.empty()) {
            m_out += R"("type":"MultiPolygon","arcs":[])";
            return;
        }
        // Rings are numbered on from those of the areas before.
        const std::size_t shift = m_shared.topology.area_start[area] - outlines.area_start()[row];
        const bool several = polygons.size() > 1;
        m_out += several ? R"("type":"MultiPolygon","arcs":[)" : R"("type":"Polygon","arcs":)";
        for (std::size_t p = 0; p < polygons.size(); ++p) {
            m_out += p == 0 ? "[" : ",[";
            for (std::size_t r = polygons[p].first_ring; r < polygons[p].end_ring; ++r) {
                if (r > polygons[p].first_ring) m_out += ',';
                append_ring(r + shift);
            }
            m_out += ']';
        }
        if (several) m_out += ']';
    }

    /// Backwards, so that shells run clockwise.
    void append_ring(std::size_t ring) {
        const Topology& topology = m_shared.topology;
        const std::size_t begin = topology.ring_start[ring];
        m_out += '[';
        for (std::size_t i = topology.ring_start[ring + 1]; i > begin; --i) {
            append_json_number(m_out, std::int64_t{~topology.ring_arcs[i - 1]});
            if (i - 1 > begin) m_out += ',';
        }
        m_out += ']';
    }

    /// The first position, then steps; steps of no length are left out, but an arc keeps two positions.
    void append_arc(std::size_t a) {
        const auto arc = m_shared.topology.arc(a);
        Position at = m_quantised.positions[arc[0]];
        m_out += '[';
        append_position(at);
        bool has_step = false;
        for (const VertexId v : arc.subspan(1)) {
            const Position next = m_quantised.positions[v];
            if (next == at) continue;
            m_out += ',';
            append_position({next.x - at.x, next.y - at.y});
            at = next;
            has_step = true;
        }
        if (!has_step) m_out += ",[0,0]";
        m_out += ']';
    }

    const SharedArcs& m_shared;
    const Quantised& m_quantised;
    std::string m_out;
};

void refuse_same_names(std::span<const OutputLayer> layers) {
    std::set<std::string> names;
    for (const OutputLayer& layer : layers) {
        if (!names.insert(layer.name).second)
            throw OutputError(layer.name, "two layers of this name cannot be in one TopoJSON file");
    }
}

[[noreturn]] void throw_spoilt(std::span<const OutputLayer> layers, const SharedArcs& shared,
                               const Quantised& quantised) {
    std::size_t l = layers.size() - 1;
    while (shared.first_area[l] > *quantised.spoilt_area)
        --l;
    const std::size_t row = *quantised.spoilt_area - shared.first_area[l];
    const auto id = id_column(layers[l].attributes);
    const std::string name =
        id ? layers[l].attributes.columns[*id].cells[row] : "row " + std::to_string(row + 1);
    throw OutputError(
        layers[l].name,
        "a ring of " + name + " would vanish at a quantisation of " + std::to_string(quantised.quantisation),
        "use a larger one");
}

}  // namespace

TopoJson to_topojson(std::span<const OutputLayer> layers, const TopoJsonOptions& options) {
    if (options.quantisation != 0 &&
        (options.quantisation < coarsest_quantisation || options.quantisation > finest_quantisation))
        throw UsageError("quantisation",
                         std::to_string(options.quantisation) + " is not between 2 and 10^12");
    refuse_same_names(layers);
    const SharedArcs shared = share_arcs(layers);
    Box box;
    for (const Point p : shared.places)
        box.add(p);
    std::vector<std::vector<Point>> places(layers.size());
    for (std::size_t l = 0; l < layers.size(); ++l) {
        const auto* points = std::get_if<std::vector<Point>>(&layers[l].geometry);
        if (!points) continue;
        places[l] = *points;
        to_degrees(places[l], layers[l].crs);
        for (const Point p : places[l])
            if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p);
    }
    const Quantised quantised = quantise(shared.topology, shared.places, box, options.quantisation);
    if (quantised.spoilt_area) throw_spoilt(layers, shared, quantised);
    return {Writer(shared, quantised).text(layers, places, box), quantised.quantisation,
            quantised.merged_vertices};
}

}  // namespace geo
