#include "geo/thinning.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <span>
#include <utility>

#include "geo/run_grid.hpp"
#include "geo/triangle.hpp"
#include "geo/two_threads.hpp"
#include "geo/winner_tree.hpp"

namespace geo {

namespace {

/// Fewest removable vertices that an arc keeps, whatever its neighbours do: three make a ring.
std::uint32_t fewest(const ArcLists::Arc& arc) {
    return arc.shape == ArcLists::Shape::free_ring ? 3 : arc.shape == ArcLists::Shape::loop ? 2 : 0;
}

/// The neighbours of a removable vertex, and how many cells they are away.
struct Link {
    Place prev;
    Place next;
    double to_prev;
    double to_next;
};

/// Vertices from one that stays to the next, if they lead straight on, and the least box along their chord
/// that holds them: each triangle that goes when one of them does lies in it, and holds none of the others.
class Stretch {
public:
    Stretch(GridPoint from, GridPoint to)
        : m_from(from),
          m_to(to),
          m_end(along(to)),
          m_low{std::min(from.x, to.x), std::min(from.y, to.y)},
          m_high{std::max(from.x, to.x), std::max(from.y, to.y)} {}

    /// False when it lies no farther along the chord than the one before, or not before the end.
    [[nodiscard]] bool add(GridPoint p) {
        const std::int64_t at = along(p);
        if (at <= m_last || at >= m_end) return false;
        m_last = at;
        const std::int64_t beside = twice_triangle(m_from, m_to, p);
        m_right = std::min(m_right, beside);
        m_left = std::max(m_left, beside);
        m_low = {std::min(m_low.x, p.x), std::min(m_low.y, p.y)};
        m_high = {std::max(m_high.x, p.x), std::max(m_high.y, p.y)};
        return true;
    }

    [[nodiscard]] GridPoint low() const { return m_low; }
    [[nodiscard]] GridPoint high() const { return m_high; }
    /// Its two ends excepted.
    [[nodiscard]] bool contains(GridPoint p) const {
        const std::int64_t at = along(p);
        const std::int64_t beside = twice_triangle(m_from, m_to, p);
        return at >= 0 && at <= m_end && beside >= m_right && beside <= m_left && p != m_from && p != m_to;
    }

private:
    [[nodiscard]] std::int64_t along(GridPoint p) const {
        return (std::int64_t{m_to.x} - m_from.x) * (std::int64_t{p.x} - m_from.x) +
               (std::int64_t{m_to.y} - m_from.y) * (std::int64_t{p.y} - m_from.y);
    }

    GridPoint m_from;
    GridPoint m_to;
    std::int64_t m_end;
    std::int64_t m_last = 0;
    std::int64_t m_left = 0;
    std::int64_t m_right = 0;
    GridPoint m_low;
    GridPoint m_high;
};

/// What is left of one arc, or of several, as linked lists with weights, by place from `first` on.
class Chain {
public:
    Chain(const ArcLists& lists, double weighting) : m_lists(lists), m_weighting(weighting) {}

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

/// Calls `work` with runs of arcs [first, last) that hold about as many vertices each, on two threads, and
/// waits for both. What `work` does to one arc must not depend on another.
template <class Work>
void for_runs_of_arcs(const ArcLists& lists, Work work) {
    constexpr std::size_t vertices_of_a_run = 16384;
    const std::size_t vertices = lists.removables;
    const std::size_t runs = vertices / vertices_of_a_run + 1;
    // Arcs without vertices belong to a run too.
    const auto first_arc = [&](std::size_t run) {
        const auto found =
            std::lower_bound(lists.arcs.begin(), lists.arcs.end(), vertices * run / runs,
                             [](const ArcLists::Arc& arc, std::size_t place) { return arc.first < place; });
        return static_cast<std::size_t>(found - lists.arcs.begin());
    };
    in_shares(vertices, runs, [&](std::size_t run) {
        work(first_arc(run), run + 1 < runs ? first_arc(run + 1) : lists.arcs.size());
    });
}

/// Takes vertices out of arcs up to a weight. First each arc on its own, as far as it goes without regard to
/// what becomes of other arcs, which is nearly all of the way and stays in the cache; then those that came to
/// a step which hangs on another arc, all together and lightest first. Neither depends on the order of the
/// arcs.
class Thinner {
public:
    Thinner(const ArcLists& lists, double weighting, const Departures& departures)
        : m_lists(lists),
          m_weighting(weighting),
          m_departures(departures),
          m_state(lists.position.size(), State::stays),
          m_straight(lists.families, false) {
        m_live.reserve(lists.arcs.size());
        for (const ArcLists::Arc& arc : lists.arcs) {
            m_live.push_back(arc.end - arc.first);
            note_straight(arc, arc.end - arc.first);
        }
    }

    void run() {
        std::vector<std::uint8_t> dependent(m_lists.arcs.size());
        {
            const RunGrid grid = live_points();
            for_runs_of_arcs(m_lists, [&](std::size_t first, std::size_t last) {
                Round round(m_lists, m_weighting, grid, true);
                for (std::size_t a = first; a < last; ++a)
                    dependent[a] = run_alone(static_cast<std::uint32_t>(a), round) ? 0 : 1;
            });
        }
        if (std::ranges::find(dependent, 1) != dependent.end()) run_together(dependent);
    }

    [[nodiscard]] Thinning result() const {
        Thinning thinning;
        thinning.gone.resize(m_lists.removables);
        for (Place place = 0; place < m_lists.removables; ++place) {
            thinning.gone[place] = removed(place);
            thinning.removals += m_state[place] == State::gone ? 1U : 0U;
            thinning.vetoed += m_state[place] == State::vetoed ? 1U : 0U;
        }
        return thinning;
    }

private:
    enum class State : std::uint8_t { stays, competes, vetoed, gone };
    enum class Verdict {
        goes,
        stays,
        depends  // on what becomes of other arcs
    };

    /// One that waits for another to go, in a list of those that wait for the same.
    struct Waiter {
        Place place;
        std::uint32_t next;
    };

    /// What one thread works with: the arc that it is at, or all that go on together.
    struct Round {
        Round(const ArcLists& lists, double weighting, const RunGrid& all_points, bool arcs_alone)
            : grid(all_points), chain(lists, weighting), tree(lists.position), alone(arcs_alone) {}

        void start(Place begin, Place end) {
            first = begin;
            chain.start(begin, end);
            waiters.assign(end - begin, no_place);
            waiting.clear();
        }
        std::uint32_t& waiters_for(Place place) { return waiters[place - first]; }

        const RunGrid& grid;
        Chain chain;
        WinnerTree tree;
        Place first = 0;
        std::vector<std::uint32_t>
            waiters;  // by place from the first on: the first of those that wait for it
        std::vector<Waiter> waiting;
        bool alone;
    };

    bool removed(Place place) const { return m_state[place] == State::gone; }

    RunGrid live_points() const {
        return RunGrid(m_lists.position, [&](Place place) { return !removed(place); });
    }

    /// Takes out all vertices of an arc that are due, and is true, when it can be seen that no veto keeps
    /// any.
    bool go_unjudged(std::uint32_t a, const RunGrid& grid) {
        const ArcLists::Arc& arc = m_lists.arcs[a];
        if (arc.shape != ArcLists::Shape::open) return false;
        const std::span<const Place> due =
            std::span(m_departures.order).subspan(arc.first, m_departures.due[a]);
        const auto set_all = [&](State state) {
            for (const Place place : due)
                m_state[place] = state;
        };
        set_all(State::gone);
        m_live[a] = arc.end - arc.first - m_departures.due[a];
        if ((m_live[a] > 0 || arc.twins == ArcLists::no_twins) && is_clear(arc, grid)) return true;
        set_all(State::stays);
        m_live[a] = arc.end - arc.first;
        return false;
    }

    /// Whether what is gone from an open arc lay alone between those that stay, and straight on.
    bool is_clear(const ArcLists::Arc& arc, const RunGrid& grid) const {
        const std::vector<GridPoint>& at = m_lists.position;
        Place from = arc.from;
        Place first = arc.first;  // that is gone since then
        for (Place place = arc.first; place <= arc.end; ++place) {
            if (place < arc.end && removed(place)) continue;
            const Place to = place < arc.end ? place : arc.to;
            if (first < place) {
                Stretch stretch(at[from], at[to]);
                for (Place gone = first; gone < place; ++gone)
                    if (!stretch.add(at[gone])) return false;
                const auto is_other = [&](Place p) { return p < first || p >= place; };
                if (grid.find_in(stretch, is_other)) return false;
            }
            from = to;
            first = place + 1;
        }
        return true;
    }

    /// False when the arc has come to a step that hangs on another arc.
    bool run_alone(std::uint32_t a, Round& round) {
        if (go_unjudged(a, round.grid)) return true;
        const ArcLists::Arc& arc = m_lists.arcs[a];
        round.start(arc.first, arc.end);
        round.chain.add(arc);
        const Verdict verdict = follow_departures(a, round);
        if (verdict != Verdict::stays) return verdict == Verdict::goes;
        for (Place place = arc.first; place < arc.end; ++place)
            if (!removed(place)) weigh(place, round);
        round.tree.start(arc.first, round.chain.weights());
        Place lightest = no_place;
        while (round.tree.lightest(lightest)) {
            switch (judge(lightest, a, round)) {
                case Verdict::depends:
                    return false;
                case Verdict::goes:
                    remove(lightest, a, round);
                    break;
                case Verdict::stays:
                    take_out(lightest, State::vetoed, round);
            }
        }
        return true;
    }

    /// As long as no veto comes between, vertices go in the order that is known. `goes` when all went,
    /// `stays` at the first that has to stay.
    Verdict follow_departures(std::uint32_t a, Round& round) {
        const ArcLists::Arc& arc = m_lists.arcs[a];
        const Place end = arc.first + m_departures.due[a];
        for (Place at = arc.first; at < end; ++at) {
            const Place place = m_departures.order[at];
            const Verdict verdict = judge(place, a, round);
            if (verdict != Verdict::goes) return verdict;
            m_state[place] = State::gone;
            note_straight(arc, --m_live[a]);
            round.chain.unlink(place, [](Place) {});
        }
        // The others weigh more, or their ring needs them.
        return end < arc.end && m_departures.order[end] == no_place ? Verdict::stays : Verdict::goes;
    }

    /// Those arcs go on as lists of their own: of what is left, theirs is removable and all else is not.
    void run_together(const std::vector<std::uint8_t>& dependent) {
        ArcLists left;
        const auto add_live = [&](const ArcLists::Arc& arc) {
            for (Place place = arc.first; place < arc.end; ++place)
                if (!removed(place)) left.position.push_back(m_lists.position[place]);
        };
        std::vector<std::uint32_t> dependents;
        for (std::uint32_t a = 0; a < dependent.size(); ++a)
            if (dependent[a] != 0) dependents.push_back(a);
        for (const std::uint32_t a : dependents) {
            left.arcs.push_back(m_lists.arcs[a]);
            left.arcs.back().first = static_cast<Place>(left.position.size());
            add_live(m_lists.arcs[a]);
            left.arcs.back().end = static_cast<Place>(left.position.size());
        }
        left.removables = static_cast<Place>(left.position.size());
        left.families = m_lists.families;
        for (std::size_t a = 0; a < dependent.size(); ++a)
            if (dependent[a] == 0) add_live(m_lists.arcs[a]);
        const auto junctions_moved_by = static_cast<Place>(left.position.size()) - m_lists.removables;
        for (ArcLists::Arc& arc : left.arcs) {
            arc.from += junctions_moved_by;
            arc.to += junctions_moved_by;
        }
        left.position.insert(left.position.end(), m_lists.position.begin() + m_lists.removables,
                             m_lists.position.end());

        Thinner rest(left, m_weighting, m_departures);
        rest.m_straight = m_straight;
        rest.run_all_at_once();
        Place here = 0;
        for (const std::uint32_t a : dependents) {
            const ArcLists::Arc& arc = m_lists.arcs[a];
            for (Place place = arc.first; place < arc.end; ++place)
                if (!removed(place)) m_state[place] = rest.m_state[here++];
        }
    }

    void run_all_at_once() {
        const RunGrid grid = live_points();
        Round round(m_lists, m_weighting, grid, false);
        round.start(0, m_lists.removables);
        std::vector<std::uint32_t> arc_of(m_lists.removables);
        for (std::uint32_t a = 0; a < m_lists.arcs.size(); ++a) {
            const ArcLists::Arc& arc = m_lists.arcs[a];
            round.chain.add(arc);
            for (Place place = arc.first; place < arc.end; ++place) {
                arc_of[place] = a;
                weigh(place, round);
            }
        }
        round.tree.start(0, round.chain.weights());
        Place lightest = no_place;
        while (round.tree.lightest(lightest)) {
            const std::uint32_t a = arc_of[lightest];
            if (judge(lightest, a, round) == Verdict::goes) {
                remove(lightest, a, round);
            } else {
                take_out(lightest, State::vetoed, round);
            }
        }
    }

    void weigh(Place place, Round& round) {
        const double weight = round.chain.weigh(place);
        const bool due = weight <= m_departures.limit;
        round.chain.set_weight(place, due ? weight : WinnerTree::out);
        m_state[place] = due ? State::competes : State::stays;
    }

    void weigh_anew(Place place, Round& round) {
        weigh(place, round);
        round.tree.replay(place);
    }

    void take_out(Place place, State state, Round& round) {
        round.chain.set_weight(place, WinnerTree::out);
        m_state[place] = state;
        round.tree.replay(place);
    }

    /// The vetoes. A vertex that stays comes back when a neighbour goes, or what lay in its triangle.
    Verdict judge(Place place, std::uint32_t a, Round& round) {
        const ArcLists::Arc& arc = m_lists.arcs[a];
        const bool twin_matters = m_live[a] == 1 && arc.twins != ArcLists::no_twins;
        if (m_live[a] <= fewest(arc) || (twin_matters && !round.alone && m_straight[arc.twins]))
            return Verdict::stays;
        const Link link = round.chain.link(place);
        const std::vector<GridPoint>& at = m_lists.position;
        bool depends = twin_matters && round.alone;
        Place blocker = no_place;
        round.grid.find_in(ClosedTriangle(at[link.prev], at[place], at[link.next]), [&](Place p) {
            const bool of_another = m_lists.removable(p) && (p < arc.first || p >= arc.end);
            if (round.alone && of_another) {
                depends = true;
            } else if (!removed(p)) {
                blocker = p;
            }
            return blocker != no_place;
        });
        if (blocker == no_place) return depends ? Verdict::depends : Verdict::goes;
        if (m_lists.removable(blocker)) {
            round.waiting.push_back({place, round.waiters_for(blocker)});
            round.waiters_for(blocker) = static_cast<std::uint32_t>(round.waiting.size() - 1);
        }
        return Verdict::stays;
    }

    void remove(Place place, std::uint32_t a, Round& round) {
        take_out(place, State::gone, round);
        note_straight(m_lists.arcs[a], --m_live[a]);
        round.chain.unlink(place, [&](Place neighbour) { weigh_anew(neighbour, round); });
        for (std::uint32_t w = round.waiters_for(place); w != no_place; w = round.waiting[w].next) {
            const Place waiter = round.waiting[w].place;
            if (m_state[waiter] == State::vetoed) weigh_anew(waiter, round);
        }
    }

    void note_straight(const ArcLists::Arc& arc, std::uint32_t live) {
        if (live == 0 && arc.twins != ArcLists::no_twins) m_straight[arc.twins] = true;
    }

    const ArcLists& m_lists;
    double m_weighting;
    const Departures& m_departures;
    std::vector<State> m_state;         // by place
    std::vector<std::uint32_t> m_live;  // removable vertices left of each arc
    std::vector<bool> m_straight;       // by family: whether one of the twins is a straight line
};

/// As Departures has them, and the weight up to which each has to go: the greatest among those before it from
/// its arc and its own; infinite where there is none.
struct Order {
    std::vector<Place> places;
    std::vector<double> weights;
};

Order order_up_to(const ArcLists& lists, double weighting, double limit) {
    Order order;
    order.places.assign(lists.removables, no_place);
    order.weights.assign(lists.removables, WinnerTree::out);
    for_runs_of_arcs(lists, [&](std::size_t first, std::size_t last) {
        Chain chain(lists, weighting);
        WinnerTree tree(lists.position);
        for (std::size_t a = first; a < last; ++a) {
            const ArcLists::Arc& arc = lists.arcs[a];
            chain.start(arc.first, arc.end);
            chain.add(arc);
            for (Place place = arc.first; place < arc.end; ++place)
                chain.set_weight(place, chain.weigh(place));
            tree.start(arc.first, chain.weights());
            double greatest = 0;
            Place lightest = no_place;
            for (Place at = arc.first; arc.end - at > fewest(arc) && tree.lightest(lightest); ++at) {
                greatest = std::max(greatest, chain.weight(lightest));
                order.places[at] = lightest;
                order.weights[at] = greatest;
                if (greatest > limit) break;
                chain.set_weight(lightest, WinnerTree::out);
                Place one = lightest;
                Place other = lightest;
                chain.unlink(lightest, [&](Place neighbour) {
                    chain.set_weight(neighbour, chain.weigh(neighbour));
                    other = std::exchange(one, neighbour);
                });
                tree.replay(one, lightest, other);
            }
        }
    });
    return order;
}

Departures take_those_up_to(const ArcLists& lists, Order order, double limit) {
    Departures departures{limit, std::move(order.places), std::vector<std::uint32_t>(lists.arcs.size())};
    for_runs_of_arcs(lists, [&](std::size_t first, std::size_t last) {
        for (std::size_t a = first; a < last; ++a) {
            const ArcLists::Arc& arc = lists.arcs[a];
            Place at = arc.first;
            while (at < arc.end && departures.order[at] != no_place && order.weights[at] <= limit)
                ++at;
            departures.due[a] = at - arc.first;
        }
    });
    return departures;
}

/// The value before which n come in order. Those far below and above it, as a sample tells, are only counted.
/// O(n). @pre n < values.size()
double nth_smallest(std::span<const double> values, std::size_t n) {
    constexpr std::size_t samples = 4096;
    constexpr std::size_t margin = 128;
    std::vector<double> some;
    for (std::size_t i = 0; i < samples; ++i)
        some.push_back(values[i * values.size() / samples]);
    std::ranges::sort(some);
    const std::size_t likely = n * samples / values.size();
    const double low = some[likely - std::min(likely, margin)];
    const double high = some[std::min(likely + margin, samples - 1)];
    std::array<std::size_t, 2> below{};
    std::array<std::vector<double>, 2> near;
    in_two_halves(values.size(), [&](std::size_t half) {
        const std::size_t middle = values.size() / 2;
        const auto own = half == 0 ? values.first(middle) : values.subspan(middle);
        std::size_t count = 0;
        for (const double value : own) {
            if (value < low)
                ++count;
            else if (value <= high)
                near[half].push_back(value);
        }
        below[half] = count;
    });
    std::vector<double> left = std::move(near[0]);
    left.insert(left.end(), near[1].begin(), near[1].end());
    std::size_t before = n - std::min(n, below[0] + below[1]);
    if (below[0] + below[1] > n || before >= left.size()) {
        left.assign(values.begin(), values.end());
        before = n;
    }
    std::ranges::nth_element(left, left.begin() + static_cast<std::ptrdiff_t>(before));
    return left[before];
}

}  // namespace

Departures departures_up_to(const ArcLists& lists, double weighting, double limit) {
    return take_those_up_to(lists, order_up_to(lists, weighting, limit), limit);
}

Departures departures_of(const ArcLists& lists, double weighting, std::size_t removals) {
    if (removals == 0) return departures_up_to(lists, weighting, -1);
    Order order = order_up_to(lists, weighting, WinnerTree::out);
    const double limit =
        removals < order.weights.size() ? nth_smallest(order.weights, removals - 1) : WinnerTree::out;
    return take_those_up_to(lists, std::move(order), limit);
}

Thinning thin(const ArcLists& lists, double weighting, const Departures& departures) {
    Thinner thinner(lists, weighting, departures);
    thinner.run();
    return thinner.result();
}

}  // namespace geo
