// Codes as numbers: each distinct code is stored once and known by its index from then on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
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
    /// How many distinct codes there are.
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    /// The distinct codes in the order in which each came first.
    [[nodiscard]] std::vector<std::string> codes() const;

private:
    struct Entry {
        std::string code;
        std::int32_t position;
    };
    // Where an entry may be: as many places as a power of two, at most half of them taken, each code in the
    // first free one from where its hash points.
    struct Slot {
        std::uint32_t tag = 0;  // other bits of the hash, so that few other codes are looked at
        std::int32_t entry = none;
    };
    [[nodiscard]] std::size_t slot_of(std::string_view code, std::size_t hash) const;
    void make_slots(std::size_t codes);
    std::int32_t add(std::string_view code, std::int32_t position);

    std::vector<Entry> m_entries;
    std::vector<Slot> m_slots;
};

}  // namespace shapes
