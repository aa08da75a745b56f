#include "geo/fast_transform.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <numbers>
#include <numeric>

#include "geo/finite_box.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

constexpr std::size_t terms = 6;  // of a polynomial of degree five
constexpr std::size_t checks = terms + 1;
constexpr int most_quarterings = 3;
// More would cost more than they save: the points are spread over a box that no country fills.
constexpr double most_cells = 65536;
// On average; for fewer points the polynomials would cost more than they save.
constexpr std::size_t least_points_of_a_cell = 4 * (terms * terms + checks * checks);

// Coefficients of x and y beside each other, so that one instruction works on both.
struct Polynomial {
    std::array<std::array<std::array<double, 2>, terms>, terms> of{};  // [power of u][power of v][x or y]
};

// A square cell: carried by its polynomial, quartered, or left.
struct Cell {
    Point centre;
    double half = 0.0;
    double per_half = std::numeric_limits<double>::infinity();  // of none: it holds no point
    std::int32_t polynomial = -1;
    std::int32_t quarters = -1;  // first of four cells: south-west, south-east, north-west, north-east
    double error = 0.0;

    // Where the point is so far within that rounding does not matter; false tells nothing.
    [[nodiscard]] bool surely_holds(Point p) const {
        return std::abs((p.x - centre.x) * per_half) < surely_within &&
               std::abs((p.y - centre.y) * per_half) < surely_within;
    }
    static constexpr double surely_within = 1.0 - 1e-9;
};

Point evaluate(const Polynomial& polynomial, double u, double v) {
    std::array<double, 2> sum{};
    for (std::size_t i = terms; i-- > 0;) {
        std::array<double, 2> row = polynomial.of[i][terms - 1];
        for (std::size_t j = terms - 1; j-- > 0;) {
            for (std::size_t k = 0; k < 2; ++k)
                row[k] = row[k] * v + polynomial.of[i][j][k];
        }
        for (std::size_t k = 0; k < 2; ++k)
            sum[k] = sum[k] * u + row[k];
    }
    return {sum[0], sum[1]};
}

#if defined(__x86_64__)
bool has_wide_registers() {
    static const bool has = __builtin_cpu_supports("avx2") != 0;
    return has;
}

// Does what evaluate() does for points of one cell, to the same bit, two points in each of four registers;
// ends before eight of which not all are surely in the cell. How many were carried; their box grows.
__attribute__((target("avx2"))) std::size_t carry_eights(const Polynomial& polynomial, const Cell& cell,
                                                         std::span<Point> points, Box& box) {
    constexpr std::size_t registers = 4;
    const __m256d centre = _mm256_set_pd(cell.centre.y, cell.centre.x, cell.centre.y, cell.centre.x);
    const __m256d per_half = _mm256_set1_pd(cell.per_half);
    const __m256d within = _mm256_set1_pd(Cell::surely_within);
    const __m256d sign = _mm256_set1_pd(-0.0);
    __m256d least = _mm256_set_pd(box.min_y, box.min_x, box.min_y, box.min_x);
    __m256d greatest = _mm256_set_pd(box.max_y, box.max_x, box.max_y, box.max_x);
    std::size_t done = 0;
    for (; done + 2 * registers <= points.size(); done += 2 * registers) {
        __m256d u[registers];
        __m256d v[registers];
        int outside = 0;
        for (std::size_t r = 0; r < registers; ++r) {
            const __m256d xy = _mm256_loadu_pd(&points[done + 2 * r].x);
            const __m256d uv = _mm256_mul_pd(_mm256_sub_pd(xy, centre), per_half);
            outside |= _mm256_movemask_pd(_mm256_cmp_pd(_mm256_andnot_pd(sign, uv), within, _CMP_NLT_UQ));
            u[r] = _mm256_movedup_pd(uv);
            v[r] = _mm256_permute_pd(uv, 0b1111);
        }
        if (outside != 0) break;
        __m256d sum[registers] = {};
        for (std::size_t i = terms; i-- > 0;) {
            const auto& coefficients = polynomial.of[i];
            __m256d row[registers];
            for (std::size_t r = 0; r < registers; ++r)
                row[r] =
                    _mm256_broadcast_pd(reinterpret_cast<const __m128d*>(coefficients[terms - 1].data()));
            for (std::size_t j = terms - 1; j-- > 0;) {
                const __m256d next =
                    _mm256_broadcast_pd(reinterpret_cast<const __m128d*>(coefficients[j].data()));
                for (std::size_t r = 0; r < registers; ++r)
                    row[r] = _mm256_add_pd(_mm256_mul_pd(row[r], v[r]), next);
            }
            for (std::size_t r = 0; r < registers; ++r)
                sum[r] = _mm256_add_pd(_mm256_mul_pd(sum[r], u[r]), row[r]);
        }
        for (std::size_t r = 0; r < registers; ++r) {
            _mm256_storeu_pd(&points[done + 2 * r].x, sum[r]);
            least = _mm256_min_pd(least, sum[r]);
            greatest = _mm256_max_pd(greatest, sum[r]);
        }
    }
    double low[4];
    double high[4];
    _mm256_storeu_pd(low, least);
    _mm256_storeu_pd(high, greatest);
    box = {std::min(low[0], low[2]), std::min(low[1], low[3]), std::max(high[0], high[2]),
           std::max(high[1], high[3])};
    return done;
}
#endif

std::array<double, terms> chebyshev_nodes() {
    std::array<double, terms> nodes;
    for (std::size_t k = 0; k < terms; ++k)
        nodes[k] = std::cos((static_cast<double>(k) + 0.5) * std::numbers::pi / terms);
    return nodes;
}

std::array<double, checks> chebyshev_extrema() {
    std::array<double, checks> extrema;
    for (std::size_t k = 0; k < checks; ++k)
        extrema[k] = std::cos(static_cast<double>(k) * std::numbers::pi / terms);
    return extrema;
}

// The matrix from values at the nodes to coefficients of powers. It goes by way of Chebyshev coefficients,
// which are small for a smooth function, so that no digits are lost.
std::array<std::array<double, terms>, terms> values_to_powers() {
    constexpr std::array<std::array<double, terms>, terms> chebyshev_in_powers = {{{1, 0, 0, 0, 0, 0},
                                                                                   {0, 1, 0, 0, 0, 0},
                                                                                   {-1, 0, 2, 0, 0, 0},
                                                                                   {0, -3, 0, 4, 0, 0},
                                                                                   {1, 0, -8, 0, 8, 0},
                                                                                   {0, 5, 0, -20, 0, 16}}};
    std::array<std::array<double, terms>, terms> matrix{};
    for (std::size_t degree = 0; degree < terms; ++degree) {
        for (std::size_t node = 0; node < terms; ++node) {
            const double angle = static_cast<double>(degree) * (static_cast<double>(node) + 0.5) *
                                 std::numbers::pi / static_cast<double>(terms);
            const double weight = (degree == 0 ? 1.0 : 2.0) / static_cast<double>(terms) * std::cos(angle);
            for (std::size_t power = 0; power < terms; ++power)
                matrix[power][node] += chebyshev_in_powers[degree][power] * weight;
        }
    }
    return matrix;
}

class Cells {
public:
    Cells(const CellRule& rule, const CarryPoints& exactly) : m_rule(rule), m_exactly(exactly) {}

    // A new cell with its polynomial, or with quarters, or left.
    Cell made(Point centre, double half, int quarterings) {
        Cell cell{centre, half, 1.0 / half};
        Polynomial polynomial;
        cell.error = fit(cell, polynomial);
        if (cell.error <= m_rule.greatest_error) {
            cell.polynomial = static_cast<std::int32_t>(m_polynomials.size());
            m_polynomials.push_back(polynomial);
        } else if (quarterings < most_quarterings && std::isfinite(cell.error)) {
            quarter(cell, quarterings);
        }
        return cell;
    }

    // The cell without quarters in which the point lies.
    const Cell& leaf(const Cell& root, Point p) const {
        const Cell* cell = &root;
        while (cell->quarters >= 0) {
            const std::int32_t quarter = (p.x >= cell->centre.x ? 1 : 0) + (p.y >= cell->centre.y ? 2 : 0);
            cell = &m_quarters[static_cast<std::size_t>(cell->quarters + quarter)];
        }
        return *cell;
    }

    // Carries the first point, which lies in the leaf, and as many of the next as are easily seen to; none
    // when it is left. How many; their box grows.
    std::size_t carry(const Cell& leaf, std::span<Point> points, Box& box) const {
        if (leaf.polynomial < 0) return 0;
        const Polynomial& polynomial = m_polynomials[static_cast<std::size_t>(leaf.polynomial)];
        std::size_t done = 0;
#if defined(__x86_64__)
        if (has_wide_registers()) done = carry_eights(polynomial, leaf, points, box);
        if (done > 0) return done;
#endif
        do {
            Point& p = points[done];
            p = evaluate(polynomial, (p.x - leaf.centre.x) * leaf.per_half,
                         (p.y - leaf.centre.y) * leaf.per_half);
            box.add(p);
            ++done;
        } while (done < points.size() && leaf.surely_holds(points[done]));
        return done;
    }

    // Adds what the polynomials in the cell were measured to be.
    void report(const Cell& cell, Interpolated& result) const {
        if (cell.polynomial >= 0) {
            result.check_points += checks * checks;
            result.greatest_error = std::max(result.greatest_error, cell.error);
        }
        for (std::size_t i = 0; cell.quarters >= 0 && i < 4; ++i)
            report(m_quarters[static_cast<std::size_t>(cell.quarters) + i], result);
    }

private:
    // Fits the polynomial; its greatest error at the check points, infinite where the operation fails.
    double fit(const Cell& cell, Polynomial& polynomial) {
        static const std::array<double, terms> nodes = chebyshev_nodes();
        static const std::array<double, checks> extrema = chebyshev_extrema();
        static const auto matrix = values_to_powers();
        std::array<Point, terms * terms + checks * checks> points;
        std::size_t n = 0;
        const auto add = [&](double u, double v) {
            points[n++] = {cell.centre.x + u * cell.half, cell.centre.y + v * cell.half};
        };
        for (const double u : nodes)
            for (const double v : nodes)
                add(u, v);
        for (const double u : extrema)
            for (const double v : extrema)
                add(u, v);
        m_exactly(points);
        for (const Point p : points)
            if (!std::isfinite(p.x) || !std::isfinite(p.y)) return std::numeric_limits<double>::infinity();

        for (std::size_t i = 0; i < terms; ++i) {
            for (std::size_t j = 0; j < terms; ++j) {
                for (std::size_t a = 0; a < terms; ++a) {
                    for (std::size_t b = 0; b < terms; ++b) {
                        const double weight = matrix[i][a] * matrix[j][b];
                        polynomial.of[i][j][0] += weight * points[a * terms + b].x;
                        polynomial.of[i][j][1] += weight * points[a * terms + b].y;
                    }
                }
            }
        }
        double error = 0.0;
        n = terms * terms;
        for (const double u : extrema) {
            for (const double v : extrema) {
                const Point p = evaluate(polynomial, u, v);
                error = std::max({error, std::abs(p.x - points[n].x), std::abs(p.y - points[n].y)});
                ++n;
            }
        }
        return error;
    }

    void quarter(Cell& cell, int quarterings) {
        const double half = cell.half / 2.0;
        // A smooth function is off 64 times less in half a cell; one that is not even 8 times better has
        // kinks.
        constexpr double least_gain = 8.0;
        std::array<Cell, 4> quarters;
        for (std::size_t i = 0; i < 4; ++i) {
            quarters[i] =
                made({cell.centre.x + (i % 2 == 0 ? -half : half), cell.centre.y + (i < 2 ? -half : half)},
                     half, quarterings + 1);
            const bool helps = quarters[i].error <= std::max(cell.error / least_gain, m_rule.greatest_error);
            if (!helps) return;
        }
        cell.quarters = static_cast<std::int32_t>(m_quarters.size());
        m_quarters.insert(m_quarters.end(), quarters.begin(), quarters.end());
    }

    const CellRule& m_rule;
    const CarryPoints& m_exactly;
    std::vector<Polynomial> m_polynomials;
    std::vector<Cell> m_quarters;
};

// Square cells over the box of all points, in rows from south to north.
class Lattice {
public:
    Lattice(const Box& box, double side) : m_side(side), m_per_side(1.0 / side) {
        const double columns = std::floor(box.max_x * m_per_side) - std::floor(box.min_x * m_per_side) + 1.0;
        const double rows = std::floor(box.max_y * m_per_side) - std::floor(box.min_y * m_per_side) + 1.0;
        if (!(columns * rows <= most_cells) ||
            !(std::abs(box.min_x) + std::abs(box.min_y) < most_cells * side))
            return;
        m_first_x = whole(box.min_x * m_per_side);
        m_first_y = whole(box.min_y * m_per_side);
        m_columns = static_cast<std::int64_t>(columns);
        m_cells = static_cast<std::size_t>(columns * rows);
    }

    // None when the points lie too far apart, or there are none.
    [[nodiscard]] std::size_t cells() const { return m_cells; }
    [[nodiscard]] std::size_t cell_of(Point p) const {
        return static_cast<std::size_t>((whole(p.y * m_per_side) - m_first_y) * m_columns +
                                        whole(p.x * m_per_side) - m_first_x);
    }
    [[nodiscard]] Point centre(std::size_t cell) const {
        const auto [row, column] = std::div(static_cast<std::int64_t>(cell), m_columns);
        return {(static_cast<double>(m_first_x + column) + 0.5) * m_side,
                (static_cast<double>(m_first_y + row) + 0.5) * m_side};
    }

private:
    // std::floor() is a call into the library on machines of the oldest kind.
    static std::int64_t whole(double value) {
        const auto towards_zero = static_cast<std::int64_t>(value);
        return towards_zero - (value < static_cast<double>(towards_zero) ? 1 : 0);
    }

    double m_side;
    double m_per_side;
    std::int64_t m_first_x = 0;
    std::int64_t m_first_y = 0;
    std::int64_t m_columns = 0;
    std::size_t m_cells = 0;
};

std::vector<std::size_t> all_of(std::span<const Point> points) {
    std::vector<std::size_t> indices(points.size());
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    return indices;
}

}  // namespace

Interpolated carry_by_polynomials(std::span<Point> points, const Box& box, const CellRule& rule,
                                  const CarryPoints& exactly) {
    Interpolated result;
    const Lattice lattice(box, rule.side);
    const std::size_t middle = points.size() / 2;
    std::array<std::vector<std::uint8_t>, 2> holds_points;
    in_two_halves(lattice.cells() == 0 ? 0 : points.size(), [&](std::size_t half) {
        holds_points[half].assign(lattice.cells(), 0);
        if (lattice.cells() == 0) return;
        Cell before;
        for (const Point p : half == 0 ? points.first(middle) : points.subspan(middle)) {
            // Rings stay in one cell for long.
            if (before.surely_holds(p)) continue;
            const std::size_t cell = lattice.cell_of(p);
            holds_points[half][cell] = 1;
            before = Cell{lattice.centre(cell), rule.side / 2.0, 2.0 / rule.side};
        }
    });
    for (std::size_t cell = 0; cell < lattice.cells(); ++cell)
        holds_points[0][cell] |= holds_points[1][cell];
    const auto cells_to_fit = static_cast<std::size_t>(std::ranges::count(holds_points[0], 1));
    if (cells_to_fit == 0 || cells_to_fit * least_points_of_a_cell > points.size()) {
        result.left = all_of(points);
        return result;
    }

    Cells cells(rule, exactly);
    std::vector<Cell> roots(lattice.cells());
    for (std::size_t i = 0; i < roots.size(); ++i) {
        if (holds_points[0][i] == 0) continue;
        roots[i] = cells.made(lattice.centre(i), rule.side / 2.0, 0);
        cells.report(roots[i], result);
    }

    const std::size_t shares = shares_of(points.size());
    std::vector<std::vector<std::size_t>> left(shares);
    std::vector<Box> boxes(shares);
    in_shares(points.size(), shares, [&](std::size_t share) {
        const std::size_t end = std::min((share + 1) * points_of_a_share, points.size());
        Box carried_to;
        for (std::size_t i = share * points_of_a_share; i < end;) {
            const Cell& leaf = cells.leaf(roots[lattice.cell_of(points[i])], points[i]);
            const std::size_t carried = cells.carry(leaf, points.subspan(i, end - i), carried_to);
            if (carried == 0) left[share].push_back(i);
            i += std::max<std::size_t>(carried, 1);
        }
        boxes[share] = carried_to;
    });
    for (const Box& box_of_share : boxes)
        result.box.unite(box_of_share);
    for (const std::vector<std::size_t>& of_share : left)
        result.left.insert(result.left.end(), of_share.begin(), of_share.end());
    return result;
}

}  // namespace geo
