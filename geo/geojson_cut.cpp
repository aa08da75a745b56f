#include "geo/geojson_cut.hpp"

#include <algorithm>
#include <string_view>

namespace geo {

namespace {

std::size_t without_blanks_before(std::string_view text, std::size_t at) {
    while (at > 0 && std::string_view(" \t\r\n").find(text[at - 1]) != std::string_view::npos)
        --at;
    return at;
}

// Goes back over `token`, and blanks before it; false when it does not stand there.
bool step_back(std::string_view text, std::size_t& at, std::string_view token) {
    at = without_blanks_before(text, at);
    if (!text.substr(0, at).ends_with(token)) return false;
    at -= token.size();
    return true;
}

/// Place of such a comma in a text.
std::optional<std::size_t> comma_in(std::string_view text) {
    constexpr std::string_view word = "\"Feature\"";
    for (std::size_t found = text.find(word); found != std::string_view::npos;
         found = text.find(word, found + 1)) {
        std::size_t at = found;
        if (step_back(text, at, ":") && step_back(text, at, "\"type\"") && step_back(text, at, "{") &&
            step_back(text, at, ","))
            return at;
    }
    return std::nullopt;
}

}  // namespace

std::optional<FeatureRun> FeatureRuns::next() {
    if (m_begin > m_file.size()) return std::nullopt;
    const FeatureRun run{m_begin, next_comma().value_or(m_file.size())};
    m_begin = run.end + 1;
    return run;
}

std::optional<std::size_t> FeatureRuns::next_comma() {
    constexpr std::size_t first_window = std::size_t{1} << 12;
    constexpr std::size_t last_window = std::size_t{1} << 18;
    while (m_looked + m_bytes < m_file.size()) {
        m_looked += m_bytes;
        const std::size_t most = std::min({last_window, m_bytes, m_file.size() - m_looked});
        for (std::size_t window = std::min(first_window, most);; window = std::min(4 * window, most)) {
            m_text.resize(window);
            if (!m_file.read(m_looked, m_text)) return std::nullopt;
            if (const auto comma = comma_in(m_text)) return m_looked + *comma;
            if (window == most) break;
        }
    }
    return std::nullopt;
}

}  // namespace geo
