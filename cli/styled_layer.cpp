#include "cli/styled_layer.hpp"

#include <algorithm>

#include "geo/grid.hpp"
#include "render/layer_style.hpp"

namespace cli {

geo::OutputLayer styled_layer(const std::string& name, const std::string& crs, const render::MapSpec& spec,
                              const render::MapData& data, const render::MapResult& result) {
    const auto* numbers = std::get_if<render::NumberValues>(&data.values);
    const auto* words = std::get_if<render::CategoryValues>(&data.values);
    geo::Column value{"value", numbers != nullptr ? geo::ColumnType::real : geo::ColumnType::text, {}};
    geo::Column of_class{"class", geo::ColumnType::text, {}};
    for (std::size_t area = 0; area < data.codes.size(); ++area) {
        const bool has_class = result.class_of[area].has_value();
        of_class.cells.push_back(has_class ? result.labels[*result.class_of[area]] : spec.missing_label);
        if (numbers != nullptr) {
            value.cells.push_back((*numbers)[area] ? geo::format_number(*(*numbers)[area]) : "");
        } else {
            value.cells.push_back((*words)[area].value_or(""));
        }
    }
    geo::OutputLayer layer;
    layer.name = name;
    layer.crs = crs;
    layer.geometry = geo::to_rings(data.areas, data.grid);
    layer.attributes.columns = {{"code", geo::ColumnType::text, data.codes},
                                {"name", geo::ColumnType::text, data.names},
                                std::move(value),
                                std::move(of_class)};
    render::LayerStyle style;
    for (std::size_t i = 0; i < result.labels.size(); ++i)
        style.classes.push_back({result.labels[i], result.colours[i]});
    style.missing_label = spec.missing_label;
    style.font = spec.font;
    style.style = render::Style::of(spec.page);
    style.is_of_footprints = std::ranges::any_of(data.outlines, [](const render::Outlines& outlines) {
        return outlines.kind == render::OutlineKind::footprint;
    });
    if (!data.labels.empty()) {
        layer.attributes.columns.push_back({"label", geo::ColumnType::text, data.labels});
        style.label_column = "label";
    }
    layer.style = geo::OutputStyle{"footprint", render::qgis_style(style), render::sld_style(style, name),
                                   spec.title.empty() ? spec.record : spec.title + "\n\n" + spec.record};
    return layer;
}

}  // namespace cli
