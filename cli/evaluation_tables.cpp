#include "cli/evaluation_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cli/evaluation_figures.hpp"
#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/join.hpp"

namespace cli {
namespace {

using shapes::Effect;
using shapes::Evaluation;

std::string effect_words(Effect effect) {
    switch (effect) {
        case Effect::breaks_limit:
            return "breaks a limit";
        case Effect::mends_limit:
            return "mends a limit";
        case Effect::not_judged:
            return "not judged";
        default:
            return std::string(to_string(effect));
    }
}

std::string measure_text(const shapes::CriterionChange& change, const std::optional<double>& value) {
    if (!value) return "";
    if (!change.may_show) return suppressed_mark;
    switch (change.unit) {
        case shapes::MeasureUnit::count:
            return grouped(*value);
        case shapes::MeasureUnit::share:
            return grouped(100.0 * *value, 2) + " %";
        case shapes::MeasureUnit::number:
            return grouped(*value, 4);
        case shapes::MeasureUnit::metres:
            return grouped(*value / 1000.0, 1) + " km";
    }
    throw geo::InternalError("a measure has no unit");
}

std::string concerned(const shapes::CriterionChange& change) {
    std::vector<std::string> parts;
    if (!change.broken.empty()) parts.push_back("broken: " + shapes::list_codes(change.broken, 4));
    if (!change.mended.empty()) parts.push_back("mended: " + shapes::list_codes(change.mended, 4));
    return fmt::format("{}", fmt::join(parts, "; "));
}

TextTable criteria_table(const shapes::PlanComparison& comparison) {
    TextTable table({"criterion", "weight", "effect", "before", "after", "measured by", "limits"});
    for (const shapes::CriterionChange& change : comparison.criteria)
        table.add({change.name, change.required ? "required" : "advisory", effect_words(change.effect),
                   measure_text(change, change.before), measure_text(change, change.after),
                   change.measure + (change.more_is_better ? ", more is better" : ", less is better"),
                   concerned(change)});
    return table;
}

std::string name_of(const shapes::Plan& plan, shapes::FootprintIndex f) {
    if (f < 0) return "no footprint";
    const auto at = static_cast<std::size_t>(f);
    return plan.names[at] == plan.codes[at] ? plan.codes[at] : plan.names[at] + " (" + plan.codes[at] + ")";
}

/// "1 area, 116,304 people, from X to Y: E38000008": one line for each pair of footprints.
std::string moves_text(const EvaluationsToReport& report, const Evaluation& evaluation) {
    const shapes::GuidanceInput& given = report.input.guidance;
    struct Moved {
        std::vector<std::string> codes;
        double people = 0.0;
        bool knows_people = true;
    };
    std::map<std::pair<shapes::FootprintIndex, shapes::FootprintIndex>, Moved> pairs;
    for (const shapes::AreaMove& move : evaluation.proposed.moves) {
        const auto area = static_cast<std::size_t>(move.area);
        Moved& moved = pairs[{move.from, move.to}];
        moved.codes.push_back(given.area_codes[area]);
        const bool is_known = !given.populations.empty() && given.populations[area].has_value();
        if (is_known) moved.people += *given.populations[area];
        moved.knows_people = moved.knows_people && is_known;
    }
    std::string text;
    for (const auto& [pair, moved] : pairs) {
        text += fmt::format("moves {}{} from {} to {}: {}\n", shapes::count_of(moved.codes.size(), "area"),
                            moved.knows_people ? ", " + grouped(moved.people) + " people," : "",
                            name_of(given.plan, pair.first), name_of(evaluation.proposed.plan, pair.second),
                            shapes::list_codes(moved.codes, 5));
    }
    const auto list = [&](const char* what, const std::vector<std::string>& codes) {
        if (!codes.empty()) text += fmt::format("{}: {}\n", what, fmt::join(codes, ", "));
    };
    list("ends", evaluation.proposed.ended);
    list("begins", evaluation.proposed.begun);
    list("renames", evaluation.proposed.renamed);
    return text;
}

std::string proposal_text(const shapes::Proposal& proposal) {
    std::string text;
    const auto line = [&](const char* what, const std::string& value) {
        if (!value.empty()) text += fmt::format("{}: {}\n", what, value);
    };
    line("reason", proposal.reason);
    line("proposer", proposal.proposer);
    line("date", proposal.date);
    line("source", proposal.source);
    return text;
}

std::string crossings_text(const EvaluationsToReport& report, const Evaluation& evaluation) {
    if (report.input.flows == nullptr) return "";
    const ShownFigures shown(report.input.guidance.disclosure);
    return fmt::format(
        "patients newly inside a footprint: {}; newly outside: {}\n"
        "sites known by footprint only stay with it, or go where it is merged; others go with their area\n",
        shown.count_text(evaluation.comparison.newly_inside),
        shown.count_text(evaluation.comparison.newly_outside));
}

/// A footprint of either plan before and after.
struct BeforeAfter {
    std::string name;
    std::vector<Figure> before;
    std::vector<Figure> after;
};

BeforeAfter figures_of(const EvaluationsToReport& report, const Evaluation& evaluation,
                       const std::string& code, FlowDetail detail) {
    const shapes::Plan& plan_before = report.input.guidance.plan;
    const shapes::Plan& plan_after = evaluation.proposed.plan;
    const std::int32_t old_index = shapes::CodeIndex(plan_before.codes).find(code);
    const std::int32_t new_index = shapes::CodeIndex(plan_after.codes).find(code);
    BeforeAfter both;
    if (old_index >= 0) {
        both.name = name_of(plan_before, old_index);
        both.before =
            footprint_figures(report.input, report.before, static_cast<std::size_t>(old_index), detail);
    }
    if (new_index >= 0) {
        both.name = name_of(plan_after, new_index);
        both.after =
            footprint_figures(report.input, evaluation.after, static_cast<std::size_t>(new_index), detail);
    }
    if (old_index < 0) both.before = without_values(both.after);
    if (new_index < 0) both.after = without_values(both.before);
    return both;
}

EvaluationSection footprint_section(const EvaluationsToReport& report, const Evaluation& evaluation,
                                    const std::string& code) {
    const BeforeAfter both = figures_of(report, evaluation, code, FlowDetail::main);
    EvaluationSection section;
    section.title = both.name;
    TextTable table({"measure", "before", "after", "difference"});
    // Words among the numbers would spoil the column.
    for (std::size_t i = 0; i < both.before.size(); ++i) {
        const Figure& before = both.before[i];
        const Figure& after = both.after[i];
        if (before.kind == FigureKind::words)
            section.text += fmt::format("{}: {} before, {} after\n", before.label,
                                        before.words.empty() ? "undefined" : before.words,
                                        after.words.empty() ? "undefined" : after.words);
        else
            table.add({before.label, before.text(), after.text(), difference_text(before, after)});
    }
    section.table = std::move(table);
    return section;
}

EvaluationSection plan_section(const EvaluationsToReport& report, const Evaluation& evaluation) {
    EvaluationSection section{.title = "The plan", .text = {}, .table = {}};
    TextTable table({"measure", "before", "after", "difference"});
    const std::vector<Figure> before = plan_figures(report.before);
    const std::vector<Figure> after = plan_figures(evaluation.after);
    for (std::size_t i = 0; i < before.size(); ++i)
        table.add({before[i].label, before[i].text(), after[i].text(), difference_text(before[i], after[i])});
    section.table = std::move(table);
    return section;
}

std::string split_words(const shapes::SplitChange& change) {
    if (change.parts_before > 1 && change.parts_after == 1) return "made whole";
    if (change.parts_before == 1 && change.parts_after > 1) return "split";
    return change.minority_after < change.minority_before   ? "less divided"
           : change.minority_after > change.minority_before ? "more divided"
                                                            : "divided otherwise";
}

std::optional<EvaluationSection> split_section(const Evaluation& evaluation) {
    const std::vector<shapes::SplitChange>& splits = evaluation.comparison.splits;
    if (splits.empty()) return std::nullopt;
    TextTable table({"geography", "code", "name", "change", "footprints before", "after",
                     "in the lesser parts before", "after", "weighed by"});
    for (const shapes::SplitChange& split : splits)
        table.add({split.geography, split.code, split.name, split_words(split),
                   std::to_string(split.parts_before), std::to_string(split.parts_after),
                   grouped(split.minority_before), grouped(split.minority_after), split.weighed_by});
    return EvaluationSection{"Split and made whole", "", std::move(table)};
}

std::optional<EvaluationSection> sums_section(const EvaluationsToReport& report,
                                              const Evaluation& evaluation) {
    if (report.input.sums.empty()) return std::nullopt;
    TextTable table({"column", "all areas", "footprints before", "footprints after", "difference",
                     "in no footprint", "areas without a value"});
    for (std::size_t s = 0; s < report.input.sums.size(); ++s) {
        const shapes::ColumnSum& before = report.before.composition.sums[s];
        const shapes::ColumnSum& after = evaluation.after.composition.sums[s];
        const double total_before = report.before.totals[s];
        const double total_after = evaluation.after.totals[s];
        table.add({before.name, grouped(before.before, 2), grouped(total_before, 2), grouped(total_after, 2),
                   grouped(total_after - total_before, 2), grouped(after.in_no_footprint, 2),
                   std::to_string(after.missing_before)});
    }
    return EvaluationSection{"Totals before and after", "", std::move(table)};
}

/// Rows of the table of figures.
class FigureTable {
public:
    FigureTable() {
        using enum geo::ColumnType;
        m_table.columns = {{"proposal", text, {}}, {"footprint", text, {}}, {"measure", text, {}},
                           {"before", real, {}},   {"after", real, {}},     {"difference", real, {}}};
    }
    void add(const std::string& proposal, const std::string& footprint, const std::vector<Figure>& before,
             const std::vector<Figure>& after) {
        for (std::size_t i = 0; i < before.size(); ++i) {
            const auto change = difference(before[i], after[i]);
            const std::string cells[] = {proposal,          footprint,
                                         before[i].key,     cell_of(before[i]),
                                         cell_of(after[i]), change ? geo::format_number(*change) : ""};
            for (std::size_t c = 0; c < m_table.columns.size(); ++c)
                m_table.columns[c].cells.push_back(cells[c]);
        }
    }
    [[nodiscard]] geo::Table take() { return std::move(m_table); }

private:
    static std::string cell_of(const Figure& figure) {
        if (figure.kind == FigureKind::words) return figure.words;
        if (figure.hidden) return suppressed_mark;
        return figure.value ? geo::format_number(*figure.value) : "";
    }
    geo::Table m_table;
};

}  // namespace

std::string effects_text(const shapes::PlanComparison& comparison) {
    using enum Effect;
    static constexpr Effect order[] = {breaks_limit, mends_limit, better, worse, unchanged, not_judged};
    std::vector<std::string> parts;
    for (const Effect effect : order) {
        std::vector<std::string> names;
        for (const shapes::CriterionChange& change : comparison.criteria)
            if (change.effect == effect) names.push_back(change.name);
        if (!names.empty())
            parts.push_back(fmt::format("{}: {}", effect_words(effect), fmt::join(names, ", ")));
    }
    std::string text = fmt::format("{}\n", fmt::join(parts, "; "));
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

std::vector<EvaluationSection> evaluation_sections(const EvaluationsToReport& report,
                                                   const Evaluation& evaluation) {
    std::vector<EvaluationSection> sections;
    sections.push_back({"",
                        proposal_text(evaluation.proposal) + moves_text(report, evaluation) +
                            crossings_text(report, evaluation) + effects_text(evaluation.comparison),
                        criteria_table(evaluation.comparison)});
    sections.push_back(plan_section(report, evaluation));
    for (const std::string& code : evaluation.comparison.touched)
        sections.push_back(footprint_section(report, evaluation, code));
    if (auto section = split_section(evaluation)) sections.push_back(std::move(*section));
    if (auto section = sums_section(report, evaluation)) sections.push_back(std::move(*section));
    return sections;
}

TextTable alternatives_table(std::span<const Evaluation> evaluations) {
    std::vector<std::string> heading{"criterion"};
    for (const Evaluation& evaluation : evaluations)
        heading.push_back(evaluation.proposal.name);
    TextTable table(std::move(heading));
    for (std::size_t c = 0; c < evaluations.front().comparison.criteria.size(); ++c) {
        std::vector<std::string> row{evaluations.front().comparison.criteria[c].name};
        for (const Evaluation& evaluation : evaluations) {
            const shapes::CriterionChange& change = evaluation.comparison.criteria[c];
            std::string text = effect_words(change.effect);
            if (change.effect != Effect::unchanged && change.before && change.after)
                text += fmt::format(" ({} to {})", measure_text(change, change.before),
                                    measure_text(change, change.after));
            row.push_back(std::move(text));
        }
        table.add(std::move(row));
    }
    return table;
}

geo::Table evaluation_table(const EvaluationsToReport& report) {
    FigureTable table;
    for (const Evaluation& evaluation : report.evaluations) {
        const std::string& proposal = evaluation.proposal.name;
        table.add(proposal, "plan", plan_figures(report.before), plan_figures(evaluation.after));
        for (const std::string& code : evaluation.comparison.touched) {
            const BeforeAfter both = figures_of(report, evaluation, code, FlowDetail::all);
            table.add(proposal, code, both.before, both.after);
        }
    }
    return table.take();
}

}  // namespace cli
