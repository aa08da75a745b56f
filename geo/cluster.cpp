#include "geo/cluster.hpp"

#include <array>
#include <cstddef>
#include <utility>

#include "geo/two_threads.hpp"

namespace geo {

namespace {

/// Decides which positions survive: the smaller of two close ones, unless it has moved itself.
class Clusters {
public:
    Clusters(const VertexIndex& index, std::int64_t tolerance) : m_vertices(index.vertices()) {
        using Pair = std::pair<VertexId, VertexId>;  // the greater position first
        std::array<std::vector<Pair>, 2> pairs;
        if (!m_vertices.empty()) {
            const std::array<std::size_t, 3> strips{
                0, index.strip_of(static_cast<VertexId>(m_vertices.size() / 2)), index.strips()};
            in_two_halves(m_vertices.size(), [&](std::size_t half) {
                const auto add = [&](VertexId i, VertexId j) {
                    pairs[half].push_back(m_vertices[i] < m_vertices[j] ? Pair{j, i} : Pair{i, j});
                };
                index.for_each_close_pair(tolerance, strips[half], strips[half + 1], add);
            });
        }
        m_start.assign(m_vertices.size() + 1, 0);
        for (const auto& half : pairs)
            for (const Pair& pair : half)
                ++m_start[pair.first + 1];
        for (std::size_t i = 1; i < m_start.size(); ++i)
            m_start[i] += m_start[i - 1];
        m_smaller.resize(m_start.back());
        std::vector<std::uint32_t> next(m_start.begin(), m_start.end() - 1);
        for (const auto& half : pairs)
            for (const auto& [greater, smaller] : half)
                m_smaller[next[greater]++] = smaller;
        m_target.assign(m_vertices.size(), no_vertex);
        for (VertexId v = 0; v < m_vertices.size(); ++v) {
            if (m_target[v] != no_vertex) continue;
            if (m_start[v] == m_start[v + 1]) {
                m_target[v] = v;
            } else {
                resolve(v);
            }
        }
    }

    [[nodiscard]] std::vector<VertexId> take_targets() { return std::move(m_target); }

private:
    /// Settles the smaller positions within reach first; a stack of our own, since chains may be long.
    void resolve(VertexId vertex) {
        m_stack.assign(1, vertex);
        while (!m_stack.empty()) {
            const VertexId v = m_stack.back();
            const std::size_t waiting = m_stack.size();
            VertexId target = v;
            for (std::uint32_t i = m_start[v]; i < m_start[v + 1]; ++i) {
                const VertexId smaller = m_smaller[i];
                if (m_target[smaller] == no_vertex) {
                    m_stack.push_back(smaller);
                } else if (m_target[smaller] == smaller &&
                           (target == v || m_vertices[smaller] < m_vertices[target])) {
                    target = smaller;
                }
            }
            if (m_stack.size() > waiting) continue;
            m_target[v] = target;
            m_stack.pop_back();
        }
    }

    const std::vector<GridPoint>& m_vertices;
    std::vector<std::uint32_t> m_start;  // of the smaller positions within reach of each
    std::vector<VertexId> m_smaller;
    std::vector<VertexId> m_target;
    std::vector<VertexId> m_stack;
};

}  // namespace

std::vector<VertexId> cluster(const VertexIndex& index, std::int64_t tolerance) {
    return Clusters(index, tolerance).take_targets();
}

}  // namespace geo
