// An insert-only hash map from 64-bit keys to 32-bit values: what the topology spends its time in.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "geo/point.hpp"

namespace geo {

/// Open addressing with linear probing and a multiply-shift hash, never above half full.
class FlatMap {
public:
    /// The value that marks a free slot; it cannot be stored.
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    explicit FlatMap(std::size_t expected) { allocate(std::bit_ceil(2 * expected + 16)); }

    /// Value of the key: the stored one, or `value` if the key is new and now stored. O(1).
    std::uint32_t find_or_insert(std::uint64_t key, std::uint32_t value) {
        if (2 * (m_size + 1) > m_slots.size()) grow();
        Slot& slot = slot_of(key);
        if (slot.value == none) {
            slot = {key, value};
            ++m_size;
        }
        return slot.value;
    }

    /// Stored value of the key, or `none`. O(1).
    [[nodiscard]] std::uint32_t find(std::uint64_t key) const {
        return const_cast<FlatMap*>(this)->slot_of(key).value;
    }

    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t value = none;
    };

    void allocate(std::size_t capacity) {
        m_slots.assign(capacity, Slot{});
        m_shift = 64 - std::countr_zero(capacity);
    }

    Slot& slot_of(std::uint64_t key) {
        // Fibonacci hashing: the high bits of key * 2^64 / golden ratio are well mixed.
        std::size_t i = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> m_shift);
        const std::size_t mask = m_slots.size() - 1;
        while (m_slots[i].value != none && m_slots[i].key != key)
            i = (i + 1) & mask;
        return m_slots[i];
    }

    void grow() {
        std::vector<Slot> old;
        old.swap(m_slots);
        allocate(2 * old.size());
        for (const Slot& slot : old) {
            if (slot.value != none) slot_of(slot.key) = slot;
        }
    }

    std::vector<Slot> m_slots;
    std::size_t m_size = 0;
    int m_shift = 0;
};

/// One key of two 32-bit halves: a grid position, or a directed segment of two vertex ids.
[[nodiscard]] constexpr std::uint64_t pair_key(std::uint32_t first, std::uint32_t second) {
    return (static_cast<std::uint64_t>(first) << 32) | second;
}

[[nodiscard]] constexpr std::uint64_t position_key(GridPoint p) {
    return pair_key(static_cast<std::uint32_t>(p.x), static_cast<std::uint32_t>(p.y));
}

}  // namespace geo
