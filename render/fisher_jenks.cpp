#include "render/fisher_jenks.hpp"

#include <cstdint>
#include <limits>

#include "render/class_bounds.hpp"

namespace render {

namespace {

/// Unique values with running sums, so that the cost of a class is three subtractions.
class Costs {
public:
    explicit Costs(std::span<const double> sorted) {
        // Taken from the middle value, which keeps the sums small and their differences exact enough.
        const double origin = sorted[sorted.size() / 2];
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                m_unique.push_back(sorted[i]);
                m_count.push_back(m_count.back());
                m_sum.push_back(m_sum.back());
                m_squares.push_back(m_squares.back());
            }
            const double d = sorted[i] - origin;
            m_count.back() += 1.0;
            m_sum.back() += d;
            m_squares.back() += d * d;
        }
    }

    [[nodiscard]] const std::vector<double>& unique() const { return m_unique; }

    /// Squared deviations of the unique values [begin, end) from their mean.
    [[nodiscard]] double of(std::size_t begin, std::size_t end) const {
        const double n = m_count[end] - m_count[begin];
        const double sum = m_sum[end] - m_sum[begin];
        return (m_squares[end] - m_squares[begin]) - sum * sum / n;
    }

private:
    std::vector<double> m_unique;
    std::vector<double> m_count{0.0};
    std::vector<double> m_sum{0.0};
    std::vector<double> m_squares{0.0};
};

/// One row of the programme: the best cost of the first `end` values in one more class than `before` has, for
/// the ends [low, high], when the last class begins in [first_cut, last_cut].
struct Row {
    const Costs& costs;
    const std::vector<double>& before;
    std::vector<double>& best;
    std::vector<std::uint32_t>& cut;

    void solve(std::size_t low, std::size_t high, std::size_t first_cut, std::size_t last_cut) {
        if (low > high) return;
        const std::size_t end = low + (high - low) / 2;
        double least = std::numeric_limits<double>::infinity();
        std::size_t where = first_cut;
        for (std::size_t c = first_cut; c <= last_cut && c < end; ++c) {
            const double cost = before[c] + costs.of(c, end);
            if (cost < least) {
                least = cost;
                where = c;
            }
        }
        best[end] = least;
        cut[end] = static_cast<std::uint32_t>(where);
        if (end > low) solve(low, end - 1, first_cut, where);
        solve(end + 1, high, where, last_cut);
    }
};

}  // namespace

std::vector<double> fisher_jenks_breaks(std::span<const double> sorted, std::size_t k, Closed closed) {
    const Costs costs(sorted);
    const std::vector<double>& unique = costs.unique();
    const std::size_t n = unique.size();

    std::vector<double> before(n + 1, std::numeric_limits<double>::infinity());
    for (std::size_t end = 1; end <= n; ++end)
        before[end] = costs.of(0, end);
    std::vector<std::vector<std::uint32_t>> cuts(k + 1, std::vector<std::uint32_t>(n + 1, 0));
    std::vector<double> best(n + 1);
    for (std::size_t classes = 2; classes <= k; ++classes) {
        std::fill(best.begin(), best.end(), std::numeric_limits<double>::infinity());
        Row{costs, before, best, cuts[classes]}.solve(classes, n, classes - 1, n - 1);
        before.swap(best);
    }

    std::vector<double> breaks(k);
    breaks[k - 1] = unique.back();
    std::size_t end = n;
    for (std::size_t classes = k; classes > 1; --classes) {
        end = cuts[classes][end];
        const double below = unique[end - 1];
        const double above = unique[end];
        breaks[classes - 2] = closed == Closed::right ? below : bound_between(below, above, closed);
    }
    return breaks;
}

}  // namespace render
