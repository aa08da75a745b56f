#include "geo/departures.hpp"

#include <algorithm>
#include <utility>

#include "geo/arc_chain.hpp"
#include "geo/arc_runs.hpp"
#include "geo/nth_smallest.hpp"
#include "geo/winner_tree.hpp"

namespace geo {

namespace {

/// As Departures has them, and the weight up to which each has to go: the greatest among those before it from
/// its arc and its own; infinite where there is none.
struct Order {
    Bulk<Place> places;
    Bulk<double> weights;
};

Order order_up_to(const ArcLists& lists, double weighting, double limit) {
    Order order{Bulk<Place>(lists.removables), Bulk<double>(lists.removables)};
    for_runs_of_arcs(lists, [&](std::size_t first, std::size_t last) {
        ArcChain chain(lists, weighting);
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
            Place at = arc.first;
            for (; arc.end - at > arc.fewest() && tree.lightest(lightest); ++at) {
                greatest = std::max(greatest, chain.weight(lightest));
                order.places[at] = lightest;
                order.weights[at] = greatest;
                if (greatest > limit) {
                    ++at;
                    break;
                }
                chain.set_weight(lightest, WinnerTree::out);
                Place one = lightest;
                Place other = lightest;
                chain.unlink(lightest, [&](Place neighbour) {
                    chain.set_weight(neighbour, chain.weigh(neighbour));
                    other = std::exchange(one, neighbour);
                });
                tree.replay(one, lightest, other);
            }
            std::fill(order.places.begin() + at, order.places.begin() + arc.end, no_place);
            std::fill(order.weights.begin() + at, order.weights.begin() + arc.end, WinnerTree::out);
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

}  // namespace geo
