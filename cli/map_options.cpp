#include "cli/map_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/draw_map.hpp"
#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/hexagons.hpp"
#include "geo/table.hpp"
#include "render/alt_text.hpp"

namespace cli {
namespace {

// Greater London in EPSG:27700: the extent of E12000007, outwards to 500 m.
constexpr geo::Box london_m{503'500.0, 155'500.0, 562'000.0, 201'000.0};
constexpr double least_heights_of_london = 8.0;
constexpr double room_round_areas_share = 0.03;
constexpr std::string_view inset_form =
    "write \"name=London,bbox=503500,155500,562000,201000\" (west, south, east, north in metres) or "
    "\"name=London,areas=CODE,CODE\", and times=3 for three times the scale";

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

double number_of(const std::string& where, const std::string& part) {
    const auto number = geo::parse_number(part);
    if (!number) throw geo::UsageError(where, fmt::format("'{}' is not a number", part), inset_form);
    return *number;
}

InsetRequest parse_inset(const std::string& text) {
    const std::string where = "--inset \"" + text + "\"";
    InsetRequest inset;
    std::vector<double> box;
    std::string key;
    // A part without a key goes on with the list of the part before it.
    for (const std::string& part : split(text)) {
        const std::size_t equals = part.find('=');
        if (equals != std::string::npos) key = part.substr(0, equals);
        const std::string value = equals == std::string::npos ? part : part.substr(equals + 1);
        if (key == "name") {
            inset.name += (inset.name.empty() ? "" : ",") + value;
        } else if (key == "bbox") {
            box.push_back(number_of(where, value));
        } else if (key == "areas") {
            inset.codes.push_back(value);
        } else if (key == "times") {
            inset.magnification = number_of(where, value);
        } else {
            throw geo::UsageError(where, fmt::format("'{}' says nothing about an inset", part), inset_form);
        }
    }
    if (inset.name.empty()) throw geo::UsageError(where, "the name is missing", inset_form);
    if (box.empty() == inset.codes.empty())
        throw geo::UsageError(where, "an inset has either a bbox or areas", inset_form);
    if (inset.magnification && !(*inset.magnification > 1.0 && *inset.magnification <= 100.0))
        throw geo::UsageError(where, "times is more than 1 and at most 100", inset_form);
    if (!box.empty()) {
        if (box.size() != 4 || box[0] >= box[2] || box[1] >= box[3])
            throw geo::UsageError(where, "bbox is west, south, east, north", inset_form);
        inset.box_m = geo::Box{box[0], box[1], box[2], box[3]};
    }
    return inset;
}

template <class Ring>
void add_ring(geo::Box& box, const Ring& ring, const geo::Grid& grid) {
    for (const geo::GridPoint p : ring)
        box.add(grid.to_point(p));
}

geo::Box box_of(const InsetRequest& inset, const Areas& areas, const render::MapData& data) {
    const render::MapData members = map_of_areas(areas);
    geo::Box box;
    for (const std::string& code : inset.codes) {
        bool found = false;
        for (const render::MapData* map : {&data, &members}) {
            const auto at = std::ranges::find(map->codes, code);
            if (at == map->codes.end()) continue;
            found = true;
            const auto area = static_cast<std::size_t>(at - map->codes.begin());
            for (std::uint32_t r = map->areas.area_start[area]; r < map->areas.area_start[area + 1]; ++r)
                add_ring(box, map->areas.ring(r), map->grid);
            break;
        }
        if (found) continue;
        std::vector<std::string> known = data.codes;
        known.insert(known.end(), members.codes.begin(), members.codes.end());
        const std::string nearest = geo::nearest_name(code, known);
        throw geo::InputError(fmt::format("inset \"{}\"", inset.name),
                              fmt::format("no area has the code {}", code),
                              nearest.empty() ? "" : fmt::format("did you mean {}?", nearest));
    }
    if (box.empty())
        throw geo::InputError(fmt::format("inset \"{}\"", inset.name), "its areas have no shape");
    const double room_m = room_round_areas_share * std::max(box.width(), box.height());
    const geo::Box map = extent_of(data);
    return {std::max(box.min_x - room_m, map.min_x), std::max(box.min_y - room_m, map.min_y),
            std::min(box.max_x + room_m, map.max_x), std::min(box.max_y + room_m, map.max_y)};
}

/// Which way true north lies at a place, clockwise from grid north.
double true_north_degrees(const std::string& crs, geo::Point place) {
    constexpr double step_m = 1000.0;
    std::array<geo::Point, 2> points = {place, geo::Point{place.x, place.y + step_m}};
    geo::Box around;
    for (const geo::Point p : points)
        around.add(p);
    geo::Transform(crs, "EPSG:4326", around).apply(points);
    const double east = (points[1].x - points[0].x) * std::cos(points[0].y * std::numbers::pi / 180.0);
    const double north = points[1].y - points[0].y;
    return -std::atan2(east, north) * 180.0 / std::numbers::pi;
}

/// Names without the words with which all of them begin and end: on a map of CCGs "NHS" and "CCG" say
/// nothing. No name loses its last word.
void drop_common_words(std::vector<std::string>& names) {
    const auto first_word = [](const std::string& name) { return name.substr(0, name.find(' ') + 1); };
    const auto last_word = [](const std::string& name) {
        const std::size_t blank = name.rfind(' ');
        return blank == std::string::npos ? std::string() : name.substr(blank);
    };
    const auto all_have = [&](const auto& word_of) {
        const std::string word = names.empty() ? "" : word_of(names.front());
        return names.size() > 1 && !word.empty() &&
               std::ranges::all_of(names, [&](const std::string& name) { return word_of(name) == word; });
    };
    while (all_have(first_word)) {
        for (std::string& name : names)
            name.erase(0, first_word(name).size());
    }
    while (all_have(last_word)) {
        for (std::string& name : names)
            name.resize(name.size() - last_word(name).size());
    }
}

std::vector<std::string> labels_of(LabelChoice choice, const render::MapData& data) {
    std::vector<std::string> labels;
    for (std::size_t a = 0; a < data.codes.size(); ++a) {
        std::string text = data.codes[a];
        // What has no code is no footprint, and its values are none.
        if (text.empty()) {
            labels.emplace_back();
            continue;
        }
        if (choice == LabelChoice::names && !data.names[a].empty()) text = data.names[a];
        if (choice == LabelChoice::values) {
            const auto* numbers = std::get_if<render::NumberValues>(&data.values);
            if (numbers != nullptr) {
                text = (*numbers)[a] ? render::value_text(*(*numbers)[a]) : "";
            } else {
                text = std::get<render::CategoryValues>(data.values)[a].value_or("");
            }
        }
        labels.push_back(std::move(text));
    }
    return labels;
}

}  // namespace

MapComposition map_composition(const Arguments& arguments) {
    constexpr std::array labels = {
        std::pair{"none", LabelChoice::none}, std::pair{"names", LabelChoice::names},
        std::pair{"codes", LabelChoice::codes}, std::pair{"values", LabelChoice::values}};
    constexpr std::array norths = {std::pair{"none", NorthChoice::none}, std::pair{"grid", NorthChoice::grid},
                                   std::pair{"true", NorthChoice::true_north}};
    MapComposition composition;
    for (const auto& [name, choice] : labels) {
        if (arguments.text("--labels") == name) composition.labels = choice;
    }
    for (const auto& [name, choice] : norths) {
        if (arguments.text("--north") == name) composition.north = choice;
    }
    const std::vector<std::string> insets = arguments.all("--inset");
    if (insets.empty()) return composition;
    composition.insets.emplace();
    if (insets == std::vector<std::string>{"none"}) return composition;
    for (const std::string& inset : insets)
        composition.insets->push_back(parse_inset(inset));
    return composition;
}

std::vector<std::string> area_labels(LabelChoice choice, const render::MapData& data) {
    std::vector<std::string> labels = labels_of(choice, data);
    if (choice == LabelChoice::names) drop_common_words(labels);
    return labels;
}

std::vector<render::Inset> usual_insets(const std::string& crs, const render::MapData& map) {
    const geo::Box extent_m = extent_of(map);
    const bool has_london = crs == "EPSG:27700" && extent_m.min_x < london_m.min_x &&
                            extent_m.max_x > london_m.max_x && extent_m.min_y < london_m.min_y &&
                            extent_m.max_y > london_m.max_y;
    if (!has_london || extent_m.height() < least_heights_of_london * london_m.height()) return {};
    return {{"London", london_m, std::nullopt}};
}

void compose_map(const MapComposition& composition, const Areas& areas, render::MapSpec& spec,
                 render::MapData& data) {
    const std::string& crs = areas.coverage.crs;
    const geo::Box extent = extent_of(data);
    spec.is_diagram = geo::are_hexagons(data.areas);
    if (!composition.insets) {
        if (!spec.is_diagram) spec.insets = usual_insets(crs, data);
    } else {
        for (const InsetRequest& inset : *composition.insets) {
            spec.insets.push_back(
                {inset.name, inset.box_m ? *inset.box_m : box_of(inset, areas, data), inset.magnification});
        }
    }
    if (composition.north == NorthChoice::grid) spec.north = {0.0, "Grid north"};
    if (composition.north == NorthChoice::true_north)
        spec.north = {true_north_degrees(crs, extent.centre()), "True north at the centre"};
    if (composition.labels == LabelChoice::none) return;
    data.labels = area_labels(composition.labels, data);
}

}  // namespace cli
