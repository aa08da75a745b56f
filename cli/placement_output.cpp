#include "cli/placement_output.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/report.hpp"
#include "cli/text_table.hpp"
#include "shapes/placement.hpp"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;

Json count(double patients) {
    const std::optional<double> shown = shapes::rounded_patients(patients);
    return shown ? Json(*shown) : Json(nullptr);
}

std::string count_text(double patients) {
    const std::optional<double> shown = shapes::rounded_patients(patients);
    return shown ? grouped(*shown) : "1 to 7";
}

Json by_place(const shapes::PlacedPatients& patients) {
    return {{"inside", count(patients.inside)},
            {"outside", count(patients.outside)},
            {"unknown", count(patients.unknown)}};
}

Json division(const shapes::Division& division) {
    return {{"codes", division.codes}, {"patients", count(division.patients)}};
}

std::string by_place_text(const char* what, const shapes::PlacedPatients& patients) {
    return fmt::format("{}: {} in the study area, {} outside, {} unknown\n", what,
                       count_text(patients.inside), count_text(patients.outside),
                       count_text(patients.unknown));
}

}  // namespace

void set_placement(Report& report, const shapes::PlacementTotals& totals) {
    report.result()["placement"] = {
        {"before", count(totals.before)},
        {"after", count(totals.after)},
        {"origins", by_place(totals.origins)},
        {"sites", by_place(totals.sites)},
        {"both_inside", count(totals.both_inside)},
        {"origins_in_several_areas", division(totals.divided_between_areas)},
        {"origins_in_several_footprints", division(totals.divided_between_footprints)},
        {"sites_in_several_footprints", division(totals.divided_sites)}};
}

std::string placement_text(const shapes::PlacementTotals& totals) {
    std::string text =
        fmt::format("patients before and after placing: {} and {}, none lost (shown to the nearest 5)\n",
                    count_text(totals.before), count_text(totals.after)) +
        by_place_text("where they live", totals.origins) +
        by_place_text("where they are treated", totals.sites);
    const auto divided = [&](const shapes::Division& division, const char* what) {
        if (division.codes == 0) return;
        text +=
            fmt::format("{} {}, {} patients divided\n", division.codes, what, count_text(division.patients));
    };
    divided(totals.divided_between_areas, "origins in several areas");
    divided(totals.divided_between_footprints, "origins in several footprints");
    divided(totals.divided_sites, "sites in several footprints");
    return text;
}

}  // namespace cli
