#include "geo/overlay_layers.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "geo/check.hpp"
#include "geo/clean.hpp"
#include "geo/error.hpp"
#include "geo/layers_together.hpp"
#include "geo/table.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

void require_ground(const Layer& layer) {
    if (layer.codes.empty()) throw InputError(layer.path, "the layer has no areas");
    if (layer.rings.points.empty()) throw InputError(layer.path, "none of its areas has an outline");
}

std::string in_km2(double area_m2) {
    return format_fixed(area_m2 / 1e6, area_m2 < 1e6 ? 4 : 1) + " km2";
}

/// Takes a layer to the metric CRS and gives each of its overlaps to one area.
Operation clean_layer(Layer& layer, const CoverageOptions& options, std::size_t& cleaned,
                      double& cleaned_m2) {
    Coverage coverage = take_coverage(layer, options);
    const Grid& grid = coverage.topology.grid;
    Cleaned result = clean(coverage.topology, find_faces(coverage.topology), layer.codes, {});
    if (!result.kept_overlapping.empty()) {
        const auto first = static_cast<std::size_t>(result.kept_overlapping.front());
        throw InputError(layer.path,
                         "area " + layer.codes[first] +
                             " lies wholly within others, so cleaning would leave "
                             "nothing of it (" +
                             std::to_string(result.kept_overlapping.size()) + " such areas)",
                         "take it out of the layer, or those around it");
    }
    layer.rings = to_rings(result.outlines, grid);
    layer.crs = options.crs;
    layer.findings = std::move(coverage.findings);
    for (const Repair& repair : result.repairs) {
        ++cleaned;
        cleaned_m2 += repair.ground.area_m2;
    }
    if (cleaned > 0) {
        layer.findings.push_back({.kind = FindingKind::overlap,
                                  .severity = Severity::warning,
                                  .codes = {},
                                  .size = cleaned_m2,
                                  .text = std::to_string(cleaned) + " overlaps in " + layer.path + ", " +
                                          in_km2(cleaned_m2) + ", were each given to one area"});
    }
    return coverage.operation;
}

/// The two layers of an overlay, by what is said of them when they do not fit.
class TwoLayers {
public:
    TwoLayers(const Layer& a, const Layer& b) : m_paths{a.path, b.path}, m_codes(a.codes) {
        m_codes.insert(m_codes.end(), b.codes.begin(), b.codes.end());
    }

    /// @throws InputError when areas of one layer overlap by more than snapping can have done.
    void require_uncontested(const Overlay& overlay, bool is_cleaned) const {
        if (overlay.contested.empty()) return;
        const FaceIndex face = overlay.contested.front();
        const std::span<const AreaIndex> claims = overlay.faces.claims_of(face);
        const auto first_of_b = static_cast<AreaIndex>(overlay.areas_of_a);
        const bool in_a = claims.size() > 1 && claims[1] < first_of_b;
        std::vector<std::string> codes;
        for (const AreaIndex area : claims)
            if ((area < first_of_b) == in_a) codes.push_back(m_codes[static_cast<std::size_t>(area)]);
        std::vector<SignedArc> around;
        for (const ArcRing& ring : overlay.faces.rings_of(face))
            around.insert(around.end(), ring.begin(), ring.end());
        const Ground ground = measure_ground(overlay.topology, std::move(around));
        throw InputError(m_paths[in_a ? 0 : 1],
                         "areas overlap in " + std::to_string(overlay.contested.size()) +
                             (overlay.contested.size() == 1 ? " place: " : " places, the largest of ") +
                             join(codes) + " at (" + format_fixed(ground.place.x, 0) + ", " +
                             format_fixed(ground.place.y, 0) + "), " + format_fixed(ground.area_m2, 0) +
                             " m2, " + format_fixed(ground.width_m, 1) + " m wide",
                         is_cleaned ? "they come of snapping; try a smaller --snap"
                                    : "clean the layer first (footprint clean), or ask for it with --clean");
    }

    /// @throws InputError when no ground lies in both.
    void require_common_ground(const Overlay& overlay) const {
        const bool meet = std::ranges::any_of(
            overlay.pairs, [](const OverlayPair& pair) { return pair.a != no_area && pair.b != no_area; });
        if (meet) return;
        throw InputError(m_paths[0] + " and " + m_paths[1],
                         "they have no ground in common: the first spans " + extent_of(overlay, true) +
                             ", the second " + extent_of(overlay, false),
                         "see whether both are of the same country, and what their CRSs are (--source-crs)");
    }

    /// How much ground of each layer lies outside the other, slivers left out.
    void say_what_lies_outside(const Overlay& overlay, std::vector<Finding>& findings) const {
        const Outside a = outside_of(overlay, true);
        const Outside b = outside_of(overlay, false);
        if (a.areas > 0) findings.push_back(about(a, 0, b.areas == 0));
        if (b.areas > 0) findings.push_back(about(b, 1, a.areas == 0));
    }

    /// Vertices that a layer lacked of its own borders. What one layer lacks of the other is no defect.
    [[nodiscard]] std::vector<Finding> missing_vertices_within(const SnapReport& snap,
                                                               const Overlay& overlay) const {
        SnapReport within;
        std::ranges::copy_if(snap.missing, std::back_inserter(within.missing), [&](const MissingVertices& m) {
            const auto first_of_b = static_cast<AreaIndex>(overlay.areas_of_a);
            return (m.in < first_of_b) == (m.from < first_of_b);
        });
        return missing_vertices(within, overlay.topology.grid, m_codes);
    }

private:
    /// Ground of one layer outside the other.
    struct Outside {
        std::size_t areas = 0;        ///< that have some
        std::size_t whole_areas = 0;  ///< that have nothing else
        double area_m2 = 0.0;
        double of_m2 = 0.0;
    };

    [[nodiscard]] static Outside outside_of(const Overlay& overlay, bool is_a) {
        const Grid& grid = overlay.topology.grid;
        Outside found;
        for (const OverlaidArea& area : is_a ? overlay.a : overlay.b)
            found.of_m2 += grid.area_m2(area.twice_area);
        for (const OverlayPair& pair : overlay.pairs) {
            const AreaIndex own = is_a ? pair.a : pair.b;
            const AreaIndex other = is_a ? pair.b : pair.a;
            if (own == no_area || other != no_area || pair.twice_area == pair.twice_slivers) continue;
            ++found.areas;
            if (pair.twice_area == (is_a ? overlay.a : overlay.b)[static_cast<std::size_t>(own)].twice_area)
                ++found.whole_areas;
            found.area_m2 += grid.area_m2(pair.twice_area - pair.twice_slivers);
        }
        return found;
    }

    [[nodiscard]] Finding about(const Outside& outside, std::size_t layer, bool holds_the_other) const {
        std::string text = in_km2(outside.area_m2) + " of " + m_paths[layer] + " (" +
                           format_fixed(100 * outside.area_m2 / outside.of_m2, 2) + " %) lie outside " +
                           m_paths[1 - layer] + ", in " + std::to_string(outside.areas) +
                           " areas, of which " + std::to_string(outside.whole_areas) + " lie wholly outside";
        if (holds_the_other) text += "; the latter lies inside the former";
        return {.kind = FindingKind::uncovered,
                .severity = Severity::note,
                .codes = {},
                .size = outside.area_m2,
                .text = std::move(text)};
    }

    /// The box around one layer, as words.
    [[nodiscard]] static std::string extent_of(const Overlay& overlay, bool of_a) {
        const Topology& topology = overlay.topology;
        const std::size_t first = of_a ? 0 : overlay.areas_of_a;
        const std::size_t last = of_a ? overlay.areas_of_a : topology.areas();
        const std::uint32_t first_ring = topology.area_start[first];
        const std::uint32_t last_ring = topology.area_start[last];
        Box box;
        for (std::uint32_t i = topology.ring_start[first_ring]; i < topology.ring_start[last_ring]; ++i)
            for (const VertexId v : topology.arc(arc_of(topology.ring_arcs[i])))
                box.add(topology.grid.to_point(topology.vertex(v)));
        if (box.empty()) return "nothing after snapping";
        const auto range = [](double low, double high) {
            return format_fixed(low, 0) + " to " + format_fixed(high, 0);
        };
        return range(box.min_x, box.max_x) + " east and " + range(box.min_y, box.max_y) + " north";
    }

    std::array<std::string, 2> m_paths;
    std::vector<std::string> m_codes;  // of both, by index in the topology
};

Finding different_crs(const std::array<Layer, 2>& layers, const std::array<Operation, 2>& operations,
                      const std::string& crs) {
    const auto about = [&](std::size_t l) {
        const Operation& operation = operations[l];
        return layers[l].path + " from " + operation.source +
               (operation.name == "none"
                    ? " as it is"
                    : " by " + operation.name + " (" + format_number(operation.accuracy_m) + " m)");
    };
    return {.kind = FindingKind::different_crs,
            .severity = Severity::note,
            .codes = {},
            .text = "the layers are in different reference systems; both were taken to " + crs + ": " +
                    about(0) + ", " + about(1)};
}

}  // namespace

OverlaidLayers overlay_layers(std::array<Layer, 2>& layers, const OverlayOptions& options) {
    const double given_width_m = options.sliver_width_m.value_or(0.0);
    if (!std::isfinite(given_width_m) || given_width_m < 0)
        throw UsageError("--sliver-width", "the width must be a number of metres, 0 or more");
    for (const Layer& layer : layers)
        require_ground(layer);
    OverlaidLayers overlaid;
    overlaid.crs = options.coverage.crs;
    if (options.clean_overlaps) {
        for (std::size_t l = 0; l < 2; ++l)
            overlaid.operations[l] =
                clean_layer(layers[l], options.coverage, overlaid.cleaned[l], overlaid.cleaned_m2[l]);
    }
    const TwoLayers two(layers[0], layers[1]);
    const auto of_layers = static_cast<std::ptrdiff_t>(layers[0].findings.size() + layers[1].findings.size());
    LayersTogether together = build_layers_together(layers, options.coverage);
    if (!options.clean_overlaps) std::ranges::copy(together.operations, overlaid.operations.begin());
    overlaid.snap = std::move(together.coverage.snap);
    // Positions move by the tolerance at most, so two borders may have changed places over twice as much.
    const double noise_width_m = 2 * (overlaid.snap.tolerance_m + together.coverage.topology.grid.cell_m());
    overlaid.overlay = overlay_coverages(std::move(together.coverage.topology), together.layer_start[1],
                                         given_width_m, noise_width_m);
    two.require_uncontested(overlaid.overlay, options.clean_overlaps);
    two.require_common_ground(overlaid.overlay);
    overlaid.sliver_width_m = given_width_m;
    if (!options.sliver_width_m) {
        overlaid.noise = measure_border_noise(overlaid.overlay);
        overlaid.sliver_width_m = overlaid.noise->sliver_width_m;
        set_sliver_width(overlaid.overlay, overlaid.sliver_width_m);
    }

    std::vector<Finding>& findings = overlaid.findings;
    findings = std::move(together.coverage.findings);
    findings.erase(
        std::remove_if(findings.begin() + of_layers, findings.end(),
                       [](const Finding& found) { return found.kind == FindingKind::unmatched_vertex; }),
        findings.end());
    std::ranges::move(two.missing_vertices_within(overlaid.snap, overlaid.overlay),
                      std::back_inserter(findings));
    if (overlaid.operations[0].source != overlaid.operations[1].source)
        findings.push_back(different_crs(layers, overlaid.operations, overlaid.crs));
    two.say_what_lies_outside(overlaid.overlay, findings);
    return overlaid;
}

}  // namespace geo
