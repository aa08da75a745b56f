// What every layer keeps, whatever bytes it came from; shared by the targets that read files.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "geo/error.hpp"
#include "geo/layer.hpp"

namespace fuzz {

inline void require(bool promise) {
    if (!promise) std::abort();
}

/// The conventions of RingSet that hold for coordinates of any value.
inline void check_rings(const geo::Rings& rings) {
    require(rings.area_start.back() == rings.rings());
    require(rings.ring_start.back() == rings.points.size());
    for (std::size_t r = 0; r < rings.rings(); ++r) {
        const auto ring = rings.ring(r);
        require(ring.size() >= 3 && !(ring.front() == ring.back()));
    }
}

inline void check_layer(const geo::Layer& layer) {
    require(layer.rings.areas() == layer.codes.size() && layer.names.size() == layer.codes.size());
    require(layer.attributes.rows() == layer.codes.size());
    require(!layer.crs.empty());
    check_rings(layer.rings);
}

/// A file in the temporary folder that belongs to this process, with these bytes in it.
inline std::filesystem::path scratch_file(const char* name, const std::uint8_t* data, std::size_t size) {
    const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("fuzz." + std::to_string(::getpid()) + "." + name);
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    return path;
}

/// Reads the file: a layer that keeps its promises, or an InputError.
inline void read(const std::filesystem::path& path) {
    try {
        check_layer(geo::read_layer(path, {}));
    } catch (const geo::InputError&) {
    }
}

}  // namespace fuzz
