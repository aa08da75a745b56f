#include "geo/thinning.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "geo/arc_chain.hpp"
#include "geo/arc_runs.hpp"
#include "geo/grid.hpp"
#include "geo/run_grid.hpp"
#include "geo/stretch.hpp"
#include "geo/triangle.hpp"
#include "geo/two_threads.hpp"
#include "geo/winner_tree.hpp"

namespace geo {

namespace {

/// Takes vertices out of arcs up to a weight. First each arc on its own, as far as it goes without regard to
/// what becomes of other arcs, which is nearly all of the way and stays in the cache; then those that came to
/// a step which hangs on another arc, all together and lightest first. Neither depends on the order of the
/// arcs.
class Thinner {
public:
    Thinner(const ArcLists& lists, double weighting, const Departures& departures, double margin)
        : m_lists(lists),
          m_weighting(weighting),
          m_margin(margin),
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
        const RunGrid grid(m_lists.position);
        std::vector<std::uint8_t> dependent(m_lists.arcs.size());
        for_runs_of_arcs(m_lists, [&](std::size_t first, std::size_t last) {
            Round round(m_lists, m_weighting, grid, true);
            for (std::size_t a = first; a < last; ++a)
                dependent[a] = run_alone(static_cast<std::uint32_t>(a), round) ? 0 : 1;
        });
        if (std::ranges::find(dependent, 1) != dependent.end()) run_together(dependent, grid);
    }

    [[nodiscard]] Thinning result() const {
        Thinning thinning;
        thinning.gone.resize(m_lists.removables);
        std::array<std::array<std::size_t, 2>, 2> counts{};
        in_two_halves(m_lists.removables, [&](std::size_t half) {
            const ItemRange own = range_of_half(m_lists.removables, half);
            std::size_t removals = 0;
            std::size_t vetoed = 0;
            for (std::size_t place = own.begin; place < own.end; ++place) {
                thinning.gone[place] = m_state[place] == State::gone ? 1 : 0;
                removals += m_state[place] == State::gone ? 1U : 0U;
                vetoed += m_state[place] == State::vetoed ? 1U : 0U;
            }
            counts[half] = {removals, vetoed};
        });
        thinning.removals = counts[0][0] + counts[1][0];
        thinning.vetoed = counts[0][1] + counts[1][1];
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

    /// A shape for RunGrid.
    struct Surroundings {
        GridBox box;

        [[nodiscard]] GridPoint low() const { return box.low; }
        [[nodiscard]] GridPoint high() const { return box.high; }
        [[nodiscard]] bool contains(GridPoint p) const { return box.contains(p); }
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
        ArcChain chain;
        WinnerTree tree;
        Place first = 0;
        std::vector<std::uint32_t>
            waiters;  // by place from the first on: the first of those that wait for it
        std::vector<Waiter> waiting;
        bool alone;
    };

    bool removed(Place place) const { return m_state[place] == State::gone; }

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
                Stretch stretch(at[from], at[to], m_margin);
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

    /// Those arcs go on as lists of their own: what is left of them is removable, and what is left of others
    /// near them is not.
    void run_together(const std::vector<std::uint8_t>& dependent, const RunGrid& grid) {
        ArcLists left;
        left.families = m_lists.families;
        std::vector<std::uint32_t> dependents;
        std::vector<Place> beside;
        for (std::uint32_t a = 0; a < dependent.size(); ++a) {
            if (dependent[a] == 0) continue;
            const ArcLists::Arc& arc = m_lists.arcs[a];
            dependents.push_back(a);
            left.arcs.push_back(arc);
            left.arcs.back().first = static_cast<Place>(left.position.size());
            for (Place place = arc.first; place < arc.end; ++place)
                if (!removed(place)) left.position.push_back(m_lists.position[place]);
            left.arcs.back().end = static_cast<Place>(left.position.size());
            grid.find_in(surroundings_of(arc), [&](Place place) {
                if (!removed(place) && !is_of_any(place, dependent)) beside.push_back(place);
                return false;
            });
        }
        left.removables = static_cast<Place>(left.position.size());
        std::ranges::sort(beside);
        beside.erase(std::unique(beside.begin(), beside.end()), beside.end());
        for (const Place place : beside)
            left.position.push_back(m_lists.position[place]);
        const auto moved = [&](Place junction) {
            return left.removables +
                   static_cast<Place>(std::ranges::lower_bound(beside, junction) - beside.begin());
        };
        for (ArcLists::Arc& arc : left.arcs) {
            if (arc.shape == ArcLists::Shape::free_ring) continue;
            arc.from = moved(arc.from);
            arc.to = moved(arc.to);
        }

        Thinner rest(left, m_weighting, m_departures, m_margin);
        rest.m_straight = m_straight;
        rest.run_all_at_once();
        Place here = 0;
        for (const std::uint32_t a : dependents) {
            const ArcLists::Arc& arc = m_lists.arcs[a];
            for (Place place = arc.first; place < arc.end; ++place)
                if (!removed(place)) m_state[place] = rest.m_state[here++];
        }
    }

    /// What each triangle lies in that goes with a vertex of the arc, and its margin.
    [[nodiscard]] Surroundings surroundings_of(const ArcLists::Arc& arc) const {
        const std::vector<GridPoint>& at = m_lists.position;
        GridBox box{at[arc.first], at[arc.first]};
        for (Place place = arc.first; place < arc.end; ++place)
            box.add(at[place]);
        if (arc.shape != ArcLists::Shape::free_ring) {
            box.add(at[arc.from]);
            box.add(at[arc.to]);
        }
        const auto margin = static_cast<std::int32_t>(m_margin);
        return {{{box.low.x - margin, box.low.y - margin}, {box.high.x + margin, box.high.y + margin}}};
    }

    [[nodiscard]] bool is_of_any(Place place, const std::vector<std::uint8_t>& arcs) const {
        if (!m_lists.removable(place)) return false;
        const auto next = std::ranges::upper_bound(m_lists.arcs, place, {}, &ArcLists::Arc::first);
        return arcs[static_cast<std::size_t>(next - m_lists.arcs.begin()) - 1] != 0;
    }

    void run_all_at_once() {
        const RunGrid grid(m_lists.position);
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
        if (m_live[a] <= arc.fewest() || (twin_matters && !round.alone && m_straight[arc.twins]))
            return Verdict::stays;
        const Link link = round.chain.link(place);
        const std::vector<GridPoint>& at = m_lists.position;
        bool depends = twin_matters && round.alone;
        Place blocker = no_place;
        round.grid.find_in(ClosedTriangle(at[link.prev], at[place], at[link.next], m_margin), [&](Place p) {
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
    double m_margin;
    const Departures& m_departures;
    std::vector<State> m_state;         // by place
    std::vector<std::uint32_t> m_live;  // removable vertices left of each arc
    std::vector<bool> m_straight;       // by family: whether one of the twins is a straight line
};

}  // namespace

Thinning thin(const ArcLists& lists, double weighting, const Departures& departures, double margin) {
    Thinner thinner(lists, weighting, departures, margin);
    thinner.run();
    return thinner.result();
}

}  // namespace geo
