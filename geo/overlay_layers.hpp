// From two layers to their overlay: the one way in, with everything that can be wrong with two layers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/border_noise.hpp"
#include "geo/coverage.hpp"
#include "geo/finding.hpp"
#include "geo/layer.hpp"
#include "geo/overlay.hpp"

namespace geo {

struct OverlayOptions {
    CoverageOptions coverage;
    std::optional<double> sliver_width_m = 0.0;  ///< pieces narrower than this may be slivers, see
                                                 ///< overlay_coverages(); nothing: measured, border_noise.hpp
    bool clean_overlaps = false;  ///< overlaps within a layer are cleaned first (clean.hpp), not refused
};

/// An overlay, with the record of how the layers came together. Rows are rows of the layers.
struct OverlaidLayers {
    Overlay overlay;
    double sliver_width_m = 0.0;           ///< as given or measured
    std::optional<BorderNoise> noise;      ///< when it was to be measured
    std::string crs;                       ///< the metric CRS of both, as given
    std::array<Operation, 2> operations;   ///< of A and of B
    SnapReport snap;                       ///< of both together, areas of B behind those of A
    std::array<std::size_t, 2> cleaned{};  ///< overlaps that clean_overlaps gave to one area, in each layer
    std::array<double, 2> cleaned_m2{};    ///< their ground
    std::vector<Finding> findings;         ///< of the layers and of what is done to them
};

/// Brings two layers to one CRS and one grid, snaps them to one another and overlays them. The layers are
/// left without their outlines, which saves their memory. Findings are those of both layers, and: areas of
/// which snapping leaves nothing (empty); layers in different CRSs, with the operation of each (assumption);
/// ground that a layer has outside the other, with its size, and which layer lies inside which (uncovered);
/// overlaps cleaned or too narrow to be refused (overlap).
/// @throws UsageError when the CRS is not metric or a width is not a number of 0 or more.
/// @throws InputError when a layer has no ground (no areas, none with an outline); when no operation is
///   accurate enough; when the layers have no ground in common, with the extent of both; when areas of one
///   layer overlap, naming the layer, the largest place, its areas and its size, and how many there are,
///   unless clean_overlaps is given; and when cleaning would leave nothing of an area (two of one outline).
/// The cost of build_coverage() for all areas, twice with clean_overlaps, of overlay_coverages(), and of
/// measure_border_noise() where that is asked for.
[[nodiscard]] OverlaidLayers overlay_layers(std::array<Layer, 2>& layers, const OverlayOptions& options);

}  // namespace geo
