#include "shapes/area_flows.hpp"

#include <algorithm>

#include "geo/error.hpp"

namespace shapes {

namespace {

/// Sorts flows by their two ends and adds up those of one pair, in the order in which they stand.
template <class Flow, class From>
void add_up(std::vector<Flow>& flows, From Flow::*from) {
    std::stable_sort(flows.begin(), flows.end(), [from](const Flow& a, const Flow& b) {
        return a.*from != b.*from ? a.*from < b.*from : a.to < b.to;
    });
    std::size_t kept = 0;
    for (const Flow& flow : flows) {
        if (kept > 0 && flows[kept - 1].*from == flow.*from && flows[kept - 1].to == flow.to) {
            flows[kept - 1].patients += flow.patients;
            flows[kept - 1].suppressed += flow.suppressed;
        } else {
            flows[kept++] = flow;
        }
    }
    flows.resize(kept);
}

}  // namespace

std::vector<AreaFlow> flows_by_area(const FlowTable& flows, const Placement& origins,
                                    const Placement& sites) {
    if (origins.size() != flows.origins.size() || sites.size() != flows.sites.size())
        throw geo::InternalError("flows and the places of their origins or sites differ in length");
    std::vector<AreaFlow> result;
    result.reserve(flows.cells());
    for (std::size_t o = 0; o < flows.origins.size(); ++o) {
        for (std::size_t c = flows.row_start[o]; c < flows.row_start[o + 1]; ++c) {
            const auto site = static_cast<std::size_t>(flows.site[c]);
            for (std::size_t from = origins.start[o]; from < origins.start[o + 1]; ++from) {
                for (std::size_t to = sites.start[site]; to < sites.start[site + 1]; ++to) {
                    const double weight = origins.weight[from] * sites.weight[to];
                    result.push_back({origins.place[from], sites.place[to], flows.patients[c] * weight,
                                      flows.suppressed_in(c) * weight});
                }
            }
        }
    }
    add_up(result, &AreaFlow::area);
    return result;
}

std::vector<PlaceFlow> flows_by_footprint(std::span<const AreaFlow> flows, const Plan& plan) {
    std::vector<PlaceFlow> result;
    result.reserve(flows.size());
    for (const AreaFlow& flow : flows) {
        const FootprintIndex from =
            flow.area < 0 ? flow.area : plan.footprint_of[static_cast<std::size_t>(flow.area)];
        result.push_back({from, flow.to, flow.patients, flow.suppressed});
    }
    add_up(result, &PlaceFlow::from);
    return result;
}

}  // namespace shapes
