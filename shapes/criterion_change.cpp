#include "shapes/criterion_change.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

/// What one criterion is measured by.
struct Measure {
    std::string words;
    MeasureUnit unit = MeasureUnit::count;
    bool more_is_better = false;
};

/// One of the two plans, as its measures take it.
struct Side {
    const PlanInput& input;
    const Plan& plan;
    const PlanFigures& figures;
    std::span<const std::string> touched;

    [[nodiscard]] std::vector<std::size_t> touched_here() const {
        std::vector<std::size_t> list;
        for (std::size_t f = 0; f < plan.footprints(); ++f)
            if (std::ranges::binary_search(touched, plan.codes[f])) list.push_back(f);
        return list;
    }
};

std::optional<double> figure(const Criterion& criterion, std::string_view key) {
    for (const NamedNumber& number : criterion.figures)
        if (number.key == key) return number.value;
    return std::nullopt;
}

/// How far a value lies outside of bounds.
double beyond(double value, double least, double most) {
    return std::max({0.0, least - value, value - most});
}

std::optional<double> cover_defects(const Criterion& criterion) {
    double defects = 0.0;
    for (const char* key :
         {"in_none", "in_several", "repeated", "footprints_without_area", "coverage_violations"})
        defects += figure(criterion, key).value_or(0.0);
    return defects;
}

std::optional<double> people_out_of_bounds(const Side& side) {
    CompensatedSum people;
    for (const FootprintGuidance& of : side.figures.guidance.footprints) {
        if (!of.population) return std::nullopt;
        people.add(
            beyond(*of.population, side.input.rules.least_population, side.input.rules.greatest_population));
    }
    return people.value();
}

double members_out_of_bounds(const Side& side) {
    double members = 0.0;
    for (const FootprintGuidance& of : side.figures.guidance.footprints)
        members +=
            beyond(static_cast<double>(of.members), static_cast<double>(side.input.rules.fewest_members),
                   static_cast<double>(side.input.rules.most_members));
    return members;
}

double extra_pieces(const Side& side) {
    double extra = 0.0;
    for (const FootprintGuidance& of : side.figures.guidance.footprints)
        extra += static_cast<double>(of.pieces) - 1.0;
    return extra;
}

std::optional<double> mean_deviation(const Side& side) {
    const auto& deviation = side.figures.guidance.deviation;
    if (!deviation || deviation->missing > 0 || deviation->signed_share.empty()) return std::nullopt;
    CompensatedSum sum;
    for (const std::optional<double>& share : deviation->signed_share) {
        if (!share) return std::nullopt;
        sum.add(std::abs(*share));
    }
    return sum.value() / static_cast<double>(deviation->signed_share.size());
}

/// The footprint touched with the least validity.
std::optional<std::size_t> least_valid(const Side& side) {
    std::optional<std::size_t> least;
    const auto& footprints = side.figures.guidance.footprints;
    for (const std::size_t f : side.touched_here())
        if (footprints[f].validity && (!least || *footprints[f].validity < *footprints[*least].validity))
            least = f;
    return least;
}

std::optional<double> mean_compactness(const Side& side) {
    const std::vector<std::size_t> touched = side.touched_here();
    CompensatedSum sum;
    for (const std::size_t f : touched) {
        const auto& share = side.figures.shapes[f].polsby_popper;
        if (!share) return std::nullopt;
        sum.add(*share);
    }
    if (touched.empty()) return std::nullopt;
    return sum.value() / static_cast<double>(touched.size());
}

Measure measure_of(std::string_view name) {
    using enum MeasureUnit;
    if (name == "cover") return {"defects of the cover"};
    if (name == "contiguity") return {"pieces beyond the first of each footprint"};
    if (name == "population") return {"people above or below the bounds"};
    if (name == "members") return {"members above or below the bounds"};
    if (name == "self_containment") return {"share of residents treated in their footprint", share, true};
    if (name == "validity") return {"least validity of the footprints touched", number, true};
    if (name == "roadmaps") return {"footprints across a roadmap"};
    if (name == "deviation") return {"mean of |p - ideal| / ideal", share};
    if (name == "modularity") return {"directed modularity, all flows counted", number, true};
    if (name == "compactness") return {"mean Polsby-Popper of the footprints touched", number, true};
    if (name == "cut_edges") return {"pairs of neighbouring areas in two footprints"};
    if (name == "border_length") return {"border between footprints", metres};
    return {"weight in the lesser parts"};  // authorities, other geographies
}

std::optional<double> value_of(const Side& side, const Criterion& criterion) {
    const std::string& name = criterion.name;
    if (name == "cover") return cover_defects(criterion);
    if (name == "contiguity") return extra_pieces(side);
    if (name == "population") return people_out_of_bounds(side);
    if (name == "members") return members_out_of_bounds(side);
    if (name == "self_containment")
        return side.figures.flows ? side.figures.flows->result.open.li : std::nullopt;
    if (name == "validity") {
        const auto least = least_valid(side);
        return least ? side.figures.guidance.footprints[*least].validity : std::nullopt;
    }
    if (name == "roadmaps") return figure(criterion, "crossing");
    if (name == "deviation") return mean_deviation(side);
    return figure(criterion, "minority");
}

Effect effect_of(const CriterionChange& change) {
    if (!change.before || !change.after) return Effect::not_judged;
    const double difference = *change.after - *change.before;
    if (std::abs(difference) <= 1e-12 * std::max(std::abs(*change.before), std::abs(*change.after)))
        return Effect::unchanged;
    return (difference > 0.0) == change.more_is_better ? Effect::better : Effect::worse;
}

/// A criterion of this name whose measure decides; its values are still to come.
CriterionChange change_of(std::string name) {
    Measure measure = measure_of(name);
    CriterionChange change;
    change.name = std::move(name);
    change.measure = std::move(measure.words);
    change.unit = measure.unit;
    change.more_is_better = measure.more_is_better;
    return change;
}

/// Whether a limit is one on the plan as a whole and not on each footprint.
bool is_of_the_plan(std::string_view name) {
    return name == "cover" || name.starts_with("authorities");
}

void compare_limits(const ProposedPlan& proposed, const Plan& plan_before, const Criterion& before,
                    const Criterion& after, CriterionChange& change) {
    const bool failed = before.verdict == Verdict::fail;
    const bool fails = after.verdict == Verdict::fail;
    const std::vector<std::string> none;
    const std::vector<std::string>& old_fails = failed ? before.concerned : none;
    const std::vector<std::string>& new_fails = fails ? after.concerned : none;
    std::ranges::set_difference(new_fails, old_fails, std::back_inserter(change.broken));
    std::ranges::set_difference(old_fails, new_fails, std::back_inserter(change.mended));
    if (is_of_the_plan(change.name)) {
        if (failed == fails) {
            change.broken.clear();
            change.mended.clear();
        }
    } else {
        // A footprint that ends mends nothing where the one that takes it over fails.
        std::erase_if(change.mended, [&](const std::string& code) {
            const std::int32_t f = CodeIndex(plan_before.codes).find(code);
            if (f < 0) return false;
            const FootprintIndex heir = proposed.successor[static_cast<std::size_t>(f)];
            return heir >= 0 &&
                   std::ranges::binary_search(new_fails, proposed.plan.codes[static_cast<std::size_t>(heir)]);
        });
    }
    if (!change.broken.empty())
        change.effect = Effect::breaks_limit;
    else if (!change.mended.empty() && change.effect != Effect::worse)
        change.effect = Effect::mends_limit;
}

std::vector<CriterionChange> compare_guidance(const ProposedPlan& proposed, const Side& before,
                                              const Side& after) {
    std::vector<CriterionChange> changes;
    const auto& old_criteria = before.figures.guidance.criteria;
    const auto& new_criteria = after.figures.guidance.criteria;
    for (std::size_t c = 0; c < old_criteria.size(); ++c) {
        CriterionChange change = change_of(old_criteria[c].name);
        change.required = new_criteria[c].required;
        change.before = value_of(before, old_criteria[c]);
        change.after = value_of(after, new_criteria[c]);
        if (change.name == "validity") {
            for (const Side* side : {&before, &after})
                if (const auto least = least_valid(*side))
                    change.may_show &= side->figures.guidance.footprints[*least].may.validity;
        }
        change.effect = effect_of(change);
        compare_limits(proposed, before.plan, old_criteria[c], new_criteria[c], change);
        changes.push_back(std::move(change));
    }
    return changes;
}

void compare_measures(const Side& before, const Side& after, std::vector<CriterionChange>& changes) {
    const auto add = [&](std::string name, std::optional<double> old_value, std::optional<double> new_value) {
        CriterionChange change = change_of(std::move(name));
        change.before = old_value;
        change.after = new_value;
        change.effect = effect_of(change);
        changes.push_back(std::move(change));
    };
    if (before.figures.flows)
        add("modularity", before.figures.flows->result.open.modularity,
            after.figures.flows->result.open.modularity);
    add("compactness", mean_compactness(before), mean_compactness(after));
    add("cut_edges", static_cast<double>(before.figures.cut_edges),
        static_cast<double>(after.figures.cut_edges));
    add("border_length", before.figures.border_between_m, after.figures.border_between_m);
    for (std::size_t g = 0; g < before.input.aligned.size(); ++g)
        add("align " + before.input.aligned[g].path, before.figures.aligned[g].by_footprint.minority,
            after.figures.aligned[g].by_footprint.minority);
}

}  // namespace

std::string_view to_string(Effect effect) {
    switch (effect) {
        case Effect::better:
            return "better";
        case Effect::worse:
            return "worse";
        case Effect::unchanged:
            return "unchanged";
        case Effect::breaks_limit:
            return "breaks_limit";
        case Effect::mends_limit:
            return "mends_limit";
        case Effect::not_judged:
            return "not_judged";
    }
    throw geo::InternalError("an effect has no name");
}

std::vector<CriterionChange> compare_criteria(const PlanInput& input, const ProposedPlan& proposed,
                                              std::span<const std::string> touched, const PlanFigures& before,
                                              const PlanFigures& after) {
    const Side old_side{input, input.guidance.plan, before, touched};
    const Side new_side{input, proposed.plan, after, touched};
    std::vector<CriterionChange> changes = compare_guidance(proposed, old_side, new_side);
    compare_measures(old_side, new_side, changes);
    return changes;
}

}  // namespace shapes
