#include "shapes/placement_totals.hpp"

#include <cmath>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "shapes/placement.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

struct Sums {
    CompensatedSum inside;
    CompensatedSum outside;
    CompensatedSum unknown;

    void add(FootprintIndex place, double patients) {
        (place >= 0 ? inside : place == unknown_place ? unknown : outside).add(patients);
    }
    [[nodiscard]] PlacedPatients values() const { return {inside.value(), outside.value(), unknown.value()}; }
};

void require_equal(double before, double after, const char* what) {
    if (std::abs(before - after) <= 1e-9 * (1.0 + std::abs(before))) return;
    throw geo::InternalError(std::string("placing changed the sum of ") + what + " from " +
                             geo::format_number(before) + " to " + geo::format_number(after));
}

}  // namespace

PlacementTotals placement_totals(const FlowTable& table, std::span<const AreaFlow> placed, const Plan& plan) {
    PlacementTotals totals;
    CompensatedSum before;
    CompensatedSum suppressed_before;
    for (std::size_t cell = 0; cell < table.cells(); ++cell) {
        before.add(table.patients[cell]);
        suppressed_before.add(table.suppressed_in(cell));
    }
    CompensatedSum after;
    CompensatedSum suppressed_after;
    CompensatedSum both;
    Sums origins;
    Sums sites;
    for (const AreaFlow& flow : placed) {
        const FootprintIndex from =
            flow.area < 0 ? flow.area : plan.footprint_of[static_cast<std::size_t>(flow.area)];
        after.add(flow.patients);
        suppressed_after.add(flow.suppressed);
        origins.add(from, flow.patients);
        sites.add(flow.to, flow.patients);
        if (from >= 0 && flow.to >= 0) both.add(flow.patients);
    }
    totals.before = before.value();
    totals.after = after.value();
    totals.suppressed_before = suppressed_before.value();
    totals.suppressed_after = suppressed_after.value();
    totals.both_inside = both.value();
    totals.origins = origins.values();
    totals.sites = sites.values();
    require_equal(totals.before, totals.after, "patients");
    require_equal(totals.suppressed_before, totals.suppressed_after, "suppressed rows");
    return totals;
}

}  // namespace shapes
