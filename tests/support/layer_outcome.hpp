// What reading a file came to, as text that is equal only for equal layers: to compare two ways of reading.
#pragma once

#include <bit>
#include <cstdint>
#include <filesystem>
#include <string>

#include "geo/error.hpp"
#include "geo/layer.hpp"

namespace support {

/// Everything in a layer, coordinates by their bits; zeros lose their sign.
inline std::string text_of(const geo::Layer& layer) {
    std::string text = layer.path + "|" + layer.name + "|" + layer.crs + "|" + layer.code_column + "|" +
                       layer.name_column + "\n";
    for (std::size_t i = 0; i < layer.codes.size(); ++i)
        text += layer.codes[i] + "|" + layer.names[i] + "\n";
    for (const geo::Column& column : layer.attributes.columns) {
        text += "column " + column.name + " of type " + std::to_string(static_cast<int>(column.type)) + ":";
        for (const std::string& cell : column.cells)
            text += cell + "|";
        text += "\n";
    }
    for (const std::uint32_t start : layer.rings.area_start)
        text += std::to_string(start) + " ";
    for (const std::uint32_t start : layer.rings.ring_start)
        text += std::to_string(start) + " ";
    for (const geo::Point p : layer.rings.points)
        text += std::to_string(std::bit_cast<std::uint64_t>(p.x + 0.0)) + "," +
                std::to_string(std::bit_cast<std::uint64_t>(p.y + 0.0)) + " ";
    if (layer.box) {
        text += "\n";
        for (const double side : {layer.box->min_x, layer.box->min_y, layer.box->max_x, layer.box->max_y})
            text += std::to_string(std::bit_cast<std::uint64_t>(side + 0.0)) + " ";
    }
    for (const geo::Finding& finding : layer.findings) {
        text += "\n" + std::string(to_string(finding.kind)) + "|" + std::string(to_string(finding.severity)) +
                "|" + std::to_string(finding.size) + "|" + finding.text;
        for (const std::string& code : finding.codes)
            text += "|" + code;
    }
    return text;
}

/// text_of() the layer in a file, or the text of the InputError.
inline std::string outcome(const std::filesystem::path& path, const geo::ReadOptions& options) {
    try {
        return text_of(geo::read_layer(path, options));
    } catch (const geo::InputError& error) {
        return std::string("error: ") + error.what();
    }
}

}  // namespace support
