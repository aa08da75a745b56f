// Shapes drawn on a picture band by band, on several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "render/canvas.hpp"

namespace render {

/// A picture in memory, row by row from the top: each pixel a number 0xRRGGBB, the upper eight bits unused.
struct Picture {
    std::uint32_t* first = nullptr;
    int width = 0;
    int height = 0;
    int row_bytes = 0;  ///< from one row to the next
};

/// Keeps shapes until they are to be drawn, so that threads can share the picture out among them: each draws
/// what comes into its band of rows, in order. The pixels are those of one thread that draws all.
class BandedRaster {
public:
    /// @pre the picture outlives this, and nobody else draws on it while draw() does
    BandedRaster(Picture picture, double pixels_per_pt)
        : m_picture(picture), m_pixels_per_pt(pixels_per_pt) {}

    void fill(const Path& rings, const Fill& fill);
    /// Many lines are stroked a share at a time, which costs far less memory than one shape of them all.
    void stroke(const Path& lines, const Stroke& stroke);
    /// Draws what was kept. O(points x bands that they come into).
    /// @throws OutputError with Cairo's words when it fails.
    void draw();

private:
    struct Shape {
        LineRange lines;
        std::variant<Fill, Stroke> style;
        double top_pt = 0.0;  ///< of all that it colours
        double bottom_pt = 0.0;
    };
    struct Rows {
        int first = 0;
        int end = 0;
    };

    void keep(const Path& path, LineRange lines, const std::variant<Fill, Stroke>& style, double reach_pt);
    void draw_band(Rows rows) const;

    Picture m_picture;
    double m_pixels_per_pt;
    Path m_lines;  ///< of all shapes
    std::vector<Shape> m_shapes;
};

}  // namespace render
