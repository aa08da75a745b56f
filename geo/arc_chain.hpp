// Arcs as linked lists from which vertices are taken, with the weights of those that are left. For .cpp files
// of geo alone.
#pragma once

#include <bit>
#include <span>
#include <vector>

#include "geo/arc_lists.hpp"
#include "geo/triangle.hpp"
#include "geo/winner_tree.hpp"

namespace geo {

/// The neighbours of a removable vertex, and how many cells they are away.
struct Link {
    Place prev;
    Place next;
    double to_prev;
    double to_next;
};

/// What is left of one arc, or of several, as linked lists with weights, by place from `first` on.
class ArcChain {
public:
    ArcChain(const ArcLists& lists, double weighting) : m_lists(lists), m_weighting(weighting) {}

    /// Begins anew with the places [first, end), which are in no list as yet and do not compete.
    void start(Place first, Place end) {
        m_first = first;
        m_links.resize(end - first);
        m_weights.assign(std::bit_ceil(end - first), WinnerTree::out);
    }
    /// Puts in the vertices of an arc.
    void add(const ArcLists::Arc& arc) {
        if (arc.first == arc.end) return;
        const bool free = arc.shape == ArcLists::Shape::free_ring;
        Place prev = free ? arc.end - 1 : arc.from;
        double to_prev = length(prev, arc.first);
        for (Place place = arc.first; place < arc.end; ++place) {
            const Place next = place + 1 < arc.end ? place + 1 : free ? arc.first : arc.to;
            const double to_next = length(place, next);
            own_link(place) = {prev, next, to_prev, to_next};
            prev = place;
            to_prev = to_next;
        }
    }

    [[nodiscard]] const Link& link(Place place) const { return m_links[place - m_first]; }
    [[nodiscard]] double weigh(Place place) const {
        const Link& beside = link(place);
        return vertex_weight(m_lists.position[beside.prev], m_lists.position[place],
                             m_lists.position[beside.next], beside.to_prev * beside.to_next, m_weighting);
    }
    void set_weight(Place place, double weight) { m_weights[place - m_first] = weight; }
    [[nodiscard]] double weight(Place place) const { return m_weights[place - m_first]; }
    /// Of all, and as many more as make their number a power of two.
    [[nodiscard]] std::span<const double> weights() const { return m_weights; }

    /// Takes a vertex out of its list and gives its neighbours `then`.
    template <class Then>
    void unlink(Place place, Then then) {
        const Place prev = link(place).prev;
        const Place next = link(place).next;
        const double apart = length(prev, next);
        if (m_lists.removable(prev)) {
            own_link(prev).next = next;
            own_link(prev).to_next = apart;
            then(prev);
        }
        if (m_lists.removable(next)) {
            own_link(next).prev = prev;
            own_link(next).to_prev = apart;
            then(next);
        }
    }

private:
    [[nodiscard]] Link& own_link(Place place) { return m_links[place - m_first]; }
    [[nodiscard]] double length(Place a, Place b) const {
        return distance(m_lists.position[a], m_lists.position[b]);
    }

    const ArcLists& m_lists;
    double m_weighting;
    Place m_first = 0;
    std::vector<Link> m_links;
    std::vector<double> m_weights;
};

}  // namespace geo
