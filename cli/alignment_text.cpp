#include "cli/alignment_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "cli/text_table.hpp"
#include "geo/table.hpp"
#include "shapes/roadmap_fit.hpp"

namespace cli {
namespace {

using shapes::UnitRow;

constexpr std::size_t most_listed = 60;

/// One of the two maps with the other, so that both are told in the same words.
struct Side {
    const AlignmentToReport& report;
    const GeographyToReport& own;
    const GeographyToReport& other;
    const std::vector<std::string>& codes;
    const std::vector<std::string>& other_codes;
    const std::vector<shapes::UnitAlignment>& units;
    const shapes::MapAlignment& map;
    const shapes::MapTotal& total;
};

Side side_a(const AlignmentToReport& r) {
    return {r, r.a, r.b, r.table.a_codes, r.table.b_codes, r.alignment.a, r.alignment.map_a, r.totals.a};
}

Side side_b(const AlignmentToReport& r) {
    return {r, r.b, r.a, r.table.b_codes, r.table.a_codes, r.alignment.b, r.alignment.map_b, r.totals.b};
}

std::string share_text(double part, double whole) {
    if (!(whole > 0.0)) return "undefined";
    return geo::format_fixed(100.0 * part / whole, part > 0.0 && part < 0.1 * whole ? 2 : 1) + " %";
}

std::string number_text(const std::optional<double>& value) {
    return value ? geo::format_fixed(*value, 4) : "undefined";
}

/// "Bradford (E08000032)", or the code alone.
std::string named(const std::vector<std::string>& codes, const std::vector<std::string>& names, UnitRow row) {
    return names[row] == codes[row] ? codes[row] : names[row] + " (" + codes[row] + ")";
}

std::string live_in(const Side& side) {
    if (side.report.table.measured == shapes::CrossAmount::people) return " live in";
    const bool is_one =
        side.report.table.measured == shapes::CrossAmount::common_units && side.map.in_minority_parts == 1.0;
    return is_one ? " lies in" : " lie in";
}

std::string split_sentence(const Side& side) {
    std::string text =
        fmt::format("{} of {} {} {} split between {}", side.map.units_split, side.codes.size(),
                    side.own.title, side.map.units_split == 1 ? "is" : "are", side.other.title);
    if (side.map.units_split == 0) return text + "\n";
    return text + fmt::format(": {}{} a part other than the largest ({} of what both cover)\n",
                              amount_text(side.report, side.map.in_minority_parts), live_in(side),
                              share_text(side.map.in_minority_parts, side.total.in_both));
}

std::size_t count_fit(const AlignmentToReport& report, shapes::RoadmapFit fit) {
    return static_cast<std::size_t>(std::ranges::count(report.partial, fit, &shapes::PartialFit::fit));
}

/// Of the other map, whose units may consist of several units of A without cutting any.
std::string straddle_sentence(const AlignmentToReport& report) {
    const auto straddling =
        std::ranges::count(report.alignment.b, shapes::Fit::straddles, &shapes::UnitAlignment::fit);
    return fmt::format(
        "{} of {} {} straddle {}; the others nest in one, are made of whole ones or lie outside\n",
        straddling, report.table.b_codes.size(), report.b.title, report.a.title);
}

/// People stand at points, of which a unit that is split may have all on one side.
std::string ground_sentence(const AlignmentToReport& report) {
    return fmt::format("By ground, whoever lives there, {} of {} {} are split\n",
                       report.ground->map_a.units_split, report.table.a_codes.size(), report.a.title);
}

std::string partial_sentence(const AlignmentToReport& report) {
    using enum shapes::RoadmapFit;
    const std::size_t known = report.partial.size() - count_fit(report, unknown);
    return fmt::format(
        "Of {} {}, {} can be told by the {} {} that are known: {} are one of them, {} several whole, {} part "
        "of "
        "one, {} cross; {} stay unknown\n",
        report.partial.size(), report.a.title, known, report.table.b_codes.size(), report.b.title,
        count_fit(report, one), count_fit(report, several), count_fit(report, part),
        count_fit(report, crossing), count_fit(report, unknown));
}

/// A table as it is, and lines under it.
struct Section {
    std::string title;
    TextTable table;
    std::string notes;
};

Section totals_section(const AlignmentToReport& report) {
    const shapes::CrossTotals& totals = report.totals;
    TextTable table({unit_of_amounts(report), report.a.title, report.b.title});
    const auto row = [&](const char* what, double a, double b) {
        table.add({what, amount_cell(report, a), amount_cell(report, b)});
    };
    row("in both", totals.a.in_both, totals.b.in_both);
    row(report.is_partial ? "outside the other, or unknown" : "outside the other", totals.a.outside,
        totals.b.outside);
    if (report.overlaid) row("noise, in slivers", totals.a.noise, totals.b.noise);
    row("total", totals.a.whole, totals.b.whole);
    std::string text;
    if (totals.in_neither > 0.0) text += "In neither: " + amount_text(report, totals.in_neither) + "\n";
    if (report.people_left_out > 0.0)
        text += fmt::format("Left out, without a place or of no unit: {} people\n",
                            grouped(report.people_left_out));
    return {{}, std::move(table), std::move(text)};
}

Section verdicts_section(const AlignmentToReport& report) {
    using shapes::Fit;
    static constexpr std::array<std::pair<Fit, const char*>, 5> verdicts{
        {{Fit::coterminous, "coterminous with one"},
         {Fit::nests_in, "nests in one"},
         {Fit::whole_units_of, "made of whole units"},
         {Fit::straddles, "straddles"},
         {Fit::outside, "outside"}}};
    TextTable table({"verdict", report.a.title, report.b.title});
    const auto count = [](const std::vector<shapes::UnitAlignment>& units, Fit fit) {
        return std::to_string(std::ranges::count(units, fit, &shapes::UnitAlignment::fit));
    };
    for (const auto& [fit, words] : verdicts)
        table.add({words, count(report.alignment.a, fit), count(report.alignment.b, fit)});
    table.add(
        {"total", std::to_string(report.alignment.a.size()), std::to_string(report.alignment.b.size())});
    return {{},
            std::move(table),
            fmt::format("A share of {} may lie elsewhere without a verdict changing\n",
                        geo::format_number(report.tolerance_share))};
}

/// The units of A that are split, most people in minority parts first, with what lies on each side.
std::optional<Section> splits_section(const AlignmentToReport& report) {
    std::vector<UnitRow> split;
    for (std::size_t row = 0; row < report.alignment.a.size(); ++row)
        if (report.alignment.a[row].is_split) split.push_back(static_cast<UnitRow>(row));
    if (split.empty()) return std::nullopt;
    std::ranges::stable_sort(split, std::ranges::greater(),
                             [&](UnitRow row) { return report.alignment.a[row].in_minority_parts; });
    std::map<UnitRow, std::vector<std::pair<double, UnitRow>>> parts;
    for (const shapes::CrossCell& cell : report.table.cells)
        if (cell.a != shapes::no_unit && cell.b != shapes::no_unit && cell.amount - cell.noise > 0.0)
            parts[cell.a].emplace_back(cell.amount - cell.noise, cell.b);
    TextTable table({report.a.title, "in minority parts", "share", "parts"});
    for (const UnitRow row : std::span(split).first(std::min(split.size(), most_listed))) {
        std::vector<std::pair<double, UnitRow>>& of = parts[row];
        std::ranges::stable_sort(of, std::ranges::greater(), [](const auto& part) { return part.first; });
        const shapes::UnitAlignment& unit = report.alignment.a[row];
        std::string sides;
        double in_small_parts = 0.0;
        for (const auto& [amount, b] : of) {
            if (amount <= report.tolerance_share * unit.amount) {
                in_small_parts += amount;
                continue;
            }
            sides += (sides.empty() ? "" : ", ") + named(report.table.b_codes, report.b.names, b) + " " +
                     amount_cell(report, amount);
        }
        if (in_small_parts > 0.0) sides += ", smaller parts " + amount_cell(report, in_small_parts);
        table.add({named(report.table.a_codes, report.a.names, row),
                   amount_cell(report, unit.in_minority_parts),
                   share_text(unit.in_minority_parts, unit.amount), sides});
    }
    std::string text;
    if (split.size() > most_listed)
        text = fmt::format("and {} more, in the tables and the report\n", split.size() - most_listed);
    return Section{{}, std::move(table), std::move(text)};
}

Section partial_section(const AlignmentToReport& report) {
    TextTable table({report.a.title, "fit", "known", "unknown", report.b.title});
    for (std::size_t row = 0; row < report.partial.size(); ++row) {
        const shapes::PartialFit& unit = report.partial[row];
        if (unit.parts.empty()) continue;
        std::string parts;
        for (const shapes::KnownPart& part : unit.parts) {
            parts += (parts.empty() ? "" : ", ") + named(report.table.b_codes, report.b.names, part.b) + " " +
                     amount_cell(report, part.amount);
            if (part.elsewhere > 0.0) parts += ", and " + amount_cell(report, part.elsewhere) + " elsewhere";
        }
        table.add({named(report.table.a_codes, report.a.names, static_cast<UnitRow>(row)),
                   std::string(to_string(unit.fit)), amount_cell(report, unit.known),
                   amount_cell(report, unit.amount - unit.known), parts});
    }
    return {{}, std::move(table), {}};
}

Section measures_section(const AlignmentToReport& report) {
    const shapes::Alignment& alignment = report.alignment;
    TextTable table({"measure", "value", "definition"});
    table.add({"homogeneity", number_text(alignment.homogeneity),
               "MI / H(" + report.a.title + "), 1 when each of " + report.b.title + " lies in one of " +
                   report.a.title});
    table.add({"completeness", number_text(alignment.completeness),
               "MI / H(" + report.b.title + "), 1 when each of " + report.a.title + " lies in one of " +
                   report.b.title});
    table.add({"V-measure", number_text(alignment.v_measure), "their harmonic mean, beta 1"});
    table.add({"Mapcurves", number_text(alignment.mapcurves),
               fmt::format("the greater of {} for {} and {} for {}", number_text(alignment.map_a.mapcurves),
                           report.a.title, number_text(alignment.map_b.mapcurves), report.b.title)});
    for (const Side& side : {side_a(report), side_b(report)})
        table.add({"lambda of " + side.own.title, number_text(side.map.lambda),
                   "errors in telling it that knowing the other saves"});
    for (const Side& side : {side_a(report), side_b(report)})
        table.add({"sqrt entropy of " + side.own.title, number_text(side.map.sqrt_entropy),
                   "mean of the sum of root shares, 1 = all whole"});
    return {report.is_partial ? "Measures of what is known" : "", std::move(table),
            "Order of arguments as in scikit-learn and sabre: the first map is the labels\n"};
}

std::string displacement_row(const geo::Displacement& d, const std::vector<std::string>& codes,
                             const std::string& from, const std::string& to, TextTable& table) {
    if (d.distances.empty()) return "no inner border of " + from + " to measure\n";
    const auto code = [&](geo::AreaIndex area) {
        return area == geo::no_area ? std::string("none") : codes[static_cast<std::size_t>(area)];
    };
    table.add({from + " to " + to, grouped(d.length_m / 1000), grouped(d.shared_m / 1000),
               grouped(d.median_m, 1), grouped(d.p95_m, 1), grouped(d.greatest_m, 1),
               fmt::format("({:.0f}, {:.0f}), between {} and {}", d.greatest_at.x, d.greatest_at.y,
                           code(d.left), code(d.right))});
    return {};
}

Section displacement_section(const AlignmentToReport& report) {
    const geo::BorderNoise& noise = *report.overlaid->noise;
    TextTable table({"displacement", "km", "shared km", "median m", "95 % m", "greatest m", "where"});
    std::string notes =
        displacement_row(noise.displacement[0], report.table.a_codes, report.a.title, report.b.title, table) +
        displacement_row(noise.displacement[1], report.table.b_codes, report.b.title, report.a.title, table);
    notes +=
        "Of inner borders, to the nearest border of the other, at places at most 20 m or a fifth of that "
        "distance apart\n";
    return {{}, std::move(table), std::move(notes)};
}

std::string slivers_text(const AlignmentToReport& report) {
    const geo::OverlaidLayers& overlaid = *report.overlaid;
    const geo::BorderNoise& noise = *overlaid.noise;
    const geo::SliverTotal slivers = geo::total_slivers(overlaid.overlay);
    std::string why = "as given";
    if (report.is_width_measured && noise.is_related)
        why = fmt::format(
            "measured: 99 % of the borders drawn in both (up to {} m apart) lie within {} m, doubled",
            grouped(noise.reach_m), grouped(noise.p99_m, 1));
    else if (report.is_width_measured)
        why = fmt::format(
            "measured: the borders have nothing in common (median displacement {} m), so none is noise",
            grouped(std::min(noise.displacement[0].median_m, noise.displacement[1].median_m)));
    return fmt::format("Slivers: {} pieces narrower than {} m, {} km2 in all, are noise ({})\n",
                       grouped(static_cast<double>(slivers.slivers)), grouped(overlaid.sliver_width_m),
                       grouped(overlaid.overlay.topology.grid.area_m2(slivers.twice_area) / 1e6, 3), why);
}

std::string places_text(const shapes::OverlayPeople& people) {
    return fmt::format(
        "Places: {}, of them {} in slivers (noise), {} outside one layer given to its nearest area ({} "
        "people, at "
        "most {} m), {} in neither\n",
        grouped(static_cast<double>(people.places)), people.places_in_slivers, people.places_at_nearest,
        grouped(people.people_at_nearest), grouped(people.greatest_reach_m, 1), people.places_in_neither);
}

std::vector<Section> sections_of(const AlignmentToReport& report) {
    std::vector<Section> sections{totals_section(report)};
    if (report.overlaid) sections.back().notes += slivers_text(report);
    if (report.people) sections.back().notes += places_text(*report.people);
    if (report.is_partial) {
        sections.push_back(partial_section(report));
        sections.push_back(measures_section(report));
        return sections;
    }
    sections.push_back(verdicts_section(report));
    if (std::optional<Section> splits = splits_section(report)) sections.push_back(std::move(*splits));
    sections.push_back(measures_section(report));
    if (report.overlaid) sections.push_back(displacement_section(report));
    return sections;
}

std::string inputs_line(const AlignmentToReport& report) {
    return fmt::format("{} ({} of {}) and {} ({} of {}), by {}\n", report.a.title,
                       report.table.a_codes.size(), report.a.path, report.b.title,
                       report.table.b_codes.size(), report.b.path, report.counted);
}

}  // namespace

std::string headline_text(const AlignmentToReport& report) {
    std::string text = split_sentence(side_a(report)) + straddle_sentence(report);
    if (report.is_partial) return partial_sentence(report);
    if (report.ground) text += ground_sentence(report);
    return text;
}

std::string alignment_text(const AlignmentToReport& report) {
    std::string text = inputs_line(report) + "\n" + headline_text(report);
    for (const Section& section : sections_of(report)) {
        text += "\n";
        if (!section.title.empty()) text += section.title + "\n";
        text += section.table.text() + section.notes;
    }
    return text;
}

std::string alignment_markdown(const AlignmentToReport& report) {
    std::string text = inputs_line(report) + "\n" + as_list(headline_text(report));
    for (const Section& section : sections_of(report)) {
        text += "\n";
        if (!section.title.empty()) text += section.title + ":\n\n";
        text += section.table.markdown();
        if (!section.notes.empty()) text += "\n" + as_list(section.notes);
    }
    return text;
}

}  // namespace cli
