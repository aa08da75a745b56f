// An alignment as outputs take it: both geographies, what was counted, and how they fit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/overlay_layers.hpp"
#include "shapes/alignment.hpp"
#include "shapes/cross_table.hpp"
#include "shapes/cross_totals.hpp"
#include "shapes/overlay_people.hpp"
#include "shapes/partial_fit.hpp"

namespace cli {

struct GeographyToReport {
    std::string path;
    std::string title;               ///< what its units are called: a column or a layer
    std::vector<std::string> names;  ///< of units, in the order of the cross tables
};

/// Everything is measured by `table`; other amounts of the pairs stand beside it.
struct AlignmentToReport {
    GeographyToReport a;
    GeographyToReport b;
    std::string counted;          ///< what `table` counts, for people: a noun phrase with its source
    shapes::CrossTable table;     ///< of people, ground or common units
    shapes::Alignment alignment;  ///< of it, or of its known part
    shapes::CrossTotals totals;   ///< of it
    double tolerance_share = 0.0;
    std::optional<shapes::CrossTable> beside;  ///< ground, or common units, where people are measured
    std::optional<shapes::Alignment> ground;   ///< how the maps fit by ground, where that is beside
    std::optional<geo::OverlaidLayers> overlaid;
    bool is_width_measured = false;
    std::optional<shapes::OverlayPeople> people;  ///< in the overlay, without its table
    double people_left_out = 0.0;                 ///< without a place, or of no unit
    bool is_partial = false;                      ///< only some units of B are known
    std::vector<shapes::PartialFit> partial;      ///< of each unit of A, then
};

/// One pair with all that is known of it; nothing for what was not counted.
struct PairToReport {
    std::string a;  ///< codes; empty for none
    std::string b;
    std::optional<double> people;
    std::optional<double> noise_people;
    std::optional<double> area_m2;
    std::optional<double> noise_m2;
    std::optional<double> common_units;
    std::optional<double> border_m;
    shapes::PairAlignment measures;               ///< of what is measured
    std::optional<shapes::PairAlignment> ground;  ///< of ground, where people are measured
};

/// Measures the table, or with `is_partial` the known part of it.
/// @pre everything but totals, ground, alignment and partial is there
void measure(AlignmentToReport& report);

/// The pairs of the table, in its order. O(pairs).
[[nodiscard]] std::vector<PairToReport> pairs_of(const AlignmentToReport& report);

/// "people", "area_m2" or "common_units".
[[nodiscard]] std::string measured_name(const AlignmentToReport& report);

/// An amount of what is measured with its unit, for people to read: "1,234 people", "12.3 km2", "17 units".
[[nodiscard]] std::string amount_text(const AlignmentToReport& report, double amount);
/// The same without the unit, for tables.
[[nodiscard]] std::string amount_cell(const AlignmentToReport& report, double amount);
/// "people", "km2", "common units".
[[nodiscard]] std::string unit_of_amounts(const AlignmentToReport& report);

}  // namespace cli
