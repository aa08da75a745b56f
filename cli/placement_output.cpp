#include "cli/placement_output.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "shapes/placement.hpp"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;

Json by_place(const shapes::PlacedPatients& patients, const ShownFigures& shown) {
    return {{"inside", shown.count(patients.inside)},
            {"outside", shown.count(patients.outside)},
            {"unknown", shown.count(patients.unknown)}};
}

Json division(const shapes::Division& division, const ShownFigures& shown) {
    return {{"codes", division.codes}, {"patients", shown.count(division.patients)}};
}

std::string by_place_text(const char* what, const shapes::PlacedPatients& patients,
                          const ShownFigures& shown) {
    return fmt::format("{}: {} in the study area, {} outside, {} unknown\n", what,
                       shown.count_text(patients.inside), shown.count_text(patients.outside),
                       shown.count_text(patients.unknown));
}

}  // namespace

Json placement_json(const shapes::PlacementTotals& totals, const ShownFigures& shown) {
    return {{"before", shown.count(totals.before)},
            {"after", shown.count(totals.after)},
            {"origins", by_place(totals.origins, shown)},
            {"sites", by_place(totals.sites, shown)},
            {"both_inside", shown.count(totals.both_inside)},
            {"origins_in_several_areas", division(totals.divided_between_areas, shown)},
            {"origins_in_several_footprints", division(totals.divided_between_footprints, shown)},
            {"sites_in_several_footprints", division(totals.divided_sites, shown)}};
}

std::string placement_text(const shapes::PlacementTotals& totals, const ShownFigures& shown) {
    std::string text = fmt::format("patients before and after placing: {} and {}, none lost\n",
                                   shown.count_text(totals.before), shown.count_text(totals.after)) +
                       by_place_text("where they live", totals.origins, shown) +
                       by_place_text("where they are treated", totals.sites, shown);
    const auto divided = [&](const shapes::Division& division, const char* what) {
        if (division.codes == 0) return;
        text += fmt::format("{} {}, {} patients divided\n", division.codes, what,
                            shown.count_text(division.patients));
    };
    divided(totals.divided_between_areas, "origins in several areas");
    divided(totals.divided_between_footprints, "origins in several footprints");
    divided(totals.divided_sites, "sites in several footprints");
    return text;
}

}  // namespace cli
