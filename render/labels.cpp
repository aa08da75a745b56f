#include "render/labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "render/area_raster.hpp"
#include "render/label_text.hpp"

namespace render {

namespace {

constexpr double cell_on_a4_pt = 1.0;
constexpr std::size_t most_lines = 4;
constexpr std::size_t most_options = 40;     // places kept a label and tier: more only cost time
constexpr double pad_pt = 0.8;               // between a label and the border of its area
constexpr double gap_pt = 1.2;               // between labels
constexpr double least_own_share = 0.45;     // of the box of a label that hangs over
constexpr double most_foreign_share = 0.25;  // of such a box over neighbours
constexpr double longest_leader_pt = 110.0;
constexpr double leader_step_pt = 4.0;
constexpr double leader_gap_pt = 1.5;  // between the box and its line
// A step away from the middle of the area costs 1 a point; a line more costs as much as this many.
constexpr double line_cost_pt = 3.0;

AreaLabel label_at(const SetText& setting, const PageBox& box, std::size_t area, LabelPlace place,
                   PagePoint point) {
    return {area, place, lines_at(setting, {box.left_pt, box.top_pt}), box, point, {}};
}

double distance(PagePoint a, PagePoint b) {
    return std::hypot(a.x_pt - b.x_pt, a.y_pt - b.y_pt);
}

/// Whether a straight line has a point in a box (Liang and Barsky, 1984).
bool crosses(PagePoint from, PagePoint to, const PageBox& box) {
    double enter = 0.0;
    double leave = 1.0;
    const auto cut = [&](double step, double room) {
        if (step == 0.0) return room >= 0.0;
        const double at = room / step;
        if (step < 0.0) enter = std::max(enter, at);
        if (step > 0.0) leave = std::min(leave, at);
        return enter <= leave;
    };
    const double x = to.x_pt - from.x_pt;
    const double y = to.y_pt - from.y_pt;
    return cut(-x, from.x_pt - box.left_pt) && cut(x, box.right_pt() - from.x_pt) &&
           cut(-y, from.y_pt - box.top_pt) && cut(y, box.bottom_pt() - from.y_pt);
}

bool cross(PagePoint a, PagePoint b, PagePoint c, PagePoint d) {
    const auto side = [](PagePoint p, PagePoint q, PagePoint r) {
        return (q.x_pt - p.x_pt) * (r.y_pt - p.y_pt) - (q.y_pt - p.y_pt) * (r.x_pt - p.x_pt);
    };
    return side(a, b, c) * side(a, b, d) <= 0.0 && side(c, d, a) * side(c, d, b) <= 0.0;
}

/// Cells of one area: the box of them, and the middle of the widest part.
struct Extent {
    std::size_t left = 0;
    std::size_t top = 0;
    std::size_t right = 0;
    std::size_t bottom = 0;
    float depth = 0.0F;
    PagePoint pole;

    [[nodiscard]] bool empty() const { return right == left; }
};

/// A place for the middle of a box.
struct Option {
    double cost = 0.0;
    const SetText* setting = nullptr;
    PagePoint middle;
};

class Placement {
public:
    Placement(const LabelRequest& request, const TextMeasure& measure)
        : m_request(request),
          m_measure(measure),
          m_raster(request.frame, cell_on_a4_pt * request.style.scale, request.areas),
          m_land(0, 0, m_raster.columns(), m_raster.rows(), [this](std::size_t column, std::size_t row) {
              return m_raster.at(column, row) != AreaRaster::none;
          }) {
        find_extents();
    }

    Labelling run() {
        const std::array<TextStyle, 2> sizes = {m_request.style.label(), m_request.style.small_label()};
        std::vector<std::size_t> waiting;
        for (std::size_t area = 0; area < m_request.texts.size(); ++area) {
            if (!m_request.texts[area].empty()) waiting.push_back(area);
        }
        m_settings.resize(m_request.texts.size());
        for (const LabelPlace place : {LabelPlace::inside, LabelPlace::overhang}) {
            for (const TextStyle& size : sizes)
                waiting = place_all(waiting, place, size);
        }
        std::vector<std::size_t> dropped;
        for (const std::size_t area : waiting) {
            if (!lead(area)) dropped.push_back(area);
        }
        std::ranges::sort(m_placed, {}, &AreaLabel::area);
        return {std::move(m_placed), std::move(dropped)};
    }

private:
    void find_extents() {
        const std::vector<float> depths = m_raster.depths();
        m_extents.resize(m_request.areas.size());
        for (std::size_t row = 0; row < m_raster.rows(); ++row) {
            for (std::size_t column = 0; column < m_raster.columns(); ++column) {
                const std::int32_t area = m_raster.at(column, row);
                if (area == AreaRaster::none) continue;
                Extent& extent = m_extents[static_cast<std::size_t>(area)];
                if (extent.empty()) extent = {column, row, column + 1, row + 1, 0.0F, {}};
                extent.left = std::min(extent.left, column);
                extent.right = std::max(extent.right, column + 1);
                extent.bottom = row + 1;
                const float depth = depths[row * m_raster.columns() + column];
                if (depth > extent.depth) {
                    extent.depth = depth;
                    extent.pole = m_raster.middle(column, row);
                }
            }
        }
    }

    [[nodiscard]] bool is_clear(const PageBox& box) const {
        if (!m_request.frame.contains(box)) return false;
        const PageBox around = box.grown(gap_pt);
        return std::ranges::none_of(m_request.obstacles,
                                    [&](const PageBox& other) { return other.overlaps(around); }) &&
               std::ranges::none_of(m_placed,
                                    [&](const AreaLabel& other) { return other.box.overlaps(around); });
    }

    [[nodiscard]] std::vector<Option> options_of(std::size_t area, LabelPlace place,
                                                 const std::vector<SetText>& settings) const {
        std::vector<Option> options;
        const Extent& extent = m_extents[area];
        if (extent.empty()) return options;
        const auto own = static_cast<std::int32_t>(area);
        const CellSums mine(
            extent.left, extent.top, extent.right, extent.bottom,
            [&](std::size_t column, std::size_t row) { return m_raster.at(column, row) == own; });
        for (const SetText& setting : settings) {
            const auto half = [&](double size_pt) {
                return static_cast<std::ptrdiff_t>(std::ceil((size_pt / 2 + pad_pt) / m_raster.cell_pt()));
            };
            const std::ptrdiff_t across = half(setting.width_pt);
            const std::ptrdiff_t down = half(setting.height_pt);
            const auto cells = static_cast<double>((2 * across + 1) * (2 * down + 1));
            for (std::size_t row = extent.top; row < extent.bottom; ++row) {
                for (std::size_t column = extent.left; column < extent.right; ++column) {
                    if (m_raster.at(column, row) != own) continue;
                    const auto x = static_cast<std::ptrdiff_t>(column);
                    const auto y = static_cast<std::ptrdiff_t>(row);
                    const auto owned =
                        static_cast<double>(mine.in(x - across, y - down, x + across + 1, y + down + 1));
                    const PagePoint middle = m_raster.middle(column, row);
                    double cost = distance(middle, extent.pole) +
                                  line_cost_pt * static_cast<double>(setting.lines.size());
                    if (place == LabelPlace::inside) {
                        if (owned < cells) continue;
                    } else {
                        const auto land = static_cast<double>(
                            m_land.in(x - across, y - down, x + across + 1, y + down + 1));
                        if (owned < least_own_share * cells || land - owned > most_foreign_share * cells)
                            continue;
                        // What lies over neighbours counts for more than being in the middle.
                        cost += 100.0 * (land - owned) / cells;
                    }
                    options.push_back({cost, &setting, middle});
                }
            }
        }
        const auto better = [](const Option& a, const Option& b) { return a.cost < b.cost; };
        std::ranges::stable_sort(options, better);
        return options;
    }

    /// Labels the areas that can be labelled so, those with the fewest places first. @return the others
    std::vector<std::size_t> place_all(const std::vector<std::size_t>& areas, LabelPlace place,
                                       const TextStyle& style) {
        struct Choice {
            std::size_t area;
            std::vector<Option> options;
        };
        std::vector<Choice> choices;
        for (const std::size_t area : areas) {
            m_settings[area] = set_in_lines(m_request.texts[area], most_lines, style, m_measure);
            std::vector<Option> options = options_of(area, place, m_settings[area]);
            std::erase_if(options, [&](const Option& option) { return !is_clear(box_of(option)); });
            if (options.size() > most_options) options.resize(most_options);
            choices.push_back({area, std::move(options)});
        }
        std::ranges::stable_sort(choices, {}, [](const Choice& choice) { return choice.options.size(); });
        std::vector<std::size_t> left_over;
        for (const Choice& choice : choices) {
            const auto found = std::ranges::find_if(
                choice.options, [&](const Option& option) { return is_clear(box_of(option)); });
            if (found == choice.options.end()) {
                left_over.push_back(choice.area);
            } else {
                m_placed.push_back(
                    label_at(*found->setting, box_of(*found), choice.area, place, found->middle));
            }
        }
        std::ranges::sort(left_over);
        return left_over;
    }

    static PageBox box_of(const Option& option) {
        const SetText& setting = *option.setting;
        return {option.middle.x_pt - setting.width_pt / 2, option.middle.y_pt - setting.height_pt / 2,
                setting.width_pt, setting.height_pt};
    }

    [[nodiscard]] bool is_sea(const PageBox& box) const {
        const auto column = [&](double x_pt) {
            return (x_pt - m_request.frame.left_pt) / m_raster.cell_pt();
        };
        const auto row = [&](double y_pt) { return (y_pt - m_request.frame.top_pt) / m_raster.cell_pt(); };
        return m_land.in(static_cast<std::ptrdiff_t>(std::floor(column(box.left_pt))),
                         static_cast<std::ptrdiff_t>(std::floor(row(box.top_pt))),
                         static_cast<std::ptrdiff_t>(std::ceil(column(box.right_pt()))),
                         static_cast<std::ptrdiff_t>(std::ceil(row(box.bottom_pt())))) == 0;
    }

    [[nodiscard]] bool is_clear_line(PagePoint from, PagePoint to) const {
        const auto hits = [&](const PageBox& box) { return crosses(from, to, box); };
        return std::ranges::none_of(m_request.obstacles, hits) &&
               std::ranges::none_of(m_placed, [&](const AreaLabel& other) {
                   return hits(other.box) || (!other.leader.empty() && cross(from, to, other.leader.points[0],
                                                                             other.leader.points[1]));
               });
    }

    [[nodiscard]] bool crosses_leader(const PageBox& box) const {
        return std::ranges::any_of(m_placed, [&](const AreaLabel& other) {
            return !other.leader.empty() && crosses(other.leader.points[0], other.leader.points[1], box);
        });
    }

    /// Puts a label in the sea, with the shortest line that is clear.
    bool lead(std::size_t area) {
        const Extent& extent = m_extents[area];
        if (extent.empty()) return false;
        struct Lead {
            double cost;
            const SetText* setting;
            PageBox box;
            PagePoint from;
        };
        const double reach = m_request.style.pt(longest_leader_pt);
        const double gap = m_request.style.pt(leader_gap_pt);
        std::vector<Lead> leads;
        for (const SetText& setting : m_settings[area]) {
            for (double y = -reach; y <= reach; y += leader_step_pt) {
                for (double x = -reach - setting.width_pt; x <= reach; x += leader_step_pt) {
                    const PageBox box{extent.pole.x_pt + x, extent.pole.y_pt + y - setting.height_pt / 2,
                                      setting.width_pt, setting.height_pt};
                    const PageBox around = box.grown(gap);
                    // The line begins where the box is nearest.
                    const PagePoint from{std::clamp(extent.pole.x_pt, around.left_pt, around.right_pt()),
                                         std::clamp(extent.pole.y_pt, around.top_pt, around.bottom_pt())};
                    const double length = distance(from, extent.pole);
                    if (length > reach || !is_sea(around)) continue;
                    leads.push_back({length + line_cost_pt * static_cast<double>(setting.lines.size()),
                                     &setting, box, from});
                }
            }
        }
        std::ranges::stable_sort(leads, {}, &Lead::cost);
        for (const Lead& found : leads) {
            if (!is_clear(found.box) || crosses_leader(found.box.grown(gap_pt)) ||
                !is_clear_line(found.from, extent.pole)) {
                continue;
            }
            AreaLabel label = label_at(*found.setting, found.box, area, LabelPlace::led, extent.pole);
            label.leader.points = {found.from, extent.pole};
            label.leader.close_line();
            m_placed.push_back(std::move(label));
            return true;
        }
        return false;
    }

    const LabelRequest& m_request;
    const TextMeasure& m_measure;
    AreaRaster m_raster;
    CellSums m_land;
    std::vector<Extent> m_extents;
    std::vector<std::vector<SetText>> m_settings;  ///< of the size tried last, by area
    std::vector<AreaLabel> m_placed;
};

}  // namespace

Labelling place_labels(const LabelRequest& request, const TextMeasure& measure) {
    return Placement(request, measure).run();
}

}  // namespace render
