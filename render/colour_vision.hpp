// Colour vision: whether readers who see colours otherwise can tell classes apart.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "render/colour.hpp"

namespace render {

enum class Vision { normal, deuteranopia, protanopia };

/// CIE76 difference in CIELAB (D65) of two colours as a reader with that vision sees them: Machado, Oliveira
/// and Fernandes (2009), severity 1, in linear RGB; not rounded to 8 bits in between.
[[nodiscard]] double colour_difference(Colour a, Colour b, Vision vision);

/// The two colours of a set that are hardest to tell apart.
struct ClosestPair {
    std::size_t first;
    std::size_t second;
    Vision vision;
    double difference;
};

/// Over deuteranopia and protanopia; nullopt for fewer than two colours. O(n^2).
[[nodiscard]] std::optional<ClosestPair> closest_pair(std::span<const Colour> colours);

/// Least difference at which classes count as told apart.
inline constexpr double least_difference = 10.0;

/// A sentence naming the closest pair when it differs by less than least_difference. `labels` name the
/// classes.
[[nodiscard]] std::optional<std::string> colour_vision_warning(std::span<const Colour> colours,
                                                               std::span<const std::string> labels);

/// Contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance).
[[nodiscard]] double contrast_ratio(Colour a, Colour b);

/// Least contrast at which neighbouring classes of a scale are told apart in grey. It is far under the 3 to 1
/// that WCAG 2.1 (1.4.11) asks of graphics, which no scale of five steps reaches: hence borders and a legend.
inline constexpr double least_contrast = 1.3;

/// A sentence naming the neighbouring colours of a scale with the least contrast, when it is less than
/// least_contrast. `labels` name the classes.
[[nodiscard]] std::optional<std::string> contrast_warning(std::span<const Colour> colours,
                                                          std::span<const std::string> labels);

/// True for a fill so pale that a white line does not show on it: of less contrast with it than
/// least_contrast.
[[nodiscard]] bool hides_white_lines(Colour fill);

}  // namespace render
