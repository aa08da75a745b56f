// Misfits: areas most of whose patients go to another footprint than their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "shapes/area_flows.hpp"
#include "shapes/plan.hpp"
#include "shapes/ranges.hpp"

namespace shapes {

enum class AreaFit {
    fits,   ///< its own footprint has more of its patients than any other place
    tied,   ///< another place has as many: no misfit
    misfit  ///< another place has more
};

/// Name as it stands in reports: "fits", "tied", "misfit".
[[nodiscard]] std::string_view to_string(AreaFit fit);

/// Where the patients of one area go.
struct AreaPreference {
    std::int32_t area;
    FootprintIndex own;
    AreaFit fit;
    /// Places with the most patients, ascending: several when they are tied; `own` is among them when fit is
    /// not misfit.
    std::vector<FootprintIndex> best;
    double patients = 0.0;       ///< of the area
    double own_patients = 0.0;   ///< treated in its own footprint
    double best_patients = 0.0;  ///< treated in each of `best`
    double own_share = 0.0;      ///< of `patients`
    double best_share = 0.0;
    /// Whether every way to fill the suppressed cells says the same on misfit or not.
    bool is_certain = true;
};

enum class Preference {
    open,   ///< all patients of the area; outside the study area counts as one place, an unknown site as none
    closed  ///< patients treated within the study area only
};

struct Misfits {
    std::vector<AreaPreference> areas;  ///< misfits, ties and uncertain fits, by area
    std::size_t judged = 0;             ///< areas with patients
    std::size_t without_patients = 0;   ///< areas in a footprint whose flows show no preference
};

/// Areas whose plurality of patients goes elsewhere, as in the hospital service areas of Wennberg and
/// Gittelsohn (1973); a tie is settled in favour of staying. Suppressed rows count with their middle. Areas
/// in no footprint are not judged. O(flows + areas).
/// @pre `flows` is sorted by area, and its areas are indices into plan.footprint_of.
[[nodiscard]] Misfits find_misfits(std::span<const AreaFlow> flows, const Plan& plan,
                                   const SuppressedRow& suppressed, Preference preference);

}  // namespace shapes
