// House style: sizes and inks of a quiet page.
#pragma once

#include "render/canvas.hpp"

namespace render {

/// Sizes grow with the page, but less than it does: an A3 sheet is read from further away.
struct Style {
    double scale = 1.0;  ///< 1 on A4

    static Style of(PageSize page);

    [[nodiscard]] TextStyle title() const { return {16.0 * scale, true, ink}; }
    [[nodiscard]] TextStyle heading() const { return {11.0 * scale, true, ink}; }
    [[nodiscard]] TextStyle subtitle() const { return {10.5 * scale, false, grey_ink}; }
    [[nodiscard]] TextStyle legend_title() const { return {9.0 * scale, true, ink}; }
    [[nodiscard]] TextStyle legend() const { return {8.5 * scale, false, ink}; }
    [[nodiscard]] TextStyle count() const { return {8.5 * scale, false, grey_ink}; }
    [[nodiscard]] TextStyle scale_bar() const { return {7.5 * scale, false, grey_ink}; }
    [[nodiscard]] TextStyle source() const { return {7.5 * scale, false, grey_ink}; }

    /// Of areas on the map, over a light halo.
    [[nodiscard]] TextStyle label() const { return {6.6 * scale, false, ink, 1.6 * scale}; }
    [[nodiscard]] TextStyle small_label() const { return {5.5 * scale, false, ink, 1.5 * scale}; }

    [[nodiscard]] Stroke member_border() const { return {rgb(0xffffff), 0.4 * scale}; }
    /// Between fills that white does not stand out from.
    [[nodiscard]] Stroke member_border_on_pale() const { return {rgb(0xa7adb5), 0.4 * scale}; }
    [[nodiscard]] Stroke coast() const { return {rgb(0x545b64), 0.4 * scale}; }
    [[nodiscard]] Stroke footprint_border() const { return {ink, 0.75 * scale}; }
    /// A light edge on both sides of a footprint border, without which it is lost on dark fills.
    [[nodiscard]] Stroke footprint_casing() const { return {rgb(0xffffff), 1.5 * scale}; }
    /// Round groups of another grouping, over a light edge.
    [[nodiscard]] Stroke grouping_border(Colour colour) const { return {colour, 1.7 * scale}; }
    [[nodiscard]] Stroke grouping_casing() const { return {rgb(0xffffff), 3.0 * scale}; }
    [[nodiscard]] Stroke grouping_hatch(Colour colour) const { return {colour, 0.8 * scale}; }
    [[nodiscard]] Stroke grouping_hatch_casing() const { return {rgb(0xffffff), 1.8 * scale}; }
    /// Round a circle or a dot.
    [[nodiscard]] Stroke symbol_edge() const { return {rgb(0xffffff), 0.6 * scale}; }
    /// A light edge round a flow line, which tells it from those under it.
    [[nodiscard]] Stroke flow_casing() const { return {rgb(0xffffff), 1.0 * scale}; }
    [[nodiscard]] Stroke leader() const { return {ink, 0.4 * scale}; }
    [[nodiscard]] Stroke leader_casing() const { return {rgb(0xffffff), 1.4 * scale}; }
    /// Round an inset, and on the map round what it shows.
    [[nodiscard]] Stroke inset_frame() const { return {grey_ink, 0.7 * scale}; }
    [[nodiscard]] Stroke swatch_border() const { return {rgb(0x8b9199), 0.4 * scale}; }

    /// White ground round a key, where there is context under it.
    [[nodiscard]] double key_margin_pt() const { return 4.0 * scale; }
    [[nodiscard]] double pt(double on_a4_pt) const { return on_a4_pt * scale; }

    static constexpr Colour ink = rgb(0x1f2530);
    static constexpr Colour grey_ink = rgb(0x5f6670);
    static constexpr Colour flow_ink = rgb(0xb03a2e);    ///< of flow lines: apart from blue and green fills
    static constexpr Colour symbol_ink = rgb(0xc2410c);  ///< of circles: apart from blue and green fills
    static constexpr Colour point_ink = rgb(0x1f2530);   ///< of dots
    static constexpr Colour context_ground = rgb(0xf1f2f4);
    static constexpr Colour context_shore = rgb(0xd3d7dc);
    static constexpr Colour key_ground = rgb(0xc3c8ce);  ///< under the key of a white border
};

}  // namespace render
