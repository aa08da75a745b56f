#include "geo/plain_layer.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cmath>
#include <utility>

#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/gdal_support.hpp"
#include "geo/layer_crs.hpp"

namespace geo {

namespace {

constexpr int steps_a_side = 16;

OGRLayer& layer_of(GDALDataset& dataset, const std::string& path, const std::string& name,
                   const std::string& option) {
    if (!name.empty()) return layer_named(dataset, path, name);
    if (dataset.GetLayerCount() == 1) return *dataset.GetLayer(0);
    std::string names;
    for (const std::string& own : layer_names(dataset))
        names.append(names.empty() ? "" : ", ").append(own);
    if (names.empty()) throw InputError(path, "has no layers");
    throw InputError(path, "has several layers: " + names,
                     option.empty() ? "give a file with one" : "choose one with " + option);
}

/// The box of another CRS round a box, its sides followed in steps: straight lines are not so there.
Box box_in(const Box& box, const std::string& from, const std::string& to) {
    std::vector<Point> edge;
    for (int i = 0; i <= steps_a_side; ++i) {
        const double share = static_cast<double>(i) / steps_a_side;
        const double x = std::lerp(box.min_x, box.max_x, share);
        const double y = std::lerp(box.min_y, box.max_y, share);
        edge.insert(edge.end(), {{x, box.min_y}, {x, box.max_y}, {box.min_x, y}, {box.max_x, y}});
    }
    Transform(from, to, box).apply(edge);
    Box result;
    for (const Point p : edge)
        result.add(p);
    return result;
}

/// A ring cut at the four sides of a box, one after the other (Sutherland and Hodgman, 1974).
std::vector<Point> cut_ring(std::vector<Point> ring, const Box& box) {
    struct Side {
        double Point::*axis;
        double limit;
        double sign;
    };
    const std::array<Side, 4> sides = {{{&Point::x, box.min_x, -1.0},
                                        {&Point::x, box.max_x, 1.0},
                                        {&Point::y, box.min_y, -1.0},
                                        {&Point::y, box.max_y, 1.0}}};
    for (const Side& side : sides) {
        std::vector<Point> kept;
        const auto beyond = [&](const Point& p) { return side.sign * (p.*side.axis - side.limit); };
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point& a = ring[i];
            const Point& b = ring[(i + 1) % ring.size()];
            const double from = beyond(a);
            const double to = beyond(b);
            if (from <= 0.0) kept.push_back(a);
            if ((from <= 0.0) == (to <= 0.0)) continue;
            const double share = from / (from - to);
            kept.push_back({std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share)});
        }
        ring = std::move(kept);
    }
    return ring;
}

}  // namespace

PlainLayer read_plain_layer(const std::filesystem::path& path, const std::string& layer_name,
                            const std::string& layer_option, const std::string& source_crs) {
    const GdalMessages messages;
    const Dataset dataset = open_vector(path, messages);
    OGRLayer& source = layer_of(*dataset, path.string(), layer_name, layer_option);
    const std::string format = dataset->GetDriverName();
    Features features = read_features(source, path.string(), format, messages);
    PlainLayer layer;
    layer.path = path.string();
    layer.crs = decide_crs(layer.path, format, stated_crs(source.GetSpatialRef()), source_crs,
                           features.extent.box, layer.findings);
    layer.rings = std::move(features.rings);
    return layer;
}

Rings ground_round(const PlainLayer& layer, const std::string& crs, const Box& box_m) {
    if (layer.rings.points.empty()) throw InputError(layer.path, "holds no area", "ground is polygons");
    const double more_m = std::max(box_m.width(), box_m.height());
    const Box around{box_m.min_x - more_m, box_m.min_y - more_m, box_m.max_x + more_m, box_m.max_y + more_m};
    const Box there = box_in(around, crs, layer.crs);
    Rings ground;
    for (std::size_t r = 0; r < layer.rings.rings(); ++r) {
        const auto ring = layer.rings.ring(r);
        const std::vector<Point> cut = cut_ring({ring.begin(), ring.end()}, there);
        if (cut.size() < 3) continue;
        ground.points.insert(ground.points.end(), cut.begin(), cut.end());
        ground.close_ring();
    }
    ground.close_area();
    if (!ground.points.empty()) Transform(layer.crs, crs, there).apply(ground.points);
    return ground;
}

}  // namespace geo
