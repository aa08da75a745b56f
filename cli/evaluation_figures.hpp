// Figures of a plan and of its footprints, one by one, as tables before and after need them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/shown_figures.hpp"
#include "shapes/evaluation.hpp"

namespace cli {

enum class FigureKind { count, patients, rate, share, length_m, area_m2, number, words };

/// A figure of one plan or footprint, under disclosure control.
struct Figure {
    std::string key;    ///< as in tables and reports: "li"
    std::string label;  ///< for people: "LI"
    FigureKind kind = FigureKind::count;
    std::optional<double> value;  ///< as it may be shown
    bool hidden = false;          ///< it is there and may not be shown
    std::string words;            ///< of kind words

    /// For people: "1,234", "0.812", "*", or empty.
    [[nodiscard]] std::string text() const;
};

/// "+0.012", from what is shown of both; empty where one is not.
[[nodiscard]] std::string difference_text(const Figure& before, const Figure& after);
[[nodiscard]] std::optional<double> difference(const Figure& before, const Figure& after);

/// Which figures of the flows: those that tell most, or all, open and closed.
enum class FlowDetail { main, all };

/// Figures of one footprint. The same keys in the same order for every footprint of every plan on one input.
[[nodiscard]] std::vector<Figure> footprint_figures(const shapes::PlanInput& input,
                                                    const shapes::PlanFigures& figures, std::size_t footprint,
                                                    FlowDetail detail);

/// The same keys without values, for a footprint that is not there.
[[nodiscard]] std::vector<Figure> without_values(std::vector<Figure> figures);

/// Figures of the plan as a whole.
[[nodiscard]] std::vector<Figure> plan_figures(const shapes::PlanFigures& figures);

}  // namespace cli
