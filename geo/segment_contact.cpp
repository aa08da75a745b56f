#include "geo/segment_contact.hpp"

#include <algorithm>
#include <cmath>

#include "geo/orientation.hpp"

namespace geo {

bool lies_beside(GridPoint from, GridPoint to, GridPoint p, double reach) {
    const double dx = static_cast<double>(to.x) - from.x;
    const double dy = static_cast<double>(to.y) - from.y;
    const double along = dx * (static_cast<double>(p.x) - from.x) + dy * (static_cast<double>(p.y) - from.y);
    const double squared = dx * dx + dy * dy;
    if (along <= 0 || along >= squared) return false;
    const double across = std::abs(static_cast<double>(orientation(from, to, p)));
    if (across > along || across > squared - along) return false;
    return across * across <= reach * reach * squared;
}

bool cross(const Segment& s, const Segment& t) {
    const auto apart = [](const Segment& line, const Segment& other) {
        const std::int64_t from = orientation(line.from, line.to, other.from);
        const std::int64_t to = orientation(line.from, line.to, other.to);
        return (from >= 0 && to >= 0) || (from <= 0 && to <= 0);
    };
    return !apart(s, t) && !apart(t, s);
}

bool in_contact(const Segment& s, const Segment& t, std::int64_t reach) {
    if (!boxes_meet(s, t, reach)) return false;
    const bool same_from = s.from == t.from;
    const bool from_to = s.from == t.to;
    if (same_from || from_to || s.to == t.to || s.to == t.from) {
        const GridPoint at = same_from || from_to ? s.from : s.to;
        return run_along_each_other(at, at == s.from ? s.to : s.from, at == t.from ? t.to : t.from, reach);
    }
    const auto near = static_cast<double>(reach);
    return cross(s, t) || lies_beside(s.from, s.to, t.from, near) || lies_beside(s.from, s.to, t.to, near) ||
           lies_beside(t.from, t.to, s.from, near) || lies_beside(t.from, t.to, s.to, near);
}

}  // namespace geo
