#include "render/map.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/alt_text.hpp"
#include "render/class_colours.hpp"
#include "render/class_labels.hpp"
#include "render/colour_vision.hpp"
#include "render/drawn_panel.hpp"
#include "render/map_content.hpp"
#include "render/palette.hpp"

namespace render {

namespace {

constexpr double caption_gap_pt = 3.0;
constexpr std::size_t most_rating_grades = 4;

void check_lengths(const MapData& data) {
    const std::size_t n = data.areas.areas();
    const std::size_t values = std::visit([](const auto& v) { return v.size(); }, data.values);
    if (data.codes.size() != n || data.names.size() != n || values != n) {
        throw geo::InternalError("map: codes, names and values must have one entry an area");
    }
    if (!data.labels.empty() && data.labels.size() != n)
        throw geo::InternalError("map: labels must have one entry an area, or none");
    if (!data.flows) return;
    const auto is_area = [n](std::int32_t a) { return a >= 0 && static_cast<std::size_t>(a) < n; };
    for (const FlowLine& line : data.flows->lines) {
        const bool is_of_a_kind = data.flows->kinds.empty() || line.kind < data.flows->kinds.size();
        if (data.flows->anchors.size() != n || !is_area(line.from) || !is_area(line.to) || !is_of_a_kind)
            throw geo::InternalError("map: flows run between areas, each with an anchor");
    }
}

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

void classify_numbers(const MapSpec& spec, const NumberValues& values, MapResult& result) {
    const Classification classes = classify(values, spec.classes);
    const ClassLabels labels = class_labels(classes, values, spec.decimals);
    append(result.warnings, classes.notes);
    append(result.warnings, labels.notes);
    result.labels = labels.labels;
    result.counts = classes.counts;
    result.missing = classes.missing;
    for (const auto& value : values)
        result.class_of.push_back(classes.class_of(value));
    result.palette = !spec.palette.empty() ? spec.palette : classes.midpoint ? "RdBu" : "YlGnBu";
    result.classes = classes;
}

/// "Not rated", in any case.
bool is_unrated(std::string name) {
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name == "not rated";
}

void sort_categories(const MapSpec& spec, const CategoryValues& values, MapResult& result) {
    const Categories categories = categorise(values, spec.category_order);
    append(result.warnings, categories.notes);
    result.labels = categories.names;
    result.counts = categories.counts;
    result.missing = categories.missing;
    for (const auto& value : values)
        result.class_of.push_back(categories.category_of(value));
    const std::size_t unrated = !categories.names.empty() && is_unrated(categories.names.back()) ? 1 : 0;
    const bool ordered =
        !spec.category_order.empty() && categories.names.size() <= most_rating_grades + unrated;
    result.palette = !spec.palette.empty() ? spec.palette : ordered ? "ratings" : "Okabe-Ito";
    result.categories = categories;
}

MapResult classify_data(const MapSpec& spec, const MapData& data) {
    MapResult result;
    if (const auto* numbers = std::get_if<NumberValues>(&data.values)) {
        classify_numbers(spec, *numbers, result);
    } else {
        sort_categories(spec, std::get<CategoryValues>(data.values), result);
    }
    if (!spec.colours.empty()) {
        if (spec.colours.size() != result.labels.size())
            throw geo::InternalError("map: colours and categories differ in number");
        result.palette.clear();
        result.colours = spec.colours;
    } else if (result.classes) {
        const ClassColours colours = class_colours(*result.classes, result.palette, result.labels);
        result.colours = colours.colours;
        append(result.warnings, colours.warnings);
        return result;
    } else {
        // The name is looked up even when no category needs a colour: a wrong one is an error on every map.
        const Palette colours = palette(result.palette, std::max<std::size_t>(result.labels.size(), 1));
        if (!result.labels.empty()) result.colours = colours.colours;
    }
    if (const auto warning = colour_vision_warning(result.colours, result.labels)) {
        result.warnings.push_back(
            (result.palette.empty() ? "colours: " : "palette \"" + result.palette + "\": ") + *warning);
    }
    return result;
}

/// "area" as the heading of a column: "Areas".
std::string plural(std::string unit) {
    if (unit.empty()) return unit;
    unit[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(unit[0])));
    return unit + "s";
}

/// How the classes were made, for the legend's spoken name.
std::string legend_description(const MapResult& result) {
    if (!result.classes) return "Legend: categories";
    return "Legend: scheme " + std::string(to_string(result.classes->scheme)) + ", classes closed on the " +
           std::string(to_string(result.classes->closed)) +
           (result.classes->midpoint
                ? ", colours diverge from " + geo::format_number(*result.classes->midpoint)
                : "");
}

LegendContent legend_content(const MapSpec& spec, const MapData& data, const MapResult& result,
                             const Style& style) {
    LegendContent content{spec.legend_title, legend_description(result), plural(spec.unit_name), {}};
    for (std::size_t i = 0; spec.explain_classes && i < result.labels.size(); ++i) {
        content.rows.push_back(
            {result.labels[i],
             spec.count_classes ? std::optional<std::size_t>(result.counts[i]) : std::nullopt,
             Fill{result.colours[i]}, std::nullopt});
    }
    if (result.missing > 0) {
        content.rows.push_back(
            {spec.missing_label, result.missing, Fill{missing_colour, true}, std::nullopt});
    }
    if (result.flows) {
        // The title of the legend, where there is one, names the unit.
        const std::string unit = spec.legend_title.empty() ? " " + data.flows->unit : "";
        for (LegendRow& row : flow_key(*data.flows, *result.flows, unit, style))
            content.rows.push_back(std::move(row));
    }
    for (const Outlines& outlines : data.outlines) {
        if (outlines.label.empty()) continue;
        switch (outlines.kind) {
            case OutlineKind::member:
                content.rows.push_back(
                    {outlines.label, std::nullopt, Fill{Style::key_ground}, style.member_border()});
                break;
            case OutlineKind::coast:
                content.rows.push_back({outlines.label, std::nullopt, std::nullopt, style.coast()});
                break;
            case OutlineKind::footprint:
                content.rows.push_back(
                    {outlines.label, std::nullopt, std::nullopt, style.footprint_border()});
                break;
        }
    }
    return content;
}

geo::Box extent_of(const MapData& data) {
    geo::Box box;
    for (const geo::GridPoint p : data.areas.points)
        box.add(data.grid.to_point(p));
    if (box.empty()) throw geo::InputError("map", "no area has a shape", "check the layer that is drawn");
    for (const Outlines& outlines : data.outlines) {
        for (const geo::GridPoint p : outlines.points)
            box.add(data.grid.to_point(p));
    }
    for (const Caption& caption : data.captions) {
        box.add({caption.strip_m.min_x, caption.strip_m.min_y});
        box.add({caption.strip_m.max_x, caption.strip_m.max_y});
    }
    return box;
}

/// The ground that neither legend nor scale bar may cover: areas and the strips of captions.
geo::GridRings taken_ground(const MapData& data) {
    geo::GridRings taken = data.areas;
    for (const Caption& caption : data.captions) {
        const geo::Box& strip = caption.strip_m;
        for (const geo::Point p :
             {geo::Point{strip.min_x, strip.min_y}, geo::Point{strip.max_x, strip.min_y},
              geo::Point{strip.max_x, strip.max_y}, geo::Point{strip.min_x, strip.max_y}})
            taken.points.push_back(data.grid.to_grid(p));
        taken.close_ring();
        taken.close_area();
    }
    return taken;
}

/// Captions at the left of their strips, on the ground below.
std::vector<TextLine> set_captions(const MapData& data, const MapFit& fit, const Style& style,
                                   const TextMeasure& measure) {
    std::vector<TextLine> lines;
    const TextStyle text = style.legend_title();
    for (const Caption& caption : data.captions) {
        const PagePoint corner = fit.to_page({caption.strip_m.min_x, caption.strip_m.min_y});
        const double height = measure.ascent_pt(text) + measure.descent_pt(text);
        const double width = (caption.strip_m.max_x - caption.strip_m.min_x) * fit.pt_per_metre;
        set_lines(caption.text, text, width, {corner.x_pt, corner.y_pt - style.pt(caption_gap_pt) - height},
                  measure, lines);
    }
    return lines;
}

void warn_of_shapeless(const MapData& data, std::vector<std::string>& warnings) {
    std::string codes;
    for (std::size_t a = 0; a < data.areas.areas(); ++a) {
        if (data.areas.area_start[a] != data.areas.area_start[a + 1]) continue;
        codes.append(codes.empty() ? "" : ", ").append(data.codes[a]);
    }
    if (!codes.empty()) warnings.push_back("areas without a shape are counted but not on the map: " + codes);
}

std::string corners(const geo::Box& box) {
    const auto metre = [](double value) { return format_for_reader(std::round(value), 0); };
    return metre(box.min_x) + " to " + metre(box.max_x) + " east and " + metre(box.min_y) + " to " +
           metre(box.max_y) + " north";
}

void check_insets(const MapSpec& spec, const MapData& data, const geo::Box& extent) {
    for (const Inset& inset : spec.insets) {
        const std::string where = "inset \"" + inset.name + "\"";
        const geo::Box& box = inset.box_m;
        if (!(box.width() > 0.0 && box.height() > 0.0)) {
            throw geo::UsageError(where, "its box is empty", "give west, south, east and north in metres");
        }
        if (box.min_x < extent.min_x || box.max_x > extent.max_x || box.min_y < extent.min_y ||
            box.max_y > extent.max_y) {
            throw geo::UsageError(where, "its box, " + corners(box) + ", is not within the map",
                                  "the map is " + corners(extent));
        }
        if (Occupancy(data.areas, data.grid, extent).is_free(box)) {
            throw geo::UsageError(where, "there is no area in its box, " + corners(box), "give another box");
        }
    }
}

}  // namespace

const MapResult& MapPlan::result() const {
    return m_content->result;
}

MapPlan plan_map(const MapSpec& spec, const MapData& data) {
    check_lengths(data);
    const geo::Box extent = extent_of(data);
    auto content = std::make_shared<MapPlan::Content>();
    MapResult& result = content->result;
    result = classify_data(spec, data);
    warn_of_shapeless(data, result.warnings);
    if (data.flows) result.flows = choose_flows(*data.flows);
    check_insets(spec, data, extent);

    content->measure = std::make_unique<const TextMeasure>(spec.font);
    if (!content->measure->warning().empty()) result.warnings.push_back(content->measure->warning());
    const Style style = Style::of(spec.page);
    std::vector<std::string> notes = spec.notes;
    if (result.flows) {
        const std::string note = result.flows->note(spec.unit_name, data.flows->unit);
        if (!note.empty()) notes.push_back(note);
    }
    content->layout = arrange(spec.page, {spec.title, spec.subtitle, notes, spec.source},
                              legend_content(spec, data, result, style), extent,
                              Occupancy(taken_ground(data), data.grid, extent), *content->measure,
                              {spec.insets, spec.north, !spec.is_diagram});
    content->captions = set_captions(data, content->layout.map, style, *content->measure);
    draw_panels(spec, data, *content);
    for (const PlacedInset& inset : content->layout.insets)
        result.insets.push_back({inset.name, inset.magnification});
    result.alt_text = alt_text(spec, data, result);
    content->info = {spec.title.empty() ? spec.legend_title : spec.title, result.alt_text, spec.author,
                     spec.keywords, spec.record};
    content->dpi = spec.dpi;
    return MapPlan(std::move(content));
}

}  // namespace render
