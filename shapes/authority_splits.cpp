#include "shapes/authority_splits.hpp"

#include <cstdint>
#include <set>
#include <utility>

#include "geo/error.hpp"

namespace shapes {

std::string_view to_string(SplitWeight weight) {
    switch (weight) {
        case SplitWeight::people:
            return "people";
        case SplitWeight::spread:
            return "people, spread evenly over the small areas of each area";
        case SplitWeight::units:
            return "small areas";
    }
    throw geo::InternalError("a weight of splits of no known kind");
}

AuthoritySplits split_authorities(const AuthorityTable& table,
                                  std::span<const std::optional<double>> populations,
                                  std::span<const FootprintIndex> footprint_of, std::size_t footprints) {
    AuthoritySplits result;
    std::vector<double> units_of(footprint_of.size(), 0.0);
    bool all_known = !populations.empty();
    for (const CommonGround& ground : table.ground) {
        const auto area = static_cast<std::size_t>(ground.area);
        units_of[area] += ground.units;
        if (all_known && !populations[area]) all_known = false;
    }
    if (table.counts_people)
        result.weight = SplitWeight::people;
    else if (all_known)
        result.weight = SplitWeight::spread;

    std::vector<SplitPart> in_footprints;
    std::vector<SplitPart> in_authorities;
    std::vector<SplitPart> in_areas;
    for (const CommonGround& ground : table.ground) {
        const auto area = static_cast<std::size_t>(ground.area);
        double weight = ground.units;
        if (result.weight == SplitWeight::people) weight = ground.people;
        if (result.weight == SplitWeight::spread) weight = *populations[area] * ground.units / units_of[area];
        in_areas.push_back({ground.authority, ground.area, weight});
        if (footprint_of[area] == no_footprint) continue;
        in_footprints.push_back({ground.authority, footprint_of[area], weight});
        in_authorities.push_back({footprint_of[area], ground.authority, weight});
    }
    result.by_footprint = measure_splits(in_footprints, table.codes.size());
    result.shared.assign(footprints, 0);
    std::set<std::pair<std::int32_t, std::int32_t>> counted;
    for (const SplitPart& part : in_footprints) {
        if (result.by_footprint.of[static_cast<std::size_t>(part.unit)].parts > 1 &&
            counted.emplace(part.unit, part.within).second)
            ++result.shared[static_cast<std::size_t>(part.within)];
    }
    result.of_footprints = measure_splits(std::move(in_authorities), footprints);
    result.split_in_areas = measure_splits(std::move(in_areas), table.codes.size()).split;
    return result;
}

}  // namespace shapes
