// Any bytes as a GeoJSON file: a layer that keeps the conventions of RingSet, or an InputError; and what is
// read the quick way is what GDAL reads.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "geo/error.hpp"
#include "geo/geojson_reader.hpp"
#include "geo/layer.hpp"
#include "tests/support/layer_outcome.hpp"

namespace {

void require(bool promise) {
    if (!promise) std::abort();
}

void check(const geo::Layer& layer) {
    require(layer.rings.areas() == layer.codes.size() && layer.names.size() == layer.codes.size());
    require(layer.attributes.rows() == layer.codes.size());
    require(!layer.crs.empty());
    require(layer.rings.area_start.back() == layer.rings.rings());
    require(layer.rings.ring_start.back() == layer.rings.points.size());
    for (std::size_t r = 0; r < layer.rings.rings(); ++r) {
        const auto ring = layer.rings.ring(r);
        require(ring.size() >= 3 && !(ring.front() == ring.back()));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("fuzz_geojson." + std::to_string(::getpid()) + ".geojson");
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    try {
        check(geo::read_layer(path, {}));
    } catch (const geo::InputError&) {
    }
    const auto suspects_all = [](const std::string&) { return true; };
    if (geo::read_plain_geojson(path, suspects_all)) {
        geo::ReadOptions options;
        const std::string quick = support::outcome(path, options);
        options.by_gdal_alone = true;
        require(quick == support::outcome(path, options));
    }
    std::filesystem::remove(path);
    return 0;
}
