// Codes in the order of their letters, compared eight at a time.
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace shapes {

/// A code that is compared often: its first sixteen bytes are two numbers, which decide as a rule. A view.
struct CodeKey {
    explicit CodeKey(std::string_view text) : code(text) {
        char bytes[16] = {};
        std::memcpy(bytes, text.data(), text.size() < sizeof bytes ? text.size() : sizeof bytes);
        std::memcpy(&first, bytes, sizeof first);
        std::memcpy(&second, bytes + sizeof first, sizeof second);
        // The first letter weighs most.
        if constexpr (std::endian::native == std::endian::little) {
            first = __builtin_bswap64(first);
            second = __builtin_bswap64(second);
        }
    }
    bool operator==(const CodeKey&) const = default;
    /// As the codes are: std::string_view's order of bytes as unsigned numbers.
    auto operator<=>(const CodeKey&) const = default;

    std::uint64_t first;
    std::uint64_t second;
    std::string_view code;
};

}  // namespace shapes
