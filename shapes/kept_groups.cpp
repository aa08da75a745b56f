#include "shapes/kept_groups.hpp"

#include <map>
#include <numeric>
#include <utility>

namespace shapes {

namespace {

KeptGroups number(std::span<const std::int32_t> root_of) {
    KeptGroups result;
    std::vector<std::int32_t> number_of(root_of.size(), -1);
    for (const std::int32_t root : root_of) {
        std::int32_t& group = number_of[static_cast<std::size_t>(root)];
        if (group < 0) group = static_cast<std::int32_t>(result.groups++);
        result.group_of.push_back(group);
    }
    return result;
}

}  // namespace

KeptGroups each_alone(std::size_t areas) {
    KeptGroups result;
    result.groups = areas;
    result.group_of.resize(areas);
    std::iota(result.group_of.begin(), result.group_of.end(), 0);
    return result;
}

KeptGroups keep_authorities_whole(std::size_t areas, const AuthorityTable& authorities) {
    std::vector<std::int32_t> root_of = each_alone(areas).group_of;
    const auto root = [&](std::int32_t area) {
        while (root_of[static_cast<std::size_t>(area)] != area)
            area = root_of[static_cast<std::size_t>(area)];
        return area;
    };
    std::vector<std::int32_t> first_area(authorities.codes.size(), -1);
    for (const CommonGround& ground : authorities.ground) {
        std::int32_t& first = first_area[static_cast<std::size_t>(ground.authority)];
        if (first < 0) first = ground.area;
        const std::int32_t a = root(first);
        const std::int32_t b = root(ground.area);
        root_of[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
    }
    for (std::size_t area = 0; area < areas; ++area)
        root_of[area] = root(static_cast<std::int32_t>(area));
    return number(root_of);
}

std::vector<AreaFacts> facts_of_groups(const KeptGroups& groups, std::span<const AreaFacts> facts,
                                       const Neighbourhood& neighbourhood) {
    AreaFacts nothing;
    nothing.members = 0;
    std::vector<AreaFacts> result(groups.groups, nothing);
    for (std::size_t area = 0; area < facts.size(); ++area) {
        AreaFacts& of = result[static_cast<std::size_t>(groups.group_of[area])];
        of.population += facts[area].population;
        of.area_m2 += facts[area].area_m2;
        of.perimeter_m += facts[area].perimeter_m;
        of.members += facts[area].members;
        for (std::size_t n = neighbourhood.start[area]; n < neighbourhood.start[area + 1]; ++n)
            if (groups.group_of[static_cast<std::size_t>(neighbourhood.area[n])] == groups.group_of[area])
                of.perimeter_m -= neighbourhood.border_m[n];
    }
    return result;
}

std::vector<FootprintIndex> footprints_of_groups(const KeptGroups& groups,
                                                 std::span<const FootprintIndex> footprint_of,
                                                 std::span<const AreaFacts> facts) {
    std::map<std::pair<std::int32_t, FootprintIndex>, std::pair<double, std::size_t>> common;
    for (std::size_t area = 0; area < footprint_of.size(); ++area) {
        if (footprint_of[area] < 0) continue;
        auto& [people, areas] = common[{groups.group_of[area], footprint_of[area]}];
        people += facts[area].population;
        ++areas;
    }
    std::vector<FootprintIndex> result(groups.groups, no_footprint);
    std::vector<std::pair<double, std::size_t>> most(groups.groups);
    for (const auto& [key, size] : common) {
        const auto group = static_cast<std::size_t>(key.first);
        if (size <= most[group]) continue;
        most[group] = size;
        result[group] = key.second;
    }
    return result;
}

}  // namespace shapes
