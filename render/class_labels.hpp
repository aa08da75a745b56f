// Class labels: the words beside the swatches of a legend, which never contradict the fill of an area.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "render/classify.hpp"

namespace render {

struct ClassLabels {
    std::vector<std::string> labels;  ///< one a class
    int decimals = 0;                 ///< in all of them
    std::vector<std::string> notes;   ///< when more decimals were needed than asked for
};

/// Labels with the fewest decimals (at least those wanted) at which the rounded bounds put every value into
/// its own class and no two bounds look alike. Bounds are rounded down for right-closed classes and up for
/// left-closed ones, which is exact for values of that precision; where a value has more decimals, the other
/// way is tried. The ends are rounded outwards.
///
/// Values that all have the precision of the labels give classes that cannot be misread ("0 to 12", "13 to
/// 30"); others say which end belongs to them ("over 12 to 30", or "12 to under 30" when left-closed).
[[nodiscard]] ClassLabels class_labels(const Classification& classes,
                                       std::span<const std::optional<double>> values,
                                       std::optional<int> decimals);

/// A number for readers: fixed decimals, commas between thousands, a true minus sign, no locale.
[[nodiscard]] std::string format_for_reader(double value, int decimals);

}  // namespace render
