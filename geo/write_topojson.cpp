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
#include "geo/text_parts.hpp"
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

const GridOutlines* outlines_on_grid(const OutputLayer& layer) {
    return std::get_if<GridOutlines>(&layer.geometry);
}

// The first layer of areas, if the areas of all lie on its grid, in its CRS.
const OutputLayer* layer_of_one_grid(std::span<const OutputLayer> layers) {
    const OutputLayer* first = nullptr;
    for (const OutputLayer& layer : layers) {
        if (!holds_areas(layer)) continue;
        const GridOutlines* outlines = outlines_on_grid(layer);
        if (!outlines) return nullptr;
        if (!first) first = &layer;
        if (outlines->grid != outlines_on_grid(*first)->grid || layer.crs != first->crs) return nullptr;
    }
    return first;
}

// Positions on a grid need no numbers in their place.
SharedArcs share_arcs_on_grid(std::span<const OutputLayer> layers, const OutputLayer& of_all) {
    GridRings all;
    SharedArcs shared;
    for (const OutputLayer& layer : layers) {
        shared.first_area.push_back(all.areas());
        if (const GridOutlines* outlines = outlines_on_grid(layer)) all.append(outlines->rings);
    }
    const Grid& grid = outlines_on_grid(of_all)->grid;
    shared.topology = build_topology(all, grid);
    all = {};
    shared.places.reserve(shared.topology.vertices.size());
    for (const GridPoint v : shared.topology.vertices)
        shared.places.push_back(grid.to_point(v));
    to_degrees(shared.places, of_all.crs, of_all.from_degrees);
    return shared;
}

SharedArcs share_arcs(std::span<const OutputLayer> layers) {
    if (const OutputLayer* of_all = layer_of_one_grid(layers)) return share_arcs_on_grid(layers, *of_all);
    std::size_t points = 0;
    const OutputLayer* any = nullptr;
    bool one_crs = true;
    for (const OutputLayer& layer : layers) {
        if (!holds_areas(layer)) continue;
        points += LayerOutlines(layer).points();
        if (any && any->crs != layer.crs) one_crs = false;
        any = &layer;
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
            to_degrees(projected.points, layer.crs, layer.from_degrees);
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
    if (one_crs && any) to_degrees(shared.places, any->crs, any->from_degrees);
    return shared;
}

std::optional<std::size_t> id_column(const Table& attributes) {
    if (const auto code = attributes.find("code")) return code;
    const std::vector<std::size_t> candidates = code_candidates(attributes);
    if (candidates.empty()) return std::nullopt;
    return candidates.front();
}

void append_numbers(std::string& out, std::initializer_list<double> numbers) {
    bool first = true;
    for (const double number : numbers) {
        if (!first) out += ',';
        first = false;
        append_json_number(out, number);
    }
}

void append_position(std::string& out, Position p) {
    out += '[';
    append_json_number(out, p.x);
    out += ',';
    append_json_number(out, p.y);
    out += ']';
}

class Writer {
public:
    Writer(const SharedArcs& shared, const Quantised& quantised, const TextSink& write)
        : m_shared(shared), m_quantised(quantised), m_write(write) {}

    void write_all(std::span<const OutputLayer> layers, std::span<const std::vector<Point>> places,
                   const Box& box) const {
        std::string head = R"({"type":"Topology",)";
        if (!box.empty()) {
            head += R"("bbox":[)";
            append_numbers(head, {box.min_x, box.min_y, box.max_x, box.max_y});
            head += "],";
        }
        head += R"("transform":{"scale":[)";
        append_numbers(head, {m_quantised.raster.scale().x, m_quantised.raster.scale().y});
        head += R"(],"translate":[)";
        append_numbers(head, {m_quantised.raster.low().x, m_quantised.raster.low().y});
        head += R"(]},"objects":{)";
        m_write(head);
        for (std::size_t l = 0; l < layers.size(); ++l) {
            m_write(l == 0 ? "\n" : ",\n");
            write_layer(layers[l], m_shared.first_area[l], places[l]);
        }
        m_write("},\n\"arcs\":[");
        write_each(m_shared.topology.arcs(), [&](std::string& out, std::size_t a) {
            out += a == 0 ? "\n" : ",\n";
            append_arc(out, a);
        });
        m_write("]}\n");
    }

private:
    template <class Append>
    void write_each(std::size_t count, Append append) const {
        constexpr std::size_t of_a_part = 512;
        const auto end_of_part = [&](std::size_t first) { return std::min(count, first + of_a_part); };
        write_in_parts(count, m_write, end_of_part, append);
    }

    void write_layer(const OutputLayer& layer, std::size_t first_area, std::span<const Point> places) const {
        std::string head;
        append_json_string(head, layer.name);
        m_write(head + R"(:{"type":"GeometryCollection","geometries":[)");
        const LayerOutlines outlines(layer);
        const std::vector<std::string> keys = json_keys(column_names(layer.attributes));
        const auto id = id_column(layer.attributes);
        write_each(rows_of(layer), [&](std::string& out, std::size_t row) {
            out += row == 0 ? "\n{" : ",\n{";
            if (outlines.areas() > 0) {
                append_area(out, outlines, row, first_area + row);
            } else if (row < places.size() && std::isfinite(places[row].x) && std::isfinite(places[row].y)) {
                out += R"("type":"Point","coordinates":)";
                append_position(out, m_quantised.raster.at(places[row]));
            } else {
                out += R"("type":null)";
            }
            if (id && !layer.attributes.columns[*id].cells[row].empty()) {
                out += R"(,"id":)";
                append_json_string(out, layer.attributes.columns[*id].cells[row]);
            }
            out += R"(,"properties":{)";
            append_json_properties(out, layer.attributes, keys, row);
            out += "}}";
        });
        m_write("]}");
    }

    void append_area(std::string& out, const LayerOutlines& outlines, std::size_t row,
                     std::size_t area) const {
        const std::vector<PolygonRings> polygons = outlines.polygons(row);
        // Of type null GDAL would drop the row.
        if (polygons.empty()) {
            out += R"("type":"MultiPolygon","arcs":[])";
            return;
        }
        // Rings are numbered on from those of the areas before.
        const std::size_t shift = m_shared.topology.area_start[area] - outlines.area_start()[row];
        const bool several = polygons.size() > 1;
        out += several ? R"("type":"MultiPolygon","arcs":[)" : R"("type":"Polygon","arcs":)";
        for (std::size_t p = 0; p < polygons.size(); ++p) {
            out += p == 0 ? "[" : ",[";
            for (std::size_t r = polygons[p].first_ring; r < polygons[p].end_ring; ++r) {
                if (r > polygons[p].first_ring) out += ',';
                append_ring(out, r + shift);
            }
            out += ']';
        }
        if (several) out += ']';
    }

    /// Backwards, so that shells run clockwise.
    void append_ring(std::string& out, std::size_t ring) const {
        const Topology& topology = m_shared.topology;
        const std::size_t begin = topology.ring_start[ring];
        out += '[';
        for (std::size_t i = topology.ring_start[ring + 1]; i > begin; --i) {
            append_json_number(out, std::int64_t{~topology.ring_arcs[i - 1]});
            if (i - 1 > begin) out += ',';
        }
        out += ']';
    }

    /// The first position, then steps; steps of no length are left out, but an arc keeps two positions.
    void append_arc(std::string& out, std::size_t a) const {
        const auto arc = m_shared.topology.arc(a);
        Position at = m_quantised.positions[arc[0]];
        out += '[';
        append_position(out, at);
        bool has_step = false;
        for (const VertexId v : arc.subspan(1)) {
            const Position next = m_quantised.positions[v];
            if (next == at) continue;
            out += ',';
            append_position(out, Position{next.x - at.x, next.y - at.y});
            at = next;
            has_step = true;
        }
        if (!has_step) out += ",[0,0]";
        out += ']';
    }

    const SharedArcs& m_shared;
    const Quantised& m_quantised;
    const TextSink& m_write;
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

WriteReport write_topojson(std::span<const OutputLayer> layers, const TopoJsonOptions& options,
                           const TextSink& write) {
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
        to_degrees(places[l], layers[l].crs, layers[l].from_degrees);
        for (const Point p : places[l])
            if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p);
    }
    const Quantised quantised = quantise(shared.topology, shared.places, box, options.quantisation);
    if (quantised.spoilt_area) throw_spoilt(layers, shared, quantised);
    Writer(shared, quantised, write).write_all(layers, places, box);
    return {quantised.quantisation, quantised.merged_vertices};
}

}  // namespace geo
