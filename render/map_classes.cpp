#include "render/map_classes.hpp"

#include <algorithm>
#include <cctype>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/class_colours.hpp"
#include "render/class_labels.hpp"
#include "render/colour_vision.hpp"
#include "render/palette.hpp"

namespace render {

namespace {

constexpr std::size_t most_rating_grades = 4;

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

/// "area" as the heading of a column: "Areas".
std::string plural(std::string unit) {
    if (unit.empty()) return unit;
    unit[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(unit[0])));
    return unit + "s";
}

/// The key of borders between members: white, or grey where no fill lets white be seen.
LegendRow member_key(const std::string& label, const MapResult& result, const Style& style) {
    const bool is_pale = !result.colours.empty() && std::ranges::all_of(result.colours, hides_white);
    return {label, std::nullopt, Fill{is_pale ? result.colours.front() : Style::key_ground},
            is_pale ? style.member_border_on_pale() : style.member_border()};
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

}  // namespace

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
        // Where lines are all that the legend explains, its title names the unit.
        const bool is_titled = !spec.legend_title.empty() && !spec.explain_classes;
        const std::string unit = is_titled ? "" : " " + data.flows->unit;
        for (LegendRow& row : flow_key(*data.flows, *result.flows, unit, style))
            content.rows.push_back(std::move(row));
    }
    for (const Outlines& outlines : data.outlines) {
        if (outlines.label.empty()) continue;
        switch (outlines.kind) {
            case OutlineKind::member:
                content.rows.push_back(member_key(outlines.label, result, style));
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
    for (std::size_t g = 0; g < data.groupings.size(); ++g)
        content.rows.push_back(grouping_key(data.groupings[g], g, style));
    for (std::size_t s = 0; s < data.symbols.size(); ++s) {
        for (LegendRow& row : symbol_key(data.symbols[s], result.symbols[s]))
            content.rows.push_back(std::move(row));
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

}  // namespace render
