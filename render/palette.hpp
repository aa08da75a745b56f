// Palettes: the named series of colours for classes and categories.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "render/colour.hpp"

namespace render {

enum class PaletteKind { sequential, diverging, categorical, ordered };

struct Palette {
    std::string name;
    PaletteKind kind;
    std::vector<Colour> colours;  ///< sequential: from low to high; ordered: from best to worst
};

/// All names, in the order of the table.
[[nodiscard]] std::vector<std::string> palette_names();

/// The colours of a palette for a number of classes. Sequential and diverging series have tables for 3 to 9
/// classes (viridis and the like are sampled); for 1 and 2 the outer colours of the series of 3 are taken.
/// Categorical ones give their first colours.
///
/// YlGnBu, Blues, Greens, Oranges, Purples, YlOrRd, PuOr, RdBu, BrBG, PRGn, RdYlBu, Set2, Dark2, Paired:
/// ColorBrewer (Brewer and Harrower, 2003; docs/maps.md has the notice of its licence). viridis: Smith and
/// van der Walt, 2015. Okabe-Ito: Okabe and Ito, 2008. af_categorical, af_sequential, af_focus, af_duo:
/// Government Analysis Function, 2022.
/// ratings: four ordered grades, of our own, and a grey for what was not rated.
/// @throws UsageError for an unknown name (naming the nearest and all), no class, or more classes than the
/// palette has
///   colours (naming palettes that have enough).
[[nodiscard]] Palette palette(std::string_view name, std::size_t classes);

/// Colours that diverge between the classes below a midpoint and those above it. Both sides take equal steps
/// from the middle, so that with unequal sides the shorter one stays pale.
/// @throws UsageError for an unknown name, a palette that does not diverge, or more than 4 classes on a side.
[[nodiscard]] Palette palette_from_midpoint(std::string_view name, std::size_t below, std::size_t above);

/// Under the hatching of areas without a value.
inline constexpr Colour missing_colour = rgb(0xf3f3f1);
/// The hatching itself.
inline constexpr Colour hatch_colour = rgb(0xa6a6a3);

}  // namespace render
