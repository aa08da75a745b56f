#include "shapes/code_index.hpp"

namespace shapes {

std::string_view trim_code(std::string_view cell) {
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const std::size_t first = cell.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return cell.substr(first, cell.find_last_not_of(blanks) - first + 1);
}

CodeIndex::CodeIndex(std::span<const std::string> codes) {
    m_positions.reserve(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i)
        m_positions.try_emplace(codes[i], static_cast<std::int32_t>(i));
}

std::int32_t CodeIndex::find(std::string_view code) const {
    const auto found = m_positions.find(code);
    return found == m_positions.end() ? none : found->second;
}

std::int32_t CodeIndex::intern(std::string_view code) {
    const auto found = m_positions.find(code);
    if (found != m_positions.end()) return found->second;
    const auto position = static_cast<std::int32_t>(m_positions.size());
    m_positions.emplace(code, position);
    return position;
}

std::vector<std::string> CodeIndex::codes() const {
    std::vector<std::string> result(m_positions.size());
    for (const auto& [code, position] : m_positions)
        result[static_cast<std::size_t>(position)] = code;
    return result;
}

}  // namespace shapes
