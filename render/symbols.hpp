// Symbols: dots at places, and circles whose area stands for a number.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "geo/point.hpp"
#include "render/canvas.hpp"
#include "render/layout.hpp"
#include "render/legend.hpp"
#include "render/style.hpp"

namespace render {

/// A place on the ground. `value` is of circles; without one none is drawn.
struct Symbol {
    geo::Point place_m;
    std::string code;
    std::string name;
    std::optional<double> value;
    std::string written = {};  ///< beside it on the map; empty for nothing
};

/// Symbols of one meaning.
struct SymbolLayer {
    std::string label;         ///< its key in the legend; of circles: what their area is proportional to
    bool is_sized = false;     ///< circles; else dots, all alike
    bool is_of_areas = false;  ///< one for each area; else places of their own
    std::vector<Symbol> symbols;
};

/// What is drawn of a layer, and what is not.
struct SymbolReport {
    std::string label;
    std::vector<std::size_t> drawn;    ///< indices of symbols in the order of drawing: the largest first
    std::size_t zero = 0;              ///< circles of nothing
    std::vector<std::string> missing;  ///< names of those without a value, sorted
    std::vector<std::string> outside;  ///< names of those off the map, sorted
    double sum = 0.0;                  ///< of all values, drawn or not
    double drawn_sum = 0.0;
    double greatest = 0.0;
    double least = 0.0;       ///< of those drawn
    std::string greatest_at;  ///< the name of the first of the greatest
    double radius_pt = 0.0;   ///< of the greatest, or of a dot

    /// Area is proportional to value: the circle of the greatest value has `radius_pt`.
    [[nodiscard]] double radius_of(double value) const;
    /// "No circle for 3 of 44: 2 without a value, 1 of 0." Empty when all are drawn.
    [[nodiscard]] std::string note() const;
    /// The layer in a sentence or two, for those who cannot see the map.
    [[nodiscard]] std::string text() const;
};

/// Counts, and sizes the circles: together they take at most a share of the page that leaves the map to be
/// seen, the greatest between 4 and 18 pt in radius on A4. Symbols outside the extent are left out and named.
/// @throws InputError for a negative or infinite value, naming its place.
[[nodiscard]] SymbolReport measure_symbols(const SymbolLayer& layer, const geo::Box& extent_m, PageSize page,
                                           const Style& style);

/// What a layer needs of the page round its places, for the layout.
[[nodiscard]] std::vector<PlacedMark> marks_of(const SymbolLayer& layer, const SymbolReport& report);

struct DrawnSymbol {
    PagePoint centre;
    double radius_pt = 0.0;
    Path outline;
    Annotation annotation;
    std::string written;  ///< beside it
    std::string called;   ///< its code, else its name: for lists
};

/// A layer on the page, from large to small, so that a small circle lies on a large one.
struct DrawnSymbols {
    std::string title;
    Colour colour;
    std::vector<DrawnSymbol> symbols;
};

/// Ids begin with "symbol-" or "point-", for areas may have the codes as theirs.
[[nodiscard]] DrawnSymbols draw_symbols(const SymbolLayer& layer, const SymbolReport& report,
                                        const MapFit& fit);

/// Rows of the legend: for circles up to three round values with their sizes, greatest first.
[[nodiscard]] std::vector<LegendRow> symbol_key(const SymbolLayer& layer, const SymbolReport& report);

/// A circle as a ring of 48 corners.
[[nodiscard]] Path circle_at(PagePoint centre, double radius_pt);

}  // namespace render
