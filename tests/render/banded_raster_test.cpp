#include "render/banded_raster.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

#include "geo/error.hpp"
#include "render/cairo_shapes.hpp"
#include "render/png_pixels.hpp"

namespace render {
namespace {

constexpr int width_px = 311;
constexpr int height_px = 407;
constexpr double pixels_per_pt = 2.3;

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;

Surface blank() {
    Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width_px, height_px));
    cairo_t* cairo = cairo_create(surface.get());
    cairo_set_source_rgb(cairo, 1.0, 1.0, 1.0);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    return surface;
}

Picture picture_of(cairo_surface_t* surface) {
    return {reinterpret_cast<std::uint32_t*>(cairo_image_surface_get_data(surface)), width_px, height_px,
            cairo_image_surface_get_stride(surface)};
}

std::vector<std::uint32_t> pixels_of(cairo_surface_t* surface) {
    cairo_surface_flush(surface);
    std::vector<std::uint32_t> pixels;
    const unsigned char* data = cairo_image_surface_get_data(surface);
    for (int y = 0; y < height_px; ++y) {
        for (int x = 0; x < width_px; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, data + y * cairo_image_surface_get_stride(surface) + 4 * x, sizeof pixel);
            pixels.push_back(pixel & 0xffffffU);
        }
    }
    return pixels;
}

struct Shape {
    Path path;
    bool is_fill;
    Fill fill;
    Stroke stroke;
};

/// Stars and zigzags all over the page and beyond its edges.
std::vector<Shape> random_shapes(std::size_t shapes, std::size_t points) {
    std::mt19937 random(7);
    const auto up_to = [&](double most) { return most * static_cast<double>(random() % 10000) / 10000.0; };
    std::vector<Shape> made;
    for (std::size_t s = 0; s < shapes; ++s) {
        Shape shape{{},
                    s % 2 == 0,
                    {rgb(random() & 0xffffffU), s % 6 == 0, s % 4 == 0 ? 0.4 : 0.0},
                    {rgb(random() & 0xffffffU), 0.2 + up_to(2.0)}};
        const PagePoint centre{up_to(150.0) - 5.0, up_to(190.0) - 5.0};
        for (std::size_t i = 0; i < points; ++i) {
            const double angle = 6.283 * static_cast<double>(i) / static_cast<double>(points);
            const double reach = 2.0 + up_to(12.0);
            shape.path.points.push_back(
                {centre.x_pt + reach * std::cos(angle), centre.y_pt + reach * std::sin(angle)});
        }
        shape.path.close_line();
        made.push_back(std::move(shape));
    }
    return made;
}

TEST(BandedRaster, ThreadsGiveThePixelsOfOneThreadThatDrawsAll) {
    const std::vector<Shape> shapes = random_shapes(300, 50);  // enough points for two threads
    const Surface whole = blank();
    cairo_t* cairo = cairo_create(whole.get());
    cairo_scale(cairo, pixels_per_pt, pixels_per_pt);
    set_up_shapes(cairo);
    for (const Shape& shape : shapes) {
        if (shape.is_fill) {
            fill_rings_on_pixels(cairo, shape.path, {0, 1}, shape.fill);
        } else {
            stroke_lines(cairo, shape.path, {0, 1}, shape.stroke);
        }
    }
    cairo_destroy(cairo);

    const Surface banded = blank();
    BandedRaster raster(picture_of(banded.get()), pixels_per_pt);
    for (const Shape& shape : shapes) {
        if (shape.is_fill) {
            raster.fill(shape.path, shape.fill);
        } else {
            raster.stroke(shape.path, shape.stroke);
        }
    }
    raster.draw();
    cairo_surface_mark_dirty(banded.get());
    EXPECT_EQ(pixels_of(banded.get()), pixels_of(whole.get()));
    EXPECT_NE(pixels_of(banded.get()), pixels_of(blank().get()));
}

TEST(BandedRaster, DrawsOnOverWhatIsThere) {
    const Surface surface = blank();
    BandedRaster raster(picture_of(surface.get()), 1.0);
    const Path square{{{10.0, 10.0}, {30.0, 10.0}, {30.0, 30.0}, {10.0, 30.0}}, {0, 4}};
    raster.fill(square, {rgb(0xff0000)});
    raster.draw();
    raster.fill({{{20.0, 10.0}, {40.0, 10.0}, {40.0, 30.0}, {20.0, 30.0}}, {0, 4}}, {rgb(0x0000ff)});
    raster.draw();
    raster.draw();  // nothing waits
    cairo_surface_mark_dirty(surface.get());
    const auto pixels = pixels_of(surface.get());
    EXPECT_EQ(pixels[15 * width_px + 15], 0xff0000U);
    EXPECT_EQ(pixels[15 * width_px + 25], 0x0000ffU);
}

struct Reader {
    const std::string& bytes;
    std::size_t at = 0;
};

cairo_status_t read_bytes(void* closure, unsigned char* data, unsigned int length) {
    auto& reader = *static_cast<Reader*>(closure);
    if (reader.at + length > reader.bytes.size()) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(data, reader.bytes.data() + reader.at, length);
    reader.at += length;
    return CAIRO_STATUS_SUCCESS;
}

TEST(PngPixels, AnotherReaderFindsTheSamePixels) {
    std::mt19937 random(3);
    std::vector<std::uint32_t> pixels(width_px * height_px);
    for (std::uint32_t& pixel : pixels)
        pixel = random() & 0xffffffU;
    const std::string png = encode_png({pixels.data(), width_px, height_px, 4 * width_px});
    Reader reader{png};
    const Surface read(cairo_image_surface_create_from_png_stream(read_bytes, &reader));
    ASSERT_EQ(cairo_surface_status(read.get()), CAIRO_STATUS_SUCCESS);
    EXPECT_EQ(pixels_of(read.get()), pixels);
}

TEST(PngPixels, SaysWhyThereIsNoPicture) {
    EXPECT_THROW((void)encode_png({nullptr, 0, 0, 0}), geo::OutputError);
}

}  // namespace
}  // namespace render
