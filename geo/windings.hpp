// Which rings go round each face, and how often. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "geo/faces.hpp"
#include "geo/topology.hpp"

namespace geo {

/// A ring that goes round a face, and how often: counter-clockwise counts up, clockwise down.
struct Winding {
    std::uint32_t ring;
    std::int32_t times;

    friend bool operator==(const Winding&, const Winding&) = default;
};

/// Carried from face to face over the arcs between them, from the outside, which no ring goes round.
class Windings {
public:
    /// Of `faces` what lies on the left and right of each arc is read, and how many there are.
    /// O(arcs + rings that go round each face).
    Windings(const Topology& topology, const Faces& faces);

    /// Sorted by ring.
    [[nodiscard]] std::span<const Winding> of(FaceIndex f) const {
        return {m_pool.data() + m_of_face[f].first, m_of_face[f].second};
    }

    /// Sides of arcs that what is known of the other side does not agree with.
    [[nodiscard]] std::size_t inconsistent() const { return m_inconsistent; }

private:
    /// The arcs around each face: 2 a for arc a with the face on its left, 2 a + 1 with it on its right.
    struct ArcsAround {
        std::vector<std::uint32_t> first;
        std::vector<std::uint32_t> arcs;
    };

    void list_uses();
    [[nodiscard]] ArcsAround arcs_around() const;
    void spread(const ArcsAround& around);
    void count_inconsistent();
    [[nodiscard]] bool divides_two(std::uint32_t arc) const;
    void cross(std::uint32_t arc, bool to_the_right, std::vector<Winding>& crossed) const;

    const Topology& m_topology;
    const Faces& m_faces;
    std::vector<std::uint32_t> m_use_start;
    std::vector<Winding> m_uses;  // of each arc: the rings that pass it, +1 forward and -1 backward
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_of_face;  // where in the pool, and how many
    std::vector<Winding> m_pool;
    std::size_t m_inconsistent = 0;
};

}  // namespace geo
