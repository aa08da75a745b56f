// Pictures in PNG, and how far two of them differ.
#pragma once

#include <cairo.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>

namespace support {

/// A picture read from PNG.
class Picture {
public:
    explicit Picture(const std::filesystem::path& path)
        : m_surface(cairo_image_surface_create_from_png(path.c_str())) {}
    /// From the bytes of a file.
    static Picture of_bytes(std::string_view png) {
        const auto read = [](void* rest, unsigned char* to, unsigned int length) {
            auto& bytes = *static_cast<std::string_view*>(rest);
            if (bytes.size() < length) return CAIRO_STATUS_READ_ERROR;
            std::memcpy(to, bytes.data(), length);
            bytes.remove_prefix(length);
            return CAIRO_STATUS_SUCCESS;
        };
        return Picture(cairo_image_surface_create_from_png_stream(read, &png));
    }
    ~Picture() { cairo_surface_destroy(m_surface); }
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;

    [[nodiscard]] bool is_read() const { return cairo_surface_status(m_surface) == CAIRO_STATUS_SUCCESS; }
    [[nodiscard]] int width_px() const { return cairo_image_surface_get_width(m_surface); }
    [[nodiscard]] int height_px() const { return cairo_image_surface_get_height(m_surface); }
    [[nodiscard]] bool has_size_of(const Picture& other) const {
        return width_px() == other.width_px() && height_px() == other.height_px();
    }
    /// Red, green and blue by `channel` 2, 1 and 0.
    [[nodiscard]] int at(int x, int y, int channel) const {
        return cairo_image_surface_get_data(
            m_surface)[y * cairo_image_surface_get_stride(m_surface) + 4 * x + channel];
    }

private:
    explicit Picture(cairo_surface_t* surface) : m_surface(surface) {}

    cairo_surface_t* m_surface;
};

/// The greatest difference of a channel of a pixel, of 255.
inline int channel_difference(const Picture& a, const Picture& b, int x, int y) {
    int most = 0;
    for (int channel = 0; channel < 3; ++channel)
        most = std::max(most, std::abs(a.at(x, y, channel) - b.at(x, y, channel)));
    return most;
}

/// A square part of a picture, from its upper left corner.
struct Square {
    int x_px = 0;
    int y_px = 0;
    double share = 0.0;  ///< of its pixels, that differ
};

inline constexpr int square_side_px = 8;

/// The square in which most pixels differ, of squares side by side (those at the right and below are smaller,
/// and still counted as whole ones). A pixel differs where a channel does by more than `most_channel` of 255.
/// @pre both have one size
inline Square worst_square(const Picture& a, const Picture& b, int most_channel) {
    Square worst;
    for (int top = 0; top < a.height_px(); top += square_side_px) {
        for (int left = 0; left < a.width_px(); left += square_side_px) {
            int different = 0;
            for (int y = top; y < std::min(top + square_side_px, a.height_px()); ++y) {
                for (int x = left; x < std::min(left + square_side_px, a.width_px()); ++x)
                    different += channel_difference(a, b, x, y) > most_channel ? 1 : 0;
            }
            const double share = static_cast<double>(different) / (square_side_px * square_side_px);
            if (share > worst.share) worst = {left, top, share};
        }
    }
    return worst;
}

/// Share of all pixels in which a channel differs by more than `most_channel` of 255. @pre both have one size
inline double share_that_differs(const Picture& a, const Picture& b, int most_channel) {
    int different = 0;
    for (int y = 0; y < a.height_px(); ++y) {
        for (int x = 0; x < a.width_px(); ++x)
            different += channel_difference(a, b, x, y) > most_channel ? 1 : 0;
    }
    return static_cast<double>(different) / a.width_px() / a.height_px();
}

}  // namespace support
