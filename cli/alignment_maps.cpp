#include "cli/alignment_maps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "cli/map_options.hpp"
#include "geo/error.hpp"
#include "geo/layers_together.hpp"
#include "render/class_labels.hpp"
#include "render/classify.hpp"
#include "render/palette.hpp"

namespace cli {
namespace {

/// Borders of B, each arc once, between the areas of A that they run through.
render::Outlines borders_of_b(const geo::Overlay& overlay, const std::string& title) {
    render::Outlines outlines;
    outlines.kind = render::OutlineKind::footprint;
    outlines.label = "Border of " + title;
    const geo::Topology& topology = overlay.topology;
    for (std::size_t arc = 0; arc < topology.arcs(); ++arc) {
        const geo::OverlayPiece left = overlay.piece_at(overlay.faces.left[arc]);
        const geo::OverlayPiece right = overlay.piece_at(overlay.faces.right[arc]);
        // The coast is drawn as A has it.
        if (left.b == right.b || left.b == geo::no_area || right.b == geo::no_area) continue;
        for (const geo::VertexId v : topology.arc(arc))
            outlines.points.push_back(topology.vertex(v));
        outlines.start.push_back(static_cast<std::uint32_t>(outlines.points.size()));
        outlines.sides.push_back({left.a, right.a});
    }
    return outlines;
}

constexpr render::Colour whole_colour = render::rgb(0xf1efe6);

/// Classes of the areas that are divided, as words, so that whole ones are a class of their own.
void fill_classes(const AlignmentToReport& report, render::MapSpec& spec, render::MapData& data) {
    constexpr std::size_t classes_of_divided = 4;
    const std::string whole = "0: whole";
    std::vector<std::optional<double>> divided;
    for (const shapes::UnitAlignment& unit : report.alignment.a)
        if (unit.inhomogeneity.value_or(0.0) > 0.0) divided.push_back(unit.inhomogeneity);
    render::ClassifyOptions options;
    options.classes = classes_of_divided;
    const render::Classification classes = render::classify(divided, options);
    const std::vector<std::string> labels = render::class_labels(classes, divided, 2).labels;
    // The palest colour of the palette is too near to that of whole areas.
    const render::Palette palette =
        render::palette("YlGnBu", std::max<std::size_t>(classes.classes() + 1, 3));
    spec.category_order = {whole};
    spec.colours = {whole_colour};
    for (std::size_t c = 0; c < labels.size(); ++c) {
        spec.category_order.push_back(labels[c]);
        spec.colours.push_back(palette.colours[c + 1]);
    }
    render::CategoryValues values;
    for (const shapes::UnitAlignment& unit : report.alignment.a) {
        if (!unit.inhomogeneity)
            values.emplace_back(std::nullopt);
        else if (const auto c = classes.class_of(unit.inhomogeneity); *unit.inhomogeneity > 0.0 && c)
            values.emplace_back(labels[*c]);
        else
            values.emplace_back(whole);
    }
    data.values = std::move(values);
}

}  // namespace

render::MapPlan inhomogeneity_map(const AlignmentToReport& report, render::MapSpec spec) {
    const geo::Overlay& overlay = report.overlaid->overlay;
    render::MapData data;
    data.grid = overlay.topology.grid;
    data.areas = geo::areas_between(geo::outlines(overlay.topology), 0, overlay.areas_of_a);
    data.codes = report.table.a_codes;
    data.names = report.a.names;
    const bool any_defined = std::ranges::any_of(
        report.alignment.a, [](const auto& unit) { return unit.inhomogeneity.has_value(); });
    if (!any_defined)
        throw geo::InputError(
            "--map", "no unit of " + report.a.title + " has an inhomogeneity",
            "it needs two units of " + report.b.title + " at least that have something of A");
    fill_classes(report, spec, data);
    data.outlines = render::outlines_of(geo::build_topology(data.areas, data.grid), {});
    data.outlines.push_back(borders_of_b(overlay, report.b.title));
    spec.legend_title = "Inhomogeneity";
    spec.missing_label = "Outside";
    spec.insets = usual_insets(report.overlaid->crs, data);
    return render::plan_map(spec, data);
}

}  // namespace cli
