#include "render/png_chunks.hpp"

#include <cmath>
#include <cstdint>

namespace render {

namespace {

constexpr std::size_t header_bytes = 8 + 25;  // signature and IHDR

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xffffffffU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        bytes += static_cast<char>((value >> shift) & 0xffU);
    return bytes;
}

std::string chunk(std::string_view type, std::string_view data) {
    const std::string body = std::string(type).append(data);
    return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(crc32(body));
}

std::string text_chunk(std::string_view key, std::string_view text) {
    if (text.empty()) return {};
    // Keyword, then: not compressed, no language tag, no translated keyword.
    std::string data(key);
    data.append(3, '\0').append("en-GB").append(2, '\0').append(text);
    return chunk("iTXt", data);
}

}  // namespace

std::string describe_png(std::string_view png, double dpi, const DocumentInfo& info) {
    const auto pixels_per_m = static_cast<std::uint32_t>(std::lround(dpi / 0.0254));
    std::string result(png.substr(0, header_bytes));
    result += chunk("pHYs", big_endian(pixels_per_m) + big_endian(pixels_per_m) + '\1');
    result += text_chunk("Title", info.title);
    result += text_chunk("Author", info.author);
    result += text_chunk("Description", info.description);
    result += text_chunk("Specification", info.record);
    result += text_chunk("Software", "Footprint");
    return result.append(png.substr(header_bytes));
}

}  // namespace render
