// Codes as numbers, quickly: what reading tens of millions of flows spends its time in.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace shapes {

/// Numbers distinct codes 0, 1, 2, ... in the order in which they come first. Codes are compared letter by
/// letter. Codes of up to sixteen bytes, which those of ONS and ODS are, are held in two words.
class CodeNumbers {
public:
    CodeNumbers() : m_slots(first_capacity) {}

    /// Number of the code, a new one when it is new. Expected O(1).
    std::int32_t number_of(std::string_view code) {
        if (code.size() > longest_short) return number_of_long(code);
        const Key key = key_of(code);
        return number_of(key, mix(key), code);
    }

    /// Numbers of `count` codes, which code_at(i) gives, into `numbers`. Each waits less for memory than it
    /// would alone.
    template <class CodeAt>
    void number_all(std::size_t count, CodeAt code_at, std::int32_t* numbers) {
        m_probes.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string_view code = code_at(i);
            if (code.size() > longest_short) continue;
            m_probes[i].key = key_of(code);
            m_probes[i].hash = mix(m_probes[i].key);
            __builtin_prefetch(&m_slots[m_probes[i].hash & (m_slots.size() - 1)]);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const std::string_view code = code_at(i);
            numbers[i] = code.size() > longest_short ? number_of_long(code)
                                                     : number_of(m_probes[i].key, m_probes[i].hash, code);
        }
    }

    /// The codes by their numbers.
    [[nodiscard]] const std::vector<std::string>& codes() const { return m_codes; }

private:
    static constexpr std::size_t longest_short = 16;
    static constexpr std::size_t first_capacity = 256;

    struct Key {
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        std::uint32_t size = 0;
    };
    struct Slot {
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        std::uint32_t size = 0;
        std::int32_t number = -1;
    };
    struct Probe {
        Key key;
        std::size_t hash;
    };

    template <class Word>
    static std::uint64_t word_at(const char* at) {
        Word word;
        std::memcpy(&word, at, sizeof(word));
        return word;
    }

    /// The bytes in two words, which overlap when there are fewer than sixteen.
    static Key key_of(std::string_view code) {
        const char* bytes = code.data();
        const std::size_t size = code.size();
        Key key{0, 0, static_cast<std::uint32_t>(size)};
        if (size >= 8) {
            key.first = word_at<std::uint64_t>(bytes);
            key.second = word_at<std::uint64_t>(bytes + size - 8);
        } else if (size >= 4) {
            key.first = word_at<std::uint32_t>(bytes);
            key.second = word_at<std::uint32_t>(bytes + size - 4);
        } else if (size >= 2) {
            key.first = word_at<std::uint16_t>(bytes);
            key.second = word_at<std::uint16_t>(bytes + size - 2);
        } else if (size == 1) {
            key.first = static_cast<unsigned char>(bytes[0]);
        }
        return key;
    }

    static std::size_t mix(const Key& key) {
        // Multiplication mixes upwards, and the middle bits have seen all others.
        const std::uint64_t mixed =
            (key.first * 0x9E3779B97F4A7C15ULL) ^ ((key.second + key.size) * 0xC2B2AE3D27D4EB4FULL);
        return static_cast<std::size_t>((mixed ^ (mixed >> 29)) * 0x9E3779B97F4A7C15ULL >> 32);
    }

    /// The slot of the key, or the free one that it would take.
    Slot& slot_of(const Key& key, std::size_t hash) {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t i = hash & mask;
        while (m_slots[i].number >= 0 && !(m_slots[i].first == key.first && m_slots[i].second == key.second &&
                                           m_slots[i].size == key.size))
            i = (i + 1) & mask;
        return m_slots[i];
    }

    std::int32_t number_of(const Key& key, std::size_t hash, std::string_view code) {
        const std::int32_t number = slot_of(key, hash).number;
        return number >= 0 ? number : insert(key, hash, code);
    }

    std::int32_t insert(const Key& key, std::size_t hash, std::string_view code) {
        if (2 * (m_short_codes + 1) > m_slots.size()) grow();
        ++m_short_codes;
        slot_of(key, hash) = {key.first, key.second, key.size, append(code)};
        return static_cast<std::int32_t>(m_codes.size() - 1);
    }

    std::int32_t append(std::string_view code) {
        m_codes.emplace_back(code);
        return static_cast<std::int32_t>(m_codes.size() - 1);
    }

    void grow() {
        std::vector<Slot> old(2 * m_slots.size());
        old.swap(m_slots);
        for (const Slot& slot : old) {
            if (slot.number < 0) continue;
            const Key key{slot.first, slot.second, slot.size};
            slot_of(key, mix(key)) = slot;
        }
    }

    std::int32_t number_of_long(std::string_view code) {
        const auto [entry, is_new] =
            m_long_codes.try_emplace(std::string(code), static_cast<std::int32_t>(m_codes.size()));
        if (is_new) append(code);
        return entry->second;
    }

    std::vector<Slot> m_slots;
    std::size_t m_short_codes = 0;
    std::unordered_map<std::string, std::int32_t> m_long_codes;
    std::vector<std::string> m_codes;
    std::vector<Probe> m_probes;
};

}  // namespace shapes
