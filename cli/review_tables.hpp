// Tables and layers of a review: footprints.gpkg, footprints.csv and flows.csv.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/review_work.hpp"
#include "geo/table.hpp"
#include "geo/write_layer.hpp"

namespace cli {

/// One row a footprint: code, name, members, population, area, shape measures, flow measures, values, source.
/// `mark` stands for figures that disclosure control suppresses.
[[nodiscard]] geo::Table footprints_table(const Review& review, const ReviewWork& work,
                                          const std::string& mark = "*");

/// Adds a column "source" of that text.
void add_source(geo::Table& table, const std::string& source);

/// Patients from footprint to footprint, with the source. @pre the review has flows.
[[nodiscard]] geo::Table flows_table(const Review& review, const ReviewWork& work);

/// Layers footprints, members and findings.
[[nodiscard]] std::vector<geo::OutputLayer> review_layers(const Review& review, const ReviewWork& work,
                                                          std::span<const geo::Finding> findings);

}  // namespace cli
