// Maps of a review.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/review_work.hpp"

namespace cli {

class Console;

/// A map that was drawn.
struct DrawnMap {
    std::string name;  ///< file name without ending
    std::string title;
    std::string alt_text;
    std::vector<std::string> warnings;
};

/// Draws each map of the review as PNG, SVG and PDF into `folder`, which exists. Overlays become inputs,
/// joins and findings of the report. @throws InputError as read_overlay() does.
[[nodiscard]] std::vector<DrawnMap> draw_maps(const Review& review, const ReviewWork& work,
                                              const std::filesystem::path& folder, Report& report,
                                              Console& console);

/// A colour number from 0 for each area so that neighbours differ: each area, those with most neighbours
/// first, takes the first number none of its neighbours has (Welsh and Powell, 1967). Planar coverages need
/// few. O(borders + areas log areas).
[[nodiscard]] std::vector<std::size_t> colour_apart(std::size_t areas, std::span<const geo::Border> borders);

}  // namespace cli
