// Codes as numbers: each distinct code is stored once and known by its index from then on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace shapes {

/// The code without leading and trailing blanks. Case and zeros stay: "00T" and "01E" are codes, not numbers.
[[nodiscard]] std::string_view trim_code(std::string_view cell);

/// An index from codes to the position at which each came first. Codes are compared letter by letter.
class CodeIndex {
public:
    static constexpr std::int32_t none = -1;

    CodeIndex() = default;
    /// Indexes a list; of a code that stands twice the first position counts.
    explicit CodeIndex(std::span<const std::string> codes);

    /// Position of the code, or `none`. O(1).
    [[nodiscard]] std::int32_t find(std::string_view code) const;
    /// Position of the code, which is appended when it is new. O(1).
    std::int32_t intern(std::string_view code);
    [[nodiscard]] std::size_t size() const { return m_positions.size(); }
    /// The interned codes in the order of their first call.
    [[nodiscard]] std::vector<std::string> codes() const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> m_positions;
};

}  // namespace shapes
