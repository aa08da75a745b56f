#include "geo/geojson_sample.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace geo {

GeoJsonContents likely_contents(const FileBytes& file) {
    constexpr std::size_t samples = 64;
    constexpr std::size_t sample_bytes = 4096;
    constexpr std::string_view feature = "\"Feature\"";
    if (file.size() == 0) return {};
    std::string sample(std::min(sample_bytes, file.size()), '\0');
    GeoJsonContents seen;
    for (std::size_t i = 0; i < samples; ++i) {
        if (!file.read((file.size() - sample.size()) / samples * i, sample)) return {};
        // A position is an array within which no other opens.
        for (std::size_t at = 0; at + 1 < sample.size(); ++at)
            if (sample[at] == '[' && sample[at + 1] != '[') ++seen.positions;
        for (std::size_t at = sample.find(feature); at != std::string::npos;
             at = sample.find(feature, at + 1))
            ++seen.features;
    }
    const double share = static_cast<double>(samples * sample.size()) / static_cast<double>(file.size());
    const auto likely = [&](std::size_t count, double margin, std::size_t least_bytes) {
        return std::min(static_cast<std::size_t>(margin * static_cast<double>(count) / share),
                        file.size() / least_bytes);
    };
    return {likely(seen.positions, 1.05, 6), likely(seen.features, 1.3, 60)};
}

}  // namespace geo
