#include "render/point_labels.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>

#include "render/label_text.hpp"

namespace render {

namespace {

constexpr std::size_t most_lines = 2;
constexpr double point_gap_pt = 1.2;  // between a point and its name
constexpr double clear_pt = 0.8;      // between a name and anything else

/// A place for a name that nothing but other names can take.
struct Place {
    NameSide side;
    SetText text;
    PageBox box;
};

/// Distance of a point from a box, 0 within it.
double distance(PagePoint point, const PageBox& box) {
    return std::hypot(point.x_pt - std::clamp(point.x_pt, box.left_pt, box.right_pt()),
                      point.y_pt - std::clamp(point.y_pt, box.top_pt, box.bottom_pt()));
}

/// A corner of the box, or the middle of a side, is where a circle round the point comes nearest to it.
PageBox box_beside(const MarkedPoint& point, NameSide side, const SetText& text, double gap_pt) {
    const bool is_corner = side.right != 0 && side.down != 0;
    const double away = (point.radius_pt + gap_pt) * (is_corner ? 1.0 / std::numbers::sqrt2 : 1.0);
    return {point.centre.x_pt + side.right * away + (side.right - 1) * text.width_pt / 2,
            point.centre.y_pt + side.down * away + (side.down - 1) * text.height_pt / 2, text.width_pt,
            text.height_pt};
}

class NamePlacement {
public:
    NamePlacement(const PointLabelRequest& request, const TextMeasure& measure)
        : m_request(request),
          m_measure(measure),
          m_places(request.points.size()),
          m_taken(request.points.size()),
          m_from_west(request.points.size()) {
        std::iota(m_from_west.begin(), m_from_west.end(), std::size_t{0});
        std::ranges::sort(m_from_west, {}, [&](std::size_t p) { return request.points[p].centre.x_pt; });
        for (const MarkedPoint& point : request.points)
            m_most_radius_pt = std::max(m_most_radius_pt, point.radius_pt);
    }

    PointLabelling run() {
        std::vector<std::size_t> waiting;
        for (std::size_t p = 0; p < m_request.points.size(); ++p) {
            if (m_request.points[p].name.empty()) continue;
            add_places(p);
            waiting.push_back(p);
        }
        std::ranges::stable_sort(waiting, {}, [this](std::size_t p) { return m_places[p].size(); });
        waiting = left_over(waiting, [this](std::size_t p) { return take(p, free_place(p, nobody)); });
        // Each name that finds room by moving another may make room for a third.
        for (std::size_t before = waiting.size() + 1; waiting.size() < before;) {
            before = waiting.size();
            waiting = left_over(waiting, [this](std::size_t p) { return push_in(p); });
        }
        std::ranges::sort(waiting);

        PointLabelling labelling;
        for (std::size_t p = 0; p < m_taken.size(); ++p) {
            if (!m_taken[p]) continue;
            const Place& place = m_places[p][*m_taken[p]];
            labelling.placed.push_back(
                {p, place.side, lines_at(place.text, {place.box.left_pt, place.box.top_pt}), place.box});
        }
        labelling.dropped = std::move(waiting);
        return labelling;
    }

private:
    static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

    /// Those of the points, in order, that could not be placed.
    template <class Attempt>
    static std::vector<std::size_t> left_over(const std::vector<std::size_t>& points, Attempt place) {
        std::vector<std::size_t> left;
        for (const std::size_t p : points) {
            if (!place(p)) left.push_back(p);
        }
        return left;
    }

    [[nodiscard]] bool covers_a_point(const PageBox& around, std::size_t own) const {
        const auto x_of = [this](std::size_t p) { return m_request.points[p].centre.x_pt; };
        auto next = std::ranges::lower_bound(m_from_west, around.left_pt - m_most_radius_pt, {}, x_of);
        for (; next != m_from_west.end() && x_of(*next) <= around.right_pt() + m_most_radius_pt; ++next) {
            const MarkedPoint& other = m_request.points[*next];
            if (*next != own && distance(other.centre, around) < other.radius_pt) return true;
        }
        return false;
    }

    [[nodiscard]] bool is_clear(const PageBox& box, std::size_t own) const {
        const PageBox around = box.grown(clear_pt);
        return m_request.frame.contains(box) && !covers_a_point(around, own) &&
               std::ranges::none_of(m_request.obstacles,
                                    [&](const PageBox& other) { return other.overlaps(around); });
    }

    void add_places(std::size_t p) {
        const MarkedPoint& point = m_request.points[p];
        const double gap = m_request.style.pt(point_gap_pt);
        for (const TextStyle& size : {m_request.style.label(), m_request.style.small_label()}) {
            for (const SetText& text : set_in_lines(point.name, most_lines, size, m_measure)) {
                for (const NameSide side : name_sides) {
                    const PageBox box = box_beside(point, side, text, gap);
                    // Lines begin, or end, beside the point.
                    if (is_clear(box, p))
                        m_places[p].push_back({side, aligned(text, (1 - side.right) / 2.0), box});
                }
            }
        }
    }

    /// The names that stand in the way of a box, at most two of them, but for one that may move.
    [[nodiscard]] std::vector<std::size_t> in_the_way(const PageBox& box, std::size_t but) const {
        const PageBox around = box.grown(clear_pt);
        std::vector<std::size_t> found;
        for (const std::size_t p : m_named) {
            if (p == but || !m_places[p][*m_taken[p]].box.overlaps(around)) continue;
            found.push_back(p);
            if (found.size() == 2) break;
        }
        return found;
    }

    [[nodiscard]] std::optional<std::size_t> free_place(std::size_t p, std::size_t but) const {
        for (std::size_t i = 0; i < m_places[p].size(); ++i) {
            if (in_the_way(m_places[p][i].box, but).empty()) return i;
        }
        return std::nullopt;
    }

    bool take(std::size_t p, std::optional<std::size_t> place) {
        if (!place) return false;
        if (!m_taken[p]) m_named.push_back(p);
        m_taken[p] = place;
        return true;
    }

    /// Names a point where one other name alone is in the way and has another place to go to.
    bool push_in(std::size_t p) {
        for (std::size_t i = 0; i < m_places[p].size(); ++i) {
            const std::vector<std::size_t> others = in_the_way(m_places[p][i].box, nobody);
            if (others.empty()) return take(p, i);
            if (others.size() > 1) continue;
            const std::size_t other = others.front();
            const std::optional<std::size_t> before = m_taken[other];
            take(p, i);
            if (take(other, free_place(other, other))) return true;
            m_taken[other] = before;
            m_taken[p].reset();
            std::erase(m_named, p);
        }
        return false;
    }

    const PointLabelRequest& m_request;
    const TextMeasure& m_measure;
    std::vector<std::vector<Place>> m_places;         ///< of each point, from best to worst
    std::vector<std::optional<std::size_t>> m_taken;  ///< which of them its name has
    std::vector<std::size_t> m_named;                 ///< points whose name has a place
    std::vector<std::size_t> m_from_west;             ///< points by x
    double m_most_radius_pt = 0.0;
};

}  // namespace

PointLabelling place_point_labels(const PointLabelRequest& request, const TextMeasure& measure) {
    return NamePlacement(request, measure).run();
}

}  // namespace render
