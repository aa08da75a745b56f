// The work of a review: from its inputs to everything that is written about it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/alignment_report.hpp"
#include "cli/areas_input.hpp"
#include "cli/guidance_input.hpp"
#include "cli/report.hpp"
#include "cli/review_file.hpp"
#include "shapes/compose.hpp"
#include "shapes/flow_analysis.hpp"
#include "shapes/plan.hpp"
#include "shapes/plan_figures.hpp"
#include "shapes/review_numbers.hpp"
#include "shapes/shape_measures.hpp"

namespace cli {

class Console;

/// Values of footprints in the order of the plan; one of the two lists is filled.
struct FootprintValues {
    ReviewValue declared;
    std::vector<std::optional<double>> numbers;
    std::vector<std::optional<std::string>> words;
};

struct GuidanceWork {
    GuidanceTables tables;
    shapes::Guidance result;
};

struct ReviewAlignment {
    ReviewAlign declared;
    AlignmentToReport alignment;
};

/// Everything a review found, footprints in the order of the plan.
struct ReviewWork {
    Areas areas;
    std::vector<geo::Finding> cover;  ///< of reading and checking the areas
    shapes::Lookup lookup;
    shapes::Plan plan;
    shapes::Composition composition;
    std::vector<std::optional<double>> area_populations;  ///< empty when none are known
    std::vector<std::optional<double>> populations;       ///< of footprints, the same
    geo::Topology footprint_topology;
    std::vector<shapes::ShapeMeasure> measures;
    std::size_t cut_edges = 0;
    std::optional<shapes::FlowAnalysis> flows;
    std::optional<shapes::PlaceFlows> place_flows;  ///< when the review has proposals
    shapes::PlacementTotals flow_totals;            ///< of `flows`
    std::optional<GuidanceWork> guidance;
    std::vector<FootprintValues> values;
    std::vector<ReviewAlignment> alignments;
    std::vector<shapes::NumberComparison> numbers;
};

/// Reads, projects, snaps, checks, composes, measures, and compares. Inputs, joins and findings go to the
/// report.
/// @throws InputError as the parts do.
[[nodiscard]] ReviewWork do_review(const Review& review, Report& report, Console& console);

/// Keeps that a file was read: each is an input once, however many parts of a review are read from it.
void record_input(const Review& review, Report& report, const std::string& path, std::size_t records);

/// Text without the folder in which the shipped review lies, so that a report is the same on every machine.
[[nodiscard]] std::string without_folder(const Review& review, std::string text);

/// The source line that everything made from a review carries: the sources of its inputs (or `instead`) and
/// its notes.
[[nodiscard]] std::string source_line(const Review& review, const std::string& of_value = {},
                                      const std::string& instead = {});

}  // namespace cli
