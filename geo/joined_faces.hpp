// Faces joined into larger pieces of ground. For .cpp files of geo alone.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "geo/faces.hpp"

namespace geo {

/// Disjoint sets of faces (Galler and Fischer 1964), each led by its first face.
class JoinedFaces {
public:
    explicit JoinedFaces(std::size_t faces) : m_leader(faces) {
        std::iota(m_leader.begin(), m_leader.end(), FaceIndex{0});
    }

    void join(FaceIndex f, FaceIndex g) {
        f = leader(f);
        g = leader(g);
        m_leader[std::max(f, g)] = std::min(f, g);
    }

    /// The first face of the set.
    [[nodiscard]] FaceIndex leader(FaceIndex f) {
        while (m_leader[f] != f)
            f = m_leader[f] = m_leader[m_leader[f]];
        return f;
    }

private:
    std::vector<FaceIndex> m_leader;
};

}  // namespace geo
