// What a plan holds: everything that is to be drawn, in page positions.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "render/cairo_canvas.hpp"
#include "render/labels.hpp"
#include "render/layout.hpp"
#include "render/map.hpp"

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
    std::vector<AreaLabel> labels;
};

struct MapPlan::Content {
    MapResult result;
    Layout layout;
    DocumentInfo info;
    double dpi;
    std::unique_ptr<const TextMeasure> measure;
    DrawnPanel panel;
    std::vector<DrawnPanel> insets;  ///< in the order of the layout
    std::vector<TextLine> captions;
};

}  // namespace render
