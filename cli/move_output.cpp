#include "cli/move_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/measure_tables.hpp"

namespace cli {

using Json = nlohmann::ordered_json;

namespace {

/// One side of a move, before and after, and which of its rates may be shown.
struct Side {
    const shapes::FootprintSums& before;
    const shapes::FootprintSums& after;
    shapes::FootprintFigures figures_before;
    shapes::FootprintFigures figures_after;
    bool may_show_before_li = true, may_show_before_lofi = true;
    bool may_show_after_li = true, may_show_after_lofi = true;
};

class MoveFigures {
public:
    MoveFigures(const MovesToShow& show, const shapes::RankedMove& ranked)
        : m_show(show),
          m_ranked(ranked),
          m_shown(show.disclosure),
          m_from(side(show.plan.sums(ranked.move.effect.from), ranked.move.effect.from_after)),
          m_to(side(show.plan.sums(ranked.move.effect.to), ranked.move.effect.to_after)) {}

    [[nodiscard]] const shapes::MoveEffect& effect() const { return m_ranked.move.effect; }
    [[nodiscard]] const std::string& area() const {
        return m_show.input.areas.layer.codes[static_cast<std::size_t>(effect().area)];
    }
    [[nodiscard]] const std::string& area_name() const {
        return m_show.input.areas.layer.names[static_cast<std::size_t>(effect().area)];
    }
    [[nodiscard]] const std::string& code(shapes::FootprintIndex f) const {
        return m_show.input.plan.codes[static_cast<std::size_t>(f)];
    }
    [[nodiscard]] const std::string& name(shapes::FootprintIndex f) const {
        return m_show.input.plan.names[static_cast<std::size_t>(f)];
    }
    [[nodiscard]] const Side& from() const { return m_from; }
    [[nodiscard]] const Side& to() const { return m_to; }
    [[nodiscard]] double gain() const { return shown(m_ranked.move.gain); }
    [[nodiscard]] double gain_of(const Side& of) const {
        return shown(of.figures_after.modularity - of.figures_before.modularity);
    }
    [[nodiscard]] bool hides_patients() const {
        return m_show.disclosure.is_small(effect().newly_inside) ||
               m_show.disclosure.is_small(effect().newly_outside);
    }
    /// The score, rounded where it is made of patients.
    [[nodiscard]] std::optional<double> score() const {
        if (!m_ranked.score || !m_show.disclosure.is_on) return m_ranked.score;
        if (m_show.by.size() > 1) return std::round(*m_ranked.score * 1e3) / 1e3;
        return betterment(m_show.by.front().measure);
    }
    [[nodiscard]] std::optional<double> betterment(shapes::MoveMeasure measure) const {
        const auto value =
            shapes::betterment(measure, m_show.plan, plan_sums(), m_ranked.move, m_show.parameters);
        if (!value || !m_show.disclosure.is_on) return value;
        using enum shapes::MoveMeasure;
        const double total = m_show.input.flows.total;
        switch (measure) {
            case modularity:
                return shown(*value);
            case inside:
                return std::round(*value / step()) * step();
            case li:
            case lofi:
                return shown_gain(*value, total, m_show.disclosure);
            case validity:
                return may_show_validity() ? value : std::nullopt;
            default:
                return value;
        }
    }
    [[nodiscard]] const ShownFigures& figures() const { return m_shown; }
    [[nodiscard]] bool may_show_validity() const {
        return from().may_show_after_li && from().may_show_after_lofi && to().may_show_after_li &&
               to().may_show_after_lofi;
    }

private:
    [[nodiscard]] const shapes::PlanSums& plan_sums() const {
        if (!m_sums) m_sums = shapes::plan_sums(m_show.plan, m_show.parameters.resolution);
        return *m_sums;
    }
    [[nodiscard]] double step() const { return m_show.disclosure.round_to; }
    [[nodiscard]] double shown(double gain) const {
        return shown_gain(gain, m_show.input.flows.total, m_show.disclosure);
    }
    [[nodiscard]] Side side(const shapes::FootprintSums& before, const shapes::FootprintSums& after) const {
        const shapes::DisclosureRule& rule = m_show.disclosure;
        const double total = m_show.input.flows.total;
        Side of{before, after, shapes::footprint_figures(before, total, m_show.parameters),
                shapes::footprint_figures(after, total, m_show.parameters)};
        const auto may = [&](const shapes::FootprintSums& sums, double shapes::FootprintSums::*whole) {
            return rule.may_show_rate({sums.local, sums.*whole, sums.*whole - sums.local});
        };
        // Two rates of one footprint give the patients of the move away, so that these must not be few.
        const auto may_both = [&](double shapes::FootprintSums::*whole) {
            return may(after, whole) &&
                   rule.may_show_rate({after.local - before.local, after.*whole - before.*whole});
        };
        of.may_show_before_li = may(before, &shapes::FootprintSums::resident);
        of.may_show_before_lofi = may(before, &shapes::FootprintSums::treated);
        of.may_show_after_li = of.may_show_before_li && may_both(&shapes::FootprintSums::resident);
        of.may_show_after_lofi = of.may_show_before_lofi && may_both(&shapes::FootprintSums::treated);
        return of;
    }

    const MovesToShow& m_show;
    const shapes::RankedMove& m_ranked;
    ShownFigures m_shown;
    Side m_from;
    Side m_to;
    mutable std::optional<shapes::PlanSums> m_sums;
};

Json number(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json side_json(const MoveFigures& move, const Side& side, shapes::FootprintIndex footprint) {
    const ShownFigures& shown = move.figures();
    const auto moment = [&](const shapes::FootprintSums& sums, const shapes::FootprintFigures& figures,
                            bool may_show_li, bool may_show_lofi) {
        return Json{{"population", sums.population},
                    {"members", sums.members},
                    {"li", shown.rate(figures.li, may_show_li)},
                    {"lofi", shown.rate(figures.lofi, may_show_lofi)},
                    {"validity", shown.rate(figures.validity, may_show_li && may_show_lofi)},
                    {"polsby_popper", number(figures.polsby_popper)}};
    };
    return {
        {"code", move.code(footprint)},
        {"gain", move.gain_of(side)},
        {"before",
         moment(side.before, side.figures_before, side.may_show_before_li, side.may_show_before_lofi)},
        {"after", moment(side.after, side.figures_after, side.may_show_after_li, side.may_show_after_lofi)}};
}

Json move_json(const MovesToShow& show, const shapes::RankedMove& ranked) {
    const MoveFigures move(show, ranked);
    const shapes::MoveEffect& effect = move.effect();
    Json measures;
    for (std::size_t m = 0; m < shapes::move_measure_names.size(); ++m)
        measures[std::string(shapes::move_measure_names[m])] =
            number(move.betterment(static_cast<shapes::MoveMeasure>(m)));
    return {
        {"area", move.area()},
        {"name", move.area_name()},
        {"from", move.code(effect.from)},
        {"to", move.code(effect.to)},
        {"gain", move.gain()},
        {"score", number(move.score())},
        {"newly_inside", move.figures().count(effect.newly_inside)},
        {"newly_outside", move.figures().count(effect.newly_outside)},
        {"population", show.input.facts[static_cast<std::size_t>(effect.area)].population},
        {"cut_edges", effect.cut_edges},
        {"border_m", effect.cut_border_m},
        {"pieces", {ranked.move.pieces_from, ranked.move.pieces_to}},
        {"better_by", std::move(measures)},
        {"footprints", {side_json(move, move.from(), effect.from), side_json(move, move.to(), effect.to)}}};
}

std::string by_text(const MovesToShow& show) {
    const auto name = [](const shapes::MeasureWeight& of) {
        return std::string(shapes::move_measure_names[static_cast<std::size_t>(of.measure)]);
    };
    if (show.by.size() == 1) return name(show.by.front());
    std::string text;
    for (const shapes::MeasureWeight& of : show.by)
        text += fmt::format("{}{} x {}", text.empty() ? "" : " + ", of.weight, name(of));
    return text + ", each divided by its greatest absolute value over the moves";
}

}  // namespace

double shown_gain(double gain, double total_patients, const shapes::DisclosureRule& rule) {
    if (!rule.is_on || !(total_patients > 0.0)) return gain;
    const double step = rule.round_to / total_patients;
    return std::round(gain / step) * step;
}

Json moves_json(const MovesToShow& show) {
    Json moves = Json::array();
    for (const shapes::RankedMove& ranked : show.ranking.moves)
        moves.push_back(move_json(show, ranked));
    Json refused;
    for (std::size_t r = 0; r < show.list.refused.size(); ++r)
        refused[std::string(to_string(static_cast<shapes::Refusal>(r)))] = show.list.refused[r];
    Json by = Json::array();
    for (std::size_t m = 0; m < show.by.size(); ++m)
        by.push_back({{"measure", shapes::move_measure_names[static_cast<std::size_t>(show.by[m].measure)]},
                      {"weight", show.by[m].weight},
                      {"divided_by", show.ranking.scales[m]}});
    Json ties = Json::array();
    for (const std::vector<std::size_t>& tie : show.ranking.ties)
        ties.push_back(tie);
    return {{"moves", std::move(moves)},        {"legal", show.list.legal.size()},
            {"evaluated", show.list.evaluated}, {"refused", std::move(refused)},
            {"ties", std::move(ties)},          {"by", std::move(by)},
            {"rules", rules_json(show.input)}};
}

geo::Table moves_table(const MovesToShow& show) {
    geo::Table table;
    const auto column = [&](const char* name, geo::ColumnType type) -> geo::Column& {
        if (!table.find(name)) table.columns.push_back({name, type, {}});
        return table.columns[*table.find(name)];
    };
    const auto text = [&](const char* name, const std::string& cell_text) {
        column(name, geo::ColumnType::text).cells.push_back(cell_text);
    };
    const auto real = [&](const char* name, const std::string& cell_text) {
        column(name, geo::ColumnType::real).cells.push_back(cell_text);
    };
    std::vector<std::size_t> tie_of(show.ranking.moves.size(), 0);
    for (std::size_t t = 0; t < show.ranking.ties.size(); ++t)
        for (const std::size_t place : show.ranking.ties[t])
            tie_of[place] = t + 1;
    for (std::size_t m = 0; m < show.ranking.moves.size(); ++m) {
        const MoveFigures move(show, show.ranking.moves[m]);
        const shapes::MoveEffect& effect = move.effect();
        const ShownFigures& shown = move.figures();
        text("area", move.area());
        text("name", move.area_name());
        text("from", move.code(effect.from));
        text("to", move.code(effect.to));
        real("gain", geo::format_number(move.gain()));
        real("score", cell(move.score()));
        real("tie", tie_of[m] == 0 ? "" : std::to_string(tie_of[m]));
        real("gain_from", geo::format_number(move.gain_of(move.from())));
        real("gain_to", geo::format_number(move.gain_of(move.to())));
        real("newly_inside", shown.count_cell(effect.newly_inside));
        real("newly_outside", shown.count_cell(effect.newly_outside));
        real("population",
             geo::format_number(show.input.facts[static_cast<std::size_t>(effect.area)].population));
        real("cut_edges", std::to_string(effect.cut_edges));
        real("border_m", geo::format_number(effect.cut_border_m));
        real("pieces_from", std::to_string(show.ranking.moves[m].move.pieces_from));
        real("pieces_to", std::to_string(show.ranking.moves[m].move.pieces_to));
        for (const auto& [prefix, side] : {std::pair("from_", &move.from()), std::pair("to_", &move.to())}) {
            const auto both = [&, p = std::string(prefix)](const char* name, const std::string& before,
                                                           const std::string& after) {
                real((p + name + "_before").c_str(), before);
                real((p + name + "_after").c_str(), after);
            };
            const shapes::FootprintFigures& before = side->figures_before;
            const shapes::FootprintFigures& after = side->figures_after;
            both("population", geo::format_number(side->before.population),
                 geo::format_number(side->after.population));
            both("members", std::to_string(side->before.members), std::to_string(side->after.members));
            both("li", shown.rate_cell(before.li, side->may_show_before_li),
                 shown.rate_cell(after.li, side->may_show_after_li));
            both("lofi", shown.rate_cell(before.lofi, side->may_show_before_lofi),
                 shown.rate_cell(after.lofi, side->may_show_after_lofi));
            both("validity",
                 shown.rate_cell(before.validity, side->may_show_before_li && side->may_show_before_lofi),
                 shown.rate_cell(after.validity, side->may_show_after_li && side->may_show_after_lofi));
            both("polsby_popper", cell(before.polsby_popper), cell(after.polsby_popper));
        }
    }
    if (table.columns.empty())
        for (const char* name : {"area", "name", "from", "to", "gain"})
            table.columns.push_back({name, geo::ColumnType::text, {}});
    return table;
}

TextTable moves_table_for_people(const MovesToShow& show, std::size_t top) {
    TextTable table({"", "area", "from", "to", "gain", "of from", "of to", "inside", "outside", "LI from",
                     "LI to", "people", "cut edges"});
    std::vector<char> is_tied(show.ranking.moves.size(), 0);
    for (const auto& tie : show.ranking.ties)
        for (const std::size_t place : tie)
            is_tied[place] = 1;
    for (std::size_t m = 0; m < std::min(top, show.ranking.moves.size()); ++m) {
        const MoveFigures move(show, show.ranking.moves[m]);
        const shapes::MoveEffect& effect = move.effect();
        const ShownFigures& shown = move.figures();
        const auto millionths = [](double gain) { return fmt::format("{:+.1f}", 1e6 * gain); };
        const auto li = [&](const Side& side) {
            return shown.rate_text(side.figures_before.li, side.may_show_before_li) + " > " +
                   shown.rate_text(side.figures_after.li, side.may_show_after_li);
        };
        table.add({std::to_string(m + 1) + (is_tied[m] != 0 ? "=" : ""), move.area() + " " + move.area_name(),
                   move.name(effect.from), move.name(effect.to), millionths(move.gain()),
                   millionths(move.gain_of(move.from())), millionths(move.gain_of(move.to())),
                   shown.count_text(effect.newly_inside), shown.count_text(effect.newly_outside),
                   li(move.from()), li(move.to()),
                   grouped(show.input.facts[static_cast<std::size_t>(effect.area)].population),
                   fmt::format("{:+}", effect.cut_edges)});
    }
    return table;
}

std::string moves_text(const MovesToShow& show) {
    std::string text = fmt::format("{} legal moves of {}", show.list.legal.size(), show.list.evaluated);
    std::string refused;
    constexpr const char* why[] = {"would empty a footprint", "would leave a footprint in more pieces",
                                   "would break a limit of population", "would break a limit of members"};
    for (std::size_t r = 0; r < show.list.refused.size(); ++r)
        if (show.list.refused[r] > 0)
            refused += fmt::format("{}{} {}", refused.empty() ? "; " : ", ", show.list.refused[r], why[r]);
    std::size_t gaining = 0;
    std::size_t both = 0;
    for (const shapes::RankedMove& ranked : show.ranking.moves) {
        if (!(ranked.move.gain > 0.0)) continue;
        ++gaining;
        const MoveFigures move(show, ranked);
        if (move.from().figures_after.modularity >= move.from().figures_before.modularity &&
            move.to().figures_after.modularity >= move.to().figures_before.modularity)
            ++both;
    }
    text += refused + fmt::format("\n{} gain modularity, {} of them for both footprints\n", gaining, both) +
            "order: " + by_text(show) + fmt::format("; ties: {}", show.ranking.ties.size());
    if (show.by.size() > 1)
        for (std::size_t m = 0; m < show.by.size(); ++m)
            text += fmt::format("{}{} {:g}", m == 0 ? " (greatest: " : ", ",
                                shapes::move_measure_names[static_cast<std::size_t>(show.by[m].measure)],
                                show.ranking.scales[m]) +
                    (m + 1 == show.by.size() ? ")" : "");
    text += fmt::format(
        "\ngain: of open directed modularity at resolution {}, in millionths, of the plan and of "
        "the terms of both footprints; a sign = marks ties\n",
        show.parameters.resolution);
    if (show.disclosure.is_on)
        text += fmt::format("gains are rounded to the worth of {:g} patients, {:.1g}\n",
                            show.disclosure.round_to, show.disclosure.round_to / show.input.flows.total);
    return text;
}

}  // namespace cli
