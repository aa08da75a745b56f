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
/// YlGnBu, Blues, PuOr, RdBu, BrBG: ColorBrewer (Brewer and Harrower, 2003). viridis: Smith and van der Walt,
/// 2015. Okabe-Ito: Okabe and Ito, 2008. af_categorical, af_sequential: Government Analysis Function, 2022.
/// ratings: four ordered grades, of our own.
/// @throws UsageError for an unknown name (naming the nearest and all), no class, or more classes than the
/// palette has
///   colours (naming palettes that have enough).
[[nodiscard]] Palette palette(std::string_view name, std::size_t classes);

/// Under the hatching of areas without a value.
inline constexpr Colour missing_colour = rgb(0xf3f3f1);
/// The hatching itself.
inline constexpr Colour hatch_colour = rgb(0xa6a6a3);

}  // namespace render
