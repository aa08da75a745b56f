#include "geo/thinning.hpp"

#include <algorithm>
#include <cmath>
#include <future>
#include <limits>
#include <thread>

#include "geo/nested_grid.hpp"
#include "geo/triangle.hpp"
#include "geo/winner_tree.hpp"

namespace geo {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// Fewest removable vertices that an arc keeps, whatever its neighbours do: three make a ring.
std::uint32_t fewest(const ArcLists::Arc& arc) {
    return arc.shape == ArcLists::Shape::free_ring ? 3 : arc.shape == ArcLists::Shape::loop ? 2 : 0;
}

/// The lists of all arcs while vertices go from them.
using Links = std::vector<ArcLists::Link>;

double weight_of(const ArcLists& lists, const Links& links, Place place, double weighting) {
    const ArcLists::Link link = links[place];
    return vertex_weight(lists.position[link.prev], lists.position[place], lists.position[link.next],
                         weighting);
}

/// Calls `work` with runs of arcs [first, last) that hold about as many vertices each, on as many threads as
/// the machine has processors, and waits for all. What `work` does to one arc must not depend on another.
template <class Work>
void for_runs_of_arcs(const ArcLists& lists, Work work) {
    constexpr std::size_t fewest_vertices_a_thread = 20000;
    constexpr std::size_t most_threads = 8;
    const std::size_t vertices = lists.links.size();
    const std::size_t threads =
        std::clamp(vertices / fewest_vertices_a_thread, std::size_t{1},
                   std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_threads));
    std::vector<std::future<void>> others;
    std::size_t first = 0;
    for (std::size_t t = 1; t < threads; ++t) {
        const auto until =
            std::lower_bound(lists.arcs.begin(), lists.arcs.end(), vertices * t / threads,
                             [](const ArcLists::Arc& arc, std::size_t place) { return arc.first < place; });
        const auto last = static_cast<std::size_t>(until - lists.arcs.begin());
        others.push_back(std::async(std::launch::async, work, first, last));
        first = last;
    }
    work(first, lists.arcs.size());
    for (std::future<void>& other : others)
        other.get();
}

/// Takes a vertex out of its list and gives its neighbours `weigh`.
template <class Weigh>
void unlink(Links& links, Place place, Weigh weigh) {
    const auto [prev, next] = links[place];
    if (prev < links.size()) {
        links[prev].next = next;
        weigh(prev);
    }
    if (next < links.size()) {
        links[next].prev = prev;
        weigh(next);
    }
}

/// Takes vertices out of arcs up to a weight. First each arc on its own, as far as it goes without regard to
/// what becomes of other arcs, which is nearly all of the way and stays in the cache; then those that came to
/// a step which hangs on another arc, all together and lightest first. Neither depends on the order of the
/// arcs.
class Thinner {
public:
    Thinner(const ArcLists& lists, double weighting, double limit)
        : m_lists(lists),
          m_links(lists.links),
          m_weighting(weighting),
          m_limit(limit),
          m_weight(lists.links.size()),
          m_state(lists.position.size(), State::stays),
          m_waiters(lists.links.size(), none),
          m_straight(lists.families, false) {
        m_live.reserve(lists.arcs.size());
        for (const ArcLists::Arc& arc : lists.arcs) {
            m_live.push_back(arc.end - arc.first);
            note_straight(arc, arc.end - arc.first);
        }
    }

    void run() {
        const NestedGrid grid(live_points());
        std::vector<std::uint8_t> dependent(m_lists.arcs.size());
        for_runs_of_arcs(m_lists, [&](std::size_t first, std::size_t last) {
            Round round(m_lists, grid, true);
            for (std::size_t a = first; a < last; ++a)
                dependent[a] = run_alone(static_cast<std::uint32_t>(a), round) ? 0 : 1;
        });
        if (std::ranges::find(dependent, 1) != dependent.end()) run_together(dependent);
    }

    [[nodiscard]] Thinning result() const {
        Thinning thinning;
        thinning.gone.reserve(m_lists.links.size());
        for (Place place = 0; place < m_lists.links.size(); ++place)
            thinning.gone.push_back(removed(place));
        thinning.removals = static_cast<std::size_t>(std::count(m_state.begin(), m_state.end(), State::gone));
        thinning.vetoed = static_cast<std::size_t>(std::count(m_state.begin(), m_state.end(), State::vetoed));
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

    /// What one thread works with.
    struct Round {
        Round(const ArcLists& lists, const NestedGrid& all_points, bool arcs_alone)
            : grid(all_points), tree(lists.position), alone(arcs_alone) {}

        const NestedGrid& grid;
        WinnerTree tree;
        std::vector<Waiter> waiting;
        bool alone;
    };

    bool removed(Place place) const { return m_state[place] == State::gone; }

    std::vector<NestedGrid::Entry> live_points() const {
        std::vector<NestedGrid::Entry> points;
        points.reserve(m_lists.position.size());
        for (Place place = 0; place < m_lists.position.size(); ++place) {
            if (!removed(place)) points.push_back({m_lists.position[place], place});
        }
        return points;
    }

    /// False when the arc has come to a step that hangs on another arc.
    bool run_alone(std::uint32_t a, Round& round) {
        const ArcLists::Arc& arc = m_lists.arcs[a];
        round.waiting.clear();
        for (Place place = arc.first; place < arc.end; ++place)
            weigh(place);
        round.tree.start(arc.first, arc.end, m_weight);
        Place lightest = none;
        while (round.tree.lightest(lightest)) {
            const Verdict verdict = judge(lightest, a, round);
            if (verdict == Verdict::depends) return false;
            if (verdict == Verdict::goes) remove(lightest, a, round);
        }
        return true;
    }

    void run_together(const std::vector<std::uint8_t>& dependent) {
        const NestedGrid grid(live_points());
        Round round(m_lists, grid, false);
        std::vector<std::uint32_t> arc_of(m_lists.links.size());
        std::fill(m_weight.begin(), m_weight.end(), WinnerTree::out);
        for (std::uint32_t a = 0; a < dependent.size(); ++a) {
            if (dependent[a] == 0) continue;
            for (Place place = m_lists.arcs[a].first; place < m_lists.arcs[a].end; ++place) {
                arc_of[place] = a;
                m_waiters[place] = none;
                if (!removed(place)) weigh(place);
            }
        }
        round.tree.start(0, static_cast<Place>(m_lists.links.size()), m_weight);
        Place lightest = none;
        while (round.tree.lightest(lightest)) {
            const std::uint32_t a = arc_of[lightest];
            if (judge(lightest, a, round) == Verdict::goes) remove(lightest, a, round);
        }
    }

    void weigh(Place place) {
        const double weight = weight_of(m_lists, m_links, place, m_weighting);
        const bool due = weight <= m_limit;
        m_weight[place] = due ? weight : WinnerTree::out;
        m_state[place] = due ? State::competes : State::stays;
    }

    void weigh_anew(Place place, Round& round) {
        weigh(place);
        round.tree.replay(place);
    }

    void take_out(Place place, State state, Round& round) {
        m_weight[place] = WinnerTree::out;
        m_state[place] = state;
        round.tree.replay(place);
    }

    /// The vetoes. A vertex that stays comes back when a neighbour goes, or what lay in its triangle.
    Verdict judge(Place place, std::uint32_t a, Round& round) {
        const ArcLists::Arc& arc = m_lists.arcs[a];
        const bool twin_matters = m_live[a] == 1 && arc.twins != ArcLists::no_twins;
        if (m_live[a] <= fewest(arc) || (twin_matters && !round.alone && m_straight[arc.twins])) {
            take_out(place, State::vetoed, round);
            return Verdict::stays;
        }
        const ArcLists::Link link = m_links[place];
        const std::vector<GridPoint>& at = m_lists.position;
        bool depends = twin_matters && round.alone;
        Place blocker = none;
        round.grid.find_in(ClosedTriangle(at[link.prev], at[place], at[link.next]), [&](Place p) {
            const bool of_another = m_lists.removable(p) && (p < arc.first || p >= arc.end);
            if (round.alone && of_another) {
                depends = true;
            } else if (!removed(p)) {
                blocker = p;
            }
            return blocker != none;
        });
        if (blocker == none) return depends ? Verdict::depends : Verdict::goes;
        take_out(place, State::vetoed, round);
        if (m_lists.removable(blocker)) {
            round.waiting.push_back({place, m_waiters[blocker]});
            m_waiters[blocker] = static_cast<std::uint32_t>(round.waiting.size() - 1);
        }
        return Verdict::stays;
    }

    void remove(Place place, std::uint32_t a, Round& round) {
        take_out(place, State::gone, round);
        note_straight(m_lists.arcs[a], --m_live[a]);
        unlink(m_links, place, [&](Place neighbour) { weigh_anew(neighbour, round); });
        for (std::uint32_t w = m_waiters[place]; w != none; w = round.waiting[w].next) {
            const Place waiter = round.waiting[w].place;
            if (m_state[waiter] == State::vetoed) weigh_anew(waiter, round);
        }
    }

    void note_straight(const ArcLists::Arc& arc, std::uint32_t live) {
        if (live == 0 && arc.twins != ArcLists::no_twins) m_straight[arc.twins] = true;
    }

    const ArcLists& m_lists;
    Links m_links;
    double m_weighting;
    double m_limit;
    std::vector<double> m_weight;          // by place, of those that compete
    std::vector<State> m_state;            // by place
    std::vector<std::uint32_t> m_waiters;  // by place: the first of those that wait for it to go
    std::vector<std::uint32_t> m_live;     // removable vertices left of each arc
    std::vector<bool> m_straight;          // by family: whether one of the twins is a straight line
};

}  // namespace

double limit_for_removals(const ArcLists& lists, double weighting, std::size_t removals) {
    if (removals == 0) return -1;
    Links links = lists.links;
    std::vector<double> limits(lists.links.size(), WinnerTree::out);
    std::vector<double> weights(lists.links.size());
    for_runs_of_arcs(lists, [&](std::size_t first, std::size_t last) {
        WinnerTree tree(lists.position);
        for (std::size_t a = first; a < last; ++a) {
            const ArcLists::Arc& arc = lists.arcs[a];
            for (Place place = arc.first; place < arc.end; ++place)
                weights[place] = weight_of(lists, links, place, weighting);
            tree.start(arc.first, arc.end, weights);
            double greatest = 0;
            Place lightest = none;
            for (std::uint32_t live = arc.end - arc.first; live > fewest(arc) && tree.lightest(lightest);
                 --live) {
                greatest = std::max(greatest, weights[lightest]);
                limits[lightest] = greatest;
                weights[lightest] = WinnerTree::out;
                tree.replay(lightest);
                unlink(links, lightest, [&](Place neighbour) {
                    weights[neighbour] = weight_of(lists, links, neighbour, weighting);
                    tree.replay(neighbour);
                });
            }
        }
    });
    // Vertices that their rings need have no limit.
    if (removals >= limits.size()) return WinnerTree::out;
    const auto last = limits.begin() + static_cast<std::ptrdiff_t>(removals - 1);
    std::nth_element(limits.begin(), last, limits.end());
    return *last;
}

Thinning thin(const ArcLists& lists, double weighting, double limit) {
    Thinner thinner(lists, weighting, limit);
    thinner.run();
    return thinner.result();
}

}  // namespace geo
