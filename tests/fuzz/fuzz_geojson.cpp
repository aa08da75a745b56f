// Any bytes as a GeoJSON file: a layer that keeps the conventions of RingSet, or an InputError; and what is
// read the quick way is what GDAL reads.
#include "geo/geojson_reader.hpp"
#include "tests/fuzz/fuzz_layer.hpp"
#include "tests/support/layer_outcome.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::filesystem::path path = fuzz::scratch_file("a.geojson", data, size);
    const auto suspects_all = [](const std::string&) { return true; };
    if (geo::read_plain_geojson(path, suspects_all)) {
        geo::ReadOptions options;
        const std::string quick = support::outcome(path, options);
        options.by_gdal_alone = true;
        fuzz::require(quick == support::outcome(path, options));
    }
    fuzz::read(path);
    std::filesystem::remove(path);
    return 0;
}
