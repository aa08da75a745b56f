// Colours: what ink a class, a border or a word has.
#pragma once

#include <cstdint>
#include <string>

namespace render {

/// An opaque sRGB colour.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend bool operator==(const Colour&, const Colour&) = default;
};

/// A colour written as 0xRRGGBB.
[[nodiscard]] constexpr Colour rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
            static_cast<std::uint8_t>(hex)};
}

/// "#12436d"
[[nodiscard]] std::string to_hex(Colour colour);

}  // namespace render
