#include "cli/cartogram_output.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "cli/json_values.hpp"
#include "cli/measure_tables.hpp"
#include "cli/report.hpp"
#include "cli/text_table.hpp"
#include "geo/dissolve.hpp"
#include "geo/hexjson.hpp"

namespace cli {
namespace {

constexpr geo::HexLayout layout = geo::HexLayout::odd_r;

bool has_several(const shapes::HexGround& ground) {
    return std::ranges::any_of(ground.hexagons, [](std::int32_t count) { return count > 1; });
}

/// Rows of the areas that are in the layout.
std::vector<std::size_t> rows_of(const shapes::HexGround& ground) {
    std::vector<std::size_t> rows;
    for (std::size_t a = 0; a < ground.hexagons.size(); ++a)
        if (ground.hexagons[a] > 0) rows.push_back(a);
    return rows;
}

/// The first hexagon of each area.
std::vector<std::size_t> first_hexagons(const CartogramToReport& cartogram) {
    std::vector<std::size_t> first(cartogram.ground.hexagons.size(), 0);
    for (std::size_t h = cartogram.places.size(); h-- > 0;)
        first[static_cast<std::size_t>(cartogram.places.area_of[h])] = h;
    return first;
}

geo::Column text_column(std::string name, const std::vector<std::size_t>& rows,
                        const std::function<std::string(std::size_t)>& cell) {
    geo::Column column{std::move(name), geo::ColumnType::text, {}};
    for (const std::size_t row : rows)
        column.cells.push_back(cell(row));
    return column;
}

/// Name, and footprint where there is a plan.
std::vector<geo::Column> area_columns(const CartogramToReport& cartogram,
                                      const std::vector<std::size_t>& areas) {
    const geo::Layer& layer = cartogram.areas.layer;
    std::vector<geo::Column> columns;
    columns.push_back(text_column("name", areas, [&](std::size_t a) { return layer.names[a]; }));
    if (cartogram.plan == nullptr) return columns;
    const shapes::Plan& plan = *cartogram.plan;
    const auto of_footprint = [&](std::size_t a, const std::vector<std::string>& texts) {
        const shapes::FootprintIndex f = plan.footprint_of[a];
        return f == shapes::no_footprint ? std::string() : texts[static_cast<std::size_t>(f)];
    };
    columns.push_back(
        text_column("footprint", areas, [&](std::size_t a) { return of_footprint(a, plan.codes); }));
    columns.push_back(
        text_column("footprint_name", areas, [&](std::size_t a) { return of_footprint(a, plan.names); }));
    return columns;
}

geo::GridRings outlines_on_ground(const CartogramToReport& cartogram, geo::Grid& grid) {
    const shapes::HexGround& ground = cartogram.ground;
    const shapes::HexPlaces& places = cartogram.places;
    const double width_m = shapes::hex_width_m(ground);
    // Each area counts once, however many hexagons it has.
    geo::Point origin;
    double areas = 0.0;
    for (std::size_t h = 0; h < places.size(); ++h) {
        const auto area = static_cast<std::size_t>(places.area_of[h]);
        const double share = 1.0 / ground.hexagons[area];
        const geo::Point centre = geo::hex_centre(layout, places.cell[h]);
        origin.x += share * (ground.centre_m[area].x - width_m * centre.x);
        origin.y += share * (ground.centre_m[area].y - width_m * centre.y);
        areas += share;
    }
    origin = {origin.x / areas, origin.y / areas};
    const geo::Rings hexagons = geo::hexagons(layout, places.cell, width_m, origin);
    grid = geo::choose_grid(geo::bounds(hexagons));
    const geo::Topology topology = geo::build_topology(geo::round_to_grid(hexagons, grid), grid);
    return geo::dissolve(topology, places.area_of, ground.hexagons.size());
}

std::string percent(const std::optional<double>& share) {
    return share ? geo::format_fixed(*share * 100.0, 1) + " %" : "none";
}

nlohmann::ordered_json measures_json(const CartogramToReport& cartogram, const shapes::HexMeasures& m) {
    const auto pieces = [](const std::vector<shapes::HexPieces>& apart,
                           const std::vector<std::string>& codes) {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const shapes::HexPieces& one : apart)
            list.push_back({{"code", codes[static_cast<std::size_t>(one.index)]},
                            {"pieces_on_ground", one.on_ground},
                            {"pieces", one.in_layout}});
        return list;
    };
    const std::vector<std::string>& codes = cartogram.areas.layer.codes;
    nlohmann::ordered_json json = {{"neighbours", m.neighbours},
                                   {"neighbours_kept", m.kept},
                                   {"kept_share", or_null(m.kept_share)},
                                   {"touching", m.touching},
                                   {"false_share", or_null(m.false_share)},
                                   {"mean_displacement_widths", m.mean_displacement},
                                   {"greatest_displacement_widths", m.greatest_displacement},
                                   {"furthest", codes[static_cast<std::size_t>(m.furthest)]},
                                   {"fitted_width_m", m.fitted_width_m},
                                   {"mean_turn_degrees", or_null(m.mean_turn_degrees)},
                                   {"areas_apart", pieces(m.areas_apart, codes)}};
    if (cartogram.plan != nullptr) {
        json["footprints_in_one_piece_on_ground"] = m.footprints_in_one;
        json["footprints_in_one_piece"] = m.footprints_whole;
        json["footprints_apart"] = pieces(m.footprints_apart, cartogram.plan->codes);
    }
    return json;
}

}  // namespace

geo::OutputLayer cartogram_layer(const CartogramToReport& cartogram) {
    const std::vector<std::size_t> rows = rows_of(cartogram.ground);
    geo::Grid grid;
    const geo::GridRings all = outlines_on_ground(cartogram, grid);
    geo::GridRings outlines;
    for (const std::size_t area : rows) {
        for (std::uint32_t r = all.area_start[area]; r < all.area_start[area + 1]; ++r) {
            const auto ring = all.ring(r);
            outlines.points.insert(outlines.points.end(), ring.begin(), ring.end());
            outlines.close_ring();
        }
        outlines.close_area();
    }
    geo::OutputLayer output;
    output.name = "hexagons";
    output.crs = cartogram.areas.coverage.crs;
    output.geometry = geo::to_rings(outlines, grid);
    std::vector<geo::Column>& columns = output.attributes.columns;
    columns.push_back(
        text_column("code", rows, [&](std::size_t a) { return cartogram.areas.layer.codes[a]; }));
    for (geo::Column& column : area_columns(cartogram, rows))
        columns.push_back(std::move(column));
    const auto add_integers = [&](const char* name, const std::function<std::int32_t(std::size_t)>& value) {
        columns.push_back(text_column(name, rows, [&](std::size_t a) { return std::to_string(value(a)); }));
        columns.back().type = geo::ColumnType::integer;
    };
    const std::vector<std::size_t> first = first_hexagons(cartogram);
    if (has_several(cartogram.ground)) {
        add_integers("hexagons", [&](std::size_t a) { return cartogram.ground.hexagons[a]; });
    } else {
        add_integers("q", [&](std::size_t a) { return cartogram.places.cell[first[a]].q; });
        add_integers("r", [&](std::size_t a) { return cartogram.places.cell[first[a]].r; });
    }
    columns.push_back(text_column("displacement", rows, [&](std::size_t a) {
        return geo::format_fixed(*cartogram.measures.displacement[a], 3);
    }));
    columns.back().type = geo::ColumnType::real;
    return output;
}

std::string cartogram_hexjson(const CartogramToReport& cartogram) {
    const std::vector<std::string>& codes = cartogram.areas.layer.codes;
    const bool several = has_several(cartogram.ground);
    const std::vector<std::size_t> first = first_hexagons(cartogram);
    std::vector<std::string> keys;
    std::vector<std::size_t> areas;
    for (std::size_t h = 0; h < cartogram.places.size(); ++h) {
        const auto area = static_cast<std::size_t>(cartogram.places.area_of[h]);
        areas.push_back(area);
        keys.push_back(several ? fmt::format("{}-{}", codes[area], h - first[area] + 1) : codes[area]);
    }
    geo::Table properties;
    if (several)
        properties.columns.push_back(text_column("code", areas, [&](std::size_t a) { return codes[a]; }));
    for (geo::Column& column : area_columns(cartogram, areas))
        properties.columns.push_back(std::move(column));
    return geo::to_hexjson(layout, keys, cartogram.places.cell, properties);
}

void set_cartogram_result(Report& report, const CartogramToReport& cartogram) {
    const shapes::HexGround& ground = cartogram.ground;
    nlohmann::ordered_json& result = report.result();
    const double width_m = shapes::hex_width_m(ground);
    result = {{"areas", rows_of(ground).size()},
              {"hexagons", cartogram.places.size()},
              {"layout", geo::to_string(layout)},
              {"hexagon_width_m", width_m},
              {"hexagon_area_m2", geo::hexagon_area * width_m * width_m},
              {"area_before_m2", ground.area_m2}};
    if (cartogram.people) {
        result["people"] = cartogram.people->people;
        result["people_per_hexagon"] = cartogram.people->per;
        result["people_after"] = cartogram.people->per * static_cast<double>(cartogram.places.size());
    }
    result["measures"] = measures_json(cartogram, cartogram.measures);
    if (cartogram.compared) {
        result["compared"] = measures_json(cartogram, cartogram.compared->measures);
        result["compared"]["file"] = cartogram.compared->path;
    }
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    const std::vector<std::size_t> first = first_hexagons(cartogram);
    for (const std::size_t area : rows_of(ground)) {
        nlohmann::ordered_json cells = nlohmann::ordered_json::array();
        for (std::int32_t i = 0; i < ground.hexagons[area]; ++i) {
            const geo::HexCell cell = cartogram.places.cell[first[area] + static_cast<std::size_t>(i)];
            cells.push_back({cell.q, cell.r});
        }
        list.push_back({{"code", cartogram.areas.layer.codes[area]},
                        {"cells", std::move(cells)},
                        {"displacement_widths", *cartogram.measures.displacement[area]}});
    }
    result["hexes"] = std::move(list);
}

std::string cartogram_text(const CartogramToReport& cartogram) {
    std::vector<std::string> heading = {"", "layout"};
    std::vector<const shapes::HexMeasures*> columns = {&cartogram.measures};
    if (cartogram.compared) {
        heading.push_back(cartogram.compared->path);
        columns.push_back(&cartogram.compared->measures);
    }
    TextTable table(heading);
    const auto add = [&](const char* name,
                         const std::function<std::string(const shapes::HexMeasures&)>& text) {
        std::vector<std::string> row = {name};
        for (const shapes::HexMeasures* measures : columns)
            row.push_back(text(*measures));
        table.add(std::move(row));
    };
    add("neighbours kept", [](const auto& m) {
        return fmt::format("{} of {}, {}", m.kept, m.neighbours, percent(m.kept_share));
    });
    add("side by side without a border", [](const auto& m) {
        return fmt::format("{} of {}, {}", m.touching - m.kept, m.touching, percent(m.false_share));
    });
    add("mean displacement",
        [](const auto& m) { return geo::format_fixed(m.mean_displacement, 2) + " widths"; });
    add("greatest", [&](const auto& m) {
        return fmt::format("{} widths, {}", geo::format_fixed(m.greatest_displacement, 2),
                           cartogram.areas.layer.names[static_cast<std::size_t>(m.furthest)]);
    });
    add("width that fits best",
        [](const auto& m) { return geo::format_fixed(m.fitted_width_m / 1000.0, 1) + " km"; });
    add("mean turn between neighbours", [](const auto& m) {
        return m.mean_turn_degrees ? geo::format_fixed(*m.mean_turn_degrees, 1) + " degrees" : "none";
    });
    if (cartogram.plan != nullptr) {
        add("footprints in one piece", [](const auto& m) {
            return fmt::format("{} of {} that are on the ground", m.footprints_whole, m.footprints_in_one);
        });
    }
    const double width_m = shapes::hex_width_m(cartogram.ground);
    std::string text = fmt::format("{} areas on {} hexagons of {} km2, {} km from neighbour to neighbour\n",
                                   rows_of(cartogram.ground).size(), cartogram.places.size(),
                                   geo::format_fixed(geo::hexagon_area * width_m * width_m / 1e6, 1),
                                   geo::format_fixed(width_m / 1000.0, 1));
    if (cartogram.people) {
        text += fmt::format("{} people; at {} a hexagon the layout stands for {}\n",
                            grouped(cartogram.people->people), grouped(cartogram.people->per),
                            grouped(cartogram.people->per * static_cast<double>(cartogram.places.size())));
    }
    return text + "\n" + table.text();
}

std::vector<geo::Finding> cartogram_findings(const CartogramToReport& cartogram) {
    std::vector<geo::Finding> findings;
    const auto add = [&](const shapes::HexPieces& apart, const std::string& code, const char* what) {
        findings.push_back({.kind = geo::FindingKind::detached,
                            .severity = geo::Severity::warning,
                            .codes = {code},
                            .text = fmt::format("{} {} is in {} on the ground and in {} in the layout", what,
                                                code, shapes::count_of(apart.on_ground, "piece"),
                                                shapes::count_of(apart.in_layout, "piece"))});
    };
    for (const shapes::HexPieces& apart : cartogram.measures.footprints_apart)
        add(apart, cartogram.plan->codes[static_cast<std::size_t>(apart.index)], "footprint");
    for (const shapes::HexPieces& apart : cartogram.measures.areas_apart)
        add(apart, cartogram.areas.layer.codes[static_cast<std::size_t>(apart.index)], "area");
    return findings;
}

}  // namespace cli
