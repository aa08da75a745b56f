// The vertices in which arcs begin or end. For .cpp files of geo alone.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/topology.hpp"

namespace geo {

/// Numbers the vertices in which arcs begin or end, in the order of the vertices, so that what is wanted of
/// them alone needs no table of all.
class ArcEnds {
public:
    /// O(arcs + vertices / 64).
    explicit ArcEnds(const Topology& topology) : m_words(topology.vertices.size() / 64 + 1) {
        for (std::size_t a = 0; a < topology.arcs(); ++a) {
            mark(topology.arc(a).front());
            mark(topology.arc(a).back());
        }
        for (Word& word : m_words) {
            word.before = m_count;
            m_count += static_cast<std::uint32_t>(std::popcount(word.marks));
        }
    }

    [[nodiscard]] std::size_t count() const { return m_count; }

    /// @pre an arc begins or ends in `v`.
    [[nodiscard]] std::uint32_t number_of(VertexId v) const {
        const Word& word = m_words[v / 64];
        const std::uint64_t below = (std::uint64_t{1} << (v % 64)) - 1;
        return word.before + static_cast<std::uint32_t>(std::popcount(word.marks & below));
    }

private:
    struct Word {
        std::uint64_t marks = 0;
        std::uint32_t before = 0;  // marks in all words before
    };

    void mark(VertexId v) { m_words[v / 64].marks |= std::uint64_t{1} << (v % 64); }

    std::vector<Word> m_words;
    std::uint32_t m_count = 0;
};

}  // namespace geo
