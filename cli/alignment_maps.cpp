#include "cli/alignment_maps.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "cli/map_options.hpp"
#include "geo/error.hpp"
#include "geo/layers_together.hpp"

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

}  // namespace

render::MapPlan inhomogeneity_map(const AlignmentToReport& report, render::MapSpec spec) {
    const geo::Overlay& overlay = report.overlaid->overlay;
    render::MapData data;
    data.grid = overlay.topology.grid;
    data.areas = geo::areas_between(geo::outlines(overlay.topology), 0, overlay.areas_of_a);
    data.codes = report.table.a_codes;
    data.names = report.a.names;
    // Whole areas are not in the classes, which are for those that are not.
    std::vector<std::optional<double>> values;
    bool any_defined = false;
    bool any_outside = false;
    for (const shapes::UnitAlignment& unit : report.alignment.a) {
        any_defined = any_defined || unit.inhomogeneity.has_value();
        any_outside = any_outside || unit.fit == shapes::Fit::outside;
        values.push_back(unit.inhomogeneity.value_or(0.0) > 0.0 ? unit.inhomogeneity : std::nullopt);
    }
    if (!any_defined)
        throw geo::InputError(
            "--map", "no unit of " + report.a.title + " has an inhomogeneity",
            "it needs two units of " + report.b.title + " at least that have something of A");
    spec.classes.classes = 4;
    data.values = std::move(values);
    data.outlines = render::outlines_of(geo::build_topology(data.areas, data.grid), {});
    data.outlines.push_back(borders_of_b(overlay, report.b.title));
    spec.legend_title = "Inhomogeneity";
    spec.missing_label = any_outside ? "0: whole, or outside" : "0: whole";
    spec.insets = usual_insets(report.overlaid->crs, data);
    return render::plan_map(spec, data);
}

}  // namespace cli
