#include "cli/evaluation_figures.hpp"

#include <fmt/format.h>

#include <utility>

#include "cli/text_table.hpp"
#include "geo/table.hpp"

namespace cli {
namespace {

/// Decimals that people need of a figure, and what it is shown in.
struct Form {
    int decimals;
    double factor;
};

Form form_of(FigureKind kind) {
    switch (kind) {
        case FigureKind::rate:
        case FigureKind::number:
            return {3, 1.0};
        case FigureKind::share:
            return {1, 100.0};
        case FigureKind::length_m:
            return {1, 1e-3};
        case FigureKind::area_m2:
            return {1, 1e-6};
        default:
            return {0, 1.0};
    }
}

/// Puts figures into a list one after the other.
class Figures {
public:
    explicit Figures(const shapes::DisclosureRule& rule) : m_rule(rule) {}

    void add(const char* key, const char* label, FigureKind kind, std::optional<double> value) {
        m_list.push_back({.key = key, .label = label, .kind = kind, .value = value, .words = {}});
    }
    void add(const std::string& key, FigureKind kind, std::optional<double> value) {
        m_list.push_back({.key = key, .label = key, .kind = kind, .value = value, .words = {}});
    }
    void add_words(const char* key, const char* label, std::string words) {
        m_list.push_back(
            {.key = key, .label = label, .kind = FigureKind::words, .value = {}, .words = std::move(words)});
    }
    void add_patients(const std::string& key, const std::string& label, double patients,
                      bool is_hidden = false) {
        Figure figure{.key = key, .label = label, .kind = FigureKind::patients, .value = {}, .words = {}};
        figure.value = m_rule.shown(patients);
        figure.hidden = !figure.value || (m_rule.is_on && is_hidden);
        if (figure.hidden) figure.value.reset();
        m_list.push_back(std::move(figure));
    }
    void add_rate(const std::string& key, const std::string& label, const std::optional<double>& rate,
                  bool may_show) {
        Figure figure{.key = key, .label = label, .kind = FigureKind::rate, .value = {}, .words = {}};
        figure.hidden = rate && !may_show;
        if (may_show) figure.value = rate;
        m_list.push_back(std::move(figure));
    }
    [[nodiscard]] std::vector<Figure> take() { return std::move(m_list); }

private:
    shapes::DisclosureRule m_rule;
    std::vector<Figure> m_list;
};

/// Counts of one side that are hidden for another's sake.
struct Hidden {
    bool local;
    bool out;
    bool in;
};

void add_flows(const shapes::FlowMeasure& of, const Hidden& hidden, const shapes::ShowableRates& may,
               const std::string& prefix, const std::string& note, FlowDetail detail, Figures& figures) {
    const bool all = detail == FlowDetail::all;
    const auto key = [&](const char* name) { return prefix + name; };
    const auto label = [&](const char* words) { return words + note; };
    figures.add_rate(key("li"), label("LI"), of.li, may.li);
    figures.add_rate(key("lofi"), label("LOFI"), of.lofi, may.lofi);
    figures.add_patients(key("net"), label("net patients"), of.net);
    figures.add_patients(key("resident"), label("resident patients"), of.resident);
    figures.add_patients(key("treated"), label("treated patients"), of.treated);
    if (all) {
        figures.add_patients(key("local"), label("local patients"), of.local, hidden.local);
        figures.add_patients(key("out"), label("patients going out"), of.out, hidden.out);
        figures.add_patients(key("in"), label("patients coming in"), of.in, hidden.in);
        figures.add_rate(key("msi"), label("MSI"), of.msi, may.msi);
        figures.add_rate(key("npf"), label("NPF"), of.npf, may.npf);
        figures.add_rate(key("home_work_ratio"), label("home-work ratio"), of.home_work_ratio,
                         may.home_work_ratio);
        figures.add_rate(key("commuter_ratio"), label("commuter ratio"), of.commuter_ratio,
                         may.commuter_ratio);
    }
    figures.add_words((prefix + "elzinga_hogarty").c_str(), label("Elzinga-Hogarty").c_str(),
                      of.elzinga_hogarty ? std::string(to_string(*of.elzinga_hogarty)) : "");
    figures.add_rate(key("validity"), label("validity"), of.validity, may.validity);
}

void add_both_flows(const shapes::FlowAnalysis& flows, std::size_t f, FlowDetail detail, Figures& figures) {
    const shapes::FootprintFlows& of = flows.result.footprints[f];
    const shapes::SuppressedCounts& hidden = flows.disclosure.footprints[f];
    const shapes::DisclosureRule& rule = flows.disclosure.rule;
    add_flows(of.open, {hidden.local, hidden.out, hidden.in}, shapes::showable_rates(of.open, rule), "", "",
              detail, figures);
    if (detail == FlowDetail::all)
        add_flows(of.closed, {hidden.local, hidden.closed_out, hidden.closed_in},
                  shapes::showable_closed_rates(of.open, of.closed, rule), "closed_", ", closed", detail,
                  figures);
}

std::optional<double> counted(std::size_t count) {
    return static_cast<double>(count);
}

std::optional<double> counted(const std::optional<std::size_t>& count) {
    return count ? std::optional(static_cast<double>(*count)) : std::nullopt;
}

}  // namespace

std::string Figure::text() const {
    if (kind == FigureKind::words) return words;
    if (hidden) return suppressed_mark;
    if (!value) return "";
    const Form form = form_of(kind);
    return grouped(*value * form.factor, form.decimals);
}

std::optional<double> difference(const Figure& before, const Figure& after) {
    if (!before.value || !after.value) return std::nullopt;
    return *after.value - *before.value;
}

std::string difference_text(const Figure& before, const Figure& after) {
    if (before.kind == FigureKind::words) return before.words == after.words ? "" : "changes";
    const auto change = difference(before, after);
    if (!change) return "";
    const Form form = form_of(before.kind);
    const std::string text = grouped(*change * form.factor, form.decimals);
    const bool is_zero = text.find_first_of("123456789") == std::string::npos;
    return is_zero ? "0" : *change > 0.0 ? "+" + text : text;
}

std::vector<Figure> footprint_figures(const shapes::PlanInput& input, const shapes::PlanFigures& figures,
                                      std::size_t f, FlowDetail detail) {
    using enum FigureKind;
    Figures list(input.guidance.disclosure);
    const shapes::FootprintGuidance& of = figures.guidance.footprints[f];
    const shapes::ShapeMeasure& shape = figures.shapes[f];
    if (!input.guidance.populations.empty()) {
        list.add("population", "population", count, of.population);
        list.add("deviation", "from ideal, %", share, of.deviation);
    }
    list.add("members", "members", count, counted(of.members));
    if (!input.guidance.member_of.empty())
        list.add("member_parts", "of these in part", count, counted(of.member_parts));
    list.add("pieces", "pieces", count, counted(of.pieces));
    if (figures.flows) add_both_flows(*figures.flows, f, detail, list);
    if (figures.guidance.lower)
        list.add("authorities_lower", "lower-tier authorities shared", count, counted(of.split_lower));
    if (figures.guidance.upper)
        list.add("authorities_upper", "upper-tier authorities shared", count, counted(of.split_upper));
    if (of.roadmaps) list.add_words("roadmaps", "roadmaps", std::string(to_string(*of.roadmaps)));
    list.add("area_m2", "area, km2", area_m2, shape.area_m2);
    list.add("perimeter_m", "perimeter, km", length_m, shape.perimeter_m);
    list.add("border_m", "border with footprints, km", length_m, figures.border_m[f]);
    list.add("polsby_popper", "Polsby-Popper", FigureKind::number, shape.polsby_popper);
    list.add("reock", "Reock", FigureKind::number, shape.reock);
    if (detail == FlowDetail::all) {
        list.add("schwartzberg", "Schwartzberg", FigureKind::number, shape.schwartzberg);
        list.add("convex_hull_ratio", "convex hull ratio", FigureKind::number, shape.convex_hull_ratio);
    }
    for (const shapes::ColumnSum& sum : figures.composition.sums)
        list.add("sum " + sum.name, count, sum.of_footprint[f]);
    return list.take();
}

std::vector<Figure> without_values(std::vector<Figure> figures) {
    for (Figure& figure : figures) {
        figure.value.reset();
        figure.hidden = false;
        figure.words.clear();
    }
    return figures;
}

std::vector<Figure> plan_figures(const shapes::PlanFigures& figures) {
    using enum FigureKind;
    Figures list({});
    list.add("footprints", "footprints", count, counted(figures.guidance.footprints.size()));
    if (figures.flows) {
        for (const bool is_open : {true, false}) {
            const shapes::PlanFlow& of = is_open ? figures.flows->result.open : figures.flows->result.closed;
            const std::string prefix = is_open ? "" : "closed_";
            const std::string note = is_open ? "" : ", closed";
            list.add_rate(prefix + "li", "LI" + note, of.li, true);
            list.add_rate(prefix + "modularity", "modularity" + note, of.modularity, true);
            list.add_rate(prefix + "within", "share of patients within" + note, of.within, true);
        }
    }
    if (const auto& deviation = figures.guidance.deviation) {
        list.add("ideal_population", "ideal population", count, deviation->ideal);
        list.add("range_share", "(max - min) / ideal, %", share, deviation->range_share);
        list.add("greatest_share", "max |p - ideal| / ideal, %", share, deviation->greatest_share);
    }
    list.add("cut_edges", "cut edges", count, counted(figures.cut_edges));
    list.add("border_m", "border between footprints, km", length_m, figures.border_between_m);
    return list.take();
}

}  // namespace cli
