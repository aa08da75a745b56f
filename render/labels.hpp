// Labels: the names of areas on the map, none over another, and each in its area or led to it by a line.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "render/legend.hpp"
#include "render/page.hpp"
#include "render/style.hpp"
#include "render/text_measure.hpp"

namespace render {

/// How the area of a label is told.
enum class LabelPlace {
    inside,    ///< the box lies in its area
    overhang,  ///< the middle of the box lies in its area, parts of it in the sea or a little over neighbours
    led,       ///< the box lies in the sea, and a line leads from it into its area
};

struct AreaLabel {
    std::size_t area = 0;
    LabelPlace place = LabelPlace::inside;
    std::vector<TextLine> lines;
    PageBox box;
    PagePoint point;  ///< in the area: the middle of the box, or the end of the line
    Path leader;      ///< of a led label: from the box to the point
};

struct Labelling {
    std::vector<AreaLabel> placed;     ///< by area
    std::vector<std::size_t> dropped;  ///< areas for whose label there is no room
};

struct LabelRequest {
    PageBox frame;                                              ///< which no label leaves
    std::span<const std::reference_wrapper<const Path>> areas;  ///< rings on the page
    std::span<const std::string> texts;                         ///< one an area; empty: no label is wanted
    std::vector<PageBox> obstacles;                             ///< legend, insets and the like
    Style style;
};

/// Sets each label, in up to four balanced lines, in the first place there is for it: in its area at two
/// sizes, near the middle of its widest part; then hanging over the edge; then in the sea at the end of a
/// line. Labels with the least choice go first, and those inside never compete. No two boxes overlap, no
/// line crosses a box or another line, everything lies in the frame, and every point lies in its area: the
/// middle of a cell of AreaRaster, from which all of this is read. O(cells x lines + areas).
[[nodiscard]] Labelling place_labels(const LabelRequest& request, const TextMeasure& measure);

}  // namespace render
