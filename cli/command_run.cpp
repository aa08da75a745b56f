#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "cli/alignment_results.hpp"
#include "cli/alignment_tables.hpp"
#include "cli/alignment_text.hpp"
#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/guidance_tables.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/review_alignment.hpp"
#include "cli/review_file.hpp"
#include "cli/review_maps.hpp"
#include "cli/review_proposals.hpp"
#include "cli/review_report.hpp"
#include "cli/review_tables.hpp"
#include "cli/review_work.hpp"
#include "cli/shipped_data.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/output_file.hpp"

namespace cli {
namespace {

struct RunOptions {
    std::string review;  ///< empty: the shipped one
    std::string crs;     ///< empty: the one of the review
    OutputOptions outputs;
};

std::string summary_text(const Review& review, const ReviewWork& work, const Report& report,
                         const std::string& folder) {
    std::string out = fmt::format("{}\n{} areas to {} footprints\n", review.title,
                                  work.plan.footprint_of.size(), work.plan.footprints());
    if (work.flows && work.flows->result.open.li) {
        out += fmt::format("localisation index of the plan {}\n",
                           geo::format_fixed(*work.flows->result.open.li, 3));
    }
    for (const ReviewAlignment& aligned : work.alignments)
        out += headline_text(aligned.alignment);
    out += fmt::format("findings: {}\n{}\n", count_findings(report.findings()), source_line(review));
    return out +
           fmt::format("results in {}: report.md, report.json, footprints.gpkg, footprints.csv{}{}{}{}\n",
                       folder, work.flows ? ", flows.csv" : "",
                       review.alignments.empty() ? "" : ", alignment/", review.maps.empty() ? "" : ", maps/",
                       review.proposals.files.empty() ? "" : ", proposals/");
}

ReviewResult result_of(const Review& review, const ReviewWork& work, bool valid) {
    ReviewResult result;
    result.topology = &work.areas.coverage.topology;
    result.valid = valid;
    result.plan = &work.plan;
    result.composition = &work.composition;
    result.measures = work.measures;
    result.cut_edges = work.cut_edges;
    if (work.flows)
        result.flows.emplace(FlowsToReport{work.plan, work.areas.layer.codes, *work.flows, work.flow_totals});
    result.numbers = work.numbers;
    result.title = review.title;
    result.notes = review.notes;
    return result;
}

Outcome run(const RunOptions& options, Console& console) {
    refuse_unwritable(options.outputs.json, options.outputs.overwrite);
    Review review =
        read_review(options.review.empty() ? shipped_review() : std::filesystem::path(options.review));
    review.shipped = options.review.empty();
    if (!options.crs.empty()) review.crs = options.crs;
    geo::OutputFolder folder(options.outputs.output, options.outputs.overwrite);

    Report report("run");
    const ReviewWork work = do_review(review, report, console);
    std::optional<ReviewedProposals> proposals;
    if (!review.proposals.files.empty()) proposals.emplace(review, work, report, console);
    const bool valid = !any_violation(report.findings());
    const std::filesystem::path& into = folder.temporary();
    std::vector<DrawnMap> maps;
    if (!review.maps.empty()) {
        std::filesystem::create_directory(into / "maps");
        maps = draw_maps(review, work, into / "maps", report, console);
    }
    if (proposals) {
        std::filesystem::create_directory(into / "proposals");
        proposals->write_pages(into / "proposals", console);
    }
    console.progress("writing");
    geo::write_layers(into / "footprints.gpkg", review_layers(review, work, report.findings()), false);
    geo::write_text(into / "footprints.csv", geo::to_csv(footprints_table(review, work)), false);
    if (work.flows) geo::write_text(into / "flows.csv", geo::to_csv(flows_table(review, work)), false);
    if (!work.alignments.empty()) std::filesystem::create_directory(into / "alignment");
    for (const ReviewAlignment& aligned : work.alignments) {
        geo::Table pairs = pairs_table(aligned.alignment);
        add_source(pairs, alignment_source(review, aligned.declared));
        geo::write_text(into / "alignment" / (aligned.declared.name + ".csv"), geo::to_csv(pairs), false);
    }
    ReviewResult result = result_of(review, work, valid);
    for (const DrawnMap& map : maps) {
        for (const char* ending : {".png", ".svg", ".pdf"})
            result.maps.push_back("maps/" + map.name + ending);
    }
    set_run_result(report, result);
    if (work.guidance) {
        const auto& links = work.guidance->tables.links;
        report.result()["guidance"] = guidance_json(
            work.plan, work.guidance->result,
            links ? std::span<const shapes::NamedLink>(links->links) : std::span<const shapes::NamedLink>(),
            work.areas.layer.codes);
    }
    for (const ReviewAlignment& aligned : work.alignments) {
        nlohmann::ordered_json alignment = alignment_json(aligned.alignment);
        alignment["name"] = aligned.declared.name;
        report.result()["alignments"].push_back(std::move(alignment));
    }
    if (proposals) report.result()["proposals"] = proposals->json();
    geo::write_text(into / "report.json", report.text(), false);
    geo::write_text(
        into / "report.md",
        review_report(review, work, report, maps, proposals ? proposals->section("proposals") : ""), false);
    folder.commit();

    write_report(report, options.outputs, console);
    console.result(summary_text(review, work, report, options.outputs.output));
    return valid ? Outcome::clean : Outcome::violations;
}

}  // namespace

Job prepare_run(const Arguments& arguments) {
    RunOptions options;
    if (!arguments.inputs().empty()) options.review = arguments.inputs().front();
    if (arguments.given("--crs")) {
        options.crs = arguments.text("--crs");
        require_metric(options.crs, "--crs");
    }
    options.outputs = output_options(arguments);
    if (options.outputs.output == "-") {
        throw geo::UsageError("--output", "a review is a folder of files and does not fit standard output",
                              "name a folder");
    }
    return [options](Console& console) { return run(options, console); };
}

}  // namespace cli
