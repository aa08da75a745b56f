#include "render/plate.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/error.hpp"
#include "render/alt_text.hpp"
#include "render/class_labels.hpp"
#include "render/map_content.hpp"

namespace render {

namespace {

/// Rows and columns of equal cells. The margins of cells reach into those of the page, so that what the cells
/// hold begins where the page's own texts do.
struct Cells {
    std::size_t columns = 1;
    std::size_t rows = 1;
    double margin_pt = 0.0;
    PageBox first;
};

Cells cells_in(const PageBox& frame, std::size_t parts, std::size_t columns) {
    Cells cells{columns, (parts + columns - 1) / columns, 0.0, {}};
    // The margin follows from the size of a cell and that from the margin: each step changes it by a seventh
    // of the last at most.
    constexpr int steps = 24;
    for (int i = 0; i < steps; ++i) {
        cells.first = {frame.left_pt - cells.margin_pt, frame.top_pt - cells.margin_pt,
                       (frame.width_pt + 2 * cells.margin_pt) / static_cast<double>(cells.columns),
                       (frame.height_pt + 2 * cells.margin_pt) / static_cast<double>(cells.rows)};
        cells.margin_pt = margin_pt({cells.first.width_pt / pt_per_mm, cells.first.height_pt / pt_per_mm});
    }
    return cells;
}

/// Sum of the logarithms of the scales that the maps would have alone in their cells.
double size_of(const Cells& cells, std::span<const PlatePart> parts) {
    const PageBox inside = cells.first.grown(-cells.margin_pt);
    double sum = 0.0;
    for (const PlatePart& part : parts)
        sum += std::log(std::max(fit_in(part.extent_m, inside).pt_per_metre, 1e-300));
    return sum;
}

Cells best_cells(const PageBox& frame, std::span<const PlatePart> parts) {
    Cells best = cells_in(frame, parts.size(), 1);
    for (std::size_t columns = 2; columns <= parts.size(); ++columns) {
        const Cells cells = cells_in(frame, parts.size(), columns);
        if (size_of(cells, parts) > size_of(best, parts)) best = cells;
    }
    return best;
}

MapPlan plan_part(const PlatePart& part, std::size_t number, PageSize page) {
    try {
        return part.plan(page);
    } catch (const geo::UsageError& error) {
        throw geo::UsageError("plate, map " + std::to_string(number), error.what());
    }
}

}  // namespace

Plate plan_plate(const MapSpec& spec, std::span<const PlatePart> parts) {
    if (parts.empty()) throw geo::InternalError("a plate without maps");
    auto content = std::make_shared<MapPlan::Content>();
    content->measure = std::make_unique<const TextMeasure>(spec.font);
    MapResult& result = content->result;
    if (!content->measure->warning().empty()) result.warnings.push_back(content->measure->warning());
    content->layout =
        place_texts(spec.page, {spec.title, spec.subtitle, spec.notes, spec.source}, *content->measure);
    const Cells cells = best_cells(content->layout.frame, parts);
    const PageSize cell{cells.first.width_pt / pt_per_mm, cells.first.height_pt / pt_per_mm};

    const std::string count = format_for_reader(static_cast<double>(parts.size()), 0);
    result.alt_text = (spec.title.empty() ? "" : spec.title + ". ") + count + " maps.";
    std::vector<MapResult> results;
    content->info = {spec.title, {}, spec.author, spec.keywords, spec.record};
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const MapPlan plan = plan_part(parts[p], p + 1, cell);
        const auto column = static_cast<double>(p % cells.columns);
        const auto row = static_cast<double>(p / cells.columns);
        content->plate.push_back({plan,
                                  {cells.first.left_pt + column * cells.first.width_pt,
                                   cells.first.top_pt + row * cells.first.height_pt}});
        const MapResult& own = plan.result();
        result.alt_text += " Map " + std::to_string(p + 1) + ": " + own.alt_text;
        result.warnings.insert(result.warnings.end(), own.warnings.begin(), own.warnings.end());
        content->info.figures.push_back(own.alt_text);
        results.push_back(own);
    }
    content->info.description = result.alt_text;
    content->dpi = spec.dpi;
    return {MapPlan(std::move(content)), std::move(results)};
}

}  // namespace render
