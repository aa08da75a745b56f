// From a layer to its topology: the one way in, shared by every command.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "geo/crs.hpp"
#include "geo/finding.hpp"
#include "geo/layer.hpp"
#include "geo/snap.hpp"
#include "geo/topology.hpp"

namespace geo {

struct CoverageOptions {
    std::string crs = "EPSG:27700";          ///< metric CRS to work in
    std::optional<double> snap_tolerance_m;  ///< default_snap_tolerance_m() unless given
    /// Called once all points are on the grid, which takes half of their memory: what runs beside the rest
    /// may begin.
    std::function<void()> on_grid = {};
};

/// A layer projected, rounded, snapped and cut into arcs, with the record of what that did. Area indices are
/// rows of the layer.
struct Coverage {
    std::string crs;  ///< the metric CRS, as given
    Operation operation;
    SnapReport snap;
    Topology topology;
    std::vector<Finding> findings;  ///< of the layer and the snapping
};

/// @throws InputError when the CRS is not metric, no operation is accurate enough, or coordinates are not
/// finite.
[[nodiscard]] Coverage build_coverage(const Layer& layer, const CoverageOptions& options);

/// The same, and the layer is left without its outlines, which saves their memory.
[[nodiscard]] Coverage take_coverage(Layer& layer, const CoverageOptions& options);

}  // namespace geo
