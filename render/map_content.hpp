// What a plan holds: everything that is to be drawn, in page positions.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "render/cairo_canvas.hpp"
#include "render/labels.hpp"
#include "render/layout.hpp"
#include "render/map.hpp"
#include "render/point_labels.hpp"

namespace render {

struct DrawnArea {
    std::size_t index = 0;  ///< in the data
    Path rings;
    Fill fill;
    Annotation annotation;
};

struct DrawnOutline {
    OutlineKind kind;
    std::vector<StrokedLines> strokes;  ///< one over the other
};

/// The map, or an inset of it.
struct DrawnPanel {
    DrawnContext context;
    std::vector<DrawnArea> areas;        ///< those with a shape, in the order of the data
    std::vector<DrawnOutline> outlines;  ///< from light to heavy
    std::vector<DrawnGrouping> groupings;
    std::vector<DrawnFlow> flows;  ///< from narrow to wide
    std::vector<DrawnSymbols> symbols;
    std::vector<PointLabel> point_labels;
    std::vector<AreaLabel> labels;
};

/// One of the small maps of a sheet.
struct SheetMap {
    std::string heading;
    PageBox cell;  ///< of heading and map
    std::vector<TextLine> lines;
    MapFit fit;
    DrawnPanel panel;
};

/// What a page of an atlas has beside its map: see atlas.hpp.
struct AtlasParts {
    PageBox map_box;
    PageBox locator_box;
    DrawnPanel locator;
    PageBox table_box;
    std::vector<TextLine> table;
    Path rules;  ///< between rows of the table
};

/// One of the maps of a plate, and where its page begins on that of the plate.
struct PlateMap {
    MapPlan plan;
    PagePoint corner;
};

struct MapPlan::Content {
    MapResult result;
    Layout layout;
    DocumentInfo info;
    double dpi;
    std::shared_ptr<const TextMeasure> measure;  ///< that of all pages of an atlas
    DrawnPanel panel;
    std::vector<DrawnPanel> insets;  ///< in the order of the layout
    std::vector<TextLine> captions;
    std::vector<SheetMap> sheet;      ///< of a sheet, which has them instead of the panel
    std::optional<AtlasParts> atlas;  ///< of a page of an atlas
    std::vector<PlateMap> plate;      ///< of a plate, which has nothing else but texts
};

}  // namespace render
