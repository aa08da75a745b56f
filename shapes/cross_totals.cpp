#include "shapes/cross_totals.hpp"

#include "shapes/sum.hpp"

namespace shapes {
namespace {

class MapSums {
public:
    void add(const CrossCell& cell, bool is_outside) {
        m_whole.add(cell.amount);
        m_noise.add(cell.noise);
        (is_outside ? m_outside : m_in_both).add(cell.amount - cell.noise);
    }
    [[nodiscard]] MapTotal value() const {
        return {m_whole.value(), m_in_both.value(), m_outside.value(), m_noise.value()};
    }

private:
    CompensatedSum m_whole;
    CompensatedSum m_in_both;
    CompensatedSum m_outside;
    CompensatedSum m_noise;
};

}  // namespace

CrossTotals total(const CrossTable& table) {
    MapSums a;
    MapSums b;
    CompensatedSum all;
    for (const CrossCell& cell : table.cells) {
        if (cell.a != no_unit) a.add(cell, cell.b == no_unit);
        if (cell.b != no_unit) b.add(cell, cell.a == no_unit);
        all.add(cell.amount);
    }
    all.add(table.in_neither);
    return {a.value(), b.value(), table.in_neither, all.value()};
}

}  // namespace shapes
