#include "geo/geojson_cut.hpp"

#include <algorithm>
#include <optional>
#include <string>
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

std::vector<std::size_t> commas_between_features(const FileBytes& file, std::size_t bytes) {
    constexpr std::size_t first_window = std::size_t{1} << 14;
    constexpr std::size_t last_window = std::size_t{1} << 18;
    std::vector<std::size_t> commas;
    std::string text;
    for (std::size_t begin = bytes; begin < file.size(); begin += bytes) {
        const std::size_t most = std::min({last_window, bytes, file.size() - begin});
        for (std::size_t window = std::min(first_window, most);; window = std::min(4 * window, most)) {
            text.resize(window);
            if (!file.read(begin, text)) return {};
            if (const auto comma = comma_in(text)) {
                commas.push_back(begin + *comma);
                break;
            }
            if (window == most) break;
        }
    }
    return commas;
}

}  // namespace geo
