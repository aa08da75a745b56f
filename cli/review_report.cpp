#include "cli/review_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/alignment_text.hpp"
#include "cli/findings_output.hpp"
#include "cli/flow_tables.hpp"
#include "cli/guidance_tables.hpp"
#include "cli/joins_output.hpp"
#include "cli/measure_tables.hpp"
#include "cli/review_alignment.hpp"
#include "cli/text_table.hpp"
#include "cli/totals_table.hpp"
#include "cli/version.hpp"

namespace cli {
namespace {

std::string heading(const Review& review) {
    std::string out = fmt::format("# {}\n\n", review.title);
    if (!review.date.empty()) out += review.date + "\n\n";
    for (const std::string& note : review.notes)
        out += fmt::format("**Note: {}.**\n", note);
    if (!review.notes.empty()) out += "\n";
    return out + source_line(review) + "\n";
}

std::string inputs_section(const Report& report) {
    TextTable table({"file", "records", "SHA-256"});
    for (const InputRecord& input : report.inputs()) {
        table.add({input.path, grouped(static_cast<double>(input.records)), input.sha256});
    }
    return "\n## Inputs\n\n" + table.markdown();
}

std::string coordinates_section(const geo::Coverage& coverage) {
    const geo::Operation& operation = coverage.operation;
    const geo::SnapReport& snap = coverage.snap;
    TextTable table({"step", "what was done"});
    table.add({"projection", fmt::format("{} to {}: {}, accuracy {} m", operation.source, operation.target,
                                         operation.name, operation.accuracy_m)});
    if (!operation.better.empty()) table.add({"better operation, not available here", operation.better});
    if (operation.check_points > 0) {
        table.add({"interpolation", fmt::format("within {:.1e} m of that operation at {} check points",
                                                operation.within_m, operation.check_points)});
    }
    table.add({"grid", fmt::format("{} m", coverage.topology.grid.cell_m())});
    table.add(
        {"snapping", fmt::format("within {} m: {} of {} points moved, by {} m at most; {} vertices inserted, "
                                 "{} points and {} rings dropped",
                                 snap.tolerance_m, snap.moved_points, snap.points,
                                 geo::format_fixed(snap.greatest_move_m, 3), snap.inserted_vertices,
                                 snap.dropped_points, snap.dropped_rings)});
    table.add({"topology", fmt::format("{} areas, {} vertices, {} arcs, {} junctions",
                                       coverage.topology.areas(), coverage.topology.vertices.size(),
                                       coverage.topology.arcs(), coverage.topology.junctions)});
    return "\n## Coordinates\n\n" + table.markdown();
}

std::string joins_section(const Report& report) {
    TextTable table({"join", "left", "right", "matched", "left only", "right only", "on several rows"});
    const auto named = [](const std::vector<std::string>& codes) {
        return codes.empty() ? std::string("0")
                             : fmt::format("{}: {}", codes.size(), shapes::list_codes(codes, 10));
    };
    for (const shapes::JoinReport& join : report.joins()) {
        table.add({join.name, std::to_string(join.left), std::to_string(join.right),
                   std::to_string(join.matched), named(join.unmatched_left), named(join.unmatched_right),
                   named(join.duplicated)});
    }
    return "\n## Joins\n\n" + table.markdown();
}

std::string findings_section(const Report& report) {
    std::string out = "\n## Findings\n\n";
    if (report.findings().empty()) return out + "None.\n";
    out += count_findings(report.findings()) + ".\n\n";
    TextTable table({"finding", "severity", "areas", "place", "size", "what"});
    constexpr std::size_t most = 100;
    std::size_t shown = 0;
    for (const geo::Finding& f : report.findings()) {
        if (++shown > most) break;
        const bool placed = f.x == f.x && f.y == f.y;
        const bool sized = f.size == f.size;
        table.add({std::string(geo::to_string(f.kind)), std::string(geo::to_string(f.severity)),
                   shapes::list_codes(f.codes, 5),
                   placed ? fmt::format("{}, {}", geo::format_fixed(f.x, 0), geo::format_fixed(f.y, 0)) : "",
                   sized ? geo::format_fixed(f.size, 1) : "", f.text});
    }
    out += table.markdown();
    if (report.findings().size() > most) {
        out += fmt::format("\nand {} more, all in report.json.\n", report.findings().size() - most);
    }
    return out;
}

std::string number_text(const shapes::NumberComparison& number, const std::optional<double>& value) {
    if (!value) return "";
    if (number.key.find("area") != std::string::npos) return grouped(*value / 1e6) + " km2";
    return grouped(*value, *value < 100 && *value != static_cast<double>(static_cast<int>(*value)) ? 1 : 0);
}

std::string numbers_section(const Review& review, const ReviewWork& work) {
    TextTable table({"number", "found", "where", "published", "agrees"});
    for (const shapes::NumberComparison& n : work.numbers) {
        const bool placed = n.footprint != shapes::no_footprint;
        // Areas are shown in km2, whatever unit the label has.
        table.add({n.label.substr(0, n.label.find(", m2")), number_text(n, n.found),
                   placed ? work.plan.names[static_cast<std::size_t>(n.footprint)] : "",
                   number_text(n, n.published), n.agrees ? (*n.agrees ? "yes" : "no") : ""});
    }
    std::string out = "\n## In numbers\n\n" + table.markdown();
    if (!review.published.source.empty()) out += "\nPublished: " + review.published.source + "\n";
    return out;
}

std::string footprints_section(const ReviewWork& work) {
    TextTable table({"code", "name", "members", "population", "area, km2", "Polsby-Popper", "Reock", "parts",
                     "neighbours"});
    for (std::size_t f = 0; f < work.plan.footprints(); ++f) {
        const shapes::ShapeMeasure& m = work.measures[f];
        table.add({work.plan.codes[f], work.plan.names[f], std::to_string(work.composition.members[f]),
                   !work.populations.empty() && work.populations[f] ? grouped(*work.populations[f]) : "",
                   grouped(m.area_m2 / 1e6, 1), cell(m.polsby_popper, 3), cell(m.reock, 3),
                   std::to_string(m.parts), std::to_string(m.neighbours.size())});
    }
    return fmt::format("\n## Footprints\n\n{}\nBorders between neighbouring areas of two footprints: {}.\n",
                       table.markdown(), work.cut_edges);
}

std::string flows_section(const Review& review, const ReviewWork& work) {
    if (!work.flows) return "";
    const FlowsToReport reported{work.plan, work.areas.layer.codes, *work.flows, work.flow_totals};
    std::string out = "\n## Patient flows\n";
    for (const FlowSection& section : flow_sections(reported)) {
        if (!section.title.empty()) out += "\n### " + section.title + "\n";
        out += "\n" + section.table.markdown() + (section.note.empty() ? "" : "\n" + section.note);
    }
    out += "\n### The plan\n\n" + as_list(plan_flow_text(reported));
    return out + "\n" + source_line(review, review.flows.source) + "\n";
}

std::string guidance_section(const Review& review, const ReviewWork& work) {
    if (!work.guidance) return "";
    const shapes::Guidance& guidance = work.guidance->result;
    std::string out = "\n## Guidance\n\n" + verdict_text(guidance) + "\n" + criteria_markdown(guidance) +
                      "\n" + to_text_table(guidance_table_for_people(work.plan, guidance)).markdown();
    if (const auto& links = work.guidance->tables.links; links && !links->links.empty())
        out += "\n" + links_table(guidance, links->links).markdown();
    if (!review.guidance.source.empty()) out += "\nThresholds: " + review.guidance.source + "\n";
    return out;
}

std::string alignment_section(const Review& review, const ReviewAlignment& aligned) {
    return fmt::format("\n## Alignment with {}\n\n{}\n[pairs](alignment/{}.csv)\n\n{}\n",
                       aligned.declared.title, alignment_markdown(aligned.alignment), aligned.declared.name,
                       alignment_source(review, aligned.declared));
}

std::string value_section(const Review& review, const ReviewWork& work, const FootprintValues& values) {
    const ReviewValue& declared = values.declared;
    std::string out = fmt::format("\n## Value: {}\n\n", declared.name);
    if (declared.categories) {
        std::map<std::string, std::size_t> counts;
        std::size_t missing = 0;
        for (const auto& word : values.words)
            word ? ++counts[*word] : ++missing;
        TextTable table({declared.name, "footprints"});
        for (const std::string& word : declared.order) {
            table.add({word, std::to_string(counts[word])});
            counts.erase(word);
        }
        for (const auto& [word, count] : counts)
            table.add({word, std::to_string(count)});
        table.add({"no data", std::to_string(missing)});
        out += table.markdown();
    } else {
        TextTable table({"code", "name", declared.unit.empty() ? declared.name : declared.unit});
        std::size_t missing = 0;
        for (std::size_t f = 0; f < values.numbers.size(); ++f) {
            if (values.numbers[f]) {
                table.add({work.plan.codes[f], work.plan.names[f], geo::format_number(*values.numbers[f])});
            } else {
                ++missing;
            }
        }
        out += table.markdown() + fmt::format("\nNo data: {} footprints.\n", missing);
    }
    return out + "\n" + source_line(review, declared.source) + "\n";
}

std::string maps_section(const Review& review, std::span<const DrawnMap> maps) {
    if (maps.empty()) return "";
    std::string out = "\n## Maps\n";
    for (const DrawnMap& map : maps) {
        out += fmt::format("\n### {}\n\n![{}](maps/{}.png)\n\n[SVG](maps/{}.svg) [PDF](maps/{}.pdf)\n",
                           map.title, map.alt_text, map.name, map.name, map.name);
        for (const std::string& warning : map.warnings)
            out += "\n" + warning + "\n";
    }
    return out + "\n" + source_line(review) + "\n";
}

constexpr const char* definitions = R"(
## Definitions

| term | means |
|---|---|
| resident, R | patients who live in the footprint, wherever they are treated |
| treated, W | patients treated in the footprint, wherever they live |
| local, L | patients who live and are treated in it |
| localisation index, LI | L / R (Wennberg and Gittelsohn, 1973) |
| LOFI, little out from inside | L / W |
| market share index, MSI | (W - L) / W |
| net patient flow, NPF | (W - L) / (R - L); above 1 more come in than go out |
| Elzinga-Hogarty | strong when LI and LOFI reach 90 %, weak at 75 % (Elzinga and Hogarty, 1973) |
| validity | X-equation of size and self-containment; 1 or more is valid (Coombes and Bond, 2008) |
| open, closed | with all flows; with those within the study area only |
| cohesion of a pair | f^2 / (R W) of either direction added up (Coombes and Bond, 2008) |
| minority parts | of a unit that is split: all of it outside its largest part |
| V-measure | harmonic mean of homogeneity and completeness, beta 1 (Rosenberg and Hirschberg, 2007) |
| misfit | an area with more patients in another place than in its own footprint |
| modularity | share of flows within footprints over that expected at random (Leicht and Newman, 2008) |
| Polsby-Popper | 4 pi area / perimeter squared; 1 for a circle (Polsby and Popper, 1991) |
| Reock | area over that of the smallest circle around it (Reock, 1961) |
| violation, warning, note | a check that failed; something that may need action; something to know |

An undefined ratio is left empty, never 0.
)";

}  // namespace

std::string review_report(const Review& review, const ReviewWork& work, const Report& report,
                          std::span<const DrawnMap> maps, const std::string& proposals) {
    std::string out = heading(review) + numbers_section(review, work) + maps_section(review, maps) +
                      footprints_section(work) + guidance_section(review, work) + proposals +
                      flows_section(review, work);
    for (const ReviewAlignment& aligned : work.alignments)
        out += alignment_section(review, aligned);
    for (const FootprintValues& values : work.values)
        out += value_section(review, work, values);
    out += "\n## Totals before and after\n\n" + totals_table(work.composition).markdown() +
           joins_section(report) + findings_section(report) + inputs_section(report) +
           coordinates_section(work.areas.coverage) + definitions;
    return out + fmt::format("\nMade with footprint {}.\n", tool_version());
}

}  // namespace cli
