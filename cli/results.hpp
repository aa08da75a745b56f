// Results of commands as the `result` of their reports, key by key as the command-line contract says.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/catchment_output.hpp"
#include "cli/flow_results.hpp"
#include "geo/clean.hpp"
#include "geo/layer.hpp"
#include "geo/simplify.hpp"
#include "geo/topology.hpp"
#include "render/class_colours.hpp"
#include "render/classify.hpp"
#include "render/map.hpp"
#include "shapes/compose.hpp"
#include "shapes/plan.hpp"
#include "shapes/review_numbers.hpp"
#include "shapes/shape_measures.hpp"

namespace cli {

class Report;

void set_info_result(Report& report, std::span<const geo::FileSummary> files);
void set_check_result(Report& report, const geo::Topology& topology, bool valid);

/// A layer before and after cleaning.
struct CleanCounts {
    std::size_t areas = 0;
    std::size_t vertices_before = 0;
    std::size_t vertices_after = 0;
    std::size_t violations_left = 0;
};
void set_clean_result(Report& report, const CleanCounts& counts, const geo::Cleaned& cleaned,
                      const geo::Grid& grid);
void set_compose_result(Report& report, const shapes::Plan& plan, const shapes::Composition& composition);
void set_measure_result(Report& report, std::span<const std::string> codes,
                        std::span<const shapes::ShapeMeasure> measures, std::size_t cut_edges);
void set_flows_result(Report& report, const FlowsToReport& flows);
void set_catchments_result(Report& report, const CatchmentsToReport& catchments);
void set_classify_result(Report& report, const render::Classification& classes,
                         const std::optional<render::ClassColours>& colours);
void set_map_result(Report& report, const render::MapResult& map);

/// A layer before and after simplifying; a vertex counts once for each ring that has it.
struct SimplifyLayerResult {
    std::string name;
    std::size_t areas = 0;
    std::size_t vertices_before = 0;
    std::size_t vertices_after = 0;
    double area_before_m2 = 0.0;
    double area_after_m2 = 0.0;
};
void set_simplify_result(Report& report, std::span<const SimplifyLayerResult> layers,
                         const geo::SimplifyReport& simplified, std::optional<double> keep_share);

/// The result of a review holds those of its parts under the names of their commands.
struct ReviewResult {
    const geo::Topology* topology = nullptr;
    bool valid = false;
    const shapes::Plan* plan = nullptr;
    const shapes::Composition* composition = nullptr;
    std::span<const shapes::ShapeMeasure> measures;
    std::size_t cut_edges = 0;
    std::optional<FlowsToReport> flows;
    std::span<const shapes::NumberComparison> numbers;
    std::string title;
    std::vector<std::string> notes;
    std::vector<std::string> maps;  ///< file names
};
void set_run_result(Report& report, const ReviewResult& review);

}  // namespace cli
