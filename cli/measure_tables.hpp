// Shape measures as tables.
#pragma once

#include <span>
#include <string>

#include "geo/table.hpp"
#include "shapes/shape_measures.hpp"

namespace cli {

/// Shortest text of a number, empty for none.
[[nodiscard]] std::string cell(const std::optional<double>& value);
/// The same with a fixed number of decimals.
[[nodiscard]] std::string cell(const std::optional<double>& value, int decimals);

/// Columns code, name, area_m2, perimeter_m, polsby_popper, ... at full precision.
[[nodiscard]] geo::Table measure_table(std::span<const std::string> codes, std::span<const std::string> names,
                                       std::span<const shapes::ShapeMeasure> measures);

/// The same rounded, in km2 and km.
[[nodiscard]] geo::Table measure_table_for_people(std::span<const std::string> codes,
                                                  std::span<const shapes::ShapeMeasure> measures);

}  // namespace cli
