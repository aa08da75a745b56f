#include "geo/encoding.hpp"

#include <simdjson.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "geo/text.hpp"

namespace geo {

namespace {

// Windows-1252, bytes 80 to 9F; the other bytes are the code points of Latin-1.
constexpr std::array<std::uint16_t, 32> upper_controls = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

}  // namespace

bool is_utf8(std::string_view text) {
    return simdjson::validate_utf8(text.data(), text.size());
}

std::string windows_1252_to_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = byte_at(text, i);
        if (code >= 0x80 && code < 0xA0) code = upper_controls[code - 0x80];
        append_utf8(out, code);
    }
    return out;
}

}  // namespace geo
