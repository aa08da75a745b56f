#include "shapes/hex_outline.hpp"

#include <array>

namespace shapes {

namespace {

constexpr double weight_of_lake = 4.0;
constexpr std::array<double, 7> inlet_weights = {0.0, 0.0, 0.0, 0.0, 0.2, 1.0, 1.0};  // by hexagons around

}  // namespace

HexOutline::HexOutline(const Honeycomb& comb, std::span<const std::int32_t> area_in)
    : m_comb(comb), m_is_full(comb.cells(), 0), m_around(comb.cells(), 0) {
    for (std::size_t cell = 0; cell < area_in.size(); ++cell)
        if (area_in[cell] >= 0) turn(cell);
}

/// What a cell adds to pieces less lakes when it is filled: a piece where it is alone, one less of the two
/// for each run of hexagons around it beyond the first, and a lake less where it fills one.
int HexOutline::pieces_less_lakes_with(std::size_t cell) const {
    if (m_around[cell] == 6) return 1;
    int runs = 0;
    bool before = m_is_full[m_comb.beside(cell, 5)] != 0;
    for (std::size_t d = 0; d < 6; ++d) {
        const bool now = m_is_full[m_comb.beside(cell, d)] != 0;
        if (now && !before) ++runs;
        before = now;
    }
    return 1 - runs;
}

double HexOutline::turn(std::size_t cell) {
    const bool fills = m_is_full[cell] == 0;
    const int change = fills ? pieces_less_lakes_with(cell) : -pieces_less_lakes_with(cell);
    double cost = -weight_of_lake * change;
    cost += fills ? -inlet_weights[m_around[cell]] : inlet_weights[m_around[cell]];
    m_is_full[cell] = fills ? 1 : 0;
    m_pieces_less_lakes += change;
    for (std::size_t d = 0; d < 6; ++d) {
        const std::size_t beside = m_comb.beside(cell, d);
        const std::uint8_t around = m_around[beside];
        m_around[beside] = static_cast<std::uint8_t>(fills ? around + 1 : around - 1);
        if (m_is_full[beside] == 0) cost += inlet_weights[m_around[beside]] - inlet_weights[around];
    }
    return cost;
}

double HexOutline::cost() const {
    double cost = -weight_of_lake * m_pieces_less_lakes;
    for (std::size_t cell = 0; cell < m_is_full.size(); ++cell)
        if (m_is_full[cell] == 0) cost += inlet_weights[m_around[cell]];
    return cost;
}

}  // namespace shapes
