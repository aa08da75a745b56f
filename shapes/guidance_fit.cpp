#include "shapes/guidance_fit.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "shapes/guidance_words.hpp"

namespace shapes {

namespace {

using words::footprint;
using words::percent;

double number(std::size_t count) {
    return static_cast<double>(count);
}

/// The footprint with the least of a measure, or nothing.
template <class Measure>
std::optional<std::size_t> least_of(const FlowResult& flows, Measure measure) {
    std::optional<std::size_t> least;
    for (std::size_t f = 0; f < flows.footprints.size(); ++f) {
        const std::optional<double>& value = flows.footprints[f].open.*measure;
        if (value && (!least || *value < *(flows.footprints[*least].open.*measure))) least = f;
    }
    return least;
}

std::string share_text(const std::optional<double>& share, bool may_show) {
    return !share ? "undefined" : may_show ? percent(*share) : "not shown";
}

/// A figure of the footprint that has it, or nothing where it may not be shown.
std::optional<double> shown(const FlowResult& flows, const std::optional<std::size_t>& at,
                            std::optional<double> FlowMeasure::*measure, bool ShowableRates::*may,
                            const DisclosureRule& disclosure) {
    if (!at) return std::nullopt;
    const FlowMeasure& of = flows.footprints[*at].open;
    return showable_rates(of, disclosure).*may ? of.*measure : std::nullopt;
}

Verdict verdict_of(std::size_t failing, std::size_t undecided) {
    if (failing > 0) return Verdict::fail;
    return undecided > 0 ? Verdict::not_judged : Verdict::pass;
}

}  // namespace

Criterion judge_self_containment(const Plan& plan, const FlowResult* flows, const GuidanceRules& rules,
                                 const DisclosureRule& disclosure) {
    Criterion criterion{.name = "self_containment"};
    criterion.threshold = "LI at least " + percent(rules.least_li) + " and LOFI at least " +
                          percent(rules.least_lofi) + ", patients from and to outside counted";
    if (rules.least_li == 0.75 && rules.least_lofi == 0.75) criterion.threshold += " (Elzinga-Hogarty, weak)";
    criterion.thresholds = {{"least_li", rules.least_li}, {"least_lofi", rules.least_lofi}};
    if (flows == nullptr) {
        criterion.figure = "no flows given";
        return criterion;
    }
    std::size_t undecided = 0;
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const FlowMeasure& of = flows->footprints[f].open;
        const bool fails = (of.li && *of.li < rules.least_li) || (of.lofi && *of.lofi < rules.least_lofi);
        if (!fails && (!of.li || !of.lofi)) ++undecided;
        if (!fails) continue;
        criterion.concerned.push_back(plan.codes[f]);
        const ShowableRates may = showable_rates(of, disclosure);
        criterion.fail({plan.codes[f]}, footprint(plan, f) + ": LI " + share_text(of.li, may.li) + ", LOFI " +
                                            share_text(of.lofi, may.lofi));
    }
    const std::size_t failing = criterion.concerned.size();
    const auto least_li = least_of(*flows, &FlowMeasure::li);
    const auto least_lofi = least_of(*flows, &FlowMeasure::lofi);
    criterion.figure = std::to_string(plan.footprints() - failing - undecided) + " of " +
                       count_of(plan.footprints(), "footprint") + " reach both";
    const auto li = shown(*flows, least_li, &FlowMeasure::li, &ShowableRates::li, disclosure);
    const auto lofi = shown(*flows, least_lofi, &FlowMeasure::lofi, &ShowableRates::lofi, disclosure);
    const auto least = [&](const char* name, const std::optional<std::size_t>& at,
                           const std::optional<double>& value) {
        if (at)
            criterion.figure += name + (value ? percent(*value) : "not shown") + " (" + plan.names[*at] + ")";
    };
    least("; least LI ", least_li, li);
    least(", least LOFI ", least_lofi, lofi);
    if (undecided > 0) criterion.figure += "; undefined: " + count_of(undecided, "footprint");
    criterion.figures = {{"failing", number(failing)},
                         {"undefined", number(undecided)},
                         {"least_li", li},
                         {"least_lofi", lofi},
                         {"plan_li", flows->open.li}};
    criterion.verdict = verdict_of(failing, undecided);
    return criterion;
}

Criterion judge_validity(const Plan& plan, const FlowResult* flows, const GuidanceRules& rules,
                         const DisclosureRule& disclosure) {
    Criterion criterion{.name = "validity"};
    const XEquation x_equation = flows != nullptr ? flows->parameters.x_equation : XEquation{};
    criterion.threshold =
        "X-equation (" + std::string(x_equation.form == XEquationForm::line ? "line" : "hyperbola") +
        ") at least " + geo::format_number(rules.least_validity) + ": " +
        percent(x_equation.target_containment_share) + " at " + words::thousands(x_equation.min_size) +
        " resident patients, " + percent(x_equation.min_containment_share) + " from " +
        words::thousands(x_equation.target_size) + " on";
    criterion.thresholds = {{"least", rules.least_validity}};
    if (flows == nullptr) {
        criterion.figure = "no flows given";
        return criterion;
    }
    std::size_t undecided = 0;
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const FlowMeasure& of = flows->footprints[f].open;
        if (!of.validity) ++undecided;
        if (!of.validity || *of.validity >= rules.least_validity) continue;
        criterion.concerned.push_back(plan.codes[f]);
        const ShowableRates may = showable_rates(of, disclosure);
        const std::optional<double> resident = disclosure.shown(of.resident);
        criterion.fail({plan.codes[f]},
                       footprint(plan, f) + " has the validity " +
                           (may.validity ? geo::format_fixed(*of.validity, 3) : "not shown") + ": LI " +
                           share_text(of.li, may.li) + ", LOFI " + share_text(of.lofi, may.lofi) + ", " +
                           (resident ? words::thousands(*resident) : "few") + " resident patients");
    }
    const std::size_t failing = criterion.concerned.size();
    const auto least = least_of(*flows, &FlowMeasure::validity);
    const auto validity = shown(*flows, least, &FlowMeasure::validity, &ShowableRates::validity, disclosure);
    criterion.figure = std::to_string(plan.footprints() - failing - undecided) + " of " +
                       count_of(plan.footprints(), "footprint") + " valid";
    if (least)
        criterion.figure += "; least " + (validity ? geo::format_fixed(*validity, 3) : "not shown") + " (" +
                            plan.names[*least] + ")";
    if (undecided > 0) criterion.figure += "; undefined: " + count_of(undecided, "footprint");
    criterion.figures = {{"failing", number(failing)}, {"undefined", number(undecided)}, {"least", validity}};
    criterion.verdict = verdict_of(failing, undecided);
    return criterion;
}

Criterion judge_authorities(const Plan& plan, const AuthorityFit* fit, AuthorityTier tier,
                            const GuidanceRules& rules) {
    const bool lower = tier == AuthorityTier::lower;
    const std::size_t most = lower ? rules.most_split_lower : rules.most_split_upper;
    const std::string kind = std::string(lower ? "lower" : "upper") + "-tier authorities";
    Criterion criterion{.name = lower ? "authorities_lower" : "authorities_upper"};
    criterion.threshold = "at most " + std::to_string(most) + " " + kind + " in several footprints";
    criterion.thresholds = {{"most_split", number(most)}};
    if (fit == nullptr) {
        criterion.figure = "no " + kind + " given";
        return criterion;
    }
    const AuthorityTable& table = fit->table;
    const Splits& splits = fit->splits.by_footprint;
    const std::string weight(to_string(fit->splits.weight));
    for (std::size_t a = 0; a < table.codes.size(); ++a) {
        const UnitSplit& of = splits.of[a];
        if (of.parts < 2) continue;
        criterion.concerned.push_back(table.codes[a]);
        const auto main = static_cast<std::size_t>(of.main);
        std::string text = table.names[a] + " (" + table.codes[a] + ") is in " +
                           count_of(of.parts, "footprint") + "; outside " + footprint(plan, main) + ": " +
                           words::thousands(of.minority) + " of " + words::thousands(of.weight) + " " +
                           weight;
        if (of.score) text += "; split score " + geo::format_fixed(*of.score, 3);
        criterion.fail({table.codes[a], plan.codes[main]}, std::move(text));
    }
    criterion.figure = std::to_string(splits.split) + " of " + std::to_string(splits.present) + " " + kind +
                       " in several footprints (" + std::to_string(splits.extra_parts) +
                       " parts beyond the first of each), " + words::thousands(splits.minority) + " " +
                       weight + " in the lesser parts";
    if (splits.score && fit->splits.of_footprints.score)
        criterion.figure += "; split score " + geo::format_fixed(*splits.score, 4) +
                            ", of footprints by authorities " +
                            geo::format_fixed(*fit->splits.of_footprints.score, 4) + " (1 is whole)";
    criterion.figure += "; in several areas " + std::to_string(fit->splits.split_in_areas);
    criterion.figures = {{"authorities", number(splits.present)},
                         {"split", number(splits.split)},
                         {"extra_parts", number(splits.extra_parts)},
                         {"minority", splits.minority},
                         {"score", splits.score},
                         {"score_of_footprints", fit->splits.of_footprints.score},
                         {"split_in_areas", number(fit->splits.split_in_areas)}};
    criterion.verdict = splits.split > most ? Verdict::fail : Verdict::pass;
    // Within what is allowed a split is a fact to know, not a failure.
    if (criterion.verdict == Verdict::pass) {
        for (geo::Finding& finding : criterion.findings)
            finding.severity = geo::Severity::note;
    }
    return criterion;
}

Criterion judge_roadmaps(const Plan& plan, const RoadmapFacts* facts) {
    Criterion criterion{.name = "roadmaps"};
    criterion.threshold = "no footprint across a roadmap: it is one, several whole ones, or part of one";
    criterion.thresholds = {{"crossing", 0.0}};
    if (facts == nullptr) {
        criterion.figure = "no roadmaps given";
        return criterion;
    }
    std::size_t counts[5] = {};
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const FootprintRoadmaps& of = facts->fits[f];
        ++counts[static_cast<std::size_t>(of.fit)];
        if (of.fit != RoadmapFit::crossing) continue;
        std::vector<std::string> names;
        for (const std::int32_t roadmap : of.roadmaps)
            names.push_back(facts->table.names[static_cast<std::size_t>(roadmap)]);
        criterion.concerned.push_back(plan.codes[f]);
        criterion.fail({plan.codes[f]}, footprint(plan, f) + " crosses roadmaps: it has areas of " +
                                            list_codes(names, 10) + ", and one of them reaches outside");
    }
    const auto count = [&](RoadmapFit fit) { return counts[static_cast<std::size_t>(fit)]; };
    for (const RoadmapFit fit :
         {RoadmapFit::one, RoadmapFit::several, RoadmapFit::part, RoadmapFit::crossing, RoadmapFit::unknown})
        criterion.figures.push_back({std::string(to_string(fit)), number(count(fit))});
    criterion.figure = "one roadmap " + std::to_string(count(RoadmapFit::one)) + ", several whole ones " +
                       std::to_string(count(RoadmapFit::several)) + ", part of one " +
                       std::to_string(count(RoadmapFit::part)) + ", crossing " +
                       std::to_string(count(RoadmapFit::crossing)) + ", unknown " +
                       std::to_string(count(RoadmapFit::unknown)) + " of " +
                       count_of(plan.footprints(), "footprint");
    criterion.verdict = verdict_of(count(RoadmapFit::crossing), count(RoadmapFit::unknown));
    return criterion;
}

}  // namespace shapes
