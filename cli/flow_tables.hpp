// Flow measures as people read them, and the matrix between footprints as a table.
#pragma once

#include <string>
#include <vector>

#include "cli/flow_results.hpp"
#include "cli/text_table.hpp"
#include "geo/table.hpp"

namespace cli {

/// A table under a title; the title of the first table of a report is empty.
struct FlowSection {
    std::string title;
    TextTable table;
    std::string note;  ///< lines below the table
};

/// Measures with open and closed values side by side, their bounds where cells are suppressed, the greatest
/// importers, exporters and pairs (the first `report.top` of each), and the first fifty misfits. Empty tables
/// are left out.
[[nodiscard]] std::vector<FlowSection> flow_sections(const FlowsToReport& report);

/// Lines on the plan as a whole, on the definitions that were used, on disclosure control, and on the
/// patients before and after placing.
[[nodiscard]] std::string plan_flow_text(const FlowsToReport& report);

/// Columns from, to, patients, and the bounds patients_low and patients_high where cells are suppressed; with
/// "outside" and "unknown" beside the codes, under disclosure control.
[[nodiscard]] geo::Table flow_matrix_table(const shapes::Plan& plan, const shapes::FlowAnalysis& flows);

}  // namespace cli
