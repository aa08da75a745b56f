#include "shapes/code_index.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace shapes {

namespace {

std::size_t hash_of(std::string_view code) {
    return std::hash<std::string_view>{}(code);
}

std::uint32_t tag_of(std::size_t hash) {
    return static_cast<std::uint32_t>(hash >> 32U);
}

}  // namespace

std::string_view trim_code(std::string_view cell) {
    const auto is_blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!cell.empty() && is_blank(cell.front()))
        cell.remove_prefix(1);
    while (!cell.empty() && is_blank(cell.back()))
        cell.remove_suffix(1);
    return cell;
}

CodeIndex::CodeIndex(std::span<const std::string> codes) {
    m_entries.reserve(codes.size());
    make_slots(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i)
        add(codes[i], static_cast<std::int32_t>(i));
}

std::int32_t CodeIndex::find(std::string_view code) const {
    if (m_slots.empty()) return none;
    const Slot& slot = m_slots[slot_of(code, hash_of(code))];
    return slot.entry == none ? none : m_entries[static_cast<std::size_t>(slot.entry)].position;
}

std::int32_t CodeIndex::intern(std::string_view code) {
    return add(code, static_cast<std::int32_t>(m_entries.size()));
}

std::vector<std::string> CodeIndex::codes() const {
    std::vector<std::string> result;
    result.reserve(m_entries.size());
    for (const Entry& entry : m_entries)
        result.push_back(entry.code);
    return result;
}

// The slot of the code, or the free one that it would get.
std::size_t CodeIndex::slot_of(std::string_view code, std::size_t hash) const {
    const std::size_t last = m_slots.size() - 1;
    for (std::size_t i = hash & last;; i = (i + 1) & last) {
        const Slot& slot = m_slots[i];
        if (slot.entry == none) return i;
        if (slot.tag == tag_of(hash) && m_entries[static_cast<std::size_t>(slot.entry)].code == code)
            return i;
    }
}

void CodeIndex::make_slots(std::size_t codes) {
    m_slots.assign(std::bit_ceil(std::max<std::size_t>(2 * codes, 16)), Slot{});
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const std::size_t hash = hash_of(m_entries[i].code);
        m_slots[slot_of(m_entries[i].code, hash)] = {tag_of(hash), static_cast<std::int32_t>(i)};
    }
}

// The position of the code, which is this one when the code is new.
std::int32_t CodeIndex::add(std::string_view code, std::int32_t position) {
    if (2 * (m_entries.size() + 1) > m_slots.size()) make_slots(2 * (m_entries.size() + 1));
    const std::size_t hash = hash_of(code);
    Slot& slot = m_slots[slot_of(code, hash)];
    if (slot.entry != none) return m_entries[static_cast<std::size_t>(slot.entry)].position;
    slot = {tag_of(hash), static_cast<std::int32_t>(m_entries.size())};
    m_entries.push_back({std::string(code), position});
    return position;
}

}  // namespace shapes
