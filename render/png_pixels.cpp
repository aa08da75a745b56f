#include "render/png_pixels.hpp"

#include <png.h>

#include <cstddef>
#include <memory>

#include "geo/error.hpp"

namespace render {

namespace {

using Bytes = std::unique_ptr<png_byte[]>;

/// Three bytes a pixel.
Bytes rgb_of(const Picture& picture) {
    const auto pixels = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    auto rgb = std::make_unique_for_overwrite<png_byte[]>(3 * pixels);
    png_byte* out = rgb.get();
    for (std::ptrdiff_t y = 0; y < picture.height; ++y) {
        const auto row_pixels = picture.row_bytes / static_cast<std::ptrdiff_t>(sizeof(std::uint32_t));
        const std::uint32_t* row = picture.first + y * row_pixels;
        for (int x = 0; x < picture.width; ++x) {
            *out++ = static_cast<png_byte>(row[x] >> 16U);
            *out++ = static_cast<png_byte>(row[x] >> 8U);
            *out++ = static_cast<png_byte>(row[x]);
        }
    }
    return rgb;
}

}  // namespace

std::string encode_png(const Picture& picture) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST;  // no filters, level 3
    const Bytes rgb = rgb_of(picture);
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    const auto bytes = std::make_unique_for_overwrite<char[]>(size);
    if (png_image_write_to_memory(&image, bytes.get(), &size, 0, rgb.get(), 0, nullptr) == 0)
        throw geo::OutputError("PNG", static_cast<const char*>(image.message));
    return {bytes.get(), size};
}

}  // namespace render
