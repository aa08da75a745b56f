#include "render/colour_vision.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/table.hpp"

namespace render {

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

// Machado, Oliveira and Fernandes (2009), table for severity 1.0.
constexpr Matrix deuteranopia = {
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix protanopia = {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
// Linear sRGB to XYZ, D65 (IEC 61966-2-1).
constexpr Matrix rgb_to_xyz = {{{0.4124564, 0.3575761, 0.1804375},
                                {0.2126729, 0.7151522, 0.0721750},
                                {0.0193339, 0.1191920, 0.9503041}}};
constexpr Triple white = {0.95047, 1.0, 1.08883};

Triple multiply(const Matrix& m, const Triple& v) {
    Triple result{};
    for (std::size_t i = 0; i < 3; ++i)
        result[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
    return result;
}

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

Triple seen(Colour colour, Vision vision) {
    const Triple light = {linear(colour.red), linear(colour.green), linear(colour.blue)};
    if (vision == Vision::normal) return light;
    Triple result = multiply(vision == Vision::deuteranopia ? deuteranopia : protanopia, light);
    for (double& channel : result)
        channel = std::clamp(channel, 0.0, 1.0);
    return result;
}

Triple lab(const Triple& light) {
    const Triple xyz = multiply(rgb_to_xyz, light);
    Triple f{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = xyz[i] / white[i];
        f[i] = t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
    }
    return {116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])};
}

double luminance(Colour colour) {
    return multiply(rgb_to_xyz, seen(colour, Vision::normal))[1];
}

std::string named(std::span<const Colour> colours, std::span<const std::string> labels, std::size_t i) {
    return (i < labels.size() ? "\"" + labels[i] + "\" " : "") + "(" + to_hex(colours[i]) + ")";
}

}  // namespace

std::string to_hex(Colour colour) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (const std::uint8_t channel : {colour.red, colour.green, colour.blue}) {
        text += digits[channel / 16U];
        text += digits[channel % 16U];
    }
    return text;
}

double colour_difference(Colour a, Colour b, Vision vision) {
    const Triple p = lab(seen(a, vision));
    const Triple q = lab(seen(b, vision));
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

std::optional<ClosestPair> closest_pair(std::span<const Colour> colours) {
    std::optional<ClosestPair> closest;
    for (const Vision vision : {Vision::deuteranopia, Vision::protanopia}) {
        for (std::size_t i = 0; i < colours.size(); ++i) {
            for (std::size_t j = i + 1; j < colours.size(); ++j) {
                const double difference = colour_difference(colours[i], colours[j], vision);
                if (!closest || difference < closest->difference) {
                    closest = ClosestPair{i, j, vision, difference};
                }
            }
        }
    }
    return closest;
}

std::optional<std::string> colour_vision_warning(std::span<const Colour> colours,
                                                 std::span<const std::string> labels) {
    const auto pair = closest_pair(colours);
    if (!pair || pair->difference >= least_difference) return std::nullopt;
    const auto name = [&](std::size_t i) { return named(colours, labels, i); };
    return "readers with " +
           std::string(pair->vision == Vision::deuteranopia ? "deuteranopia" : "protanopia") +
           " can hardly tell " + name(pair->first) + " from " + name(pair->second) + ": difference " +
           geo::format_fixed(pair->difference, 1) + ", wanted " + geo::format_fixed(least_difference, 0);
}

double contrast_ratio(Colour a, Colour b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

std::optional<std::string> contrast_warning(std::span<const Colour> colours,
                                            std::span<const std::string> labels) {
    std::optional<std::size_t> worst;
    double least = least_contrast;
    for (std::size_t i = 0; i + 1 < colours.size(); ++i) {
        const double contrast = contrast_ratio(colours[i], colours[i + 1]);
        if (contrast >= least) continue;
        least = contrast;
        worst = i;
    }
    if (!worst) return std::nullopt;
    return "in grey " + named(colours, labels, *worst) + " and its neighbour " +
           named(colours, labels, *worst + 1) + " look alike: contrast " + geo::format_fixed(least, 2) +
           ", wanted " + geo::format_fixed(least_contrast, 1);
}

bool hides_white_lines(Colour fill) {
    return contrast_ratio(fill, rgb(0xffffff)) < least_contrast;
}

}  // namespace render
