#include "shapes/area_flows.hpp"

#include <algorithm>
#include <utility>

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

/// A share of an origin that lies in one area.
struct OriginPart {
    std::int32_t area;
    std::size_t origin;
    double weight;
};

std::vector<OriginPart> parts_by_area(const Placement& origins) {
    std::vector<OriginPart> parts;
    parts.reserve(origins.place.size());
    for (std::size_t o = 0; o < origins.size(); ++o) {
        for (std::size_t p = origins.start[o]; p < origins.start[o + 1]; ++p)
            parts.push_back({origins.place[p], o, origins.weight[p]});
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const OriginPart& a, const OriginPart& b) { return a.area < b.area; });
    return parts;
}

/// Sums of one area after the other, by place of treatment, in the order in which flows come.
class AreaSums {
public:
    explicit AreaSums(const Placement& sites) {
        std::int32_t most = -1;
        for (const std::int32_t place : sites.place)
            most = std::max(most, place);
        m_sums.resize(slot(most) + 1);
    }

    void begin_area(std::int32_t area) {
        if (area != m_area) end_area();
        m_area = area;
    }

    void add(FootprintIndex to, double patients, double suppressed) {
        Sum& sum = m_sums[slot(to)];
        if (!sum.has_flows) m_touched.push_back(slot(to));
        sum.patients += patients;
        sum.suppressed += suppressed;
        sum.has_flows = true;
    }

    std::vector<AreaFlow> result() && {
        end_area();
        return std::move(m_result);
    }

private:
    struct Sum {
        double patients = 0.0;
        double suppressed = 0.0;
        bool has_flows = false;
    };

    static std::size_t slot(FootprintIndex to) { return static_cast<std::size_t>(to - unknown_place); }

    void end_area() {
        std::ranges::sort(m_touched);
        for (const std::size_t s : m_touched) {
            const auto to = static_cast<FootprintIndex>(s) + unknown_place;
            m_result.push_back({m_area, to, m_sums[s].patients, m_sums[s].suppressed});
            m_sums[s] = {};
        }
        m_touched.clear();
    }

    std::vector<Sum> m_sums;  // by place of treatment
    std::vector<std::size_t> m_touched;
    std::vector<AreaFlow> m_result;
    std::int32_t m_area = outside_place;
};

}  // namespace

std::vector<AreaFlow> flows_by_area(const FlowTable& flows, const Placement& origins,
                                    const Placement& sites) {
    if (origins.size() != flows.origins.size() || sites.size() != flows.sites.size())
        throw geo::InternalError("flows and the places of their origins or sites differ in length");
    AreaSums sums(sites);
    for (const OriginPart& part : parts_by_area(origins)) {
        sums.begin_area(part.area);
        for (std::size_t c = flows.row_start[part.origin]; c < flows.row_start[part.origin + 1]; ++c) {
            const auto site = static_cast<std::size_t>(flows.site[c]);
            for (std::size_t to = sites.start[site]; to < sites.start[site + 1]; ++to) {
                const double weight = part.weight * sites.weight[to];
                sums.add(sites.place[to], flows.patients[c] * weight, flows.suppressed_in(c) * weight);
            }
        }
    }
    return std::move(sums).result();
}

std::vector<AreaFlow> flows_under(std::span<const AreaFlow> by_place,
                                  std::span<const FootprintIndex> successor, const Plan& plan) {
    std::vector<AreaFlow> result(by_place.begin(), by_place.end());
    const auto fixed = static_cast<FootprintIndex>(successor.size());
    for (AreaFlow& flow : result) {
        if (flow.to < 0) continue;
        flow.to = flow.to < fixed ? successor[static_cast<std::size_t>(flow.to)]
                                  : plan.footprint_of[static_cast<std::size_t>(flow.to - fixed)];
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
