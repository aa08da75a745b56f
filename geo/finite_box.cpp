#include "geo/finite_box.hpp"

#include <algorithm>
#include <vector>

#include "geo/two_threads.hpp"

namespace geo {

std::optional<Box> finite_box(std::span<const Point> points) {
    struct Found {
        Box box;
        bool finite = false;
    };
    std::vector<Found> found(shares_of(points.size()));
    in_shares(points.size(), found.size(), [&](std::size_t share) {
        const std::size_t begin = share * points_of_a_share;
        Box box;
        // The difference of an infinity or a NaN from itself is NaN, and so is what NaN is added to.
        double sum = 0.0;
        for (const Point p : points.subspan(begin, std::min(points_of_a_share, points.size() - begin))) {
            box.add(p);
            sum += (p.x - p.x) + (p.y - p.y);
        }
        found[share] = {box, sum == 0.0};
    });
    Box box;
    for (const Found& of_share : found) {
        if (!of_share.finite) return std::nullopt;
        box.unite(of_share.box);
    }
    return box;
}

}  // namespace geo
