// A hexagonal layout as it is written, reported and printed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/areas_input.hpp"
#include "geo/finding.hpp"
#include "geo/write_layer.hpp"
#include "shapes/hex_layout.hpp"
#include "shapes/hex_measures.hpp"
#include "shapes/plan.hpp"

namespace cli {

class Report;

/// People and the hexagons that stand for them.
struct HexPeople {
    double per = 0.0;     ///< people of a hexagon
    double people = 0.0;  ///< of all areas that have a number
};

/// Another layout of the same areas.
struct ComparedLayout {
    std::string path;
    shapes::HexMeasures measures;
};

/// A layout and all that is said of it.
struct CartogramToReport {
    const Areas& areas;
    const shapes::Plan* plan = nullptr;  ///< without a lookup none
    const shapes::HexGround& ground;
    const shapes::HexPlaces& places;
    const shapes::HexMeasures& measures;
    std::optional<HexPeople> people;
    std::optional<ComparedLayout> compared;
};

/// The layout as areas, in the CRS of the coverage and as large as the ground together, where the sum of
/// squared distances between areas and their centroids is least. Areas of several hexagons are dissolved.
[[nodiscard]] geo::OutputLayer cartogram_layer(const CartogramToReport& cartogram);

/// The layout as HexJSON in odd-r: a hexagon has the code of its area as its key; where areas have several, a
/// number follows and the code is a property.
[[nodiscard]] std::string cartogram_hexjson(const CartogramToReport& cartogram);

void set_cartogram_result(Report& report, const CartogramToReport& cartogram);

/// The measures as a table for people.
[[nodiscard]] std::string cartogram_text(const CartogramToReport& cartogram);

/// Footprints and areas in more pieces than on the ground (warnings).
[[nodiscard]] std::vector<geo::Finding> cartogram_findings(const CartogramToReport& cartogram);

}  // namespace cli
