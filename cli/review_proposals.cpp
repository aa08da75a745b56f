#include "cli/review_proposals.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/console.hpp"
#include "cli/draw_map.hpp"
#include "cli/evaluation_maps.hpp"
#include "cli/evaluation_results.hpp"
#include "cli/findings_output.hpp"
#include "cli/plan_input.hpp"
#include "cli/proposal_file.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/output_file.hpp"
#include "shapes/code_columns.hpp"
#include "shapes/table_finding.hpp"

namespace cli {
namespace {

shapes::PlanInput plan_input(const Review& review, const ReviewWork& work,
                             const shapes::Membership& members) {
    shapes::PlanInput input{.guidance = {.topology = work.areas.coverage.topology,
                                         .area_codes = work.areas.layer.codes,
                                         .area_names = work.areas.layer.names,
                                         .lookup = work.lookup,
                                         .plan = work.plan,
                                         .coverage = work.cover,
                                         .gap_width_m = review.gap_width_m,
                                         .populations = work.area_populations,
                                         .member_of = members.member_of,
                                         .disclosure = {.is_on = review.flows.disclosure_control}},
                            .rules = review.guidance.rules,
                            .flows = work.place_flows ? &*work.place_flows : nullptr,
                            .parameters = {},
                            .sums = {},
                            .aligned = {}};
    if (work.guidance) work.guidance->tables.give(input.guidance);
    return input;
}

/// Groups of the areas by the lookup and by the tables that the review names.
shapes::AreaGroups read_groups(const Review& review, const ReviewWork& work, Report& report,
                               std::vector<geo::Finding>& findings) {
    const std::vector<std::string>& codes = work.areas.layer.codes;
    const auto read = [&](const std::string& path) {
        geo::Table table = geo::read_table(path, findings);
        record_input(review, report, path, table.rows());
        return table;
    };
    shapes::GroupTable all = shapes::make_groups(read(review.lookup.file), work.lookup.unit_column, codes);
    findings.insert(findings.end(), all.findings.begin(), all.findings.end());
    for (const std::string& path : review.proposals.groups) {
        const geo::Table table = read(path);
        const auto column = shapes::column_with(table, codes, "area");
        if (!column)
            throw geo::InputError(path, "no column holds codes of the areas",
                                  "give a table of areas with columns of the codes of their groups");
        const shapes::GroupTable more = shapes::make_groups(table, table.columns[*column].name, codes);
        shapes::add_groups(all.groups, more.groups);
        findings.insert(findings.end(), more.findings.begin(), more.findings.end());
    }
    return std::move(all.groups);
}

shapes::Membership read_members(const Review& review, const ReviewWork& work) {
    if (review.proposals.member_column.empty()) return {};
    std::vector<geo::Finding> found_before;
    return shapes::make_membership(geo::read_table(review.lookup.file, found_before), work.lookup.unit_column,
                                   review.proposals.member_column, work.areas.layer.codes);
}

/// Lines as a list: in a paragraph they would run together.
std::string as_list(const std::string& text) {
    std::string list;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        list += "- " + text.substr(begin, end - begin) + "\n";
        begin = end + 1;
    }
    return list;
}

// A page is read on a screen, and there may be many of them.
constexpr std::array map_formats = {render::MapFormat::png, render::MapFormat::svg};
constexpr double screen_dpi = 120.0;

}  // namespace

ReviewedProposals::ReviewedProposals(const Review& review, const ReviewWork& work, Report& report,
                                     Console& console)
    : m_review(review),
      m_work(work),
      m_members(read_members(review, work)),
      m_input(plan_input(review, work, m_members)) {
    console.progress("evaluating proposals");
    std::vector<geo::Finding> findings;
    const shapes::AreaGroups groups = read_groups(review, work, report, findings);
    m_before = shapes::measure_plan(m_input, work.plan, shapes::no_successors(work.plan));
    for (const std::string& path : review.proposals.files) {
        shapes::Proposal proposal = read_proposal(path);
        record_input(review, report, path, proposal.steps.size());
        Kept kept{std::filesystem::path(path).stem().string(), proposal.name, std::nullopt, {}};
        if (const auto missing = shapes::missing_groups(proposal, groups); !missing.empty()) {
            kept.why_not = fmt::format(
                "takes the part of an area that lies within {}, and no table of this review says which areas "
                "lie there: it needs smaller areas, and a lookup with a column of such codes",
                fmt::join(missing, ", "));
            findings.push_back(shapes::table_finding(
                geo::FindingKind::unmatched, geo::Severity::note, missing,
                fmt::format("proposal {}, not evaluated: {}", proposal.name, kept.why_not)));
        } else {
            kept.evaluation = m_evaluations.size();
            m_evaluations.push_back(shapes::evaluate(m_input, m_before, groups, std::move(proposal)));
            for (geo::Finding found : m_evaluations.back().comparison.findings) {
                found.text = fmt::format("proposal {}: {}", kept.name, found.text);
                findings.push_back(std::move(found));
            }
        }
        m_kept.push_back(std::move(kept));
    }
    set_aside(findings);
    for (geo::Finding& finding : findings)
        finding.text = without_folder(review, std::move(finding.text));
    report.add_findings(worst_first(std::move(findings)));
}

EvaluationsToReport ReviewedProposals::to_report() const {
    return {m_input, m_before, m_evaluations, m_work.flow_totals, "alternatives"};
}

std::string ReviewedProposals::page(const Kept& kept, const std::vector<std::string>& alt_texts) const {
    const shapes::Evaluation& evaluation = m_evaluations[*kept.evaluation];
    std::string out = fmt::format("# {}\n\nA proposal, evaluated on: {}\n", kept.name, m_review.title);
    for (const std::string& note : m_review.notes)
        out += fmt::format("\n**Note: {}.**\n", note);
    for (const EvaluationSection& section : evaluation_sections(to_report(), evaluation)) {
        if (!section.title.empty()) out += fmt::format("\n## {}\n", section.title);
        if (!section.text.empty()) out += "\n" + as_list(section.text);
        if (section.table) out += "\n" + section.table->markdown();
        if (!section.title.empty()) continue;
        for (std::size_t m = 0; m < alt_texts.size(); ++m) {
            const std::string map = kept.page + (m == 0 ? "" : "-pair");
            out += fmt::format("\n![{}]({}.png)\n\n[SVG]({}.svg)\n", alt_texts[m], map, map);
        }
    }
    return out + "\n" + source_line(m_review, m_review.flows.source) + "\n";
}

void ReviewedProposals::write_pages(const std::filesystem::path& folder, Console& console) const {
    const EvaluationMapStyle style{render::page_from_name("a4-landscape"),
                                   source_line(m_review, m_review.flows.source), screen_dpi};
    for (const Kept& kept : m_kept) {
        if (!kept.evaluation) continue;
        console.progress("drawing " + kept.page);
        const shapes::Evaluation& evaluation = m_evaluations[*kept.evaluation];
        const render::MapPlan maps[] = {change_map(m_work.areas, to_report(), evaluation, style),
                                        before_after_map(m_work.areas, to_report(), evaluation, style)};
        std::vector<std::string> alt_texts;
        for (std::size_t m = 0; m < 2; ++m) {
            alt_texts.push_back(maps[m].result().alt_text);
            render::write_map(maps[m], map_formats, folder / (kept.page + (m == 0 ? "" : "-pair")));
        }
        geo::write_text(folder / (kept.page + ".md"), page(kept, alt_texts), false);
    }
}

std::string ReviewedProposals::section(const std::string& folder) const {
    std::string out = "\n## Proposals\n\n";
    for (const Kept& kept : m_kept) {
        if (kept.evaluation)
            out += fmt::format("- [{}]({}/{}.md): {}", kept.name, folder, kept.page,
                               effects_text(m_evaluations[*kept.evaluation].comparison));
        else
            out += fmt::format("- {}, not evaluated: {}.\n", kept.name, kept.why_not);
    }
    if (!m_evaluations.empty()) out += "\n" + alternatives_table(m_evaluations).markdown();
    return out;
}

nlohmann::ordered_json ReviewedProposals::json() const {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Kept& kept : m_kept) {
        if (kept.evaluation)
            list.push_back(evaluation_json(to_report(), m_evaluations[*kept.evaluation]));
        else
            list.push_back({{"name", kept.name}, {"not_evaluated", kept.why_not}});
    }
    return list;
}

}  // namespace cli
