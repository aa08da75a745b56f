// Composing: areas become footprints, with exact areas and with sums that are checked before and after.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/ring_set.hpp"
#include "geo/table.hpp"
#include "geo/topology.hpp"
#include "shapes/area_values.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// A column summed over the members of each footprint.
struct ColumnSum {
    std::string name;
    std::vector<std::optional<double>> of_footprint;  ///< nullopt when no member has a value
    std::vector<std::size_t> missing;                 ///< members without a value, of each footprint
    double before = 0.0;                              ///< over all areas
    double after = 0.0;                               ///< over all footprints
    double in_no_footprint = 0.0;    ///< over areas in none: before = after + in_no_footprint
    std::size_t missing_before = 0;  ///< areas without a value
};

/// Footprints of a plan, in the order of the plan.
struct Composition {
    std::vector<std::size_t> members;      ///< areas of each footprint
    std::vector<std::int64_t> twice_area;  ///< of each outline, in cells, exact
    std::vector<double> area_m2;           ///< of each outline
    double area_before_m2 = 0.0;           ///< of all areas
    double area_after_m2 = 0.0;            ///< of all footprints
    double area_difference_m2 = 0.0;  ///< after - before, from exact sums in cells: 0 means equal to the cell
    double area_in_no_footprint_m2 =
        0.0;                  ///< of areas in none; explains the difference when nothing is wrong
    geo::GridRings outlines;  ///< of each footprint
    std::vector<ColumnSum> sums;
};

/// Sums a column over a plan, with compensated summation (Neumaier 1974). O(areas).
/// @pre values.values and plan.footprint_of have the same length.
[[nodiscard]] ColumnSum sum_column(const NumberColumn& values, const Plan& plan);

/// Dissolves the members of each footprint, and proves that the area of each outline is the sum of its
/// members in whole cells. Ground that two members claim counts twice, before and after;
/// geo::check_coverage() finds it. O(arcs log arcs + areas x columns).
/// @pre the topology has one area for each entry of plan.footprint_of.
/// @throws InternalError when an outline is not the sum of its members.
[[nodiscard]] Composition compose(const geo::Topology& topology, const Plan& plan,
                                  std::span<const NumberColumn> columns = {});
/// The same with what geo::crosses_of_arcs() has found.
[[nodiscard]] Composition compose(const geo::Topology& topology, const Plan& plan,
                                  std::span<const NumberColumn> columns,
                                  std::span<const geo::Int128> crosses);

/// The footprints as a table: code, name, members, area_m2 and one column a sum, with an empty cell for no
/// value.
[[nodiscard]] geo::Table footprint_table(const Plan& plan, const Composition& composition);

}  // namespace shapes
