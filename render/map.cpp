#include "render/map.hpp"

#include <algorithm>
#include <cmath>

#include "geo/error.hpp"
#include "render/alt_text.hpp"
#include "render/class_labels.hpp"
#include "render/drawn_panel.hpp"
#include "render/map_classes.hpp"
#include "render/map_content.hpp"

namespace render {

namespace {

constexpr double caption_gap_pt = 3.0;

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
    const Style style = Style::of(spec.page);
    Additions additions{spec.insets, spec.north, {}, !spec.is_diagram};
    std::vector<std::string> notes = spec.notes;
    for (const SymbolLayer& layer : data.symbols) {
        const SymbolReport report = measure_symbols(layer, extent, spec.page, style);
        if (const std::string note = report.note(); !note.empty()) notes.push_back(note);
        const std::vector<PlacedMark> marks = marks_of(layer, report);
        additions.marks.insert(additions.marks.end(), marks.begin(), marks.end());
        result.symbols.push_back(report);
    }

    content->measure = std::make_unique<const TextMeasure>(spec.font);
    if (!content->measure->warning().empty()) result.warnings.push_back(content->measure->warning());
    if (result.flows) {
        const std::string note = result.flows->note(spec.unit_name, data.flows->unit);
        if (!note.empty()) notes.push_back(note);
    }
    content->layout = arrange(spec.page, {spec.title, spec.subtitle, notes, spec.source, {}, spec.is_part},
                              legend_content(spec, data, result, style), extent,
                              Occupancy(taken_ground(data), data.grid, extent), *content->measure, additions);
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
