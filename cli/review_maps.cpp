#include "cli/review_maps.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <numeric>

#include "cli/console.hpp"
#include "cli/draw_map.hpp"
#include "cli/map_options.hpp"
#include "geo/error.hpp"
#include "render/map.hpp"
#include "render/page.hpp"

namespace cli {
namespace {

const FootprintValues& values_named(const ReviewWork& work, const std::string& name) {
    for (const FootprintValues& values : work.values) {
        if (values.declared.name == name) return values;
    }
    throw geo::InternalError("no values of the name " + name);
}

render::MapSpec spec_of(const Review& review, const ReviewMap& map) {
    render::MapSpec spec;
    spec.title = map.title.empty() ? review.title : map.title;
    spec.subtitle = map.subtitle;
    spec.unit_name = "footprint";
    spec.legend_title = map.legend;
    spec.palette = map.palette;
    spec.classes = map.classes;
    spec.page = render::page_from_name(map.page);
    spec.source = source_line(review, "", map.source);
    return spec;
}

void fill_footprints(const ReviewWork& work, render::MapSpec& spec, render::MapData& data) {
    const std::vector<std::size_t> colours =
        colour_apart(work.plan.footprints(), geo::borders(work.footprint_topology));
    std::vector<std::optional<std::string>> words;
    for (const std::size_t colour : colours)
        words.push_back(fmt::format("group {}", colour + 1));
    spec.explain_classes = false;
    set_values(data, std::move(words));
}

void fill_localisation(const Review& review, const ReviewMap& map, const ReviewWork& work,
                       render::MapSpec& spec, render::MapData& data) {
    std::vector<std::optional<double>> li;
    for (const shapes::FootprintFlows& flows : work.flows->result.footprints)
        li.push_back(flows.open.li);
    if (spec.legend_title.empty()) spec.legend_title = "Localisation index";
    spec.source = source_line(review, review.flows.source, map.source);
    set_values(data, std::move(li));
}

/// One pale ground without the borders of members, and over it what crosses a footprint's border.
void fill_flows(const Review& review, const ReviewMap& map, const ReviewWork& work, render::MapSpec& spec,
                render::MapData& data) {
    set_values(data, std::vector<std::optional<std::string>>(work.plan.footprints(), "footprint"));
    spec.explain_classes = false;
    if (spec.palette.empty()) spec.palette = "ground";
    spec.source = source_line(review, review.flows.source, map.source);
    std::erase_if(data.outlines,
                  [](const render::Outlines& o) { return o.kind == render::OutlineKind::member; });
    render::FlowLines flows;
    flows.most = map.most_lines;
    flows.anchors = anchors_of(data);
    const shapes::FlowAnalysis& found = *work.flows;
    for (std::size_t i = 0; i < found.matrix.size(); ++i) {
        const shapes::PlaceFlow& flow = found.matrix[i];
        // A suppressed flow is far too small to be among the widest, and shown here it would be given away.
        if (flow.from >= 0 && flow.to >= 0)
            flows.lines.push_back({flow.from, flow.to, found.disclosure.matrix[i].count.value_or(0.0)});
    }
    data.flows = std::move(flows);
}

void fill_values(const Review& review, const ReviewMap& map, const ReviewWork& work, render::MapSpec& spec,
                 render::MapData& data) {
    const FootprintValues& values = values_named(work, map.value_name());
    const ReviewValue& declared = values.declared;
    if (spec.legend_title.empty()) spec.legend_title = declared.unit.empty() ? declared.name : declared.unit;
    spec.source = source_line(review, declared.source, map.source);
    spec.category_order = declared.order;
    if (declared.categories) {
        set_values(data, values.words);
    } else {
        set_values(data, values.numbers);
    }
}

}  // namespace

std::vector<std::size_t> colour_apart(std::size_t areas, std::span<const geo::Border> borders) {
    std::vector<std::vector<std::size_t>> neighbours(areas);
    for (const geo::Border& border : borders) {
        const auto a = static_cast<std::size_t>(border.a);
        const auto b = static_cast<std::size_t>(border.b);
        neighbours[a].push_back(b);
        neighbours[b].push_back(a);
    }
    std::vector<std::size_t> order(areas);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [&](std::size_t a) { return neighbours[a].size(); });
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> colours(areas, none);
    for (const std::size_t area : order) {
        std::size_t colour = 0;
        while (std::ranges::any_of(neighbours[area], [&](std::size_t n) { return colours[n] == colour; }))
            ++colour;
        colours[area] = colour;
    }
    return colours;
}

std::vector<DrawnMap> draw_maps(const Review& review, const ReviewWork& work,
                                const std::filesystem::path& folder, Report& report, Console& console) {
    std::vector<DrawnMap> drawn;
    if (review.maps.empty()) return drawn;
    const render::MapData footprints = map_of_footprints(work.areas, work.plan);
    const std::vector<render::Inset> insets = usual_insets(work.areas.coverage.crs, footprints);
    constexpr std::array formats = {render::MapFormat::png, render::MapFormat::svg, render::MapFormat::pdf};
    for (const ReviewMap& map : review.maps) {
        console.progress("drawing " + map.name);
        render::MapSpec spec = spec_of(review, map);
        render::MapData data = footprints;
        if (map.what == "footprints") {
            fill_footprints(work, spec, data);
        } else if (map.what == "localisation_index") {
            fill_localisation(review, map, work, spec, data);
        } else if (map.what == "flows") {
            fill_flows(review, map, work, spec, data);
        } else {
            fill_values(review, map, work, spec, data);
        }
        if (map.overlay) {
            std::vector<geo::Finding> findings;
            const FlowRecords records{
                [&](const std::string& path, std::size_t rows) { record_input(review, report, path, rows); },
                report, findings};
            data.groupings.push_back(read_overlay(*map.overlay, work.areas, &work.plan, records));
            report.add_findings(findings);
        }
        spec.insets = insets;
        const render::MapPlan plan = render::plan_map(spec, data);
        render::write_map(plan, formats, folder / map.name);
        drawn.push_back({map.name, spec.title, plan.result().alt_text, plan.result().warnings});
    }
    return drawn;
}

}  // namespace cli
