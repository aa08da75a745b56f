#include "geo/geojson_cut.hpp"

#include <algorithm>
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

}  // namespace

std::optional<std::size_t> comma_between_features(const FileBytes& file) {
    constexpr std::size_t window = std::size_t{1} << 18;
    const std::size_t begin = file.size() / 2;
    std::string text(std::min(window, file.size() - begin), ' ');
    if (!file.read(begin, text)) return std::nullopt;
    constexpr std::string_view word = "\"Feature\"";
    for (std::size_t found = text.find(word); found != std::string::npos;
         found = text.find(word, found + 1)) {
        std::size_t at = found;
        if (step_back(text, at, ":") && step_back(text, at, "\"type\"") && step_back(text, at, "{") &&
            step_back(text, at, ","))
            return begin + at;
    }
    return std::nullopt;
}

}  // namespace geo
