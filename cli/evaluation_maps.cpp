#include "cli/evaluation_maps.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "cli/draw_map.hpp"
#include "geo/dissolve.hpp"
#include "render/map_panels.hpp"
#include "render/palette.hpp"
#include "shapes/code_index.hpp"

namespace cli {
namespace {

using render::Colour;
using render::rgb;
using shapes::Evaluation;
using shapes::FootprintIndex;

// Borders between members are drawn where they can be told apart.
constexpr std::size_t most_members_drawn = 600;
constexpr double margin_share = 0.08;  // of ground round the footprints touched

// What moves stands out most; gaining is blue and losing is sand, so that lightness and hue both differ.
constexpr Colour moved_colour = rgb(0xd9772b);
constexpr Colour gained_colour = rgb(0x7fb3d5);
constexpr Colour lost_colour = rgb(0xe8d49b);
constexpr Colour both_colour = rgb(0x8f9ed1);
constexpr Colour unchanged_colour = rgb(0xe9ecef);
constexpr Colour inside_ink = rgb(0x0b4f6c);
constexpr Colour outside_ink = rgb(0x8e1f3c);

/// The two plans and what became of each footprint.
class Changes {
public:
    Changes(const EvaluationsToReport& report, const Evaluation& evaluation)
        : m_before(report.input.guidance.plan),
          m_proposed(evaluation.proposed),
          m_gains(m_proposed.plan.footprints(), false),
          m_loses(m_proposed.plan.footprints(), false),
          m_moved_from(m_before.footprint_of.size(), shapes::no_footprint),
          m_is_moved(m_before.footprint_of.size(), false) {
        for (const shapes::AreaMove& move : m_proposed.moves) {
            if (move.to >= 0) m_gains[static_cast<std::size_t>(move.to)] = true;
            m_is_moved[static_cast<std::size_t>(move.area)] = true;
            m_moved_from[static_cast<std::size_t>(move.area)] = move.from;
            if (move.from < 0) continue;
            // One that ends is merged: the one that takes it over has lost nothing.
            const auto from = static_cast<std::size_t>(move.from);
            if (!std::ranges::binary_search(m_proposed.ended, m_before.codes[from]))
                m_loses[static_cast<std::size_t>(m_proposed.successor[from])] = true;
        }
    }

    [[nodiscard]] bool is_moved(std::size_t area) const { return m_is_moved[area]; }
    [[nodiscard]] FootprintIndex moved_from(std::size_t area) const { return m_moved_from[area]; }
    [[nodiscard]] std::string fate(FootprintIndex after) const {
        const auto f = static_cast<std::size_t>(after);
        if (m_gains[f] && m_loses[f]) return "Gained and lost";
        return m_gains[f] ? "Gained" : m_loses[f] ? "Lost" : "Unchanged";
    }
    [[nodiscard]] const shapes::Plan& before() const { return m_before; }
    [[nodiscard]] const shapes::ProposedPlan& proposed() const { return m_proposed; }

private:
    const shapes::Plan& m_before;
    const shapes::ProposedPlan& m_proposed;
    std::vector<bool> m_gains;
    std::vector<bool> m_loses;
    std::vector<FootprintIndex> m_moved_from;
    std::vector<bool> m_is_moved;
};

/// A part of the ground that is filled alike: what moved from one footprint to another, or what a footprint
/// keeps.
struct Part {
    FootprintIndex from;  ///< no_footprint for what is kept
    FootprintIndex to;    ///< in the plan after
    bool is_moved;
    auto operator<=>(const Part&) const = default;
};

/// The parts, and the part of each area.
struct Parts {
    std::vector<Part> parts;
    std::vector<geo::GroupIndex> of_area;
};

Parts parts_of(const Changes& changes) {
    const std::vector<FootprintIndex>& after = changes.proposed().plan.footprint_of;
    std::map<Part, geo::GroupIndex> numbers;
    const auto part_of = [&](std::size_t area) {
        return Part{changes.moved_from(area), after[area], changes.is_moved(area)};
    };
    for (std::size_t area = 0; area < after.size(); ++area)
        if (after[area] >= 0) numbers.try_emplace(part_of(area), 0);
    Parts result;
    for (auto& [part, number] : numbers) {
        number = static_cast<geo::GroupIndex>(result.parts.size());
        result.parts.push_back(part);
    }
    for (std::size_t area = 0; area < after.size(); ++area)
        result.of_area.push_back(after[area] >= 0 ? numbers.at(part_of(area)) : geo::no_group);
    return result;
}

/// Outlines of groups of areas, without names and values.
render::MapData map_of_groups(const Areas& areas, const std::vector<geo::GroupIndex>& group_of,
                              std::size_t groups) {
    const geo::Topology& topology = areas.coverage.topology;
    render::MapData data;
    data.grid = topology.grid;
    data.areas = geo::dissolve(topology, group_of, groups);
    data.outlines = render::outlines_of(topology, group_of);
    if (topology.areas() > most_members_drawn)
        std::erase_if(data.outlines,
                      [](const render::Outlines& o) { return o.kind == render::OutlineKind::member; });
    for (render::Outlines& outlines : data.outlines) {
        if (outlines.kind == render::OutlineKind::footprint) outlines.label = "Footprint border";
        if (outlines.kind == render::OutlineKind::member) outlines.label = "Border between members";
    }
    return data;
}

/// The box of the footprints touched, in either plan, with a margin.
geo::Box framed(const Areas& areas, const EvaluationsToReport& report, const Evaluation& evaluation) {
    const geo::Topology& topology = areas.coverage.topology;
    const std::vector<std::string>& touched = evaluation.comparison.touched;
    geo::Box box;
    const auto is_touched = [&](const shapes::Plan& plan, std::size_t area) {
        const FootprintIndex f = plan.footprint_of[area];
        return f >= 0 && std::ranges::binary_search(touched, plan.codes[static_cast<std::size_t>(f)]);
    };
    for (std::size_t arc = 0; arc < topology.arcs(); ++arc) {
        for (const geo::AreaIndex side : {topology.left[arc], topology.right[arc]}) {
            if (side < 0) continue;
            const auto area = static_cast<std::size_t>(side);
            if (!is_touched(report.input.guidance.plan, area) && !is_touched(evaluation.proposed.plan, area))
                continue;
            for (const geo::VertexId v : topology.arc(arc))
                box.add(topology.grid.to_point(topology.vertex(v)));
            break;
        }
    }
    const double margin_m = margin_share * std::max(box.width(), box.height());
    box.add({box.min_x - margin_m, box.min_y - margin_m});
    box.add({box.max_x + margin_m, box.max_y + margin_m});
    return box;
}

render::MapSpec spec_of(const Evaluation& evaluation, const EvaluationMapStyle& style) {
    render::MapSpec spec;
    spec.title = evaluation.proposal.name;
    spec.subtitle = evaluation.proposal.reason;
    spec.source = style.source;
    spec.page = style.page;
    spec.dpi = style.dpi;
    spec.unit_name = "part";
    spec.count_classes = false;
    return spec;
}

/// Keeps the categories that occur, in order, with their colours.
void use_categories(const std::vector<std::pair<std::string, Colour>>& all, const render::MapData& data,
                    render::MapSpec& spec) {
    const auto& values = std::get<render::CategoryValues>(data.values);
    for (const auto& [name, colour] : all) {
        if (std::ranges::find(values, name) == values.end()) continue;
        spec.category_order.push_back(name);
        spec.colours.push_back(colour);
    }
}

/// Patients newly inside and newly outside, between the parts of the map in which they live and are treated.
render::FlowLines crossing_lines(const EvaluationsToReport& report, const Evaluation& evaluation,
                                 const Changes& changes, const Parts& parts) {
    const auto fixed = static_cast<std::int32_t>(changes.before().footprints());
    // A site that is known by footprint only stands in what the footprint keeps; of one that ends, in what
    // moves.
    const auto part_of_place = [&](std::int32_t place) {
        if (place >= fixed) return parts.of_area[static_cast<std::size_t>(place - fixed)];
        const FootprintIndex heir = changes.proposed().successor[static_cast<std::size_t>(place)];
        const bool ends = std::ranges::binary_search(changes.proposed().ended,
                                                     changes.before().codes[static_cast<std::size_t>(place)]);
        const Part wanted{ends ? place : shapes::no_footprint, heir, ends};
        const auto found = std::ranges::find(parts.parts, wanted);
        return found == parts.parts.end() ? geo::no_group
                                          : static_cast<geo::GroupIndex>(found - parts.parts.begin());
    };
    std::map<std::tuple<std::int32_t, std::int32_t, std::size_t>, double> patients;
    for (const shapes::CrossingChange& crossing : evaluation.comparison.crossings) {
        const geo::GroupIndex from = parts.of_area[static_cast<std::size_t>(crossing.area)];
        const geo::GroupIndex to = part_of_place(crossing.place);
        if (from >= 0 && to >= 0)
            patients[{from, to, crossing.is_inside_after ? 0U : 1U}] += crossing.patients;
    }
    render::FlowLines lines;
    lines.kinds = {{"Patients newly inside", inside_ink}, {"Patients newly outside", outside_ink}};
    for (const auto& [key, count] : patients) {
        const auto [from, to, kind] = key;
        lines.lines.push_back({from, to, report.input.guidance.disclosure.shown(count).value_or(0.0), kind});
    }
    return lines;
}

}  // namespace

render::MapPlan change_map(const Areas& areas, const EvaluationsToReport& report,
                           const Evaluation& evaluation, const EvaluationMapStyle& style) {
    const Changes changes(report, evaluation);
    const Parts parts = parts_of(changes);
    const shapes::Plan& after = changes.proposed().plan;
    render::MapData data = map_of_groups(areas, parts.of_area, parts.parts.size());
    render::CategoryValues fates;
    for (const Part& part : parts.parts) {
        const auto to = static_cast<std::size_t>(part.to);
        fates.emplace_back(part.is_moved ? "Moved" : changes.fate(part.to));
        data.names.push_back(part.is_moved ? "moved to " + after.names[to] : after.names[to]);
        data.codes.push_back(part.is_moved && part.from >= 0
                                 ? changes.before().codes[static_cast<std::size_t>(part.from)] + "-" +
                                       after.codes[to]
                                 : after.codes[to]);
    }
    data.values = std::move(fates);
    render::FlowLines lines = crossing_lines(report, evaluation, changes, parts);
    const std::vector<geo::Point> anchors = anchors_of(data);
    const std::vector<std::string> all_codes = data.codes;
    data = render::clip_map(data, framed(areas, report, evaluation));
    for (render::Outlines& outlines : data.outlines)
        if (outlines.kind == render::OutlineKind::footprint) outlines.label = "Border before or after";
    render::MapSpec spec = spec_of(evaluation, style);
    use_categories({{"Moved", moved_colour},
                    {"Gained", gained_colour},
                    {"Lost", lost_colour},
                    {"Gained and lost", both_colour},
                    {"Unchanged", unchanged_colour}},
                   data, spec);
    if (report.input.flows != nullptr) {
        // Parts at the ends of lines are touched, so that the frame has them.
        const shapes::CodeIndex kept(data.codes);
        for (const std::string& code : data.codes)
            lines.anchors.push_back(
                anchors[static_cast<std::size_t>(std::ranges::find(all_codes, code) - all_codes.begin())]);
        for (render::FlowLine& line : lines.lines) {
            line.from = kept.find(all_codes[static_cast<std::size_t>(line.from)]);
            line.to = kept.find(all_codes[static_cast<std::size_t>(line.to)]);
        }
        std::erase_if(lines.lines, [](const render::FlowLine& l) { return l.from < 0 || l.to < 0; });
        data.flows = std::move(lines);
    }
    return render::plan_map(spec, data);
}

render::MapPlan before_after_map(const Areas& areas, const EvaluationsToReport& report,
                                 const Evaluation& evaluation, const EvaluationMapStyle& style) {
    static const std::string other = "Other footprints";
    const std::vector<std::string>& touched = evaluation.comparison.touched;
    const geo::Box box = framed(areas, report, evaluation);
    std::vector<std::string> names;
    const auto panel = [&](const shapes::Plan& plan) {
        render::MapData data = map_of_groups(areas, plan.footprint_of, plan.footprints());
        data.codes = plan.codes;
        data.names = plan.names;
        render::CategoryValues values;
        for (std::size_t f = 0; f < plan.footprints(); ++f) {
            const bool is_touched = std::ranges::binary_search(touched, plan.codes[f]);
            values.emplace_back(is_touched ? plan.names[f] : other);
            if (is_touched && std::ranges::find(names, plan.names[f]) == names.end())
                names.push_back(plan.names[f]);
        }
        data.values = std::move(values);
        return render::clip_map(data, box);
    };
    const render::MapData before = panel(report.input.guidance.plan);
    const render::MapData after = panel(evaluation.proposed.plan);
    render::MapData data = render::side_by_side(before, "Before", after, "After", box);
    render::MapSpec spec = spec_of(evaluation, style);
    spec.unit_name = "footprint";
    // Okabe and Ito's black would hide the borders.
    const bool few = names.size() <= 7;
    const render::Palette colours =
        render::palette(few ? "Okabe-Ito" : "viridis", std::min<std::size_t>(names.size(), 9));
    std::vector<std::pair<std::string, Colour>> categories;
    for (std::size_t n = 0; n < names.size(); ++n)
        categories.emplace_back(names[n], colours.colours[n % colours.colours.size()]);
    categories.emplace_back(other, unchanged_colour);
    use_categories(categories, data, spec);
    return render::plan_map(spec, data);
}

}  // namespace cli
