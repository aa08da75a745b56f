// Maps: from values of areas to a choropleth with title, legend, borders and source line.
//
//   const MapPlan plan = plan_map(spec, data);              classes, colours, boxes: once
//   const std::string png = render_map(plan, MapFormat::png);  the same map in each format
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "geo/grid.hpp"
#include "geo/ring_set.hpp"
#include "geo/topology.hpp"
#include "render/canvas.hpp"
#include "render/categories.hpp"
#include "render/classify.hpp"
#include "render/colour.hpp"
#include "render/context.hpp"
#include "render/flow_lines.hpp"
#include "render/grouping.hpp"
#include "render/inset.hpp"
#include "render/north_arrow.hpp"
#include "render/page.hpp"
#include "render/symbols.hpp"

namespace render {

/// What the map says and how it looks.
struct MapSpec {
    std::string title;
    std::string subtitle;
    std::string source;              ///< the source line, "Source: ..." as it is to be printed
    std::vector<std::string> notes;  ///< printed before the source, each a paragraph
    PageSize page;
    double dpi = 200.0;  ///< of PNG
    std::string
        palette;  ///< empty: YlGnBu for numbers; ratings for up to 4 ordered categories, else Okabe-Ito
    ClassifyOptions classes;                  ///< for numbers
    std::vector<std::string> category_order;  ///< for categories: best or first to last
    std::vector<Colour> colours;              ///< one for each in category_order, instead of a palette
    std::string legend_title;                 ///< the measure and its unit
    std::optional<int> decimals;  ///< of class labels, at least; chosen from the values unless given
    std::string missing_label = "No data";
    std::string unit_name = "area";  ///< what is counted in the legend and in the alt text, in the singular
    bool count_classes = true;       ///< in the legend
    bool explain_classes =
        true;                    ///< false: the colours only tell neighbours apart and stay out of the legend
    bool is_part = false;        ///< one of several maps on a page: its title is a heading among others
    bool is_diagram = false;     ///< no map but a layout of areas: without a scale bar
    std::vector<Inset> insets;   ///< parts drawn again at a larger scale
    std::optional<North> north;  ///< a north arrow, if wanted
    double detail_mm = 0.07;  ///< points of borders go that change a border on the page by no more than this
    std::string font = "Liberation Sans";
    std::string author;                 ///< in the properties of PDF and PNG
    std::vector<std::string> keywords;  ///< in the properties of PDF and PNG
    std::string record;                 ///< how the map was made: carried in each file as it is
};

/// Kinds of border, from light to heavy.
enum class OutlineKind {
    member,     ///< between areas of one footprint: thin, white or, between pale fills, grey
    coast,      ///< with nothing on one side: thin and dark
    footprint,  ///< between footprints: dark, heavier than the coast
};

/// Borders of one kind, each arc once. Line i has the points [start[i], start[i + 1]).
struct Outlines {
    OutlineKind kind = OutlineKind::member;
    std::string label;  ///< its key in the legend; empty for none
    std::vector<geo::GridPoint> points;
    std::vector<std::uint32_t> start{0};
    std::vector<std::array<std::int32_t, 2>>
        sides;  ///< the fills each line runs between; geo::no_area for none
    /// Side of a square as large as the smaller area beside each line; empty when that is not known.
    std::vector<double> breadth_m;
};

/// The arcs of a topology sorted into coast, member and footprint borders by the group of the areas on their
/// two sides (geo::no_group counts as a group of its own). `group_of` may be empty: then all inner borders
/// are of members. Sides are groups, or areas where there are no groups; breadths are of areas. Kinds without
/// an arc are left out. O(vertices).
/// @throws InternalError when group_of is neither empty nor one an area.
[[nodiscard]] std::vector<Outlines> outlines_of(const geo::Topology& topology,
                                                std::span<const std::int32_t> group_of);

using NumberValues = std::vector<std::optional<double>>;
using CategoryValues = std::vector<std::optional<std::string>>;

/// Words over a part of the map, in a strip of ground that is kept free for them.
struct Caption {
    std::string text;
    geo::Box strip_m;
};

/// What is drawn: areas with their values, and borders over them. `codes`, `names` and the values have one
/// entry an area. All points are on one grid. The sides of outlines are indices of areas.
struct MapData {
    geo::Grid grid;
    geo::GridRings areas;
    std::vector<std::string> codes;
    std::vector<std::string> names;
    std::variant<NumberValues, CategoryValues> values;
    std::vector<Outlines> outlines;    ///< drawn in the order of OutlineKind
    geo::Rings context_m;              ///< under the areas: the ground round them
    std::vector<Grouping> groupings;   ///< over the outlines
    std::optional<FlowLines> flows;    ///< drawn over them
    std::vector<SymbolLayer> symbols;  ///< over all lines
    std::vector<Caption> captions;
    std::vector<std::string> labels;  ///< one an area, or none at all; an empty one is not wanted
};

/// What became of the labels.
struct LabelReport {
    std::size_t in_area = 0;           ///< with their middle in their area
    std::size_t led = 0;               ///< in the sea, with a line
    std::vector<std::string> dropped;  ///< codes of the areas for whose label there is no room
};

/// What became of the names beside points.
struct PointLabelReport {
    std::size_t placed = 0;
    std::vector<std::string> dropped;  ///< codes, else names, of the points beside which there is no room
};

/// An inset that was drawn.
struct DrawnInset {
    std::string name;
    double magnification = 1.0;  ///< times the scale of the map
};

/// What was made of the data.
struct MapResult {
    std::optional<Classification> classes;  ///< for numbers
    std::optional<Categories> categories;   ///< for categories
    std::string palette;
    std::vector<std::string> labels;  ///< of the classes or categories, as in the legend
    std::vector<Colour> colours;
    std::vector<std::size_t> counts;
    std::vector<std::optional<std::size_t>> class_of;  ///< of each area; nullopt: missing
    std::size_t missing = 0;
    std::optional<FlowChoice> flows;  ///< which lines are drawn
    std::vector<SymbolReport> symbols;
    std::optional<LabelReport> area_labels;
    std::optional<PointLabelReport> point_labels;  ///< where any point is to have its name
    std::vector<DrawnInset> insets;
    std::string alt_text;               ///< the map in sentences, written from the data
    std::vector<std::string> warnings;  ///< all notes and warnings, in sentences
};

/// A map decided to the last box, ready to be drawn any number of times.
class MapPlan {
public:
    struct Content;
    explicit MapPlan(std::shared_ptr<const Content> content) : m_content(std::move(content)) {}

    [[nodiscard]] const MapResult& result() const;
    [[nodiscard]] const Content& content() const { return *m_content; }

private:
    std::shared_ptr<const Content> m_content;
};

/// Classifies, picks colours, measures text and places every box: title and subtitle on top, notes and source
/// at the bottom, the map fitted between, legend and scale bar in empty parts of it or else beside it.
/// Nothing overlaps and nothing leaves the page. O(points + classification).
/// @throws UsageError when the page is too small (saying what does not fit and the least size), for an
/// unknown palette or too many classes for it, for an inset that is not within the map or shows no area of
/// it, and as classify() and categorise() do.
/// @throws InputError when there is no area with a shape.
/// @throws InternalError when the lengths of MapData differ.
[[nodiscard]] MapPlan plan_map(const MapSpec& spec, const MapData& data);

/// Draws a plan on any canvas.
void draw_map(const MapPlan& plan, Canvas& canvas);

enum class MapFormat { png, svg, pdf };

/// By the ending ".png", ".svg" or ".pdf". @throws UsageError naming these.
[[nodiscard]] MapFormat format_from_path(const std::filesystem::path& path);

/// The bytes of the file; the same for the same plan, in any folder, locale and time zone.
/// @throws OutputError when Cairo or qpdf fails.
[[nodiscard]] std::string render_map(const MapPlan& plan, MapFormat format);

/// The bytes of several files, in the order of the formats. A PDF is drawn beside the others, on a thread of
/// its own with its own fonts.
[[nodiscard]] std::vector<std::string> render_map(const MapPlan& plan, std::span<const MapFormat> formats);

/// Writes render_map() to a path, which the caller may have from geo::OutputFile::temporary().
/// @throws OutputError when the file cannot be written in full.
void write_map(const MapPlan& plan, MapFormat format, const std::filesystem::path& path);

/// Writes a map in several formats: `stem` with the ending of each. @throws OutputError as the other does.
void write_map(const MapPlan& plan, std::span<const MapFormat> formats, const std::filesystem::path& stem);

}  // namespace render
