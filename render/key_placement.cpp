#include "render/key_placement.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

namespace render {

namespace {

constexpr double clearance_pt = 7.0;      // between keys and land
constexpr double scale_bar_share = 0.22;  // of the width of the map

/// Tries the places of one box: at each left edge offered, from the top down or from the bottom up.
class Placer {
public:
    Placer(const PageBox& frame, const MapFit& map, const Occupancy& land, double clearance)
        : m_frame(frame), m_map(map), m_land(land), m_clearance(clearance) {}

    [[nodiscard]] bool is_free(const PageBox& box, std::span<const PageBox> taken) const {
        const PageBox around = box.grown(m_clearance);
        return m_frame.contains(box) &&
               std::ranges::none_of(taken, [&](const PageBox& other) { return other.overlaps(around); }) &&
               m_land.is_free(m_map.to_ground(around));
    }

    [[nodiscard]] std::optional<PagePoint> find(const PageBox& size, std::span<const double> lefts,
                                                bool from_top, std::span<const PageBox> taken) const {
        constexpr double step_pt = 3.0;
        for (const double left : lefts) {
            for (double down = 0.0; down <= m_frame.height_pt - size.height_pt; down += step_pt) {
                const double top =
                    from_top ? m_frame.top_pt + down : m_frame.bottom_pt() - size.height_pt - down;
                if (is_free({left, top, size.width_pt, size.height_pt}, taken)) return PagePoint{left, top};
            }
        }
        return std::nullopt;
    }

private:
    PageBox m_frame;
    MapFit m_map;
    const Occupancy& m_land;
    double m_clearance;
};

/// Places legend, insets, scale bar and north arrow, in this order, on a map that has its place.
class KeyPlacement {
public:
    KeyPlacement(Layout& layout, const Occupancy& land, const TextMeasure& measure)
        : m_layout(layout),
          m_measure(measure),
          m_placer(layout.frame, layout.map, land, layout.style.pt(clearance_pt)) {}

    /// @param magnification of insets that have none of their own
    bool place_all(const Legend& legend, const Additions& additions, double magnification) {
        m_layout.insets.clear();
        for (const PlacedMark& mark : additions.marks) {
            const PagePoint centre = m_layout.map.to_page(mark.place_m);
            m_taken.push_back(PageBox{centre.x_pt, centre.y_pt, 0.0, 0.0}.grown(mark.radius_pt));
            if (!m_layout.frame.contains(m_taken.back())) return false;
        }
        const auto corner = find(legend.box, true, true);
        if (!corner) return false;
        m_layout.legend = place(legend, *corner);
        m_taken.push_back(m_layout.legend.box);
        for (const Inset& inset : additions.insets) {
            if (!place_inset(inset, inset.magnification.value_or(magnification))) return false;
        }
        return (!additions.has_scale_bar || place_bar()) &&
               (!additions.north || place_north(*additions.north));
    }

private:
    /// Beside the map, but not further from it than it needs to be.
    [[nodiscard]] double right_edge(double width) const {
        const MapFit& map = m_layout.map;
        const double beside = map.box.right_pt() + m_layout.style.pt(2 * clearance_pt) + width;
        return std::min(m_layout.frame.right_pt(), std::max(beside, map.box.left_pt + width)) - width;
    }

    [[nodiscard]] std::optional<PagePoint> find(const PageBox& size, bool from_top, bool beside_first) const {
        const MapFit& map = m_layout.map;
        const double within = map.box.right_pt() - size.width_pt;
        const double beside = right_edge(size.width_pt);
        const std::array<double, 4> lefts = {within, beside_first ? beside : map.box.left_pt,
                                             beside_first ? map.box.left_pt : beside, m_layout.frame.left_pt};
        return m_placer.find(size, lefts, from_top, m_taken);
    }

    bool place_inset(const Inset& inset, double magnification) {
        constexpr double step_pt = 6.0;
        const PlacedInset placed =
            measure_inset(inset, magnification, m_layout.map, m_layout.style, m_measure);
        auto corner = find(placed.box, false, true);
        if (!corner) {
            // An inset is large: any place will do.
            std::vector<double> lefts;
            for (double left = m_layout.frame.left_pt;
                 left + placed.box.width_pt <= m_layout.frame.right_pt(); left += step_pt)
                lefts.push_back(left);
            corner = m_placer.find(placed.box, lefts, false, m_taken);
        }
        if (!corner) return false;
        m_layout.insets.push_back(place(placed, *corner));
        m_taken.push_back(m_layout.insets.back().box);
        return true;
    }

    bool place_bar() {
        const MapFit& map = m_layout.map;
        const ScaleBar bar = measure_scale_bar(map.pt_per_metre, scale_bar_share * map.box.width_pt,
                                               m_layout.style, m_measure);
        const auto corner = find(bar.box, false, false);
        if (!corner) return false;
        m_layout.scale_bar = place(bar, *corner);
        m_taken.push_back(m_layout.scale_bar.box);
        return true;
    }

    bool place_north(const North& north) {
        const NorthArrow arrow = measure_north_arrow(north, m_layout.style, m_measure);
        const auto corner = find(arrow.box, false, false);
        if (!corner) return false;
        m_layout.north_arrow = place(arrow, *corner);
        return true;
    }

    Layout& m_layout;
    const TextMeasure& m_measure;
    Placer m_placer;
    std::vector<PageBox> m_taken;
};

}  // namespace

bool place_keys(Layout& layout, const Legend& legend, const Additions& additions, double magnification,
                const Occupancy& land, const TextMeasure& measure) {
    return KeyPlacement(layout, land, measure).place_all(legend, additions, magnification);
}

}  // namespace render
